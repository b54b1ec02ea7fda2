"""The set-up as the wire shows it, and requests as changes of the model."""

from dataclasses import asdict
from typing import Any

from chalicelib.clinic.model import Branch, Closure, Practitioner, Reminder, Room, Service
from chalicelib.clinic.schemas import (
    BranchView,
    ClosureView,
    PractitionerView,
    RoomView,
    ServiceView,
)
from chalicelib.edge.wire import Wire


def branch(each: Branch) -> BranchView:
    return BranchView(**asdict(each))


def practitioner(each: Practitioner) -> PractitionerView:
    return PractitionerView(**asdict(each))


def room(each: Room) -> RoomView:
    return RoomView(**asdict(each))


def service(each: Service) -> ServiceView:
    values = asdict(each)
    amount, currency = values.pop("price_amount"), values.pop("price_currency")
    price = {"amount": amount, "currency": currency} if amount is not None else None
    return ServiceView(**values, price=price)


def closure(each: Closure) -> ClosureView:
    return ClosureView(**asdict(each))


def given(body: Wire) -> dict[str, Any]:
    """What a request really says, in the model's words; null empties only what may be empty."""
    said = body.model_dump(exclude_unset=True)
    said.pop("version", None)
    may_be_empty = ("price", "room_kind", "reminders", "staff_id")
    changes = {k: v for k, v in said.items() if v is not None or k in may_be_empty}
    return _in_model_words(changes)


def _in_model_words(changes: dict[str, Any]) -> dict[str, Any]:
    if "price" in changes:
        price = changes.pop("price") or {}
        changes |= {"price_amount": price.get("amount"), "price_currency": price.get("currency")}
    if changes.get("reminders") is not None:
        changes["reminders"] = tuple(Reminder(**each) for each in changes["reminders"])
    if "hours" in changes:
        days = changes["hours"].items()
        changes["hours"] = {day: [list(each) for each in intervals] for day, intervals in days}
    for name in ("practitioner_ids", "languages"):
        if name in changes:
            changes[name] = tuple(dict.fromkeys(changes[name]))
    return changes
