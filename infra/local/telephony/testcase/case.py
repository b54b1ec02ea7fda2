"""A test case as a document: Connect's own content, in all the spellings of its sources."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any


class UnreadableCase(Exception):
    """The document is no test case; the message says what is missing."""


@dataclass(frozen=True)
class Act:
    """SendInstruction, Assert, OverrideSystemBehavior or TestControl."""

    id: str
    type: str
    parameters: dict[str, Any]
    next: str | None = None


@dataclass(frozen=True)
class Observation:
    """What is awaited and what is then done. `least` and `most` say how often it must match."""

    id: str
    event: str
    properties: dict[str, Any]
    acts: tuple[Act, ...] = ()
    next: tuple[str, ...] = ()
    least: int = 1
    most: int | None = 1

    def __str__(self) -> str:
        """What it waits for, for people."""
        wanted = {k: v for k, v in self.properties.items() if v and k != "MatchingCriteria"}
        return f"{self.event} {json.dumps(wanted, ensure_ascii=False)}" if wanted else self.event

    def chains(self) -> Iterator[list[Act]]:
        """Actions in the order in which they lead to each other; each head begins one chain."""
        by_id = {act.id: act for act in self.acts}
        led_to = {act.next for act in self.acts}
        for head in self.acts:
            chain: list[Act] = []
            at: Act | None = head if head.id not in led_to else None
            while at is not None and at not in chain:
                chain.append(at)
                at = by_id.get(at.next or "")
            yield chain


@dataclass(frozen=True)
class Case:
    """`flow_id` is None where the document doesn't say which flow is tested."""

    name: str
    observations: tuple[Observation, ...]
    flow_id: str | None = None
    source_number: str | None = None
    destination_number: str | None = None
    attributes: dict[str, str] = field(default_factory=dict)
    metadata: dict[str, Any] = field(default_factory=dict)

    def expected(self) -> list[dict[str, Any]]:
        """What `Metadata.Expected.Actions` wants to begin besides, in this order.

        Each as a FlowActionStarted's Properties. Connect ignores Metadata, so what its tests don't
        observe can be looked for here without making the case one that it would refuse.
        """
        return [dict(one) for one in (self.metadata.get("Expected") or {}).get("Actions") or []]

    def heads(self) -> list[Observation]:
        """Observations that no other one leads to: they are awaited from the beginning."""
        led_to = {name for observation in self.observations for name in observation.next}
        return [one for one in self.observations if one.id not in led_to]


def read_case(source: str | bytes | Mapping[str, Any], name: str = "") -> Case:
    """From the content alone, or the properties of AWS::Connect::TestCase around it."""
    raw = _object(source)
    content = _object(raw["Content"]) if "Content" in raw else raw
    if not isinstance(content.get("Observations"), list):
        raise UnreadableCase("A test case has a list of Observations.")
    entry = raw.get("EntryPoint") or {}
    voice = entry.get("VoiceCallEntryPointParameters") or {}
    metadata = content.get("Metadata") or {}
    return Case(
        name=str(raw.get("Name") or name),
        observations=tuple(_observation(one) for one in content["Observations"]),
        flow_id=voice.get("FlowId") or metadata.get("FlowId"),
        source_number=voice.get("SourcePhoneNumber"),
        destination_number=voice.get("DestinationPhoneNumber"),
        attributes=_attributes(raw.get("InitializationData")),
        metadata=metadata,
    )


def _object(source: str | bytes | Mapping[str, Any]) -> Mapping[str, Any]:
    try:
        found = json.loads(source) if isinstance(source, str | bytes) else source
    except ValueError as error:
        raise UnreadableCase(f"This is not JSON: {error}") from error
    if not isinstance(found, Mapping):
        raise UnreadableCase("A test case is an object.")
    return found


def _attributes(source: Any) -> dict[str, str]:
    if not source:
        return {}
    found = _object(source)
    attributes = found.get("Attributes", found)
    return {str(key): str(value) for key, value in attributes.items()}


def _observation(raw: Mapping[str, Any]) -> Observation:
    event = raw.get("Event") or {}
    if not raw.get("Identifier") or not event.get("Type"):
        raise UnreadableCase("Every observation needs an Identifier and an Event with a Type.")
    properties = dict(event.get("Properties") or {})
    if "MatchingCriteria" in event:
        properties.setdefault("MatchingCriteria", event["MatchingCriteria"])
    least, most = _usage(raw.get("Usage") or {})
    return Observation(
        id=str(raw["Identifier"]),
        event=str(event["Type"]),
        properties=properties,
        acts=tuple(_act(one) for one in raw.get("Actions") or []),
        next=tuple((raw.get("Transitions") or {}).get("NextObservations") or ()),
        least=least,
        most=most,
    )


def _usage(raw: Mapping[str, Any]) -> tuple[int, int | None]:
    kind, times = str(raw.get("Type", "Exactly")).lower(), int(raw.get("Times", 1))
    if kind in ("always", "any"):
        return 0, None
    if kind == "atleast":
        return times, None
    return (0, times) if kind == "atmost" else (times, times)


def _act(raw: Mapping[str, Any]) -> Act:
    return Act(
        id=str(raw.get("Identifier", "")),
        type=str(raw.get("Type", "")),
        parameters=dict(raw.get("Parameters") or {}),
        next=(raw.get("Transitions") or {}).get("NextAction") or None,
    )
