"""Imports of patients: the file's way in, a look at it, and the start of the workflow."""

from dataclasses import dataclass
from datetime import UTC, datetime

from chalicelib import clock
from chalicelib.context import Context
from chalicelib.errors import Conflict, NotFound
from chalicelib.gateways import files, workflows
from chalicelib.imports import chunks, store
from chalicelib.imports.model import (
    MAX_BYTES,
    Accepted,
    ClinicDefaults,
    Proposal,
    Refused,
    Row,
    Sheet,
)
from chalicelib.imports.run import RUNNING, UPLOADED, Run, Upload, previewed, started
from chalicelib.table.work import ConditionFailed
from chalicelib.tenants import actions as tenants

list_runs = store.list_runs
_ROWS_SHOWN = 20


@dataclass(frozen=True)
class Preview:
    """A file as it was understood, and its first rows as the proposed mapping reads them."""

    sheet: Sheet
    columns: tuple[Proposal, ...]
    rows: list[tuple[Row, Accepted | Refused]]


def create(ctx: Context, filename: str, size: int) -> tuple[Run, Upload]:
    """A new import, and where its file of `size` bytes goes; the same request twice makes one."""
    made = Run(
        id=ctx.id_for("import"),
        filename=filename,
        size=size,
        status=UPLOADED,
        created_at=datetime.fromtimestamp(clock.epoch(), UTC),
        request_digest=ctx.digest,
    )
    if not store.create(ctx, made):
        made = get(ctx, made.id)
        if made.request_digest != ctx.digest:
            told = {"Idempotency-Key": "was used for another import"}
            raise Conflict("This key belongs to another import.", fields=told)
    return made, Upload(*files.upload(ctx, chunks.upload_name(made.id), made.size))


def get(ctx: Context, import_id: str) -> Run:
    found = store.find(ctx, import_id)
    if found is None:
        raise NotFound.of("import")
    return found


def preview(ctx: Context, import_id: str) -> Preview:
    """Read the uploaded file; raises Unreadable, or Conflict where it has not arrived."""
    from chalicelib.imports.reading import read  # slow to import, and rarely needed

    run = get(ctx, import_id)
    previewed(run, run.etag, run.width, run.rows)
    try:
        file = files.get(ctx, chunks.upload_name(run.id), MAX_BYTES)
    except files.NoFile:
        raise Conflict("The file has not arrived yet.", fields={"status": run.status}) from None
    clinic = tenants.get_clinic(ctx)
    sheet = read(file.data, clinic.language, clinic.country)
    seen = previewed(run, file.etag, len(sheet.headers), len(sheet.rows))
    if seen != run:
        _keep(ctx, seen, run.version)
    return _look(sheet, _defaults(ctx, run.filename))


def start(ctx: Context, import_id: str, mapping: dict[str, int], source: str) -> Run:
    """Start to take the file's rows; the same request twice starts it once.

    Raises Invalid for a mapping that names nobody, Conflict while another import runs.
    """
    from chalicelib.imports.mapping import check_mapping

    run = get(ctx, import_id)
    begun = started(run, mapping, source, datetime.fromtimestamp(clock.epoch(), UTC))
    check_mapping(mapping, run.width)
    if begun != run:
        try:
            store.begin(ctx, begun, run.version)
        except ConditionFailed:
            raise _busy(ctx, run) from None
    if begun.status == RUNNING:
        given = {"tenant_id": ctx.tenant_id, "import_id": run.id}
        workflows.start("IMPORT_PATIENTS", f"import-{run.id}", given)
    return begun


def list_outcomes(
    ctx: Context, import_id: str, result: str, limit: int, cursor: str | None
) -> store.Outcomes:
    """The report's rows of one result, by row of the file."""
    get(ctx, import_id)
    return store.list_outcomes(ctx, import_id, result, limit, cursor)


def _look(sheet: Sheet, defaults: ClinicDefaults) -> Preview:
    from chalicelib.imports.mapping import as_mapping, propose
    from chalicelib.imports.rows import read_row, survey

    columns = propose(sheet, defaults)
    plan = survey(sheet, as_mapping(columns), defaults)
    rows = [(row, read_row(row, plan)) for row in sheet.rows[:_ROWS_SHOWN]]
    return Preview(sheet, columns, rows)


def _defaults(ctx: Context, source: str) -> ClinicDefaults:
    clinic = tenants.get_clinic(ctx)
    today = clock.today(clinic.zone)
    return ClinicDefaults(clinic.country, clinic.language, clinic.zone, source, today)


def _keep(ctx: Context, run: Run, read_version: int) -> None:
    try:
        store.replace(ctx, run, read_version)
    except ConditionFailed:
        raise Conflict("This import was changed just now. Please look again.") from None


def _busy(ctx: Context, run: Run) -> Conflict:
    if get(ctx, run.id).version != run.version:
        return Conflict("This import was changed just now. Please look again.")
    return Conflict("Another import is running. It can start when that one has ended.")
