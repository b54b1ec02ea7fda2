"""Giving a visit another time, or its old one back: its own cells are never in its way."""

from dataclasses import dataclass, replace

from chalicelib import clock
from chalicelib.appointments import model, places, store
from chalicelib.appointments.attempts import is_repeated, require_seen, until_taken
from chalicelib.appointments.duties import require_leeway
from chalicelib.appointments.facts import fact
from chalicelib.appointments.model import Appointment
from chalicelib.availability import actions as availability
from chalicelib.availability import sheets
from chalicelib.availability.actions import Ask, Taken
from chalicelib.availability.board import Board
from chalicelib.availability.model import POLICY, Rule
from chalicelib.availability.sheets import Changed
from chalicelib.context import Context
from chalicelib.errors import Conflict
from chalicelib.events import AppointmentBooked, AppointmentMoved
from chalicelib.reminders import actions as reminders
from chalicelib.table import connection
from chalicelib.table.outbox import event_item
from chalicelib.table.work import Unit
from chalicelib.tenants import actions as tenants


@dataclass(frozen=True)
class Move:
    """Where a visit goes. `start` in epoch seconds; nobody named: the same practitioner."""

    start: int
    practitioner_id: str | None = None
    version: int | None = None
    source: str = "console"
    notify: bool = True
    as_patient: bool = False
    overruled: frozenset[Rule] = frozenset()


def move(ctx: Context, appointment_id: str, wanted: Move) -> Appointment:
    """Move a visit; the same request twice moves it once.

    Raises SlotTaken with why and three other times; a patient is bound by notice and number.
    """
    profile = tenants.require_writable(ctx)

    def attempt() -> Appointment:
        visit = store.get(ctx, appointment_id)
        if _is_same_move(ctx, visit, wanted):
            return visit
        require_seen(visit, wanted.version)
        model.require_movable(visit, clock.now())
        if wanted.as_patient:
            require_leeway(ctx, visit, moving=True)
        freed = sheets.released(ctx, visit.branch_id, visit.resource_ids, visit.taken_cells)
        taken = _take(ctx, visit, wanted, freed)
        moved = _moved(ctx, visit, taken, wanted)
        unit = connection.of(ctx).unit()
        _add_sheets(ctx, unit, visit, taken, freed)
        store.add_replace(ctx, unit, moved, visit.version)
        unit.put(event_item(ctx, fact(AppointmentMoved, moved, wanted.source, wanted.notify)))
        reminders.drop_timer(ctx, unit, visit)
        reminders.add_timer(ctx, unit, moved, taken.board.service, profile)
        unit.commit()
        return moved

    def instead() -> tuple[Ask, int]:
        return _ask(store.get(ctx, appointment_id), wanted), wanted.start

    return until_taken(ctx, attempt, instead)


def restore(ctx: Context, appointment_id: str, version: int | None) -> Appointment:
    """Undo a cancellation; raises SlotTaken when the time went to somebody else."""
    profile = tenants.require_writable(ctx)

    def attempt() -> Appointment:
        visit = store.get(ctx, appointment_id)
        if is_repeated(visit, version, done=visit.is_live):
            return visit
        require_seen(visit, version)
        model.require_restorable(visit, clock.now())
        taken = _take_back(ctx, visit)
        back = _restored(ctx, visit, taken)
        unit = connection.of(ctx).unit()
        taken.add_writes(ctx, unit)
        store.add_replace(ctx, unit, back, visit.version)
        unit.put(event_item(ctx, fact(AppointmentBooked, back, ctx.role)))
        reminders.add_timer(ctx, unit, back, taken.board.service, profile)
        unit.commit()
        return back

    return until_taken(ctx, attempt, lambda: _ask_back(store.get(ctx, appointment_id)))


def _is_same_move(ctx: Context, visit: Appointment, wanted: Move) -> bool:
    """Whether this is what the request already did; raises Conflict when its key did another."""
    there = int(visit.start.timestamp()) == wanted.start and visit.is_live
    there = there and wanted.practitioner_id in (None, visit.practitioner_id)
    if ctx.key and visit.last_key == ctx.key and visit.is_live:
        if not there:
            told = {"Idempotency-Key": "was used for another move"}
            raise Conflict("This key belongs to another move.", fields=told)
        return True
    return is_repeated(visit, wanted.version, done=there)


def _take_back(ctx: Context, visit: Appointment) -> Taken:
    ask, start = _ask_back(visit)
    board = availability.board_at(ctx, ask, start)
    return availability.take(
        board, start, anybody=False, overruled=POLICY, preferred_room=visit.room_id
    )


def _ask_back(visit: Appointment) -> tuple[Ask, int]:
    ask = Ask(visit.service_id, visit.branch_id, visit.practitioner_id)
    return ask, int(visit.start.timestamp())


def _restored(ctx: Context, visit: Appointment, taken: Taken) -> Appointment:
    return replace(
        visit,
        **places.of_taken(taken),
        status=model.BOOKED,
        cancel_reason="",
        version=visit.version + 1,
        schedule_version=visit.schedule_version + 1,
        last_key=ctx.key,
    )


def _ask(visit: Appointment, wanted: Move) -> Ask:
    return Ask(visit.service_id, None, wanted.practitioner_id or visit.practitioner_id)


def _take(ctx: Context, visit: Appointment, wanted: Move, freed: Changed) -> Taken:
    board = availability.board_at(ctx, _ask(visit, wanted), wanted.start)
    for resource_id in visit.resource_ids:
        board = _without_own_cells(board, resource_id, freed)
    return availability.take(
        board,
        wanted.start,
        anybody=False,
        overruled=wanted.overruled & POLICY,
        preferred_room=visit.room_id,
    )


def _without_own_cells(board: Board, resource_id: str, freed: Changed) -> Board:
    known = {r.id: r for r in (*board.practitioners, *board.rooms)}.get(resource_id)
    if known is None:
        return board
    weeks = {
        week: sheet for week, sheet in freed[resource_id].items() if week in board.search.weeks
    }
    return board.with_sheets_of(resource_id, {**known.sheets, **weeks})


def _add_sheets(ctx: Context, unit: Unit, visit: Appointment, taken: Taken, freed: Changed) -> None:
    """Old and new cells; where a sheet holds both, it is written once."""
    same_branch = taken.board.branch.id == visit.branch_id
    new = {each: dict(changed) for each, changed in taken.changed.items()}
    for resource_id, old in freed.items():
        if same_branch and resource_id in new:
            new[resource_id] = {**old, **new[resource_id]}
        else:
            sheets.add_changed(ctx, unit, visit.branch_id, {resource_id: old})
    sheets.add_changed(ctx, unit, taken.board.branch.id, new)


def _moved(ctx: Context, visit: Appointment, taken: Taken, wanted: Move) -> Appointment:
    return replace(
        visit,
        **places.of_taken(taken),
        confirmed_at=None,
        moved_count=visit.moved_count + (1 if wanted.as_patient else 0),
        version=visit.version + 1,
        schedule_version=visit.schedule_version + 1,
        last_key=ctx.key,
    )
