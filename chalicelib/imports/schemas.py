"""What is said about imports over the wire."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from chalicelib.edge.wire import Instant, Name, Paged, Wire
from chalicelib.imports.model import FIELDS, MAX_BYTES, MAX_COLUMNS

Column = Annotated[str, StringConstraints(pattern=r"^(0|[1-9]\d{0,2})$")]
ColumnField = Literal[FIELDS]  # type: ignore[valid-type]
Result = Literal["created", "merged", "refused"]


class ImportBody(Wire):
    filename: Name
    size: Annotated[int, Field(ge=1, le=MAX_BYTES)]


class UploadView(Wire):
    """Put the file there within 15 minutes, with exactly these headers."""

    url: str
    method: Literal["PUT"] = "PUT"
    headers: dict[str, str]


class CreatedView(Wire):
    id: str
    upload: UploadView


class ImportView(Wire):
    """`rows` is how many the file has, `done` how many of them were looked at; `problem` says why
    an import failed."""

    id: str
    filename: str
    status: Literal["uploaded", "previewed", "running", "done", "failed"]
    rows: int
    done: int
    created: int
    merged: int
    unchanged: int
    refused: int
    started_at: Instant | None
    finished_at: Instant | None
    problem: str | None


class ColumnView(Wire):
    """`field` is what the column is taken for, null for nothing."""

    index: int
    header: str
    samples: list[str]
    field: str | None
    confidence: float


class PreviewRow(Wire):
    row: int
    values: list[str]
    accepted: bool
    reason: str | None


class PreviewView(Wire):
    encoding: str
    delimiter: str | None
    sheet: str | None
    header: list[str]
    columns: list[ColumnView]
    fields: list[str]
    rows_total_estimate: int
    preview: list[PreviewRow]


class StartBody(Wire):
    """`mapping` says which column (counted from 0) fills which field; `source` names the system
    that the file comes from: people's numbers there are kept under it."""

    mapping: Annotated[
        dict[Column, ColumnField], Field(min_length=1, max_length=min(len(FIELDS), MAX_COLUMNS))
    ]
    source: Name


class RowsQuery(Paged):
    result: Result = "refused"


class RowView(Wire):
    """`row` as the file counts it; `reason` is a code, `field` the field that it is about."""

    row: int
    result: Result
    reason: str | None
    field: str | None
    patient_id: str | None
