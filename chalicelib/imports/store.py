"""How imports are kept: the run with its counts, and a row of the report for what mattered."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, NamedTuple

from pynamodb.attributes import JSONAttribute, NumberAttribute, UnicodeAttribute

from chalicelib import clock
from chalicelib.context import Context
from chalicelib.events import ImportProgressed
from chalicelib.imports.run import RUNNING, UNCHANGED, OpenRow, Outcome, Run
from chalicelib.table import connection, import_keys, keys
from chalicelib.table.item import Item, required
from chalicelib.table.outbox import event_item
from chalicelib.table.work import ConditionFailed, Unit

_LONGEST_RUN_SECONDS = 6 * 3600
_REPORT_KEPT_SECONDS = 365 * 86400
_TEXTS = ("id", "filename", "status")
_OPTIONAL = ("etag", "source", "mapping")
_NULL = ("problem", "request_digest")
_NUMBERS = (
    "size", "width", "rows", "done", "created", "merged", "unchanged", "refused", "version",
)  # fmt: skip
_INSTANTS = ("started_at", "finished_at")
_FORM = "%Y-%m-%dT%H:%M:%SZ"


class ImportItem(Item, discriminator="Import"):
    id = UnicodeAttribute()
    filename = UnicodeAttribute()
    size = NumberAttribute()
    status = UnicodeAttribute()
    created_at = UnicodeAttribute()
    etag = UnicodeAttribute(null=True)
    width = NumberAttribute()
    rows = NumberAttribute()
    done = NumberAttribute()
    created = NumberAttribute()
    merged = NumberAttribute()
    unchanged = NumberAttribute()
    refused = NumberAttribute()
    mapping = JSONAttribute(null=True)
    source = UnicodeAttribute(null=True)
    started_at = UnicodeAttribute(null=True)
    finished_at = UnicodeAttribute(null=True)
    problem = UnicodeAttribute(null=True)
    version = NumberAttribute()
    request_digest = UnicodeAttribute(null=True)


class OutcomeItem(Item, discriminator="ImportRow"):
    """A row of the report; `place` is set on those that are looked at again."""

    row = NumberAttribute()
    result = UnicodeAttribute()
    reason = UnicodeAttribute(null=True)
    field = UnicodeAttribute(null=True)
    patient_id = UnicodeAttribute(null=True)
    place = NumberAttribute(null=True)


class RunningItem(Item, discriminator="RunningImport"):
    import_id = UnicodeAttribute()


class Runs(NamedTuple):
    items: list[Run]
    next_cursor: str | None


class Outcomes(NamedTuple):
    items: list[Outcome]
    next_cursor: str | None


def find(ctx: Context, import_id: str) -> Run | None:
    item = connection.of(ctx).find(ImportItem, import_keys.import_run(ctx.tenant_id, import_id))
    return _to_model(item) if item else None


def create(ctx: Context, run: Run) -> bool:
    """False when it is there already."""
    try:
        connection.of(ctx).unit().create(_to_item(ctx, run)).commit()
    except ConditionFailed:
        return False
    return True


def replace(ctx: Context, run: Run, read_version: int) -> None:
    """Raises ConditionFailed when it changed since it was read."""
    unit = connection.of(ctx).unit()
    unit.put(_to_item(ctx, run), ImportItem.version == read_version).commit()


def begin(ctx: Context, run: Run, read_version: int) -> None:
    """Keep the started run, as the only one that runs; raises ConditionFailed."""
    pk, sk = import_keys.running_import(ctx.tenant_id)
    now = clock.epoch()
    running = RunningItem(pk, sk, import_id=run.id, expires=now + _LONGEST_RUN_SECONDS)
    free = (
        RunningItem.pk.does_not_exist()
        | (RunningItem.import_id == run.id)
        | (RunningItem.expires <= now)
    )
    unit = connection.of(ctx).unit().put(_to_item(ctx, run), ImportItem.version == read_version)
    unit.put(running, free).put(event_item(ctx, ImportProgressed(run.id))).commit()


def end(ctx: Context, run: Run, status: str, problem: str | None) -> None:
    """Close a running import and make room for the next; one that is closed stays as it is."""
    finished = clock.now().strftime(_FORM)
    actions = [ImportItem.status.set(status), ImportItem.finished_at.set(finished)]
    if problem:
        actions.append(ImportItem.problem.set(problem))
    unit = connection.of(ctx).unit()
    key = import_keys.import_run(ctx.tenant_id, run.id)
    unit.update(key, [*actions], ImportItem.status == RUNNING)
    unit.put(event_item(ctx, ImportProgressed(run.id)))
    unit.delete(import_keys.running_import(ctx.tenant_id))
    try:
        unit.commit()
    except ConditionFailed:
        return


def tell_progress(ctx: Context, import_id: str) -> None:
    connection.of(ctx).unit().put(event_item(ctx, ImportProgressed(import_id))).commit()


def add_counts(
    ctx: Context, unit: Unit, import_id: str, counts: Mapping[str, int], done: int | None
) -> None:
    """Count rows by what became of them; `done` is a condition: so many rows were done before."""
    actions = [getattr(ImportItem, name).add(number) for name, number in counts.items() if number]
    condition = ImportItem.status == RUNNING
    if done is not None:
        condition = condition & (ImportItem.done == done)
    unit.update(import_keys.import_run(ctx.tenant_id, import_id), actions, condition)


def add_outcome(ctx: Context, unit: Unit, import_id: str, outcome: Outcome, place: int) -> None:
    """A row of the report; an unchanged one is only counted."""
    if outcome.result == UNCHANGED:
        return
    unit.put(_outcome_item(ctx, import_id, outcome.result, outcome, place))
    if outcome.may_change:
        unit.put(_outcome_item(ctx, import_id, "open", outcome, place))


def add_told_apart(
    ctx: Context, unit: Unit, import_id: str, outcome: Outcome, open_row: OpenRow
) -> None:
    """A row that was refused is taken after all."""
    waiting = import_keys.import_row(ctx.tenant_id, import_id, "open", open_row.row)
    unit.delete(waiting, OutcomeItem.pk.exists())
    unit.delete(import_keys.import_row(ctx.tenant_id, import_id, "refused", open_row.row))
    add_outcome(ctx, unit, import_id, outcome, open_row.place)


def list_open(ctx: Context, import_id: str, after: int, limit: int) -> list[OpenRow]:
    """Refused rows beyond row `after` that may be told apart, by row."""
    pk, low = import_keys.import_row(ctx.tenant_id, import_id, "open", after + 1)
    found = connection.of(ctx).between(OutcomeItem, pk, low, "ROW#~")
    return [OpenRow(int(i.row), int(required(i, "place"))) for i in found[:limit]]


def list_runs(ctx: Context, limit: int, cursor: str | None) -> Runs:
    partition = import_keys.imports(ctx.tenant_id)
    page = connection.of(ctx).page(
        ImportItem, partition, "2", index="g1", limit=limit, cursor=cursor, newest_first=True
    )
    return Runs([_to_model(item) for item in page.items], page.next_cursor)


def list_outcomes(
    ctx: Context, import_id: str, result: str, limit: int, cursor: str | None
) -> Outcomes:
    """By row of the file."""
    pk, _ = import_keys.import_row(ctx.tenant_id, import_id, result, 0)
    page = connection.of(ctx).page(OutcomeItem, pk, "ROW#", limit=limit, cursor=cursor)
    return Outcomes([_to_outcome(item) for item in page.items], page.next_cursor)


def _outcome_item(
    ctx: Context, import_id: str, result: str, outcome: Outcome, place: int
) -> OutcomeItem:
    pk, sk = import_keys.import_row(ctx.tenant_id, import_id, result, outcome.row)
    return OutcomeItem(
        pk,
        sk,
        row=outcome.row,
        result=outcome.result,
        reason=outcome.reason or None,
        field=outcome.field or None,
        patient_id=outcome.patient_id,
        place=place if result == "open" else None,
        expires=clock.epoch() + _REPORT_KEPT_SECONDS,
    )


def _to_outcome(item: OutcomeItem) -> Outcome:
    result, row = required(item, "result"), int(required(item, "row"))
    return Outcome(row, result, item.reason or "", item.field or "", item.patient_id)


def _to_item(ctx: Context, run: Run) -> ImportItem:
    pk, sk = import_keys.import_run(ctx.tenant_id, run.id)
    created = keys.instant(run.created_at)
    place = {"g1pk": import_keys.imports(ctx.tenant_id), "g1sk": f"{created}#{run.id}"}
    item = ImportItem(pk, sk, created_at=created, **place)
    for name in (*_TEXTS, *_NUMBERS):
        setattr(item, name, getattr(run, name))
    for name in (*_OPTIONAL, *_NULL):
        setattr(item, name, getattr(run, name) or None)
    for name in _INSTANTS:
        at = getattr(run, name)
        setattr(item, name, keys.instant(at) if at else None)
    return item


def _to_model(item: ImportItem) -> Run:
    numbers: dict[str, Any] = {name: int(required(item, name)) for name in _NUMBERS}
    return Run(
        created_at=_instant(required(item, "created_at")),
        started_at=_instant(item.started_at) if item.started_at else None,
        finished_at=_instant(item.finished_at) if item.finished_at else None,
        etag=item.etag or "",
        source=item.source or "",
        mapping={name: int(column) for name, column in (item.mapping or {}).items()},
        **{name: required(item, name) for name in _TEXTS},
        **{name: getattr(item, name) for name in _NULL},
        **numbers,
    )


def _instant(text: str) -> datetime:
    return datetime.strptime(text, _FORM).replace(tzinfo=UTC)
