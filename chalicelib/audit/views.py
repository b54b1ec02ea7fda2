"""The audit as the wire shows it, with colleagues' names."""

from chalicelib.audit.model import Entry
from chalicelib.audit.schemas import AuditView
from chalicelib.context import Context
from chalicelib.staff import actions as staff


def show_all(ctx: Context, entries: list[Entry]) -> list[AuditView]:
    names = {each.id: each.name for each in staff.list_all(ctx)} if entries else {}
    return [AuditView(**vars(e), actor_name=names.get(e.actor_id)) for e in entries]
