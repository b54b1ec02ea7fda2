"""A person whom the clinic treats. A phone number is a way to reach somebody, not who they are."""

from dataclasses import dataclass, field
from datetime import date, datetime

from chalicelib.patients.names import is_cjk, name_key


@dataclass(frozen=True)
class Consent:
    """Whether somebody agreed to a purpose (marketing_sms, marketing_email), when and where."""

    given: bool
    at: str
    source: str


@dataclass(frozen=True)
class PatientDraft:
    """What is known of somebody before there is a card; `phone` as typed or E.164."""

    given_name: str
    family_name: str = ""
    phone: str | None = None
    email: str | None = None
    birth_date: date | None = None
    language: str | None = None


@dataclass(frozen=True)
class Patient:
    """A card. `phones` are E.164, the one to use first; several people may share one.

    `preferred_contact` is how the person wants to be told: `phone` or `sms`, FHIR's words for a
    contact point's system; empty: whatever the number allows.
    `external_ids` are the person's numbers in other systems by the system's name; `row_keys` tell
    the rows of files that were taken into the card.
    """

    id: str
    given_name: str
    created_at: datetime
    family_name: str = ""
    title: str = ""
    phones: tuple[str, ...] = ()
    email: str = ""
    birth_date: date | None = None
    gender: str = ""
    language: str = "en"
    address: str = ""
    note: str = ""
    preferred_contact: str = ""
    external_ids: dict[str, str] = field(default_factory=dict)
    row_keys: tuple[str, ...] = ()
    consents: dict[str, Consent] = field(default_factory=dict)
    version: int = 1
    request_digest: str | None = None

    @property
    def name(self) -> str:
        """As it is usually written: Hungarian and Chinese put the family name first. Of whom only a
        number is known, it is the number as people read it."""
        if self.is_nameless:
            return display(self.given_name) or self.given_name
        if is_cjk(self.given_name) and is_cjk(self.family_name):
            return f"{self.family_name}{self.given_name}"
        if self.language == "hu":
            return f"{self.family_name} {self.given_name}".strip()
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def is_nameless(self) -> bool:
        """Whether nothing but a number is known: somebody who booked by keypad."""
        return not self.family_name and self.given_name in self.phones

    @property
    def name_key(self) -> str:
        return name_key(self.given_name, self.family_name)

    @property
    def match_keys(self) -> set[tuple[str, ...]]:
        """A row of a file that shares none of these can't be this person."""
        name = self.name_key
        keys: set[tuple[str, ...]] = {("phone", name, number) for number in self.phones}
        if self.birth_date:
            keys.add(("born", name, self.birth_date.isoformat()))
        keys |= {("external", source, value) for source, value in self.external_ids.items()}
        return keys | {("row", key) for key in self.row_keys}

    @property
    def found_by(self) -> tuple[object, ...]:
        """What lists show, and what decides by what somebody is found."""
        return self.given_name, self.family_name, self.name, self.phones, self.birth_date

    @property
    def phone(self) -> str | None:
        return self.phones[0] if self.phones else None

    @property
    def phone_display(self) -> str | None:
        return display(self.phone)


@dataclass(frozen=True)
class Hit:
    """What a search shows of somebody."""

    id: str
    name: str
    phone: str | None
    birth_date: date | None

    @property
    def phone_display(self) -> str | None:
        return display(self.phone)


def display(number: str | None) -> str | None:
    """+905551234567 as people read it: +90 555 123 45 67."""
    if number is None:
        return None
    import phonenumbers

    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return number
    text: str = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    return text
