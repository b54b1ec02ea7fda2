"""Idempotency keys: the first answer to a key is the answer to every repeat of its request."""

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from infra.local.stripe.ledger import Json, Ledger
from infra.local.stripe.wire.errors import IdempotencyMismatch, KeyInUse, Malformed

KEPT_SECONDS = 86_400
_LONGEST_KEY = 255


class Remembered(NamedTuple):
    status: int
    body: str
    request_id: str


class KeysInUse:
    """Keys of requests that are being worked on. Not in the ledger: a dead process holds none."""

    def __init__(self) -> None:
        self._keys: set[str] = set()

    @contextmanager
    def using(self, key: str | None) -> Iterator[None]:
        if key in self._keys:
            raise KeyInUse(
                "There is currently another in-progress request using this Idempotent Key (that "
                "probably means you submitted twice, and the other request is still going "
                f"through): {key}. Please try again later.",
                code="idempotency_key_in_use",
            )
        if key is not None:
            self._keys.add(key)
        try:
            yield
        finally:
            self._keys.discard(key or "")


def fingerprint(form: Json) -> str:
    return hashlib.sha256(json.dumps(form, sort_keys=True).encode()).hexdigest()


def check(key: str | None) -> None:
    if key is not None and not 0 < len(key) <= _LONGEST_KEY:
        raise Malformed(f"Idempotency keys can have up to {_LONGEST_KEY} characters")


def recall(ledger: Ledger, key: str, path: str, mark: str, now: int) -> Remembered | None:
    """The first answer, or None if the key is new; a key used for something else is refused."""
    ledger.db.execute("DELETE FROM idempotency WHERE created < ?", (now - KEPT_SECONDS,))
    row = ledger.db.execute(
        "SELECT path, fingerprint, status, body, request_id FROM idempotency WHERE key = ?", (key,)
    ).fetchone()
    if row is None:
        return None
    if row[0] != path:
        raise IdempotencyMismatch(
            "Keys for idempotent requests can only be used for the same endpoint they were first "
            f"used for ('{path}' vs '{row[0]}'). Try using a key other than '{key}' if you meant "
            "to execute a different request."
        )
    if row[1] != mark:
        raise IdempotencyMismatch(
            "Keys for idempotent requests can only be used with the same parameters they were "
            f"first used with. Try using a key other than '{key}' if you meant to execute a "
            "different request."
        )
    return Remembered(*row[2:])


def remember(ledger: Ledger, key: str, path: str, mark: str, answer: Remembered, now: int) -> None:
    ledger.db.execute(
        "INSERT INTO idempotency VALUES (?, ?, ?, ?, ?, ?, ?)", (key, path, mark, *answer, now)
    )
