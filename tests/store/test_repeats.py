"""A change that is asked for again because its answer was lost gives that answer again."""

from dataclasses import replace
from typing import Any

import pytest

from chalicelib import clock
from chalicelib.context import Context
from chalicelib.errors import VersionChanged
from chalicelib.inquiries import actions as inquiries
from chalicelib.patients import actions as patients
from chalicelib.patients.model import Patient
from chalicelib.tenants import actions as tenants


def _twice(change: Any, changes: dict[str, Any], other: dict[str, Any]) -> None:
    first = change(changes, 1)

    assert change(changes, 1) == first
    assert first.version == 2
    with pytest.raises(VersionChanged):
        change(other, 1)
    assert change(changes, 1) == first


def test_profile_changed_twice_is_changed_once(ctx: Context) -> None:
    def change(changes: dict[str, Any], version: int) -> Any:
        return tenants.update(ctx, changes, version)

    _twice(change, {"name": "New Name"}, {"name": "Another"})


def test_card_changed_twice_is_changed_once(ctx: Context) -> None:
    card = patients.create(replace(ctx, key="k"), Patient("", "Ada", clock.now()))

    def change(changes: dict[str, Any], version: int) -> Any:
        return patients.update(ctx, card.id, changes, version)

    _twice(change, {"given_name": "Eve"}, {"given_name": "Ann"})


def test_entry_settled_twice_is_settled_once(ctx: Context) -> None:
    entry = inquiries.open_from_text(ctx, "+905551110100", None, "Where do I park?", "inbound1")

    def change(changes: dict[str, Any], version: int) -> Any:
        return inquiries.settle(ctx, entry.id, changes, version)

    _twice(change, {"status": "closed", "outcome": "answered"}, {"status": "open"})
