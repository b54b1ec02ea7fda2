"""Writing down who looks at what or decides it, before they do, and showing it to owners."""

from datetime import UTC, datetime

from chalicelib import clock
from chalicelib.audit import store
from chalicelib.audit.model import Entry
from chalicelib.context import Context
from chalicelib.table.connection import Page


def write(ctx: Context, action: str, subject_kind: str, subject_id: str) -> None:
    """Once for a request; what can't be written down must not be done."""
    now = datetime.fromtimestamp(clock.epoch(), UTC)
    entry = Entry(ctx.id_for("audit"), now, ctx.actor, action, subject_kind, subject_id)
    store.create(ctx, entry)


def list_page(ctx: Context, month: str | None, limit: int, cursor: str | None) -> Page[Entry]:
    """A month's entries, newest first; this month's where none is said."""
    return store.page(ctx, month or clock.now().strftime("%Y-%m"), limit, cursor)
