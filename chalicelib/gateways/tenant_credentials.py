"""Credentials that can touch one tenant's data only: sts:AssumeRole with the tag `tenant_id`.

Kept per tenant while a function stays warm, renewed five minutes before they end.
"""

import threading
import time
from collections import OrderedDict
from typing import Any

from chalicelib import config
from chalicelib.gateways import aws

_LIFETIME_SECONDS = 3600
_RENEW_SECONDS = 300
_KEPT = 100
_kept: OrderedDict[tuple[str, str], tuple[float, Any]] = OrderedDict()
_lock = threading.Lock()


def client(service: str, tenant_id: str) -> Any:
    """A client for `service` ("dynamodb" or "s3") whose every call IAM bounds to the tenant."""
    with _lock:
        known = _kept.get((service, tenant_id))
        if known and known[0] > time.monotonic():
            _kept.move_to_end((service, tenant_id))
            return known[1]
    made = aws.tenant_client(service, _assume(tenant_id))
    with _lock:
        until = time.monotonic() + _LIFETIME_SECONDS - _RENEW_SECONDS
        _kept[service, tenant_id] = (until, made)
        if len(_kept) > _KEPT:
            _kept.popitem(last=False)
    return made


def _assume(tenant_id: str) -> dict[str, str]:
    answer = aws.client("sts").assume_role(
        RoleArn=config.tenant_role_arn(),
        RoleSessionName=f"tenant-{tenant_id}",
        DurationSeconds=_LIFETIME_SECONDS,
        Tags=[{"Key": "tenant_id", "Value": tenant_id}],
    )
    credentials: dict[str, str] = answer["Credentials"]
    return credentials


def forget() -> None:
    """Drop what is kept (tests change roles)."""
    with _lock:
        _kept.clear()
