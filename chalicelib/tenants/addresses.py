"""What is known of an e-mail address before anybody is signed in: whose account it is."""

from typing import Any

from chalicelib import clock, tokens
from chalicelib.table import keys
from chalicelib.tenants import store

UNCONFIRMED, CONFIRMED = "unconfirmed", "confirmed"
ANSWER_SECONDS = 0.8  # of every answer that must not tell whether it mailed somebody
_CLAIM_SECONDS = 900


def digest(email: str) -> str:
    """The address as a key: case doesn't count."""
    return tokens.digest(email.strip().lower())


def find(email: str) -> dict[str, Any] | None:
    """{state, tenant_id, staff_id, language, attempt, nonce}.

    `attempt` is the sign-up that it came from, `nonce` what the last link for a new password says.
    """
    return store.find_note(keys.platform_address(digest(email)))


def find_by_digest(address: str) -> dict[str, Any] | None:
    return store.find_note(keys.platform_address(address))


def keep(email: str, note: dict[str, Any]) -> None:
    store.put_note(keys.platform_address(digest(email)), note)


def keep_by_digest(address: str, note: dict[str, Any]) -> None:
    store.put_note(keys.platform_address(address), note)


def claim(address: str, note: dict[str, Any]) -> bool:
    """Take an address that is nobody's for a while, to make its account meanwhile."""
    expires = clock.epoch() + _CLAIM_SECONDS
    key = keys.platform_address(address)
    return store.claim_note(key, {**note, "state": UNCONFIRMED}, expires)


def release(email: str, tenant_id: str, staff_id: str) -> None:
    """The address is nobody's again, if it was this account's."""
    known = find(email) or {}
    if (known.get("tenant_id"), known.get("staff_id")) == (tenant_id, staff_id):
        store.delete_note(keys.platform_address(digest(email)))


def is_confirmed(email: str) -> bool:
    note = find(email)
    return note is not None and note.get("state") == CONFIRMED


def fresh_nonce() -> str:
    return clock.new_id()
