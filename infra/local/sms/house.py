"""The parts of the stand-in in one place, handed to every operation."""

from dataclasses import dataclass, field
from typing import Any

from infra.local.sms.clock import Clock
from infra.local.sms.faults import Fault
from infra.local.sms.ledger import Ledger
from infra.local.standins.feed import Feed

Json = dict[str, Any]


@dataclass(frozen=True)
class Place:
    """Where the stand-in pretends to be; `pace` is the seconds between delivery events."""

    region: str = "eu-central-1"
    account: str = "000000000000"
    self_managed: bool = True
    pace: float = 0.05

    def arn(self, kind: str, name: str) -> str:
        return f"arn:aws:sms-voice:{self.region}:{self.account}:{kind}/{name}"


@dataclass(frozen=True)
class House:
    """`wake` tells the workers that something may be due."""

    place: Place
    ledger: Ledger
    clock: Clock
    feed: Feed
    wake: list[Any] = field(default_factory=list)

    def stir(self) -> None:
        for event in self.wake:
            event.set()


@dataclass(frozen=True)
class Call:
    """One request to an operation, with the fault that was asked for it."""

    params: Json
    fault: Fault


def bare(kind: str, name: str) -> str:
    """The name in an ARN of that kind; what is no ARN stays as it is."""
    marker = f":{kind}/"
    return name.rpartition(marker)[2] if name.startswith("arn:") and marker in name else name
