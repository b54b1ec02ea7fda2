"""What the wire takes of an import, and how it shows one."""

from datetime import UTC, datetime
from typing import Any

import pytest
from pydantic import ValidationError

from chalicelib.imports import views
from chalicelib.imports.actions import Preview
from chalicelib.imports.mapping import propose
from chalicelib.imports.model import MAX_BYTES, Accepted, ClinicDefaults, PatientDraft, Refused
from chalicelib.imports.reading import read
from chalicelib.imports.run import Outcome, Run, Upload
from chalicelib.imports.schemas import ImportBody, RowsQuery, StartBody

_NOW = datetime(2027, 3, 22, 9, tzinfo=UTC)
_RUN = Run("import1", "patients.csv", 100, "running", _NOW, rows=5, done=2, created=2)


def _start(**changes: Any) -> StartBody:
    return StartBody.model_validate({"mapping": {"0": "phone"}, "source": "Old", **changes})


def test_start_takes_columns_and_fields() -> None:
    assert _start(mapping={"0": "full_name", "12": "phone"}).mapping == {
        "0": "full_name",
        "12": "phone",
    }


@pytest.mark.parametrize(
    "mapping",
    [{}, {"x": "phone"}, {"-1": "phone"}, {"01": "phone"}, {"1": "nickname"}, {"1": None}],
)
def test_start_with_another_mapping_is_refused(mapping: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        _start(mapping=mapping)


@pytest.mark.parametrize("source", ["", " ", "x" * 121, "a\x00b"])
def test_start_with_an_unusable_source_is_refused(source: str) -> None:
    with pytest.raises(ValidationError):
        _start(source=source)


@pytest.mark.parametrize("size", [0, -1, MAX_BYTES + 1])
def test_file_of_an_impossible_size_is_refused(size: int) -> None:
    with pytest.raises(ValidationError):
        ImportBody(filename="patients.csv", size=size)


def test_report_asks_for_known_results_only() -> None:
    assert RowsQuery().result == "refused"
    with pytest.raises(ValidationError):
        RowsQuery.model_validate({"result": "open"})


def test_import_is_shown_with_its_counts() -> None:
    shown = views.show(_RUN).model_dump()

    assert shown | {"rows": 5, "done": 2, "created": 2, "status": "running"} == shown
    assert "etag" not in shown
    assert "mapping" not in shown


def test_upload_tells_its_method() -> None:
    shown = views.created(_RUN, Upload("https://files.test/x", {"Content-Type": "text/csv"}))

    assert (shown.id, shown.upload.method) == ("import1", "PUT")


def test_row_of_the_report_says_why() -> None:
    shown = views.outcome(Outcome(7, "refused", "no_name", "full_name"))

    assert (shown.row, shown.reason, shown.field, shown.patient_id) == (
        7,
        "no_name",
        "full_name",
        None,
    )


def test_preview_shows_every_column_and_row() -> None:
    data = b"Name;Phone\nAda Example;0555 111 01 00\n;0555 111 01 01\n"
    sheet = read(data, "tr", "TR")
    defaults = ClinicDefaults("TR", "tr", "Europe/Istanbul", "old", _NOW.date())
    readings: list[Accepted | Refused] = [
        Accepted(PatientDraft("Ada", "Example", "old")),
        Refused("no_name", "full_name", ""),
    ]

    rows = list(zip(sheet.rows, readings, strict=True))
    shown = views.preview(Preview(sheet, propose(sheet, defaults), rows))

    assert shown.header == ["Name", "Phone"]
    assert [(c.index, c.field) for c in shown.columns] == [(0, "full_name"), (1, "phone")]
    assert [(r.row, r.accepted, r.reason) for r in shown.preview] == [
        (2, True, None),
        (3, False, "no_name"),
    ]
    assert all(len(r.values) == 2 for r in shown.preview)
    assert (shown.delimiter, shown.sheet, shown.rows_total_estimate) == (";", None, 2)
