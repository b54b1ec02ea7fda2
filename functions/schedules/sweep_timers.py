"""Starts what is due: looks back over index `due` up to now and starts one workflow per row.

The role sees nothing but that index. A row leaves the index when its workflow is done, so what was
lost is found again by the next sweep; the workflow decides whether anything is still to be sent.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from chalicelib import clock, observe
from chalicelib.gateways import workflows
from chalicelib.table import due

_LOOK_BACK_HOURS = 3
_LONG_LOOK_BACK_HOURS = 72
# The workflow of a row's kind, and what it calls the owner's id; a visit's has a version beside.
_WORKFLOWS = {
    "message": ("SETTLE_MESSAGE", "message_id"),
    "missed": ("TEXT_MISSED_CALLER", "missed_call_id"),
    "promise": ("KEEP_PROMISE", "call_id"),
}


@observe.observed
def handler(event: dict[str, Any], lambda_context: Any) -> dict[str, Any]:
    """`look_back_hours` and `look_ahead_hours` may be given; answers `started` and `next_due`.

    Once an hour it looks back three days, in case nobody swept for long.
    """
    now = clock.now()
    usual = _LONG_LOOK_BACK_HOURS if now.minute == 0 else _LOOK_BACK_HOURS
    back = int(event.get("look_back_hours") or usual)
    rows = sorted(_due(now, back), key=lambda row: row.due)
    started = sum(_start(row, now) for row in rows)
    observe.count("TimersStarted", started)
    ahead = int(event.get("look_ahead_hours") or 0)
    return {"started": started, "next_due": _next_due(now, ahead)}


def _due(now: datetime, back: int) -> Iterator[due.Row]:
    for hours in range(back, -1, -1):
        yield from due.rows(now - timedelta(hours=hours), until=now)


def _next_due(now: datetime, ahead: int) -> str | None:
    hours = (due.next_after(now + timedelta(hours=each), now) for each in range(ahead + 1))
    return next((at for at in hours if at), None)


def _start(row: due.Row, now: datetime) -> bool:
    """Under a name that is new every five minutes: what failed is tried again.

    A row that can't be started keeps no other waiting; the next sweep finds it again.
    """
    try:
        return _start_one(row, now)
    except Exception as error:
        observe.failed(error)
        return False


def _start_one(row: due.Row, now: datetime) -> bool:
    late = now - datetime.strptime(row.due, due.FORM).replace(tzinfo=UTC)
    name = f"{row.name}-{int(late.total_seconds()) // 300}"
    if row.kind in _WORKFLOWS:
        machine, owner = _WORKFLOWS[row.kind]
        return workflows.start(machine, name, {"tenant_id": row.tenant_id, owner: row.id})
    timer = {"tenant_id": row.tenant_id, "appointment_id": row.id, "version": row.version}
    return workflows.start("SEND_REMINDER", name, timer)
