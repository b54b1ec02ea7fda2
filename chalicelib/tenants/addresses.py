"""What is known of an e-mail address before anybody is signed in: whose, and confirmed or not."""

from typing import Any

from chalicelib import clock, tokens
from chalicelib.table import keys
from chalicelib.tenants import store

UNCONFIRMED, CONFIRMED = "unconfirmed", "confirmed"


def digest(email: str) -> str:
    """The address as a key: case doesn't count."""
    return tokens.digest(email.strip().lower())


def find(email: str) -> dict[str, Any] | None:
    """{state, tenant_id, staff_id, nonce}: the nonce is what the last mail's link must say."""
    return store.find_note(keys.platform_address(digest(email)))


def find_by_digest(address: str) -> dict[str, Any] | None:
    return store.find_note(keys.platform_address(address))


def keep(email: str, note: dict[str, Any]) -> None:
    store.put_note(keys.platform_address(digest(email)), note)


def keep_by_digest(address: str, note: dict[str, Any]) -> None:
    store.put_note(keys.platform_address(address), note)


def is_confirmed(email: str) -> bool:
    note = find(email)
    return note is not None and note.get("state") == CONFIRMED


def fresh_nonce() -> str:
    return clock.new_id()
