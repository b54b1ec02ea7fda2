"""One import of a file: how far it is, and what may be done with it next."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from chalicelib.errors import Conflict, Invalid

UPLOADED, PREVIEWED, RUNNING, DONE, FAILED = "uploaded", "previewed", "running", "done", "failed"
CREATED, MERGED, UNCHANGED, REFUSED = "created", "merged", "unchanged", "refused"
# Refusals that end when another row tells two people apart.
MAY_BE_TOLD_APART = frozenset({"ambiguous", "contradiction"})


@dataclass(frozen=True)
class Run:
    """`etag` and `width` (columns) are those of the previewed file; `mapping` field → column.

    `done` rows are taken or refused, and counted by what became of them. `problem` says why an
    import failed.
    """

    id: str
    filename: str
    size: int
    status: str
    created_at: datetime
    etag: str = ""
    width: int = 0
    rows: int = 0
    done: int = 0
    created: int = 0
    merged: int = 0
    unchanged: int = 0
    refused: int = 0
    mapping: dict[str, int] = field(default_factory=dict)
    source: str = ""
    started_at: datetime | None = None
    finished_at: datetime | None = None
    problem: str | None = None
    version: int = 1
    request_digest: str | None = None


@dataclass(frozen=True)
class Upload:
    """Where and with which headers a browser may put the file within 15 minutes."""

    url: str
    headers: dict[str, str]


@dataclass(frozen=True)
class Outcome:
    """What became of a row of the file; `reason` and `field` say why it was refused."""

    row: int
    result: str
    reason: str = ""
    field: str = ""
    patient_id: str | None = None

    @property
    def may_change(self) -> bool:
        """Whether rows that come later may still tell who this is."""
        return self.result == REFUSED and self.reason in MAY_BE_TOLD_APART


@dataclass(frozen=True)
class OpenRow:
    """A refused row that is looked at again at the end; `place` counts the file's rows from 0."""

    row: int
    place: int


def previewed(run: Run, etag: str, width: int, rows: int) -> Run:
    if run.status not in (UPLOADED, PREVIEWED):
        raise Conflict("This import has started already.", fields={"status": run.status})
    seen = replace(run, status=PREVIEWED, etag=etag, width=width, rows=rows)
    return run if seen == run else replace(seen, version=run.version + 1)


def started(run: Run, mapping: dict[str, int], source: str, now: datetime) -> Run:
    """The run, started; the same one where it was started with just this. Raises Conflict."""
    if run.status == PREVIEWED:
        return replace(
            run,
            status=RUNNING,
            mapping=mapping,
            source=source,
            started_at=now,
            version=run.version + 1,
        )
    if run.status == UPLOADED:
        raise Conflict("Look at the file first.", fields={"status": run.status})
    if (run.mapping, run.source) != (mapping, source):
        raise Conflict("This import has started already.", fields={"status": run.status})
    return run


def by_field(columns: dict[str, str]) -> dict[str, int]:
    """The mapping of a request, column → field, turned round; a field is filled by one column."""
    if len(set(columns.values())) < len(columns):
        told = {"mapping": "each field can be filled by one column only"}
        raise Invalid("Two columns go into the same field.", fields=told)
    return {name: int(column) for column, name in columns.items()}
