"""A small contact centre in simulated time: flows, queues, agents and a number."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from infra.local.telephony.core.exchange import Exchange, simulated
from infra.local.telephony.core.floor import Settings
from infra.local.telephony.core.outside import Collected

Json = dict[str, Any]
NUMBER, CALLER = "+12025550100", "+12025550111"


def action(key: str, kind: str, then: str | None = None, **parameters: Any) -> Json:
    """An action with one way on; `errors` and `conditions` are pairs of name and target."""
    errors = parameters.pop("errors", [])
    conditions = parameters.pop("conditions", [])
    transitions: Json = {} if then is None else {"NextAction": then}
    if errors:
        transitions["Errors"] = [{"NextAction": to, "ErrorType": name} for name, to in errors]
    if conditions:
        transitions["Conditions"] = [
            {"NextAction": to, "Condition": {"Operator": "Equals", "Operands": [value]}}
            for value, to in conditions
        ]
    return {"Identifier": key, "Type": kind, "Parameters": parameters, "Transitions": transitions}


def flow(*actions: Json) -> str:
    document = {
        "Version": "2019-10-30",
        "StartAction": actions[0]["Identifier"],
        "Metadata": {},
        "Actions": list(actions),
    }
    return json.dumps(document)


def say(text: str) -> str:
    return flow(
        action("say", "MessageParticipant", "end", Text=text),
        action("end", "EndFlowExecution"),
    )


def music(text: str = "Please wait.") -> str:
    return flow(
        action("loop", "MessageParticipantIteratively", "end", Messages=[{"Text": text}]),
        action("end", "EndFlowExecution"),
    )


def to_queue(queue_arn: str, *before: Json) -> str:
    """Whatever is given first, then the queue; its last action leads to `target`."""
    return flow(
        *before,
        action(
            "target",
            "UpdateContactTargetQueue",
            "enter",
            QueueId=queue_arn,
            errors=[("NoMatchingError", "bye")],
        ),
        action(
            "enter",
            "TransferContactToQueue",
            "bye",
            errors=[("NoMatchingError", "bye"), ("QueueAtCapacity", "bye")],
        ),
        action("bye", "DisconnectParticipant"),
    )


def to_colleague(*before: Json) -> str:
    """A transfer flow to whomever the quick connect means; `before` leads to `colleague`."""
    return flow(
        *before,
        action(
            "colleague",
            "UpdateContactTargetQueue",
            "enter",
            AgentId="$.Agent.ARN",
            errors=[("NoMatchingError", "bye")],
        ),
        action(
            "enter",
            "TransferContactToQueue",
            "bye",
            errors=[("NoMatchingError", "bye"), ("QueueAtCapacity", "bye")],
        ),
        action("bye", "DisconnectParticipant"),
    )


def unasked(arn: str, event: Json) -> Any:
    raise AssertionError(f"nobody asked for {arn}")


@dataclass
class Clinic:
    """The centre; `invoke` answers its functions."""

    invoke: Callable[[str, Json], Any] = unasked
    settings: Settings | None = None
    exchange: Exchange = field(init=False)
    told: Collected = field(init=False)

    def __post_init__(self) -> None:
        self.exchange, self.told = simulated(
            lambda arn, event: self.invoke(arn, event), settings=self.settings
        )
        self.directory = self.exchange.floor.directory

    def flow(self, name: str, content: str, kind: str = "CONTACT_FLOW") -> str:
        """Its id; a second time under the same name the content changes."""
        known = self.directory.named("contact-flow", name) or {}
        kept = {"Name": name, "Type": kind, "Content": content, "Id": known.get("Id")}
        return str(self.directory.add("contact-flow", **kept)["Id"])

    def queue(self, name: str = "Front desk", **more: Any) -> str:
        return str(self.directory.add("queue", Name=name, Status="ENABLED", **more)["Arn"])

    def profile(self, *queues: str, **more: Any) -> str:
        configs = [
            {
                "QueueReference": {"QueueId": each.rpartition("/")[2], "Channel": "VOICE"},
                "Priority": more.pop("priority", 1),
                "Delay": more.pop("delay", 0),
            }
            for each in queues
        ]
        first = queues[0].rpartition("/")[2]
        kept = {"QueueConfigs": configs, "DefaultOutboundQueueId": first, **more}
        return str(self.directory.add("routing-profile", Name="Desk", **kept)["Id"])

    def agent(self, username: str, profile: str, status: str = "Available", **more: Any) -> Any:
        user = {
            "Username": username,
            "RoutingProfileId": profile,
            "PhoneConfig": {"AutoAccept": False, "AfterContactWorkTimeLimit": 0},
            "IdentityInfo": {"FirstName": username.title(), "LastName": "Demo"},
        }
        self.directory.add("agent", **{**user, **more})
        desktop = self.exchange.agent(username)
        desktop.set_status(status)
        return desktop

    def quick_connect(self, name: str, queue: str, **config: Json) -> str:
        """For the agents of a queue: `UserConfig`, `QueueConfig` or `PhoneConfig`; its id."""
        kinds = {"UserConfig": "USER", "QueueConfig": "QUEUE", "PhoneConfig": "PHONE_NUMBER"}
        kind = kinds[next(iter(config))]
        made = self.directory.add(
            "transfer-destination",
            Name=name,
            Type=kind,
            QuickConnectConfig={"QuickConnectType": kind, **config},
        )
        found = self.directory.find("queue", queue) or {}
        links = [*found.get("QuickConnectIds", []), made["Id"]]
        self.directory.put("queue", {**found, "QuickConnectIds": links})
        return str(made["Id"])

    def colleague(self, username: str) -> str:
        """A quick connect to somebody's own queue, for those of the only queue."""
        user = self.directory.named("agent", username, "Username")
        assert user
        flow_id = self.flow("To a colleague", to_colleague(), "AGENT_TRANSFER")
        config = {"UserId": user["Id"], "ContactFlowId": flow_id}
        (queue,) = self.directory.every("queue")
        return self.quick_connect(f"{username} by name", queue["Arn"], UserConfig=config)

    def number(self, flow_id: str, phone: str = NUMBER) -> str:
        kept = self.directory.add("phone-number", PhoneNumber=phone, ContactFlowId=flow_id)
        return str(kept["Id"])

    def staffed(self, *names: str) -> list[Any]:
        """A number that leads to one queue, and agents who serve it."""
        queue = self.queue()
        self.number(self.flow("Entry", to_queue(queue)))
        self.flow("Default customer queue", music(), "CUSTOMER_QUEUE")
        profile = self.profile(queue)
        return [self.agent(name, profile) for name in names]

    def ring(self, caller: str | None = CALLER) -> str:
        return self.exchange.ring(caller, NUMBER)

    def advance(self, seconds: float) -> None:
        self.exchange.advance(seconds)

    def event_types(self, contact_id: str) -> list[str]:
        return [
            each["detail"]["eventType"]
            for each in self.told.events
            if each["detail"]["contactId"] == contact_id
        ]

    def records_of(self, contact_id: str) -> list[Json]:
        return [each for each in self.told.records if each["ContactId"] == contact_id]

    def heard(self, contact_id: str) -> list[str]:
        return [
            line["text"]
            for line in self.exchange.call(contact_id).transcript
            if line["who"] == "system"
        ]
