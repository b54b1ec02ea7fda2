"""From a row of a file to a draft of a patient, or to the reason why it can't be one."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import TypeVar

from chalicelib.imports import words
from chalicelib.imports.honorifics import gender_of, take_titles
from chalicelib.imports.model import (
    Accepted,
    ClinicDefaults,
    PatientDraft,
    Plan,
    Refused,
    Remark,
    Row,
    Sheet,
    shortened,
)
from chalicelib.imports.names import PersonName, has_letters, split_full_name, tidy
from chalicelib.imports.phones import Phone, read_phones
from chalicelib.imports.values import (
    is_nothing,
    read_consent,
    read_gender,
    read_language,
    read_mail,
    says_f_for_male,
)
from chalicelib.patients.dates import learn_order, read_date
from chalicelib.patients.names import fold

T = TypeVar("T")
LONGEST = {"name": 120, "address": 300, "note": 2000, "external_id": 100}  # characters of a card
_UNKNOWN = {
    "gender": "gender_unknown",
    "language": "language_unknown",
    "marketing_consent": "consent_unknown",
}
# What stands where a number should, in the line that sums up a table.
_SUMS = (
    "total|totals|grand total|итого|всего|toplam|genel toplam|összesen|合计|总计|小计|gesamt|summe"
)
_TOTALS = frozenset(_SUMS.split("|"))
_EMPTY = frozenset(["NULL", "\\N", "(null)", "<null>", "null"])


def survey(sheet: Sheet, mapping: Mapping[str, int], defaults: ClinicDefaults) -> Plan:
    """Settles over all rows what one row can't tell: the order of dates, what F stands for."""

    def column(field: str) -> list[str]:
        at = mapping.get(field)
        return [] if at is None else [row.cells[at] for row in sheet.rows if row.cells[at]]

    def title(field: str) -> str:
        return sheet.headers[mapping[field]] if field in mapping else ""

    order = learn_order(column("birth_date"), title("birth_date"), defaults.country, defaults.today)
    return Plan(
        mapping=dict(mapping),
        headers=sheet.headers,
        defaults=defaults,
        date_order=order.order,
        family_first=words.family_first(title("full_name")),
        f_is_male=says_f_for_male({fold(value) for value in set(column("gender"))}),
        remarks=(order.remark,) if order.remark else (),
    )


def read_row(row: Row, plan: Plan) -> Accepted | Refused:
    """A row needs a name, and a phone or an external id or a birth date."""
    if len(row.cells) > len(plan.headers):
        return Refused("extra_cells", "", shortened(" ".join(row.cells[len(plan.headers) :])))
    reading = _Reading(row, plan)
    name = reading.name()
    problem = _unnamed(name, reading)
    if problem:
        return problem
    draft = reading.draft(name)
    if not (draft.phones or draft.external_id or draft.birth_date):
        return _unidentified(reading.remarks)
    return Accepted(draft, tuple(reading.remarks))


def _unnamed(name: PersonName, reading: "_Reading") -> Refused | None:
    whole = f"{name.given} {name.family}".strip()
    field = next((f for f in ("full_name", "family_name", "given_name") if reading.cell(f)), "")
    if not has_letters(whole):
        return Refused("no_name", field or "full_name", shortened(whole))
    if max(len(name.given), len(name.family)) > LONGEST["name"]:
        return Refused("name_too_long", field, shortened(whole))
    return None


def _unidentified(remarks: list[Remark]) -> Refused:
    """Names the value that would have been enough, had it been readable."""
    for remark in remarks:
        if remark.field in ("phone", "phone2", "birth_date", "external_id"):
            return Refused(remark.code, remark.field, remark.value)
    return Refused("no_identity", "phone", "")


