"""The region and account that the local cloud answers for, and its deployment credentials."""

REGION = "eu-central-1"
ACCOUNT = "000000000000"
# A twelve-digit access key is the root of that account.
CREDENTIALS = {"aws_access_key_id": ACCOUNT, "aws_secret_access_key": "local"}
