"""The world that a test case runs in where it mocks nothing: queues, hours, numbers, functions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from infra.local.telephony.flow.answers import Metrics
from infra.local.telephony.flow.contact import Queue
from infra.local.telephony.flow.library import short
from infra.local.telephony.flow.values import At
from infra.local.telephony.testcase.case import UnreadableCase

Function = Callable[[dict[str, Any]], Any]


@dataclass(frozen=True)
class Fault:
    """An action that is made to fail; `flow` and `action` as in the files, `error` its branch."""

    flow: str
    action: str
    error: str


_SAID: dict[str, tuple[type, ...]] = {
    **dict.fromkeys(("CustomerAddress", "SystemAddress", "InitiationMethod"), (str,)),
    **dict.fromkeys(("HangUpAfterAgent", "ThirdParty"), (str,)),
    **dict.fromkeys(("Hours", "Metrics", "Attributes"), (dict,)),
    **dict.fromkeys(("Undialable", "Faults"), (list,)),
    "AgentAfterSeconds": (int, float, type(None)),
    "Seed": (int,),
}
_METRICS = frozenset({"size", "oldest_seconds", "online", "available", "staffed"})


def check(said: Any) -> None:
    """Raises UnreadableCase where a case's `Metadata.World` says what nobody understands."""
    if not isinstance(said, Mapping) or set(said) - set(_SAID):
        raise UnreadableCase(f"Metadata.World has {', '.join(sorted(_SAID))}, and nothing else.")
    for name, value in said.items():
        if not isinstance(value, _SAID[name]):
            raise UnreadableCase(f"Metadata.World.{name} is not {value!r}.")
    if set(said.get("Metrics", {})) - _METRICS:
        raise UnreadableCase(f"Metadata.World.Metrics has {', '.join(sorted(_METRICS))}.")
    wanted = {"Flow", "Action", "Error"}
    if any(not isinstance(one, Mapping) or wanted - set(one) for one in said.get("Faults", [])):
        raise UnreadableCase("Each of Metadata.World.Faults has Flow, Action and Error.")


@dataclass(frozen=True)
class World:
    """Everything by id or ARN. What isn't there fails, as it would in Connect.

    `agent_after_seconds`: somebody takes the contact from its queue so long after it came (None:
    nobody). `third_party`: `answered`, `failed` or `late`. `hang_up_after_agent`: who ends the
    conversation, `agent` (the flow of the hook CustomerRemaining follows) or `customer`.
    `queue_flow` is the flow of queues where no hook names one.
    """

    queues: Mapping[str, Queue] = field(default_factory=dict)
    hours: Mapping[str, bool] = field(default_factory=dict)
    metrics: Metrics = field(default_factory=Metrics)
    functions: Mapping[str, Function] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()
    undialable: tuple[str, ...] = ()
    agent_after_seconds: float | None = None
    hang_up_after_agent: str = "agent"
    third_party: str = "answered"
    queue_flow: str | None = None
    customer_address: str = "+12025550123"
    system_address: str = "+12025550100"
    instance_arn: str = "arn:aws:connect:eu-central-1:123456789012:instance/test"
    initiation_method: str = "INBOUND"
    attributes: Mapping[str, str] = field(default_factory=dict)
    seed: int = 0

    def find_queue(self, queue_id: str | None) -> Queue | None:
        wanted = short(queue_id or "")
        return next(
            (
                queue
                for name, queue in self.queues.items()
                if wanted in (short(name), short(queue.arn))
            ),
            None,
        )

    def find_hours(self, hours_id: str | None) -> bool | None:
        wanted = short(hours_id or "")
        return next(
            (is_open for name, is_open in self.hours.items() if short(name) == wanted), None
        )

    def find_fault(self, at: At) -> str | None:
        return next(
            (
                f.error
                for f in self.faults
                if (short(f.flow), f.action) == (short(at.flow), at.action)
            ),
            None,
        )

    def amended(self, metadata: Mapping[str, Any]) -> World:
        """With what a case's `Metadata.World` says; Connect ignores Metadata.

        Keys: CustomerAddress, SystemAddress, InitiationMethod, Metrics {size, available, …}, Hours
        {id: bool}, Attributes, AgentAfterSeconds, HangUpAfterAgent, ThirdParty, Undialable [E.164],
        Seed, Faults [{Flow, Action, Error}].
        """
        said = metadata.get("World") or {}
        check(said)
        faults = [Fault(one["Flow"], one["Action"], one["Error"]) for one in said.get("Faults", [])]
        return replace(
            self,
            customer_address=said.get("CustomerAddress", self.customer_address),
            system_address=said.get("SystemAddress", self.system_address),
            initiation_method=said.get("InitiationMethod", self.initiation_method),
            metrics=replace(self.metrics, **said.get("Metrics", {})),
            hours={**self.hours, **said.get("Hours", {})},
            attributes={**self.attributes, **said.get("Attributes", {})},
            agent_after_seconds=said.get("AgentAfterSeconds", self.agent_after_seconds),
            hang_up_after_agent=said.get("HangUpAfterAgent", self.hang_up_after_agent),
            third_party=said.get("ThirdParty", self.third_party),
            undialable=(*self.undialable, *said.get("Undialable", [])),
            seed=said.get("Seed", self.seed),
            faults=(*self.faults, *faults),
        )
