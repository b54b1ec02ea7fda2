"""The patch that authorizes a mail on the identity that it is sent from, as AWS does."""

from __future__ import annotations

import json
from collections.abc import Callable
from email.utils import parseaddr

from infra.local.cloud.fitting import replace

NAME = "mail-identities"


def apply() -> None:
    """SendEmail asks for ses:SendEmail on its sender's domain; the emulator asks for it on `*`."""
    replace(NAME, "core.iam_actions:_ses_v2_resource_arn", "96f8ace790be", _of_the_sender)


def _of_the_sender(original: Callable[..., str]) -> Callable[..., str]:
    def resource_arn(method: str, path: str, body: bytes, region: str, account: str) -> str:
        domain = _domain(body) if path.rstrip("/").endswith("/outbound-emails") else ""
        if domain:
            return f"arn:aws:ses:{region}:{account}:identity/{domain}"
        return original(method, path, body, region, account)

    return resource_arn


def _domain(body: bytes) -> str:
    try:
        sender = json.loads(body or b"{}").get("FromEmailAddress") or ""
    except (ValueError, AttributeError):
        return ""
    return parseaddr(sender)[1].rpartition("@")[2].lower()
