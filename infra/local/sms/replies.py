"""What patients write: keywords that a number answers itself, and replies for the topic."""

import json
import re

from infra.local.sms import messages, numbers, opt_outs, outbox
from infra.local.sms.faults import Fault
from infra.local.sms.house import House, Json
from infra.local.sms.ledger import Row
from infra.local.standins.asked import Declined

_STOP = frozenset(
    {"ARRET", "CANCEL", "END", "OPT-OUT", "OPTOUT", "QUIT", "REMOVE", "STOP", "TD", "UNSUBSCRIBE"}
)
_STOPPED = "You are opted out and will receive no further messages."
_HELPED = "Call the clinic for help. Reply STOP to receive no more messages."


def receive(house: House, phone: str, clinic: str, text: str, fault: Fault) -> Row:
    """Keeps the reply and puts it before the topic of the clinic's number, at least once."""
    number = numbers.find(house, clinic)
    if number is None:
        raise Declined(422, "invalid", f"{clinic} is no number of a clinic here", to="unknown")
    keyword = keyword_of(text)
    if keyword and not number["SelfManagedOptOutsEnabled"]:
        return _answer_keyword(house, phone, number, text, keyword)
    return _pass_on(house, phone, number, text, fault)


def keyword_of(text: str) -> str | None:
    """The registered keyword that the message begins with, in capitals."""
    first = re.match(r"\s*([A-Za-z]+(?:-[A-Za-z]+)?)(?![\w-])", text)
    word = first.group(1).upper() if first else ""
    return word if word in _STOP or word == "HELP" else None


def _answer_keyword(house: House, phone: str, number: Json, text: str, keyword: str) -> Row:
    clinic = number["PhoneNumber"]
    row = messages.add(house, messages.INBOUND, clinic, phone, text, "KEYWORD")
    if keyword != "HELP":
        opt_outs.add(house, number["OptOutListName"], phone, True)
    words = _HELPED if keyword == "HELP" else _STOPPED
    doc = {"context": {}, "configuration_set": None, "message_type": number["MessageType"]}
    said = messages.add(
        house, messages.OUTBOUND, clinic, phone, words, "DELIVERED", price=0.0, ttl=0, **doc
    )
    messages.advance(house, said, "DELIVERED", said["at"], True)
    return row


def _pass_on(house: House, phone: str, number: Json, text: str, fault: Fault) -> Row:
    clinic = number["PhoneNumber"]
    before = messages.last_between(house, clinic, phone)
    topic = _topic(house, number)
    state = "SENDING" if topic else "LOST"
    row = messages.add(house, messages.INBOUND, clinic, phone, text, state)
    if topic:
        payload = json.dumps(_notice(house, row, before), ensure_ascii=False)
        due = row["at"] + (fault.delivery_delay or 0)
        for _ in range(1 + fault.duplicates):
            outbox.add(house, topic, payload, due, row["id"])
    return row


def _topic(house: House, number: Json) -> str | None:
    own: str | None = number.get("TwoWayChannelArn") if number["TwoWayEnabled"] else None
    return own or house.ledger.setting("inbound_topic_arn") or None


def _notice(house: House, row: Row, before: Row | None) -> Json:
    """A reply in AWS's inbound shape."""
    return {
        "originationNumber": row["phone"],
        "destinationNumber": row["clinic"],
        "messageKeyword": keyword_of(row["text"]) or f"KEYWORD_{house.place.account}",
        "messageBody": row["text"],
        "inboundMessageId": row["id"],
        **({"previousPublishedMessageId": before["id"]} if before else {}),
    }
