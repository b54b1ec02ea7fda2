"""Secrets of the deployment, read once per warm environment."""

import json
from functools import cache

from chalicelib import config
from chalicelib.gateways import aws


def signing_key() -> bytes:
    """The key that signs sessions and links (HMAC-SHA-256)."""
    return _secret(config.signing_secret_id())["key"].encode()


def stripe_api_key() -> str:
    return _secret(config.stripe_secret_id())["api_key"]


def stripe_webhook_secrets() -> list[str]:
    """One secret, or two while they rotate, separated by a comma."""
    return _secret(config.stripe_secret_id())["webhook_secret"].split(",")


@cache
def _secret(secret_id: str) -> dict[str, str]:
    answer = aws.client("secretsmanager").get_secret_value(SecretId=secret_id)
    values: dict[str, str] = json.loads(answer["SecretString"])
    return values
