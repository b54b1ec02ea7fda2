"""What is said about patients over the wire."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from chalicelib.edge.wire import (
    Day,
    Email,
    Instant,
    Language,
    Line,
    LongText,
    Name,
    Paged,
    Phone,
    ShortText,
    Version,
    Wire,
)

Gender = Literal["male", "female", "other", "unknown", ""]
# FHIR's words for the system of a contact point; empty: whatever the number allows.
PreferredContact = Literal["phone", "sms", ""]
Family = Annotated[str, StringConstraints(max_length=120), Line]


class ConsentView(Wire):
    given: bool
    at: str
    source: str


class PatientView(Wire):
    id: str
    name: str
    given_name: str
    family_name: str
    title: str
    phone: str | None
    phone_display: str | None
    phones: list[str]
    email: str
    birth_date: date | None
    gender: str
    language: str
    address: str
    note: str
    preferred_contact: PreferredContact
    consents: dict[str, ConsentView]
    sms_opted_out: bool
    calls_refused: bool
    version: int
    created_at: Instant


class PatientBody(Wire):
    given_name: Name
    family_name: Family = ""
    phone: Phone | None = None
    email: Email | None = None
    birth_date: Day | None = None
    gender: Gender = ""
    language: Language | None = None
    address: ShortText = ""
    note: LongText = ""
    preferred_contact: PreferredContact = ""


class PatientChange(Wire):
    """What is left out stays; an empty text, or null for phone and birth date, empties."""

    given_name: Name | None = None
    family_name: Family | None = None
    phone: Phone | None = None
    email: Email | Literal[""] | None = None
    birth_date: Day | None = None
    gender: Gender | None = None
    language: Language | None = None
    address: ShortText | None = None
    note: LongText | None = None
    preferred_contact: PreferredContact | None = None
    marketing_sms: bool | None = None
    version: Version


class DoNotCall(Wire):
    """Of the first number on the card, whoever else is reached by it."""

    refused: bool


class PatientHitView(Wire):
    id: str
    name: str
    phone: str | None
    phone_display: str | None
    birth_date: date | None


class PatientsQuery(Paged):
    q: Annotated[str, Field(max_length=100)] = ""
