"""Clients of the local cloud."""

from __future__ import annotations

from functools import cache
from typing import Any

import boto3
from botocore.config import Config


@cache
def client(service: str, cloud: str, region: str, account: str, seconds: float = 15) -> Any:
    """One try, no proxy of the environment; the cloud takes an account's number as access key."""
    return boto3.client(
        service,
        endpoint_url=cloud,
        region_name=region,
        aws_access_key_id=account,
        aws_secret_access_key="local",
        config=Config(
            connect_timeout=3,
            read_timeout=seconds,
            retries={"total_max_attempts": 1},
            proxies={},
            max_pool_connections=32,
            s3={"addressing_style": "path"},
        ),
    )
