"""Rows as the tests read them."""

from collections.abc import Mapping
from datetime import date

from chalicelib.imports.model import (
    Accepted,
    ClinicDefaults,
    Plan,
    Refused,
    Row,
)
from chalicelib.imports.rows import read_row

TURKEY = ClinicDefaults("TR", "tr", "Europe/Istanbul", "old", date(2026, 11, 22))
PHONE = "0532 000 00 01"


def read(values: Mapping[str, str], defaults: ClinicDefaults = TURKEY) -> Accepted | Refused:
    """One row whose columns are called as their fields."""
    plan = Plan({field: i for i, field in enumerate(values)}, tuple(values), defaults)
    return read_row(Row(2, tuple(values.values())), plan)
