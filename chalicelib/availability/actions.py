"""Asking for free times, taking one, and saying why one can't be had."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from chalicelib import clock
from chalicelib.availability import board as boards
from chalicelib.availability import store
from chalicelib.availability.board import Board
from chalicelib.availability.model import (
    Refusal,
    Rule,
    Sheet,
    alternatives,
    choose_practitioner,
    choose_rooms,
    claim,
    explain,
    find_any,
    find_starts,
)
from chalicelib.clinic import actions as clinic
from chalicelib.clinic.model import Branch, Service, Setup
from chalicelib.context import Context
from chalicelib.errors import Invalid, NotFound, SlotTaken
from chalicelib.table.keys import Key
from chalicelib.table.work import Unit

_LOOK_AHEAD = 28  # days asked at once when nothing is free nearby
OFFERED = 3
_DAYS_TO_OFFER = 14


@dataclass(frozen=True)
class Slot:
    """A free time: UTC instants, the wall time of the branch, and who would take it."""

    start: datetime
    end: datetime
    wall: str
    zone: str
    practitioner_id: str
    practitioner_name: str


@dataclass(frozen=True)
class Times:
    """Free times by local day, and the first free one from then on, however far."""

    zone: str
    days: list[tuple[date, list[Slot]]]
    first: Slot | None


@dataclass(frozen=True)
class Ask:
    """What somebody wants: `first_day` None starts today, `token` is the asker's own hold."""

    service_id: str
    branch_id: str | None = None
    practitioner_id: str | None = None
    first_day: date | None = None
    days: int = 7
    token: str = ""


@dataclass(frozen=True)
class Taken:
    """A decided time: who, which rooms, which cells, and every changed sheet by resource."""

    board: Board
    start: int
    practitioner_id: str
    room_ids: list[str]
    cells: range
    changed: dict[str, dict[int, Sheet]]

    def add_writes(self, ctx: Context, unit: Unit) -> None:
        for resource_id, sheets in self.changed.items():
            store.add_writes(ctx, unit, self.board.branch.id, resource_id, sheets)


def list_times(ctx: Context, ask: Ask) -> Times:
    """Free times of a service; where the asked days have none, `first` looks further."""
    setup = clinic.get_setup(ctx)
    service = boards.service_of(setup, ask.service_id)
    branches = _branches(setup, service, ask)
    if not branches:
        return Times("UTC", [], None)
    zone = branches[0].zone
    first_day = ask.first_day or clock.today(zone)
    found: dict[date, list[Slot]] = {}
    for branch in branches:
        board = boards.load(
            ctx, setup, service, branch, first_day, ask.days,
            practitioner_id=ask.practitioner_id, token=ask.token,
        )  # fmt: skip
        for slot in _slots(board):
            found.setdefault(date.fromisoformat(slot.wall[:10]), []).append(slot)
    days = [first_day + timedelta(days=n) for n in range(ask.days)]
    listed = [(day, sorted(found.get(day, []), key=lambda s: s.start)) for day in days]
    first = next((slots[0] for _, slots in listed if slots), None)
    if first is None:
        later = max(days[-1] + timedelta(days=1), clock.today(zone))
        first = _first_after(ctx, ask, later)
    return Times(zone, listed, first)


def _first_after(ctx: Context, ask: Ask, day: date) -> Slot | None:
    """The first free time from a day on, four weeks at a time, up to the service's horizon."""
    setup = clinic.get_setup(ctx)
    service = boards.service_of(setup, ask.service_id)
    for branch in _branches(setup, service, ask):
        last = clock.today(branch.zone) + timedelta(days=service.max_days_ahead)
        while day <= last:
            board = boards.load(
                ctx, setup, service, branch, day, _LOOK_AHEAD,
                practitioner_id=ask.practitioner_id, token=ask.token,
            )  # fmt: skip
            found = offers(board, 0, 1)
            if found:
                return found[0]
            day += timedelta(days=_LOOK_AHEAD)
    return None


def take(
    board: Board,
    start: int,
    *,
    anybody: bool,
    overruled: frozenset[Rule] = frozenset(),
    preferred_room: str | None = None,
) -> Taken:
    """Decide on the board as it was read; raises SlotTaken with why, and three other times."""
    who = choose_practitioner(board.search, start, board.practitioners, board.rooms)
    if who is None or not anybody:
        who = board.practitioners[0]
    rooms = sorted(board.rooms, key=lambda r: r.id != preferred_room)
    broken = [r for r in explain(board.search, start, who, rooms) if r not in overruled]
    chosen = choose_rooms(board.search, start, rooms)
    if broken or chosen is None:
        raise refused(board, start, broken or [Rule.ROOM])
    cells = board.search.cells(start)
    changed = {}
    for resource in (who, *chosen):
        claimed = claim(resource.sheets, cells, board.search.now, board.search.token)
        if isinstance(claimed, Refusal):
            raise refused(board, start, [claimed.rule])
        changed[resource.id] = claimed
    return Taken(board, start, who.id, [r.id for r in chosen], cells, changed)


