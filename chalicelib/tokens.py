"""Signed tokens: what a cookie or a link carries, so that the tenant in it can be believed.

A token is `<payload>.<signature>`, both base64url; the payload is JSON with `p` (purpose) and `x`
(expiry, epoch seconds); the signature is HMAC-SHA-256 over purpose and payload, cut to 16 bytes.
"""

import base64
import hashlib
import hmac
import json
from datetime import datetime
from typing import Any

from chalicelib import clock
from chalicelib.gateways import secrets

_SIGNATURE_BYTES = 16
_LONGEST = 1024


class BadToken(Exception):
    """The token is not ours, or for something else."""


class ExpiredToken(Exception):
    """The token was good once; `claims` are what it said."""

    def __init__(self, claims: dict[str, Any]) -> None:
        super().__init__("expired")
        self.claims = claims


def sign(purpose: str, claims: dict[str, Any], expires: datetime) -> str:
    body = {**claims, "p": purpose, "x": int(expires.timestamp())}
    payload = json.dumps(body, separators=(",", ":"), sort_keys=True).encode()
    return f"{_encode(payload)}.{_encode(_signature(payload))}"


def read(purpose: str, token: str) -> dict[str, Any]:
    """The claims; raises BadToken or ExpiredToken."""
    payload = _verified(token)
    claims: dict[str, Any] = json.loads(payload)
    if claims.get("p") != purpose:
        raise BadToken
    if claims["x"] <= clock.epoch():
        raise ExpiredToken(claims)
    return claims


def digest(secret: str) -> str:
    """What is kept of a secret that somebody else holds."""
    return hashlib.sha256(secret.encode()).hexdigest()[:40]


def salt(of: str) -> bytes:
    """What a password's digest is salted with: another for each text, unknown outside."""
    return _signature(f"salt {of}".encode())


def _verified(token: str) -> bytes:
    if len(token) > _LONGEST:
        raise BadToken
    body, _, signature = token.partition(".")
    try:
        payload, given = _decode(body), _decode(signature)
    except ValueError:
        raise BadToken from None
    if token != f"{_encode(payload)}.{_encode(given)}":
        raise BadToken  # another spelling of the same bytes: base64 overlooks what is no letter
    if not hmac.compare_digest(given, _signature(payload)):
        raise BadToken
    return payload


def _signature(payload: bytes) -> bytes:
    return hmac.new(secrets.signing_key(), payload, hashlib.sha256).digest()[:_SIGNATURE_BYTES]


def _encode(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def _decode(text: str) -> bytes:
    return base64.urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4))
