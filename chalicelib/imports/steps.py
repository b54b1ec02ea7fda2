"""The steps of a running import; each may be repeated, and then does what was left to do."""

from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from chalicelib.context import Context
from chalicelib.errors import NotFound, Unavailable
from chalicelib.gateways import files
from chalicelib.imports import chunks, store
from chalicelib.imports.intake import Group, Intake
from chalicelib.imports.model import MAX_BYTES, ClinicDefaults, Unreadable
from chalicelib.imports.reading import read
from chalicelib.imports.rows import read_row, survey
from chalicelib.imports.run import DONE, FAILED, REFUSED, RUNNING, OpenRow, Run
from chalicelib.table.work import ConditionFailed
from chalicelib.tenants import actions as tenants

_TRIES = 10
_OPEN_ROWS = 100
_MOST_PASSES = 50


@dataclass(frozen=True)
class Place:
    """Where an import is: `offset` rows of the file were taken. Then the open ones are gone over
    in passes until a pass takes none: number `turn`, which is beyond row `after` of the file, and
    began with so many `refused`."""

    offset: int = 0
    after: int = 0
    turn: int = 0
    refused: int | None = None
    done: bool = False


def prepare(ctx: Context, import_id: str) -> Place:
    """Read the file into chunks; a file that can't be read any more ends the import."""
    run = _get(ctx, import_id)
    if run.status != RUNNING:
        return Place(done=True)
    try:
        file = files.get(ctx, chunks.upload_name(run.id), MAX_BYTES)
        if file.etag != run.etag:
            raise Unreadable("The file was changed since it was looked at.", code="changed")
        _write_chunks(ctx, run, file.data)
    except files.NoFile:
        store.end(ctx, run, FAILED, "missing")
        return Place(done=True)
    except Unreadable as error:
        store.end(ctx, run, FAILED, error.code)
        return Place(done=True)
    return Place()


def go_on(ctx: Context, import_id: str, place: Place) -> Place:
    """Take the next rows; gives the place after them."""
    for _ in range(_TRIES):
        run = _get(ctx, import_id)
        if run.status != RUNNING:
            return Place(done=True)
        try:
            after = _next(ctx, run, place)
        except ConditionFailed:
            continue
        store.tell_progress(ctx, run.id)
        return after
    raise Unavailable("Many people are changing these cards at once.")


def finish(ctx: Context, import_id: str, *, failed: bool) -> None:
    """Close the import, if it still runs."""
    run = _get(ctx, import_id)
    if run.status == RUNNING:
        store.end(ctx, run, FAILED if failed else DONE, "stopped" if failed else None)


def _write_chunks(ctx: Context, run: Run, data: bytes) -> None:
    clinic = tenants.get_clinic(ctx)
    started = run.started_at or run.created_at
    today = started.astimezone(ZoneInfo(clinic.zone)).date()
    defaults = ClinicDefaults(clinic.country, clinic.language, clinic.zone, run.source, today)
    sheet = read(data, clinic.language, clinic.country)
    chunks.write(ctx, run.id, survey(sheet, run.mapping, defaults), sheet.rows)


def _next(ctx: Context, run: Run, place: Place) -> Place:
    if place.offset < run.rows:
        return _take_rows(ctx, run, place)
    return _again(ctx, run, place)


def _take_rows(ctx: Context, run: Run, place: Place) -> Place:
    """The rows of a chunk that are not counted yet."""
    chunk = chunks.read(ctx, run.id, place.offset)
    left = chunk.rows[max(0, run.done - chunk.first) :]
    readings = [read_row(row, chunk.plan) for row in left]
    intake = Intake(ctx, chunk.plan.defaults.language, readings)
    group = Group(ctx, run.id, run.done)
    first = chunk.first + len(chunk.rows) - len(left)
    for number, (row, reading) in enumerate(zip(left, readings, strict=True)):
        taken = intake.take(row.number, reading)
        store.add_outcome(ctx, taken.unit, run.id, taken.outcome, first + number)
        group.add(taken)
    group.commit()
    return Place(offset=chunk.first + len(chunk.rows))


def _again(ctx: Context, run: Run, place: Place) -> Place:
    """Refused rows that may be told apart by now, as long as that tells more of them."""
    if place.refused is None:
        nothing = not store.list_open(ctx, run.id, 0, 1)
        return replace(place, refused=run.refused, done=nothing)
    waiting = store.list_open(ctx, run.id, place.after, _OPEN_ROWS)
    if not waiting:
        more = run.refused < place.refused and place.turn < _MOST_PASSES
        return Place(place.offset, turn=place.turn + 1, done=not more)
    _take_open(ctx, run, waiting)
    return replace(place, after=waiting[-1].row)


def _take_open(ctx: Context, run: Run, waiting: list[OpenRow]) -> None:
    firsts = sorted({chunks.first_of(w.place) for w in waiting})
    known = {first: chunks.read(ctx, run.id, first) for first in firsts}
    found = [known[chunks.first_of(w.place)] for w in waiting]
    readings = [
        read_row(chunk.rows[w.place - chunk.first], chunk.plan)
        for w, chunk in zip(waiting, found, strict=True)
    ]
    intake = Intake(ctx, found[0].plan.defaults.language, readings)
    group = Group(ctx, run.id, None)
    for open_row, reading in zip(waiting, readings, strict=True):
        taken = intake.take(open_row.row, reading)
        if taken.outcome.result != REFUSED:
            store.add_told_apart(ctx, taken.unit, run.id, taken.outcome, open_row)
            group.add(taken)
    group.commit()


def _get(ctx: Context, import_id: str) -> Run:
    found = store.find(ctx, import_id)
    if found is None:
        raise NotFound.of("import")
    return found
