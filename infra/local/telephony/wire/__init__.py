"""The API of Amazon Connect as unmodified SDKs speak it, by botocore's own model."""
