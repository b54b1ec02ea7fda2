"""People and rows that the tests of identity compare."""

from datetime import date
from typing import Any

from chalicelib.imports.model import (
    PatientDraft,
)

BORN = date(1985, 3, 12)
OTHER_DAY = date(1990, 12, 25)
PHONE, SECOND, THIRD = "+905320000001", "+905320000002", "+905320000003"


def row(given_name: str = "Ayşe", family_name: str = "Yılmaz", **values: Any) -> PatientDraft:
    return PatientDraft(given_name, family_name, "old", **values)
