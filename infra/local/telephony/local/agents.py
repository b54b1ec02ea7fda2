"""Agents for the control panel and for tests: their snapshot, and what they do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from infra.local.standins.asked import Asked, Declined
from infra.local.telephony.core.desktop import Desktop
from infra.local.telephony.house import House
from infra.local.telephony.local.snapshot import configuration, snapshot

Json = dict[str, Any]
_TYPES = {"USER": "agent", "QUEUE": "queue", "PHONE_NUMBER": "phone_number"}
_ACTS: dict[str, Callable[[Desktop, Asked], Any]] = {
    "status": lambda desktop, asked: desktop.set_status(asked.needed("status")),
    "accept": lambda desktop, asked: desktop.accept(),
    "reject": lambda desktop, asked: desktop.reject(),
    "hang-up": lambda desktop, asked: desktop.hang_up(),
    "complete": lambda desktop, asked: desktop.complete(),
    "hold": lambda desktop, asked: desktop.hold(),
    "resume": lambda desktop, asked: desktop.resume(),
    "pause": lambda desktop, asked: desktop.pause(),
    "resume-task": lambda desktop, asked: desktop.resume_task(),
    "mute": lambda desktop, asked: desktop.mute(asked.body.get("muted") is not False),
    "say": lambda desktop, asked: desktop.speak(asked.needed("text")),
    "dial": lambda desktop, asked: desktop.dial(asked.needed("number")),
    "call-phone": lambda desktop, asked: desktop.call_phone(asked.needed("number")),
    "reach": lambda desktop, asked: desktop.reach(asked.needed("quick_connect")),
    "drop-caller": lambda desktop, asked: desktop.drop_caller(),
    "swap": lambda desktop, asked: desktop.swap(),
    "conference": lambda desktop, asked: desktop.conference(),
    "drop-third": lambda desktop, asked: desktop.drop_third(),
}


class Agents:
    """Answers /_local/agents; shapes in api.md."""

    def __init__(self, house: House) -> None:
        self._house = house

    def list_agents(self, asked: Asked) -> Json:
        with self._house.turn():
            users = self._house.exchange.floor.directory.every("agent")
            return {"agents": [self._brief(each["Username"]) for each in users]}

    def show(self, asked: Asked) -> Json:
        with self._house.turn():
            return self._shown(asked.path["username"])

    def list_endpoints(self, asked: Asked) -> Json:
        """Whom the agent can call in: the quick connects of their queues, or of those named."""
        named = asked.query.get("queues")
        with self._house.turn():
            desktop = self._house.exchange.agent(asked.path["username"])
            found = desktop.quick_connects(named.split(",") if named else None)
            return {"endpoints": [_endpoint(each) for each in found]}

    def act(self, asked: Asked) -> Json:
        act = _ACTS.get(asked.path["act"])
        if act is None:
            raise Declined(404, "not_found", f"An agent can't {asked.path['act']}")
        with self._house.turn():
            username = asked.path["username"]
            act(self._house.exchange.agent(username), asked)
            return self._shown(username)

    def _shown(self, username: str) -> Json:
        floor = self._house.exchange.floor
        agent = floor.agent(username)
        contact = floor.contacts.get(agent.contact_id or "")
        return {
            **self._brief(username),
            "attributes": contact.attributes if contact else {},
            "configuration": configuration(floor, agent),
            "snapshot": snapshot(floor, agent),
        }

    def _brief(self, username: str) -> Json:
        floor = self._house.exchange.floor
        agent = floor.agent(username)
        contact = floor.contacts.get(agent.contact_id or "")
        return {
            "username": username,
            "status": agent.status,
            "next_status": agent.next_status,
            "stage": agent.stage,
            "muted": agent.muted,
            "contact_id": agent.contact_id,
            "number": contact.customer if contact else None,
            "held": bool(contact and contact.held_at is not None),
            "third": agent.third,
        }


def _endpoint(quick: Json) -> Json:
    """As Connect tells its panel: under the quick connect's own ARN and name."""
    config = quick["QuickConnectConfig"]
    return {
        "type": _TYPES[config["QuickConnectType"]],
        "name": quick["Name"],
        "endpointARN": quick["Arn"],
        "endpointId": quick["Arn"],
        "phoneNumber": (config.get("PhoneConfig") or {}).get("PhoneNumber"),
        "agentLogin": None,
        "queue": None,
    }
