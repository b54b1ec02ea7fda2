"""Who walks: a new clinic with its owner, and a patient, fictional and different each time."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import Any

import httpx

_GIVEN = ("Ada", "Basil", "Cleo", "Dora", "Edwin", "Flora", "Gwen", "Hugo", "Iris", "Leah")
_FIRST = ("Amber", "Birch", "Clover", "Dapple", "Elder", "Fern", "Garnet", "Hazel", "Juniper")
_LAST = ("beck", "croft", "dale", "field", "grove", "holm", "mere", "ridge", "stead", "wold")
# Numbers that Ofcom keeps for films and books: +44 7700 900000 to 900999.
_FICTIONAL = range(200, 1000)
_LANDLINES = range(100, 1000)  # before them are those of clinics


@dataclass(frozen=True)
class Patient:
    """Books through the widget."""

    given_name: str
    family_name: str
    phone: str

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}"

    @property
    def email(self) -> str:
        return f"{self.given_name}.{self.family_name}.{self.phone[-4:]}@example.com".lower()


@dataclass(frozen=True)
class Owner:
    """Signs a new clinic up."""

    clinic: str
    name: str
    email: str
    password: str = field(default="tour-of-the-house-2026", repr=False)


def new_owner() -> Owner:
    """Nobody has signed up with that address before."""
    place = f"{random.choice(_FIRST)}{random.choice(_LAST)}"
    address = f"owner.{place.lower()}.{random.randrange(10**6):06}@example.com"
    return Owner(clinic=f"{place} Clinic", name=_name(), email=address)


def new_patient(stack: dict[str, Any]) -> Patient:
    """Has a phone that has neither sent nor received a text yet."""
    told = httpx.get(f"{stack['handset']}/_local/handset/phones", timeout=30).json()
    known = {line["phone"] for line in told["phones"]}
    free = [phone for phone in map(_phone, _FICTIONAL) if phone not in known]
    given, family = _name().split()
    return Patient(given, family, random.choice(free or [_phone(_FICTIONAL[-1])]))


def new_landline(stack: dict[str, Any]) -> str:
    """A number in London that has not been in a call yet, of those that Ofcom keeps for fiction."""
    told = httpx.get(f"{stack['telephony']}/_local/calls", timeout=30).json()
    known = {call[end] for call in told["calls"] for end in ("from", "to")}
    free = [phone for phone in map(_landline, _LANDLINES) if phone not in known]
    return random.choice(free or [_landline(999)])


def _landline(number: int) -> str:
    return f"+442079460{number:03}"


def _phone(number: int) -> str:
    return f"+447700900{number:03}"


def _name() -> str:
    return f"{random.choice(_GIVEN)} {random.choice(_FIRST)}{random.choice(_LAST)}"
