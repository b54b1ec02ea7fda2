"""Choosing a service, and whom to see: what can be booked by phone is what the widget shows."""

from chalicelib.clinic.model import Practitioner, Service
from chalicelib.dialogue import offers, spoken
from chalicelib.dialogue.model import Offer, Option
from chalicelib.dialogue.offers import Listing
from chalicelib.dialogue.turn import Reply, Turn
from chalicelib.errors import NotFound

ANYBODY = "0"


def services(turn: Turn) -> Reply:
    found = bookable(turn)
    if not found:
        return Reply("none", turn.text("services.none"))
    if len(found) == 1:
        return _service_chosen(turn, found[0].id, "one")
    return offers.shown(turn, SERVICES, "many", offers.first(turn, SERVICES))


def choose_service(turn: Turn) -> Reply:
    offer = offers.first(turn, SERVICES)
    option = offer.chosen(turn.key)
    if option is None:
        return offers.other(turn, SERVICES, offer)
    return _service_chosen(turn, option["id"], "ok")


def practitioners(turn: Turn) -> Reply:
    found = who_offers(turn)
    if not found:
        raise NotFound.of("practitioner for this service")
    if len(found) == 1:
        turn.keep(practitioner_id=found[0].id)
        return Reply("one", turn.text("practitioner.chosen", practitioner=found[0].full_name))
    return offers.shown(turn, PRACTITIONERS, "many", offers.first(turn, PRACTITIONERS))


def choose_practitioner(turn: Turn) -> Reply:
    if turn.key == ANYBODY:
        turn.keep(practitioner_id="")
        return Reply("ok", turn.text("person.noted"))
    offer = offers.first(turn, PRACTITIONERS)
    option = offer.chosen(turn.key)
    if option is None:
        return offers.other(turn, PRACTITIONERS, offer)
    turn.keep(practitioner_id=option["id"])
    return Reply("ok", turn.text("practitioner.chosen", practitioner=option["name"]))


def bookable(turn: Turn) -> list[Service]:
    """Services that anybody may book, with somebody who offers them."""
    found = [s for s in turn.setup.services.values() if s.online and not s.archived]
    return [s for s in found if _offering(turn, s)]


def who_offers(turn: Turn) -> list[Practitioner]:
    service = turn.setup.services.get(turn.talk.service_id)
    return _offering(turn, service) if service else []


def _offering(turn: Turn, service: Service) -> list[Practitioner]:
    branches = turn.setup.branches
    found = turn.setup.who_offers(service)
    return [p for p in found if (b := branches.get(p.branch_id)) and not b.archived]


def _service_chosen(turn: Turn, service_id: str, status: str) -> Reply:
    turn.keep(service_id=service_id, practitioner_id="")
    service = turn.setup.services[service_id]
    said = [turn.text("service.chosen", service=service.name_in(turn.language))]
    if service.price_amount is not None and service.price_currency:
        price = spoken.money(service.price_amount, service.price_currency, turn.language)
        said.append(turn.text("service.price", price=price))
    return Reply(status, spoken.sentences(said))


def _find_services(turn: Turn, about: str, place: str) -> offers.Options:
    found = [{"id": s.id, "name": s.name_in(turn.language)} for s in bookable(turn)]
    return offers.page_of(found, place)


def _read_services(turn: Turn, offer: Offer) -> str:
    return spoken.sentences([turn.text("services"), *offers.read_names(turn, offer)])


def _find_practitioners(turn: Turn, about: str, place: str) -> offers.Options:
    found: list[Option] = [{"id": p.id, "name": p.full_name} for p in who_offers(turn)]
    return offers.page_of(found, place)


def _read_practitioners(turn: Turn, offer: Offer) -> str:
    named = offers.read_names(turn, offer)
    return spoken.sentences([turn.text("practitioners"), turn.text("option.anybody"), *named])


SERVICES = Listing("services", _find_services, _read_services)
PRACTITIONERS = Listing("practitioners", _find_practitioners, _read_practitioners)
