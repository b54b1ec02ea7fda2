"""What the clinic tells everybody: where it is, when it is open, how to prepare for a visit."""

from chalicelib.calls import actions as calls
from chalicelib.clinic.model import WEEKDAYS, Branch, HourTable, Service
from chalicelib.dialogue import offers, spoken
from chalicelib.dialogue.model import Offer, Option
from chalicelib.dialogue.offers import Listing
from chalicelib.dialogue.turn import Reply, Turn


def tell_clinic(turn: Turn) -> Reply:
    branches = [b for b in turn.setup.branches.values() if not b.archived]
    said = [each for branch in branches for each in _branch(turn, branch)]
    calls.note(turn.ctx, turn.talk.contact_id, "informed")
    return Reply("ok", spoken.sentences(said) or turn.text("clinic.nothing"))


def preparations(turn: Turn) -> Reply:
    if not _prepared(turn):
        return Reply("none", turn.text("preparations.none"))
    return offers.shown(turn, PREPARATIONS, "many", offers.first(turn, PREPARATIONS))


def tell_preparation(turn: Turn) -> Reply:
    offer = offers.first(turn, PREPARATIONS)
    option = offer.chosen(turn.key)
    service = turn.setup.services.get(option["id"]) if option else None
    if option is None or service is None:
        return offers.other(turn, PREPARATIONS, offer)
    calls.note(turn.ctx, turn.talk.contact_id, "informed")
    told = {"service": option["name"], "preparation": service.preparation}
    return Reply("ok", turn.text("preparation", **told))


def opening_hours(turn: Turn, branch: Branch) -> HourTable:
    """When anybody of the branch works, day by day, as intervals that don't touch."""
    people = [
        p for p in turn.setup.practitioners.values() if p.branch_id == branch.id and not p.archived
    ]
    return {day: _joined([i for p in people for i in p.hours.get(day, [])]) for day in WEEKDAYS}


def _joined(intervals: list[list[str]]) -> list[list[str]]:
    joined: list[list[str]] = []
    for since, until in sorted(intervals):
        if joined and since <= joined[-1][1]:
            joined[-1] = [joined[-1][0], max(until, joined[-1][1])]
        else:
            joined.append([since, until])
    return joined


def _branch(turn: Turn, branch: Branch) -> list[str]:
    address = turn.text("clinic.branch", branch=branch.name, address=branch.address)
    hours = spoken.hours(opening_hours(turn, branch), turn.language)
    return [address if branch.address else "", hours]


def _prepared(turn: Turn) -> list[Service]:
    found = turn.setup.services.values()
    return [s for s in found if s.preparation and s.online and not s.archived]


def _find_preparations(turn: Turn, about: str, place: str) -> offers.Options:
    found: list[Option] = [{"id": s.id, "name": s.name_in(turn.language)} for s in _prepared(turn)]
    return offers.page_of(found, place)


def _read_preparations(turn: Turn, offer: Offer) -> str:
    return spoken.sentences([turn.text("preparations"), *offers.read_names(turn, offer)])


PREPARATIONS = Listing("preparations", _find_preparations, _read_preparations)