class _Reading:
    """One row on its way to a draft; collects remarks and lines for the note."""

    def __init__(self, row: Row, plan: Plan) -> None:
        self._row, self._plan, self._defaults = row, plan, plan.defaults
        self.remarks: list[Remark] = []
        self._lines: list[str] = []

    def cell(self, field: str) -> str:
        at = self._plan.mapping.get(field)
        text = "" if at is None else self._row.cells[at]
        return "" if text in _EMPTY and field != "family_name" else text

    def name(self) -> PersonName:
        """The columns of given and family name where both are filled, else the full name."""
        full, family = self.cell("full_name"), tidy(self.cell("family_name"))
        given = tidy(f"{self.cell('given_name')} {self.cell('middle_name')}")
        if full and not (given and family):
            name = split_full_name(full, self._defaults.language, self._plan.family_first)
        else:
            titles, given_words = take_titles(given, whole=False)
            more, family_words = take_titles(family, whole=False)
            name = PersonName(
                " ".join(given_words), " ".join(family_words), " ".join(titles + more)
            )
        if not name.given:  # a card has a given name; one that stands alone is taken for it
            name = name._replace(given=name.family, family="")
        return name._replace(title=tidy(f"{self.cell('title')} {name.title}"))

    def draft(self, name: PersonName) -> PatientDraft:
        phones = self._phones()
        birth_date, email = self._birth_date(), self._email()
        return PatientDraft(
            given_name=name.given,
            family_name=name.family,
            source=self._defaults.source,
            title=name.title,
            phones=phones,
            email=email,
            birth_date=birth_date,
            gender=self._gender() or gender_of(name.title),
            language=self._worded("language", read_language) or "",
            address=self._cut("address", self._address()),
            external_id=self._external_id(),
            marketing_consent=self._worded("marketing_consent", read_consent),
            note=self._cut("note", "\n".join([self.cell("note"), *self._lines]).strip()),
        )

    def _phones(self) -> tuple[str, ...]:
        """Mobile numbers first, otherwise in the order of the columns."""
        found: dict[str, Phone] = {}
        for field in ("phone", "phone2"):
            phones, problems = read_phones(self.cell(field), self._defaults.country)
            for phone in phones:
                found.setdefault(phone.e164, phone)
                self._say_of_phone(phone, field)
            for code, text in problems:
                self._keep(code, field, text)
        return tuple(sorted(found, key=lambda e164: not found[e164].mobile))

    def _say_of_phone(self, phone: Phone, field: str) -> None:
        if phone.doubt:
            self._remark(phone.doubt, field, phone.e164)
        extension = f"x{phone.extension}" if phone.extension else ""
        if extension:
            self._remark("phone_extension", field, f"{phone.e164} {extension}")
        if extension or phone.label:
            self._lines.append(tidy(f"{phone.e164} {extension} {phone.label}"))

    def _birth_date(self) -> date | None:
        text, settings = self.cell("birth_date"), self._defaults
        found = read_date(text, self._plan.date_order, settings.zone, settings.today)
        if found.problem:
            self._keep(found.problem, "birth_date", text)
        return found.value

    def _email(self) -> str:
        text = self.cell("email")
        if not text or is_nothing(text):
            return ""
        found = read_mail(text)
        if not found.address:
            self._keep("email_invalid", "email", text)
        elif found.rest:
            self._lines.append(f"{self._title('email')}: {found.rest}")
        return found.address

    def _gender(self) -> str:
        f_is_male = self._plan.f_is_male
        return self._worded("gender", lambda text: read_gender(text, f_is_male=f_is_male)) or ""

    def _address(self) -> str:
        address, city = self.cell("address"), self.cell("city")
        place = tidy(f"{self.cell('postcode')} {'' if city and city in address else city}")
        return ", ".join(part for part in (address, place) if part)

    def _external_id(self) -> str:
        text = self.cell("external_id")
        if len(text) > LONGEST["external_id"]:
            self._keep("external_id_too_long", "external_id", text)
            return ""
        return "" if text.casefold().rstrip(":： ") in _TOTALS else text

    def _worded(self, field: str, read: Callable[[str], T]) -> T | None:
        """A value of few known words; None where there is none, or none that is known."""
        text = self.cell(field)
        value = read(text) if text else None
        if value in ("", None) and not is_nothing(text):
            self._remark(_UNKNOWN[field], field, text)
        return value

    def _cut(self, field: str, text: str) -> str:
        if len(text) > LONGEST[field]:
            self._remark("text_shortened", field, text)
        return text[: LONGEST[field]]

    def _keep(self, code: str, field: str, text: str) -> None:
        """What can't be kept as what it is stays readable in the note, under its column's title."""
        self._remark(code, field, text)
        self._lines.append(f"{self._title(field)}: {text}")

    def _remark(self, code: str, field: str, value: str) -> None:
        self.remarks.append(Remark(code, field, shortened(value)))

    def _title(self, field: str) -> str:
        return self._plan.headers[self._plan.mapping[field]] or field
