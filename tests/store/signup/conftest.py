"""The world outside of a sign-up: accounts, mails and Stripe, as far as it asks them."""

import re
from dataclasses import dataclass, field
from typing import Any

import pytest

from chalicelib import tokens
from chalicelib.errors import Unauthenticated
from chalicelib.gateways import email, identity, stripe
from chalicelib.gateways.identity import Claims

ADDRESS = "owner@example.com"


@dataclass
class World:
    """Accounts are address → (password, claims); customers tenant → id."""

    accounts: dict[str, tuple[str, Claims]] = field(default_factory=dict)
    mails: list[tuple[str, str, str]] = field(default_factory=list)
    customers: dict[str, str] = field(default_factory=dict)

    def set_user(self, address: str, password: str, tenant_id: str, staff_id: str) -> None:
        self.accounts[address] = (password, Claims(tenant_id, staff_id))

    def sign_in(self, address: str, password: str) -> Claims:
        known, claims = self.accounts.get(address, ("", Claims("", "")))
        if known != password:
            raise Unauthenticated("E-mail or password is not right.")
        return claims

    def send(self, to: str, subject: str, text: str) -> str:
        self.mails.append((to, subject, text))
        return "id"

    def create_customer(self, tenant_id: str, *_: str) -> str:
        return self.customers.setdefault(tenant_id, f"cus_{len(self.customers)}")

    def link(self, number: int = -1) -> str:
        found = re.search(r"/confirm#token=(\S+)", self.mails[number][2])
        assert found
        return found[1]


@pytest.fixture
def world(table: Any, monkeypatch: pytest.MonkeyPatch) -> World:
    made = World()
    monkeypatch.setattr(identity, "set_user", made.set_user)
    monkeypatch.setattr(identity, "sign_in", made.sign_in)
    monkeypatch.setattr(email, "send", made.send)
    monkeypatch.setattr(stripe, "create_customer", made.create_customer)
    monkeypatch.setattr(stripe, "subscription_of", lambda _: stripe.NOTHING)
    monkeypatch.setattr(stripe, "checkout", lambda customer, *_, **__: f"https://pay/{customer}")
    return made


@pytest.fixture
def link(world: World) -> str:
    """What a letter to the address says."""
    from chalicelib import clock
    from chalicelib.tenants import addresses, attempts

    until = clock.now() + attempts.LIFETIME
    return tokens.sign("confirm", {"a": addresses.digest(ADDRESS)}, until)


def form_of(**changes: Any) -> dict[str, Any]:
    return {
        "clinic_name": "Fresh Clinic", "country": "GB", "zone": None, "language": None,
        "currency": None, "phone": "", "owner_name": "Robin Sample", "owner_language": None,
        "email": ADDRESS, "plan": "clinic", **changes,
    }  # fmt: skip
