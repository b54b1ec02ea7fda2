"""The caller's visits, one at a time, for those who proved who they are; confirming, cancelling."""

from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from chalicelib import clock
from chalicelib.appointments import actions as appointments
from chalicelib.appointments import model as rules
from chalicelib.appointments.model import Appointment, Leeway
from chalicelib.calls import actions as calls
from chalicelib.dialogue import spoken
from chalicelib.dialogue.catalogue import REFUSED
from chalicelib.dialogue.turn import Reply, Turn
from chalicelib.errors import NotFound

_AHEAD = timedelta(days=366)


def visits(turn: Turn) -> Reply:
    """The visit at a page, which is the id of one; the first without."""
    if not turn.talk.trusted:
        return Reply("none", turn.text("visits.withheld"))
    if not _is_proven(turn):
        return unproven(turn)
    found = _ahead(turn)
    if not found:
        return Reply("none", turn.text("visits.none"))
    at = next((n for n, each in enumerate(found) if each.id == turn.page), 0)
    following = found[at + 1].id if at + 1 < len(found) else ""
    said = [*_told(turn, found[at]), turn.text("visit.next") if following else ""]
    say = spoken.sentences([*said, turn.text("visit.menu"), turn.text("again")])
    return Reply("visit", say, {"visit": found[at].id, "next_page": following})


def confirm_visit(turn: Turn) -> Reply:
    return _changed(turn, "confirmed", lambda visit: appointments.confirm(turn.ctx, visit.id))


def ask_cancel(turn: Turn) -> Reply:
    """Nobody cancels by one key pressed in error; who comes too late hears until when it was."""
    visit = heard(turn)
    return unproven(turn) if visit is None else sure(turn, [visit])


def cancel_visit(turn: Turn) -> Reply:
    """Cancel under the service's notice; the same call cancels once."""

    def cancel(visit: Appointment) -> Appointment:
        ctx = turn.as_request(f"cancel-{visit.id}", visit.id)
        return appointments.cancel(ctx, visit.id, "", source="phone", as_patient=True)

    return _changed(turn, "cancelled", cancel)


def heard(turn: Turn) -> Appointment | None:
    """The visit that a flow names, if this caller may hear of it."""
    wanted = turn.said.get("visit", "")
    try:
        visit = appointments.get(turn.ctx, wanted) if wanted else None
    except NotFound:
        return None
    if visit is None:
        return None
    allowed = visit.id in turn.talk.visits or visit.patient_id in _allowed(turn)
    return visit if allowed else None


def sure(turn: Turn, asked: list[Appointment]) -> Reply:
    """Whether these visits are to be cancelled, if they may be."""
    late = next((each for each in asked if not leeway(turn, each).can_cancel), None)
    if late is not None:
        return _too_late(turn, late)
    say = turn.text("cancel.several")
    if len(asked) == 1:
        say = turn.text("cancel.sure", when=_when(turn, asked[0].wall))
    return Reply("ask", say, {"say_kept": turn.text("cancel.kept")})


def leeway(turn: Turn, visit: Appointment) -> Leeway:
    return rules.leeway(visit, turn.setup.services.get(visit.service_id), clock.now())


def unproven(turn: Turn) -> Reply:
    """Nobody hears of a visit before a proof."""
    return Reply("unproven", turn.text("prove"))


def _changed(turn: Turn, name: str, change: Callable[[Appointment], Appointment]) -> Reply:
    visit = heard(turn)
    if visit is None:
        return unproven(turn)
    changed = change(visit)
    calls.note(
        turn.ctx, turn.talk.contact_id, name,
        patient_id=changed.patient_id, appointment_id=changed.id,
    )  # fmt: skip
    return Reply("done", turn.text(name))


def _is_proven(turn: Turn) -> bool:
    return turn.talk.trusted and bool(turn.talk.proof)


def _allowed(turn: Turn) -> set[str]:
    """Whose visits may be heard: after a code everybody's, after a birthday theirs."""
    if not _is_proven(turn):
        return set()
    on_number = {each.id for each in turn.people}
    return on_number if turn.talk.proof == "code" else on_number & set(turn.talk.people)


def _ahead(turn: Turn) -> list[Appointment]:
    now = clock.now()
    listed = [
        visit
        for who in sorted(_allowed(turn))
        for visit in appointments.list_of_patient(turn.ctx, who, now, now + _AHEAD)
    ]
    fresh = appointments.find_many(turn.ctx, [each.id for each in listed])
    live = [each for each in fresh.values() if each.is_live and each.start > now]
    return sorted(live, key=lambda each: (each.start, each.id))


def _told(turn: Turn, visit: Appointment) -> list[str]:
    """The visit, whose it is where several may be meant, and the keys that lead somewhere."""
    person = next((p for p in turn.people if p.id == visit.patient_id), None)
    several = len(_allowed(turn)) > 1 and person is not None and not person.is_nameless
    return [
        turn.text("visit.of", name=person.given_name) if several and person else "",
        told(turn, "visit", visit),
        turn.text("visit.confirmed" if visit.confirmed_at else "visit.confirm"),
        *changes(turn, [visit]),
    ]


def changes(turn: Turn, heard: list[Appointment]) -> list[str]:
    """The keys that move the first visit and cancel all, or that it is too late for that."""
    may = [leeway(turn, each) for each in heard]
    if not any(each.can_move or each.can_cancel for each in may):
        return [turn.text("visit.late")]
    keys = (
        (may[0].can_move, "visit.move"),
        (all(each.can_cancel for each in may), "visit.cancel"),
    )
    return [turn.text(key) for shown, key in keys if shown]


def told(turn: Turn, text: str, visit: Appointment) -> str:
    """A sentence about a visit; the service as the caller's language calls it."""
    service = turn.setup.services.get(visit.service_id)
    return turn.text(
        text,
        service=service.name_in(turn.language) if service else visit.service_name,
        practitioner=visit.practitioner_name,
        when=_when(turn, visit.wall),
    )


def _when(turn: Turn, wall: str) -> str:
    return spoken.moment(datetime.fromisoformat(wall), turn.language)


def _too_late(turn: Turn, visit: Appointment) -> Reply:
    service = turn.setup.services.get(visit.service_id)
    if not visit.is_live or service is None:
        return Reply(REFUSED, turn.text("refused.conflict"))
    until = visit.start - timedelta(minutes=service.cancel_notice_minutes)
    wall = until.astimezone(ZoneInfo(visit.zone))
    return Reply(REFUSED, turn.text("cancel.late", when=spoken.moment(wall, turn.language)))
