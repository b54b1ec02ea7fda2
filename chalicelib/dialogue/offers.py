"""Reading options with their keys, and knowing later what a key meant."""

from collections.abc import Callable
from dataclasses import dataclass

from chalicelib import clock
from chalicelib.dialogue import model, spoken
from chalicelib.dialogue.model import Offer, Option
from chalicelib.dialogue.turn import Reply, Turn

PER_PAGE = 6
MORE, AGAIN = "9", "*"
Options = tuple[list[Option], str]


@dataclass(frozen=True)
class Listing:
    """A kind of offer: how its options are found (from a place on) and read aloud.

    `find` gives the options and the place of the next ones, empty at the end; `read` the sentence
    of the whole offer, with its keys.
    """

    kind: str
    find: Callable[[Turn, str, str], Options]
    read: Callable[[Turn, Offer], str]


def first(turn: Turn, listing: Listing, about: str = "") -> Offer:
    """The offer that a page names, else the listing's first one; asked twice it is the same."""
    known = turn.talk.offers.get(turn.page)
    if known and known.kind == listing.kind and known.about == about:
        return known
    asked = f"{listing.kind} {about} {turn.talk.service_id} {turn.talk.practitioner_id}"
    return turn.talk.same_question(asked, clock.epoch()) or make(turn, listing, asked, "", about)


def make(turn: Turn, listing: Listing, asked: str, place: str, about: str = "") -> Offer:
    """A fresh offer from a place on, kept before it is read."""
    now = clock.epoch()
    options, goes_on = listing.find(turn, about, place)
    said = (turn.ctx.tenant_id, turn.talk.contact_id, asked, str(now))
    offer = Offer(clock.derived_id(*said), listing.kind, asked, now, tuple(options), goes_on, about)
    turn.keep(model.with_offer(turn.talk, offer))
    return offer


def after(turn: Turn, listing: Listing, offer: Offer, key: str, place: str) -> Offer:
    """The offer that a key of this one leads to; the same however often it is pressed."""
    asked = f"{offer.id} {key}"
    known = [each for each in turn.talk.offers.values() if each.asked == asked]
    return known[0] if known else make(turn, listing, asked, place, offer.about)


def shown(turn: Turn, listing: Listing, status: str, offer: Offer, *before: str) -> Reply:
    """The offer read aloud, after what is to be said before, and how to hear it once more."""
    say = spoken.sentences([*before, listing.read(turn, offer), turn.text("again")])
    return Reply(status, say, {"next_page": offer.id})


def other(turn: Turn, listing: Listing, offer: Offer) -> Reply:
    """What a key that chooses nothing leads to: more, the same again, or a wrong key."""
    if turn.key in (AGAIN, ""):  # nothing: the hash key
        return shown(turn, listing, "more", offer)
    if turn.key == MORE:
        if not offer.goes_on:
            return shown(turn, listing, "more", offer, turn.text("option.last"))
        return shown(turn, listing, "more", after(turn, listing, offer, MORE, offer.goes_on))
    return shown(turn, listing, "wrong", offer, turn.text("wrong_key"))


def page_of(options: list[Option], place: str) -> Options:
    """One page of a short list; the place is an index."""
    start = int(place or 0)
    end = start + PER_PAGE
    return options[start:end], str(end) if end < len(options) else ""


def read_names(turn: Turn, offer: Offer) -> list[str]:
    """ "For …, press 1" for each option, and how to hear more."""
    said = [
        turn.text("option", name=option["name"], key=spoken.key(at, turn.language))
        for at, option in enumerate(offer.options, 1)
    ]
    return [*said, turn.text("option.more")] if offer.goes_on else said
