"""AWS clients: one session, short time-outs, bounded retries; made when first needed."""

from functools import cache
from typing import Any

import botocore.session
from botocore.config import Config

from chalicelib import config

_SETTINGS = Config(
    connect_timeout=2,
    read_timeout=8,
    retries={"mode": "standard", "total_max_attempts": 3},
    max_pool_connections=20,
    # AWS checks what is sent to it; looking at every value here first is a tenth of a call's CPU.
    parameter_validation=False,
)

# The addresses that the pages' policy lets a browser upload to (infra/web.yaml), in every region.
_FILES = {"addressing_style": "path", "us_east_1_regional_endpoint": "regional"}


@cache
def session() -> botocore.session.Session:
    return botocore.session.Session()


@cache
def client(service: str) -> Any:
    """A client with the function's own role, for example `client("sqs")`."""
    return session().create_client(service, region_name=config.region(), config=_SETTINGS)


def client_at(service: str, address: str) -> Any:
    """A client for an address that the template tells."""
    made = session().create_client
    return made(service, region_name=config.region(), config=_SETTINGS, endpoint_url=address)


@cache
def client_in(service: str, region: str) -> Any:
    """The same in another region: a clinic's telephone may be elsewhere than its data."""
    return session().create_client(service, region_name=region, config=_SETTINGS)


@cache
def client_once(service: str) -> Any:
    """A client that never tries a call again: for what has no idempotency key."""
    once = _SETTINGS.merge(Config(retries={"mode": "standard", "total_max_attempts": 1}))
    return session().create_client(service, region_name=config.region(), config=once)


def tenant_client(service: str, credentials: dict[str, str]) -> Any:
    """A client with credentials of sts:AssumeRole (AccessKeyId, SecretAccessKey, SessionToken)."""
    settings = _SETTINGS
    if service == "s3":
        settings = _SETTINGS.merge(Config(signature_version="s3v4", s3=_FILES))
    return session().create_client(
        service,
        region_name=config.region(),
        config=settings,
        aws_access_key_id=credentials["AccessKeyId"],
        aws_secret_access_key=credentials["SecretAccessKey"],
        aws_session_token=credentials["SessionToken"],
    )
