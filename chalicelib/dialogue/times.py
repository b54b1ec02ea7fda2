"""Offering free times: three at a time, an hour apart, and on from there."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from chalicelib.availability import actions as availability
from chalicelib.availability.actions import Ask, Slot, Times
from chalicelib.dialogue import offers, spoken
from chalicelib.dialogue.catalogue import REFUSED
from chalicelib.dialogue.model import Offer, Option
from chalicelib.dialogue.offers import Listing, Options
from chalicelib.dialogue.turn import Reply, Turn

ANOTHER_DAY = "8"
_OFFERED = 3
_DAYS = 7
_APART = 3600


def times(turn: Turn) -> Reply:
    return offered(turn, TIMES, "")


def offered(turn: Turn, listing: Listing, about: str) -> Reply:
    offer = offers.first(turn, listing, about)
    if not offer.options:
        return Reply("none", turn.text("times.none"))
    return offers.shown(turn, listing, "offered", offer)


def other(turn: Turn, listing: Listing, offer: Offer) -> Reply:
    """What a key that is no time leads to; 8 goes on with the next day."""
    if turn.key not in (offers.MORE, ANOTHER_DAY):
        return offers.other(turn, listing, offer)
    place = offer.goes_on
    if turn.key == ANOTHER_DAY and offer.options:
        place = _place(offer.options[-1]["start"], _next_day(offer.options[-1]["wall"]))
    following = offers.after(turn, listing, offer, turn.key, place) if place else None
    if following is None or not following.options:
        return offers.shown(turn, listing, "more", offer, turn.text("times.last"))
    return offers.shown(turn, listing, "more", following)


def lost(turn: Turn, listing: Listing, offer: Offer, option: Option) -> Reply:
    """Somebody was faster: the next three from that time on."""
    place = _place(option["start"], option["wall"][:10])
    following = offers.after(turn, listing, offer, f"lost {turn.key}", place)
    if not following.options:
        said = (turn.text("taken"), turn.text("times.none"))
        return Reply(REFUSED, spoken.sentences(said))
    return offers.shown(turn, listing, "taken", following, turn.text("taken"))


def find(turn: Turn, ask: Ask, place: str) -> Options:
    """Three free times after a place, and the place after them."""
    after, _, day = place.partition(" ")
    first_day = date.fromisoformat(day) if day else None
    found: list[Slot] = []
    for slot in _from(turn, ask, first_day):
        if slot.start.timestamp() <= int(after or 0):
            continue
        if _is_apart(found, slot):
            found.append(slot)
        if len(found) == _OFFERED:
            return [_option(each) for each in found], _after(found)
    return [_option(each) for each in found], ""


def _from(turn: Turn, ask: Ask, first_day: date | None) -> Iterable[Slot]:
    """Free times of a week; then of the week of the first one after it, and so on."""
    while True:
        listed = _listed(turn, ask, first_day)
        yield from (slot for _, slots in listed.days for slot in slots)
        last = listed.days[-1][0] if listed.days else None
        if last is None:
            return
        later = _listed(turn, ask, last + timedelta(days=1), days=1).first
        if later is None:
            return
        first_day = date.fromisoformat(later.wall[:10])


def _listed(turn: Turn, ask: Ask, first_day: date | None, days: int = _DAYS) -> Times:
    wanted = Ask(ask.service_id, ask.branch_id, ask.practitioner_id, first_day, days)
    return availability.list_times(turn.ctx, wanted)


def _is_apart(found: list[Slot], slot: Slot) -> bool:
    if not found or found[-1].wall[:10] != slot.wall[:10]:
        return True
    return (slot.start - found[-1].start).total_seconds() >= _APART


def _after(found: list[Slot]) -> str:
    """An hour after the last one on: what lies nearer was passed over."""
    last = found[-1]
    return _place(int(last.start.timestamp()) + _APART - 1, last.wall[:10])


def _place(after: str | int, day: str) -> str:
    return f"{after} {day}"


def _next_day(wall: str) -> str:
    return (date.fromisoformat(wall[:10]) + timedelta(days=1)).isoformat()


def _option(slot: Slot) -> Option:
    start = str(int(slot.start.timestamp()))
    return {"start": start, "wall": slot.wall, "practitioner_id": slot.practitioner_id}


def _find_times(turn: Turn, about: str, place: str) -> Options:
    return find(turn, Ask(turn.talk.service_id, None, turn.talk.practitioner_id or None), place)


def read(turn: Turn, offer: Offer) -> str:
    before: list[Option | None] = [None, *offer.options]
    said = [_read_one(turn, at, each, before[at - 1]) for at, each in enumerate(offer.options, 1)]
    return spoken.sentences([turn.text("times"), *said, turn.text("times.more")])


def _read_one(turn: Turn, key: int, option: Option, before: Option | None) -> str:
    """With its day, unless the time before it was of the same day and place."""
    pressed = spoken.key(key, turn.language)
    wall = datetime.fromisoformat(option["wall"])
    if before and _day_and_place(turn, before) == _day_and_place(turn, option):
        return turn.text("hour", time=spoken.hour(wall, turn.language), key=pressed)
    when = spoken.moment(wall, turn.language)
    who = turn.setup.practitioners[option["practitioner_id"]]
    used = {p.branch_id for p in turn.setup.practitioners.values() if not p.archived}
    if len(used) == 1:
        return turn.text("time", when=when, key=pressed)
    branch = turn.setup.branches[who.branch_id].name
    return turn.text("time.at", when=when, key=pressed, branch=branch)


def _day_and_place(turn: Turn, option: Option) -> tuple[str, str]:
    return option["wall"][:10], turn.setup.practitioners[option["practitioner_id"]].branch_id


TIMES = Listing("times", _find_times, read)
