"""Where an import's file lies, and its rows in chunks: each step reads only what it takes."""

import json
from collections.abc import Sequence
from typing import NamedTuple

from chalicelib.context import Context
from chalicelib.gateways import files
from chalicelib.imports.model import Plan, Row

CHUNK_ROWS = 200
_LONGEST = 128 * 1024 * 1024  # bytes; 200 rows of the longest cells that a spreadsheet can hold


class Chunk(NamedTuple):
    """Up to CHUNK_ROWS rows; `first` counts the file's rows from 0."""

    plan: Plan
    first: int
    rows: list[Row]


def upload_name(import_id: str) -> str:
    return f"imports/{import_id}/upload"


def write(ctx: Context, import_id: str, plan: Plan, rows: Sequence[Row]) -> None:
    """Keep all rows with the plan by which they are read; again gives the same."""
    told = plan.as_json()
    for first in range(0, len(rows), CHUNK_ROWS):
        part = [[row.number, *row.cells] for row in rows[first : first + CHUNK_ROWS]]
        text = json.dumps({"plan": told, "rows": part}, ensure_ascii=False, default=str)
        files.put(ctx, _name(import_id, first), text.encode())


def first_of(place: int) -> int:
    """The first row of the chunk that holds the row of that place."""
    return place - place % CHUNK_ROWS


def read(ctx: Context, import_id: str, place: int) -> Chunk:
    """The chunk that holds the row of that place."""
    first = first_of(place)
    told = json.loads(files.get(ctx, _name(import_id, first), _LONGEST).data)
    rows = [Row(number, tuple(cells)) for number, *cells in told["rows"]]
    return Chunk(Plan.of_json(told["plan"]), first, rows)


def _name(import_id: str, first: int) -> str:
    return f"imports/{import_id}/rows-{first:06d}.json"
