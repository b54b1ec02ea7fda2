"""What an instance holds: flows, queues, profiles, users, numbers, each as its API describes it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from infra.local.telephony.core.ids import Instance, bare

Json = dict[str, Any]
Keep = Callable[[str, str, Json | None], None]
AVAILABLE, OFFLINE = "Available", "Offline"
_STATUSES = ((AVAILABLE, "ROUTABLE"), (OFFLINE, "OFFLINE"), ("Break", "CUSTOM"))
VOICE = "VOICE"
# A queue's quick connects, as CreateQueue names them.
LINKS = "QuickConnectIds"


def _unkept(kind: str, key: str, document: Json | None) -> None:
    """A directory of a test lives in memory alone."""


class Directory:
    """Documents by kind and id; every change is told to `keep` (None: removed)."""

    def __init__(self, instance: Instance, keep: Keep = _unkept) -> None:
        self.instance = instance
        self._keep = keep
        self._all: dict[str, dict[str, Json]] = {}

    def load(self, kind: str, key: str, document: Json) -> None:
        """Takes over what was kept before."""
        self._all.setdefault(kind, {})[key] = document

    def add(self, kind: str, **document: Any) -> Json:
        """Gives an id and an ARN to what has none yet."""
        key = document.pop("Id", None) or self.instance.new_id()
        made = {**document, "Id": key, "Arn": self.instance.arn_of(kind, key)}
        self.put(kind, made)
        return made

    def put(self, kind: str, document: Json) -> None:
        self.load(kind, document["Id"], document)
        self._keep(kind, document["Id"], document)

    def remove(self, kind: str, key: str) -> None:
        self._all.get(kind, {}).pop(bare(key), None)
        self._keep(kind, bare(key), None)

    def find(self, kind: str, key: str | None) -> Json | None:
        """By id or ARN."""
        return self._all.get(kind, {}).get(bare(key)) if key else None

    def every(self, kind: str) -> list[Json]:
        return list(self._all.get(kind, {}).values())

    def named(self, kind: str, name: str, by: str = "Name") -> Json | None:
        return next((each for each in self.every(kind) if each.get(by) == name), None)

    def number(self, phone: str | None) -> Json | None:
        return self.named("phone-number", phone, "PhoneNumber") if phone else None

    def furnish(self) -> None:
        """What every new instance has: the agents' statuses."""
        for order, (name, kind) in enumerate(_STATUSES, 1):
            if not self.named("agent-state", name):
                self.add("agent-state", Name=name, Type=kind, DisplayOrder=order, State="ENABLED")

    def status_type(self, name: str) -> str:
        """ROUTABLE, OFFLINE or CUSTOM."""
        found = self.named("agent-state", name)
        return str(found["Type"]) if found else "CUSTOM"

    def profile_of(self, user: Json) -> Json | None:
        return self.find("routing-profile", user.get("RoutingProfileId"))

    def served(self, profile: Json | None, channel: str = VOICE) -> dict[str, tuple[int, float]]:
        """Queue id → (priority, delay in seconds) of a profile's queues for this channel."""
        configs = profile.get("QueueConfigs", []) if profile else []
        return {
            bare(each["QueueReference"]["QueueId"]): (each["Priority"], float(each["Delay"]))
            for each in configs
            if each["QueueReference"]["Channel"] == channel
        }

    def quick_connects(self, queues: list[str]) -> list[Json]:
        """Those that belong to any of the queues, each once, by name."""
        keys = {key for each in queues for key in (self.find("queue", each) or {}).get(LINKS, [])}
        found = [each for key in keys if (each := self.find("transfer-destination", key))]
        return sorted(found, key=lambda each: str(each["Name"]))
