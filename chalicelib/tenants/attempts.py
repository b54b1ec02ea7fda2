"""Sign-ups that wait for their address to be confirmed: any number of an address, each apart.

What counts at the end is the one whose password is typed behind the mailed link: the letter proves
whose the address is, the password which sign-up was theirs. An address that has an account keeps
them too, so that nothing tells the two kinds of address apart.
"""

import hashlib
import hmac
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Any

from chalicelib import clock, tokens
from chalicelib.table import keys
from chalicelib.tenants import store

LIFETIME = timedelta(hours=48)
_COST = {"n": 2**14, "r": 8, "p": 1, "dklen": 32}


@dataclass(frozen=True)
class Attempt:
    """One form; the clinic and the owner that it becomes have their ids from the beginning."""

    id: str
    tenant_id: str
    staff_id: str
    form: dict[str, Any]
    secret: str


def keep(address: str, form: dict[str, Any], password: str) -> None:
    """Keep a form for two days; of the password only what tells whether one is the same."""
    attempt_id = f"{clock.now():%Y-%m-%dT%H:%M:%S.%fZ}-{clock.new_id()}"
    secret = _secret(address, password)
    made = Attempt(attempt_id, clock.new_id(10), clock.new_id(), form, secret)
    expires = clock.epoch() + int(LIFETIME.total_seconds())
    store.put_note(keys.platform_attempt(address, attempt_id), asdict(made), expires)


def list_live(address: str) -> list[Attempt]:
    """Newest first; the limit on sign-ups keeps them few."""
    pk, prefix = keys.platform_attempt(address, "")
    return [Attempt(**note) for note in reversed(store.list_notes(pk, prefix))]


def find(address: str, password: str) -> Attempt | None:
    """The newest one with this password. Takes as long where there is none at all."""
    secret = _secret(address, password)
    live = list_live(address)
    return next((each for each in live if hmac.compare_digest(each.secret, secret)), None)


def _secret(address: str, password: str) -> str:
    salt = tokens.salt(f"attempt {address}")
    return hashlib.scrypt(password.encode(), salt=salt, **_COST).hex()
