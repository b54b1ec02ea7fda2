"""Imports as the wire shows them."""

from chalicelib.imports.actions import Preview
from chalicelib.imports.model import FIELDS, Accepted, Proposal, Refused, Row, shortened
from chalicelib.imports.run import Outcome, Run, Upload
from chalicelib.imports.schemas import (
    ColumnView,
    CreatedView,
    ImportView,
    PreviewRow,
    PreviewView,
    RowView,
    UploadView,
)

_LONGEST_CELL = 120


def created(run: Run, upload: Upload) -> CreatedView:
    return CreatedView(id=run.id, upload=UploadView(url=upload.url, headers=upload.headers))


def show(run: Run) -> ImportView:
    return ImportView(**{name: getattr(run, name) for name in ImportView.model_fields})


def preview(seen: Preview) -> PreviewView:
    sheet = seen.sheet
    return PreviewView(
        encoding=sheet.encoding,
        delimiter=sheet.delimiter or None,
        sheet=sheet.name or None,
        header=[shortened(each, _LONGEST_CELL) for each in sheet.headers],
        columns=[_column(each) for each in seen.columns],
        fields=list(FIELDS),
        rows_total_estimate=len(sheet.rows),
        preview=[_row(row, reading, len(sheet.headers)) for row, reading in seen.rows],
    )


def outcome(told: Outcome) -> RowView:
    return RowView(
        row=told.row,
        result=told.result,
        reason=told.reason or None,
        field=told.field or None,
        patient_id=told.patient_id,
    )


def _column(each: Proposal) -> ColumnView:
    return ColumnView(
        index=each.column,
        header=shortened(each.header, _LONGEST_CELL),
        samples=list(each.samples),
        field=each.field,
        confidence=each.confidence,
    )


def _row(row: Row, reading: Accepted | Refused, width: int) -> PreviewRow:
    refused = isinstance(reading, Refused)
    return PreviewRow(
        row=row.number,
        values=[shortened(cell, _LONGEST_CELL) for cell in row.cells[:width]],
        accepted=not refused,
        reason=reading.reason if isinstance(reading, Refused) else None,
    )
