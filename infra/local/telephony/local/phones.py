"""Telephones of patients: ringing, being rung, pressing keys, and what a call was like."""

from __future__ import annotations

import re
from typing import Any

from infra.local.standins.asked import Asked, Declined
from infra.local.telephony.core.contact import Call
from infra.local.telephony.core.instants import to_millisecond
from infra.local.telephony.house import House

Json = dict[str, Any]
_STATES = {"live": "connected"}
_MOST_LISTED = 200


class Phones:
    """Answers /_local/phones, /_local/calls and /_local/numbers; shapes in api.md."""

    def __init__(self, house: House) -> None:
        self._house = house

    def show_current(self, asked: Asked) -> Json | None:
        with self._house.turn():
            found = self._house.exchange.call_at(_number(asked.path["number"]))
            return self._named(found) if found else None

    def ring(self, asked: Asked) -> Json:
        caller = asked.body.get("from")
        number = _number(str(caller)) if caller else None
        dialled = _number(asked.needed("to"))
        with self._house.turn():
            return {"contact_id": self._house.exchange.ring(number, dialled)}

    def press(self, asked: Asked) -> Json:
        with self._house.turn():
            self._house.exchange.press(asked.path["contact_id"], asked.needed("keys"))
            return self._shown(asked)

    def speak(self, asked: Asked) -> Json:
        with self._house.turn():
            self._house.exchange.speak(asked.path["contact_id"], asked.needed("text"))
            return self._shown(asked)

    def answer(self, asked: Asked) -> Json:
        with self._house.turn():
            self._house.exchange.answer(asked.path["contact_id"])
            return self._shown(asked)

    def reject(self, asked: Asked) -> Json:
        with self._house.turn():
            self._house.exchange.reject(asked.path["contact_id"])
            return self._shown(asked)

    def hang_up(self, asked: Asked) -> Json:
        with self._house.turn():
            self._house.exchange.hang_up(asked.path["contact_id"])
            return self._shown(asked)

    def show(self, asked: Asked) -> Json:
        with self._house.turn():
            return self._shown(asked)

    def list_calls(self, asked: Asked) -> Json:
        """The latest first, without what was said."""
        wanted = asked.query.get("number")
        number = _number(wanted) if wanted else None
        with self._house.turn():
            every = reversed(self._house.exchange.floor.calls.values())
            found = [each for each in every if number in (None, each.number)]
            return {"calls": [_summary(each) for each in found[:_MOST_LISTED]]}

    def list_numbers(self, asked: Asked) -> Json:
        """Those that are bound to a flow."""
        with self._house.turn():
            every = self._house.exchange.floor.directory.every("phone-number")
            bound = [each["PhoneNumber"] for each in every if each.get("ContactFlowId")]
            return {"numbers": bound}

    def _shown(self, asked: Asked) -> Json:
        return self._named(self._house.exchange.call(asked.path["contact_id"]))

    def _named(self, call: Call) -> Json:
        """Flows of the path by their names, too: an ARN tells a reader nothing."""
        find = self._house.exchange.floor.directory.find
        kinds = ("contact-flow", "contact-flow-module")
        steps = [
            {
                **each,
                "flow_name": next((f["Name"] for k in kinds if (f := find(k, each["flow"]))), ""),
            }
            for each in call.steps
        ]
        return {**shown(call), "steps": steps}


def _number(text: str) -> str:
    number = "+" + re.sub(r"[\s().+-]", "", text)
    if not re.fullmatch(r"\+[1-9]\d{4,18}", number):
        raise Declined(422, "invalid", f"{text!r} is not a phone number", number="invalid")
    return number


def _summary(call: Call) -> Json:
    outbound = call.direction == "outbound"
    caller, called = (call.system, call.number) if outbound else (call.number, call.system)
    contacts = [each.id for each in call.contacts]
    return {
        "contact_id": call.id,
        "from": caller,
        "to": called,
        "direction": call.direction,
        "state": _STATES.get(call.state, call.state),
        "started_at": to_millisecond(call.started),
        "connected_at": to_millisecond(call.contacts[0].connected_to_system),
        "ended_at": to_millisecond(call.ended),
        "reason": call.contact.reason,
        "outcome": call.outcome,
        "contacts": contacts,
        "agent": call.contact.agent if call.contact.connected_to_agent else None,
        "stage": call.contact.state,
    }


def shown(call: Call) -> Json:
    """A call as its telephone knows it: what only the agent hears is left away."""
    lines = [each for each in call.transcript if each.get("hears") != "agent"]
    return {**_summary(call), "transcript": lines, "steps": call.steps}
