"""What becomes of an accepted message: its delivery steps, each in its time, and their events."""

import json
from typing import NamedTuple

from infra.local.sms import destinations, messages, outbox
from infra.local.sms.faults import FAILED, Fault
from infra.local.sms.house import House, Json
from infra.local.sms.ledger import Row
from infra.local.sms.phones import country
from infra.local.standins.worker import Worker

_SUCCEEDED = {
    "DELIVERED": ("PENDING", "SENT", "SUCCESSFUL", "DELIVERED"),
    "SUCCESSFUL": ("PENDING", "SENT", "SUCCESSFUL"),
}
_THREE_DAYS = 72 * 3600
_NETWORKS = {"US": ("310", "800"), "GB": ("234", "10"), "TR": ("286", "01"), "HU": ("216", "30")}
_DESCRIPTIONS = {
    "PENDING": "Message is being processed",
    "QUEUED": "Message is queued for delivery",
    "SENT": "Message has been sent",
    "SUCCESSFUL": "Message has been accepted by phone carrier",
    "DELIVERED": "Message has been delivered to the phone",
    "INVALID": "The destination phone number isn't valid",
    "INVALID_MESSAGE": "The body of the message isn't valid",
    "UNREACHABLE": "The phone is currently unreachable or unavailable",
    "CARRIER_UNREACHABLE": "The phone carrier is currently unreachable",
    "BLOCKED": "The phone has been blocked",
    "CARRIER_BLOCKED": "The phone carrier has blocked the message",
    "SPAM": "The phone carrier has identified the message as spam",
    "UNKNOWN": "An unknown error occurred while attempting to deliver the message",
    "TTL_EXPIRED": "The message couldn't be handed off in its time to live",
    "PROTECT_BLOCKED": "The message was blocked by a protect configuration",
}


class Step(NamedTuple):
    """`after` is in seconds from acceptance; a step without an event is seen by the phone only."""

    event: str | None
    after: float
    final: bool
    arrives: bool


def plan(fault: Fault, ttl: float, pace: float) -> list[Step]:
    """The steps of one message in the order in which they are true."""
    outcome, delay = fault.outcome, fault.delivery_delay
    if delay is None:
        delay = _THREE_DAYS if outcome == "UNKNOWN" else 0.0
    if delay > ttl:
        outcome, delay = "TTL_EXPIRED", ttl
    if outcome == "NONE":
        return [Step(None, delay, False, True)]
    names = _SUCCEEDED.get(outcome) or ("PENDING", outcome)
    steps = [Step(name, pace * at, False, False) for at, name in enumerate(names, 1)]
    last = max(delay, steps[-1].after)
    return [*steps[:-1], Step(names[-1], last, True, outcome not in FAILED)]


def schedule(house: House, row: Row, fault: Fault) -> None:
    steps = plan(fault, row["doc"]["ttl"], house.place.pace)
    dues = [step.after for step in steps]
    for step, due in zip(steps, reversed(dues) if fault.reverse else dues, strict=True):
        house.ledger.run(
            "INSERT INTO steps (message, event, final, arrives, stamp, due, copies)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            row["id"],
            step.event,
            step.final,
            step.arrives,
            row["at"] + step.after,
            row["at"] + due,
            1 + fault.duplicates,
        )


class Carrier(Worker):
    """Lets due steps happen."""

    def __init__(self, house: House) -> None:
        super().__init__("carrier")
        self._house = house

    def work(self) -> float:
        happen(self._house)
        due = next_due(self._house)
        return 5.0 if due is None else min(5.0, due - self._house.clock.now())


def happen(house: House) -> None:
    """Every step due by now, in order; state and event are kept together."""
    query = "SELECT * FROM steps WHERE due <= ? ORDER BY due, seq LIMIT 200"
    with house.ledger.writing():
        steps = house.ledger.rows(query, house.clock.now())
        for step in steps:
            house.ledger.run("DELETE FROM steps WHERE seq = ?", step["seq"])
            row = messages.find(house, step["message"])
            if row:
                _happen(house, row, step)
    if steps:
        house.stir()


def next_due(house: House) -> float | None:
    """Instant of the next step of any message."""
    return house.ledger.number("SELECT MIN(due) FROM steps")


def _happen(house: House, row: Row, step: Row) -> None:
    arrived = step["stamp"] if step["arrives"] else None
    state = step["event"] or row["state"]
    messages.advance(house, row, state, arrived, bool(step["final"]))
    if step["event"]:
        _report(house, row, step)


def _report(house: House, row: Row, step: Row) -> None:
    payload = json.dumps(event(row, step), ensure_ascii=False)
    wanted = destinations.topics(house, row["doc"]["configuration_set"], f"TEXT_{step['event']}")
    for topic in wanted:
        for _ in range(step["copies"]):
            outbox.add(house, topic, payload)


def event(row: Row, step: Row) -> Json:
    """One delivery event in AWS's shape; times in milliseconds, prices in dollars."""
    iso, doc = country(row["phone"]), row["doc"]
    network = dict(zip(("mcc", "mnc"), _NETWORKS.get(iso or "", ()), strict=False))
    return {
        "eventType": f"TEXT_{step['event']}",
        "eventVersion": "1.0",
        "eventTimestamp": int(step["stamp"] * 1000),
        "isFinal": bool(step["final"]),
        "originationPhoneNumber": row["clinic"],
        "destinationPhoneNumber": row["phone"],
        **({"isoCountryCode": iso} if iso else {}),
        "isInternationalSend": iso != country(row["clinic"]),
        **network,
        "messageId": row["id"],
        "messageRequestTimestamp": int(row["at"] * 1000),
        "messageEncoding": row["encoding"],
        "messageType": doc["message_type"],
        "messageStatus": step["event"],
        "messageStatusDescription": _DESCRIPTIONS[step["event"]],
        **({"context": doc["context"]} if doc["context"] else {}),
        "totalMessageParts": row["parts"],
        "totalMessagePrice": doc["price"],
        "totalCarrierFee": 0.0,
    }
