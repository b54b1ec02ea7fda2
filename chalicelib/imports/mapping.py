"""Which column is which field: proposed from titles and contents, checked when a person has."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from chalicelib.errors import Invalid
from chalicelib.imports import words
from chalicelib.imports.model import (
    FIELDS,
    NAME_FIELDS,
    ClinicDefaults,
    Proposal,
    Sheet,
    shortened,
)
from chalicelib.imports.phones import read_phones
from chalicelib.imports.values import read_gender, read_mail
from chalicelib.patients.dates import read_date
from chalicelib.patients.names import is_cjk

_ROWS = 200  # looked at
_VALUES = 40  # of a column
_IDENTITY = frozenset({"phone", "phone2", "external_id", "birth_date"})
_MOBILE = (
    "mobil", "cell", "cep", "gsm", "моб", "сот", "handy", "手机", "手機", "sms", "portable",
    "movil", "móvil", "wireless",
)  # fmt: skip


class _Claim(NamedTuple):
    """A field that a column could be, and how sure that is."""

    confidence: float
    field: str
    because: str


def propose(sheet: Sheet, defaults: ClinicDefaults) -> tuple[Proposal, ...]:
    """One proposal for each column, in their order; each field at most once.

    Titles lead, and contents raise or lower them; without a title contents are all there is.
    """
    values = [_values(sheet, column) for column in range(len(sheet.headers))]
    claims = {
        (column, claim)
        for column, title in enumerate(sheet.headers)
        for claim in _claims(title, values[column], defaults)
    }
    taken: dict[int, _Claim] = {}
    for column, claim in sorted(claims, key=lambda it: (-it[1].confidence, it[0], it[1].field)):
        if column not in taken and claim.field not in {other.field for other in taken.values()}:
            taken[column] = claim
    _reconsider_names(taken, values)
    _prefer_phone(taken)
    return tuple(
        _proposal(column, title, taken.get(column), values[column])
        for column, title in enumerate(sheet.headers)
    )


def as_mapping(proposals: Sequence[Proposal]) -> dict[str, int]:
    """Field → column, of those that have one."""
    return {one.field: one.column for one in proposals if one.field}


def check_mapping(mapping: Mapping[str, int], width: int) -> None:
    """Raises Invalid: unknown_field, no_such_column, column_twice, no_name_column,
    no_identity_column."""
    problem = next(_problems(mapping, width), None)
    if problem:
        raise Invalid("The columns can't be taken like this.", code=problem)


def _problems(mapping: Mapping[str, int], width: int) -> Iterator[str]:
    if set(mapping) - set(FIELDS):
        yield "unknown_field"
    if not all(0 <= column < width for column in mapping.values()):
        yield "no_such_column"
    if len(set(mapping.values())) < len(mapping):
        yield "column_twice"
    if not NAME_FIELDS & set(mapping):
        yield "no_name_column"
    if not _IDENTITY & set(mapping):
        yield "no_identity_column"


def _values(sheet: Sheet, column: int) -> list[str]:
    cells = (row.cells[column] for row in sheet.rows[:_ROWS])
    return [cell for cell in cells if cell][:_VALUES]


def _proposal(column: int, title: str, claim: _Claim | None, values: list[str]) -> Proposal:
    samples = tuple(shortened(value) for value in dict.fromkeys(values))[:3]
    if claim:
        confidence = round(min(claim.confidence, 0.99), 2)
        return Proposal(column, title, claim.field, confidence, claim.because, samples)
    left_out = words.meaning(title).field == words.LEFT_OUT
    return Proposal(column, title, None, 0.0, "left_out" if left_out else "", samples)


def _claims(title: str, values: list[str], defaults: ClinicDefaults) -> Iterator[_Claim]:
    field, confidence = words.meaning(title) if title else ("", 0.0)
    if field == words.LEFT_OUT:
        return
    shares = dict(_shares(values, defaults)) if field in _SHAPED or not field else {}
    if not field:
        yield from _by_content(values, shares)
        return
    if field == "external_id" and len(set(values)) < 0.7 * len(values):
        return  # a number of families
    if field in _SHAPED and values:
        share = shares.get(_SHAPED[field], 0.0)
        if share < 0.2:
            confidence *= 0.4
            yield from _by_content(values, shares)
        confidence += 0.04 * (share > 0.8)
    yield from _with_the_other_phone(title, _Claim(confidence, field, "header"))


_SHAPED = {"phone": "phone", "phone2": "phone", "email": "email", "birth_date": "birth_date"}


def _with_the_other_phone(title: str, claim: _Claim) -> Iterator[_Claim]:
    """A mobile number goes first; one phone column may give way to another."""
    if claim.field == "phone":
        mobile = any(word in title.casefold() for word in _MOBILE)
        yield claim._replace(confidence=claim.confidence - (0.0 if mobile else 0.03))
        yield claim._replace(confidence=claim.confidence - 0.2, field="phone2")
    else:
        yield claim


def _shares(values: list[str], defaults: ClinicDefaults) -> Iterator[tuple[str, float]]:
    """How much of a column looks like each kind of value."""
    if not values:
        return
    yield "email", sum(bool(read_mail(value).address) for value in values) / len(values)
    yield "phone", sum(_is_phone(value, defaults) for value in values) / len(values)
    yield "birth_date", sum(_is_date(value, defaults) for value in values) / len(values)
    yield "gender", sum(bool(read_gender(value)) for value in values) / len(values)


def _by_content(values: list[str], shares: Mapping[str, float]) -> Iterator[_Claim]:
    for field, least, confidence in (
        ("email", 0.6, 0.7),
        ("phone", 0.7, 0.6),
        ("birth_date", 0.8, 0.5),
        ("gender", 0.9, 0.4),
    ):
        if shares.get(field, 0.0) >= least:
            yield _Claim(confidence * shares[field], field, "content")
            if field == "phone":
                yield _Claim(confidence * shares[field] - 0.1, "phone2", "content")
            return
    if _many_words(values) and len(set(values)) > 0.8 * len(values):
        yield _Claim(0.35, "full_name", "content")


def _is_phone(value: str, defaults: ClinicDefaults) -> bool:
    digits = sum(map(str.isdigit, value))
    if digits < 7 or _is_date(value, defaults):
        return False
    return any(not phone.doubt for phone in read_phones(value, defaults.country).phones)


def _is_date(value: str, defaults: ClinicDefaults) -> bool:
    """Not a bare number, which may be anything."""
    order = "mdy" if defaults.country == "US" else "dmy"
    bare = value.isdecimal() or len(value) > 40
    return not bare and read_date(value, order, defaults.zone, defaults.today).value is not None


def _many_words(values: list[str]) -> bool:
    """Whether most values are two to five words of letters, or a Chinese name."""
    return 2 * sum(map(_is_name_like, values)) > len(values)


def _is_name_like(value: str) -> bool:
    letters = value.replace("-", "").replace("'", "").replace(".", "").replace(",", "")
    if not letters.replace(" ", "").isalpha():
        return False
    return 2 <= len(letters) <= 4 if is_cjk(letters) else 2 <= len(value.split()) <= 5


def _reconsider_names(taken: dict[int, _Claim], values: list[list[str]]) -> None:
    """ "Name" beside "Vorname" is the family's; a lone "Ad" with two words is the whole name."""
    at = {claim.field: column for column, claim in taken.items()}
    full, given, family = (at.get(f) for f in ("full_name", "given_name", "family_name"))
    if full is not None and given is not None and family is None and not _many_words(values[full]):
        taken[full] = taken[full]._replace(field="family_name")
    alone = given if family is None else family if given is None else None
    if full is None and alone is not None and _many_words(values[alone]):
        taken[alone] = taken[alone]._replace(field="full_name", confidence=0.6)


def _prefer_phone(taken: dict[int, _Claim]) -> None:
    """A second phone without a first is the first."""
    at = {claim.field: column for column, claim in taken.items()}
    if "phone2" in at and "phone" not in at:
        taken[at["phone2"]] = taken[at["phone2"]]._replace(field="phone")
