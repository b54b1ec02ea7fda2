"""What the stand-ins for foreign systems have in common: threads, news, and botocore's shapes."""
