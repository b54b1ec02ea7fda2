"""What an import deals in: tables, mappings, drafts of patients, and what became of each row."""

from collections.abc import Mapping as Lookup
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from chalicelib.errors import Invalid

# What a column can be taken for. `middle_name` (a patronymic, a second given name) joins the
# given name; `postcode` and `city` join the address.
FIELDS = (
    "full_name",
    "given_name",
    "middle_name",
    "family_name",
    "title",
    "birth_date",
    "gender",
    "phone",
    "phone2",
    "email",
    "language",
    "address",
    "postcode",
    "city",
    "external_id",
    "marketing_consent",
    "note",
)
NAME_FIELDS = frozenset({"full_name", "given_name", "family_name"})

MAX_BYTES = 20 * 1024 * 1024
MAX_ROWS = 50_000
MAX_COLUMNS = 500


class Unreadable(Invalid):
    """The file as a whole can't be taken in. `code` says why:

    empty, too_large, too_many_rows, xls_not_supported, password_protected, html_not_supported,
    unsupported_format, damaged, bomb.
    """


class Row(NamedTuple):
    """`number` is the row (a CSV file: the line) of the file, counted from 1, where it begins."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Sheet:
    """A file that has been read. Every cell is text; dates of spreadsheets are yyyy-mm-dd.

    `format` is "csv" or "xlsx"; `encoding` and `delimiter` are "" for xlsx, `name` (of the sheet)
    is "" for csv. `header_row` is None and the headers are empty texts where the file has no
    header. `remarks` may hold "undecodable" (some bytes became U+FFFD).
    """

    format: str
    headers: tuple[str, ...]
    header_row: int | None
    rows: tuple[Row, ...]
    encoding: str = ""
    delimiter: str = ""
    name: str = ""
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Proposal:
    """What a column is taken for: `field` of FIELDS or None, `confidence` 0 to 1.

    `because` is "header", "content", "" (nothing known) or "left_out": the header says that it is
    something that is not imported, such as a national identity number or the doctor's name.
    """

    column: int
    header: str
    field: str | None
    confidence: float
    because: str
    samples: tuple[str, ...]


@dataclass(frozen=True)
class ClinicDefaults:
    """What the clinic gives where the file is silent.

    `country` ISO 3166 alpha-2, `language` ISO 639-1, `zone` IANA. `source` names the system that
    the external ids belong to. `today` is the clinic's local day.
    """

    country: str
    language: str
    zone: str
    source: str
    today: date


@dataclass(frozen=True)
class Plan:
    """All that reading one row needs to know of the file; plain values, so that JSON can hold it.

    `date_order` is dmy, mdy or ymd; `family_first` None where the header doesn't say;
    `f_is_male` where F stands for Hungarian "férfi". `remarks` may hold "ambiguous_dates" (no row
    told day from month; the country decided) and "mixed_dates" (rows disagree).
    """

    mapping: Lookup[str, int]
    headers: tuple[str, ...]
    defaults: ClinicDefaults
    date_order: str = "dmy"
    family_first: bool | None = None
    f_is_male: bool = False
    remarks: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        values = {name: getattr(self, name) for name in self.__dataclass_fields__}
        today = self.defaults.today.isoformat()
        return values | {"defaults": {**vars(self.defaults), "today": today}}

    @classmethod
    def of_json(cls, values: Lookup[str, Any]) -> "Plan":
        today = date.fromisoformat(values["defaults"]["today"])
        defaults = ClinicDefaults(**{**values["defaults"], "today": today})
        tuples = {name: tuple(values[name]) for name in ("headers", "remarks")}
        return cls(**{**values, **tuples, "defaults": defaults})


@dataclass(frozen=True)
class PatientDraft:
    """A patient as one row tells it; "", () and None where it doesn't.

    `given_name` is never empty: a single name stands there, whichever it is. `phones` are E.164,
    mobile numbers first. `gender` is male, female, other or "". `language` "" leaves it to the
    clinic. `title` ("Dr.", "Mr") is no part of the name.
    """

    given_name: str
    family_name: str
    source: str
    title: str = ""
    phones: tuple[str, ...] = ()
    email: str = ""
    birth_date: date | None = None
    gender: str = ""
    language: str = ""
    address: str = ""
    note: str = ""
    external_id: str = ""
    marketing_consent: bool | None = None


@dataclass(frozen=True)
class Remark:
    """Something in a row that was not understood or was settled by guess; `value` is shortened.

    Codes: phone_invalid, phone_damaged, phone_unusual, phone_country_guessed, phone_extension,
    email_invalid, date_invalid, date_future, date_incomplete, external_id_too_long,
    gender_unknown, language_unknown, consent_unknown, text_shortened. What a phone, e-mail, date
    or id cell said and could not be kept as such stands in the draft's note.
    """

    code: str
    field: str
    value: str


@dataclass(frozen=True)
class Accepted:
    draft: PatientDraft
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True)
class Refused:
    """`reason` is no_name, name_too_long, no_identity, extra_cells, a code of `Remark` (where that
    value was the only identity), ambiguous or contradiction (with `patient_ids`)."""

    reason: str
    field: str
    value: str
    patient_ids: tuple[str, ...] = ()


@dataclass(frozen=True)
class KnownPatient:
    """An existing patient as far as matching needs it.

    `external_ids` by source; `row_keys` of the rows that were taken into this card before.
    """

    patient_id: str
    given_name: str = ""
    family_name: str = ""
    title: str = ""
    phones: tuple[str, ...] = ()
    email: str = ""
    birth_date: date | None = None
    gender: str = ""
    language: str = ""
    address: str = ""
    note: str = ""
    external_ids: Lookup[str, str] = field(default_factory=dict)
    marketing_consent: bool | None = None
    row_keys: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Create:
    draft: PatientDraft


@dataclass(frozen=True)
class Merge:
    """`changes` has only fields that were empty: the new value by KnownPatient's field name.

    `phones` and `external_ids` come whole, old entries included.
    """

    patient_id: str
    changes: Lookup[str, Any]


@dataclass(frozen=True)
class Unchanged:
    patient_id: str


Decision = Create | Merge | Unchanged | Refused


def shortened(value: str, length: int = 40) -> str:
    """As a report shows it: one line of at most `length` characters."""
    line = " ".join(value.split())
    return line if len(line) <= length else line[: length - 1] + "…"
