"""What is said when a clinic signs up."""

from typing import Annotated, Literal

from pydantic import SecretStr, StringConstraints

from chalicelib.edge.wire import (
    Country,
    Currency,
    Email,
    Language,
    MailedName,
    PhoneText,
    Secret,
    Wire,
    Zone,
)
from chalicelib.staff.schemas import SessionView


class CountryView(Wire):
    code: str
    name: str
    zone: str
    zones: list[str]
    language: str
    phone_prefix: str
    currency: str


class CountriesView(Wire):
    items: list[CountryView]


class SignupRequest(Wire):
    """What the country proposes may be left out or changed.

    `language` is the clinic's, `owner_language` the one that the owner is written to in.
    """

    clinic_name: MailedName
    country: Country
    zone: Zone | None = None
    language: Language | None = None
    currency: Currency | None = None
    phone: PhoneText = ""
    owner_name: MailedName
    owner_language: Language | None = None
    email: Email
    password: Annotated[SecretStr, StringConstraints(min_length=1, max_length=200)]
    plan: Literal["starter", "clinic", "network"] = "clinic"


class SignupView(Wire):
    email: str


class ResendRequest(Wire):
    email: Email


class ConfirmRequest(Wire):
    """The mailed link's token, and the password that was chosen when signing up."""

    token: Secret
    password: Annotated[SecretStr, StringConstraints(min_length=1, max_length=200)]


class ConfirmView(Wire):
    """Where to pay now; None when the clinic pays already."""

    checkout_url: str | None
    session: SessionView