def refused(board: Board, start: int, rules: list[Rule]) -> SlotTaken:
    """The error that says why, with the three next free times of the following days."""
    offered = [as_wire(slot) for slot in offers(board, start, OFFERED)]
    fields = {"start": ", ".join(rules), "alternatives": offered}
    return SlotTaken("This time is not free any more.", fields=fields)


def board_at(ctx: Context, ask: Ask, start: int, days: int = _DAYS_TO_OFFER) -> Board:
    """The board around one start, with enough days after it to offer others."""
    setup, service, branch, day = _place(ctx, ask, start)
    return boards.load(
        ctx, setup, service, branch, day, days, practitioner_id=ask.practitioner_id, token=ask.token
    )


def read_ahead(ctx: Context, ask: Ask, start: int, beside: Iterable[Key]) -> None:
    """Read in one call what `board_at` will ask for, and items `beside` it."""
    setup, service, branch, day = _place(ctx, ask, start)
    boards.read_ahead(
        ctx, setup, service, branch, day, _DAYS_TO_OFFER,
        practitioner_id=ask.practitioner_id, beside=beside,
    )  # fmt: skip


def _place(ctx: Context, ask: Ask, start: int) -> tuple[Setup, Service, Branch, date]:
    """Set-up, service, branch and local day of a start."""
    setup = clinic.get_setup(ctx)
    service = boards.service_of(setup, ask.service_id)
    branches = boards.branches_of(setup, service, ask.branch_id)
    if ask.practitioner_id:
        known = setup.practitioners.get(ask.practitioner_id)
        branches = [b for b in branches if known and b.id == known.branch_id]
    if not branches:
        raise NotFound.of("practitioner or branch for this service")
    branch = branches[0]
    return setup, service, branch, datetime.fromtimestamp(start, ZoneInfo(branch.zone)).date()


def _branches(setup: Setup, service: Service, ask: Ask) -> list[Branch]:
    """The named practitioner's branch; all that offer the service where nobody is named."""
    known = setup.practitioners.get(ask.practitioner_id or "")
    return boards.branches_of(setup, service, ask.branch_id or getattr(known, "branch_id", None))


def explain_time(ctx: Context, ask: Ask, start: int) -> list[Rule]:
    """Every rule that removes a practitioner's time; none: it is free."""
    if ask.practitioner_id is None:
        raise Invalid("Whose time?", fields={"practitioner_id": "is needed"})
    board = board_at(ctx, ask, start, days=1)
    return explain(board.search, start, board.practitioners[0], board.rooms)


def slot_at(board: Board, start: int, practitioner_id: str) -> Slot:
    zone, begins = board.branch.zone, datetime.fromtimestamp(start, UTC)
    return Slot(
        begins,
        begins + timedelta(minutes=board.service.duration_minutes),
        begins.astimezone(ZoneInfo(zone)).strftime("%Y-%m-%dT%H:%M"),
        zone,
        practitioner_id,
        board.setup.practitioners[practitioner_id].full_name,
    )


def as_wire(slot: Slot) -> dict[str, str]:
    return {
        "start": slot.start.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "end": slot.end.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "wall": slot.wall,
        "zone": slot.zone,
        "practitioner_id": slot.practitioner_id,
        "practitioner_name": slot.practitioner_name,
    }


def _slots(board: Board) -> list[Slot]:
    """One slot per free start; the first, named to patients at once, of whoever will take it."""
    starts = find_starts(board.search, board.practitioners, board.rooms)
    owner: dict[int, str] = {}
    for practitioner_id, theirs in starts.items():
        for start in theirs:
            owner.setdefault(start, practitioner_id)
    for start in sorted(owner)[:1]:
        who = choose_practitioner(board.search, start, board.practitioners, board.rooms)
        owner[start] = who.id if who else owner[start]
    return [slot_at(board, start, owner[start]) for start in sorted(owner)]


def offers(board: Board, start: int, count: int) -> list[Slot]:
    """Free times instead of a start: those after it, then the nearest before it."""
    if not find_any(board.search, board.practitioners, board.rooms):
        return []
    offers = alternatives(board.search, start, board.practitioners, board.rooms, n=count)
    return [slot_at(board, offer.start, offer.practitioner.id) for offer in offers]
