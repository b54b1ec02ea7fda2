"""A test case as a document: Connect's own content, in all the spellings of its sources."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from infra.local.telephony.flow.references import spoken
from infra.local.telephony.flow.values import whole_number


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
        heads = [act for act in self.acts if act.id not in led_to] or self.acts[:1]
        for head in heads:
            chain: list[Act] = []
            at: Act | None = head
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
    channel: str = "VOICE"
    attributes: dict[str, str] = field(default_factory=dict)
    metadata: dict[str, Any] = field(default_factory=dict)

    def expected(self) -> list[dict[str, Any]]:
        """What `Metadata.Expected.Actions` wants to begin besides, in this order.

        Each as a FlowActionStarted's Properties. Connect ignores Metadata, so what its tests don't
        observe can be looked for here without making the case one that it would refuse.
        """
        return [dict(_object(one)) for one in _listed(_inner(self.metadata, "Expected"), "Actions")]

    def heads(self) -> list[Observation]:
        """Observations that no other one leads to: they are awaited from the beginning."""
        led_to = {name for observation in self.observations for name in observation.next}
        return [one for one in self.observations if one.id not in led_to]


def read_case(source: str | bytes | Mapping[str, Any], name: str = "") -> Case:
    """From the content alone, or from what stands around it: a template's properties, or what
    describe-test-case answers. What the designer's export keeps in its Metadata is read, too.
    """
    raw = _unwrapped(_object(source))
    content = content_of(raw)
    observations = content.get("Observations")
    if not isinstance(observations, list):
        raise UnreadableCase("A test case has a list of Observations.")
    metadata = _inner(content, "Metadata")
    entry = _inner(raw, "EntryPoint") or _inner(metadata, "entryPoint")
    voice = _inner(entry, "VoiceCallEntryPointParameters")
    chat = _inner(entry, "ChatEntryPointParameters")
    attributes = raw.get("InitializationData") or metadata.get("initializationData")
    return Case(
        name=str(raw.get("Name") or name or metadata.get("name") or ""),
        observations=tuple(_observation(_object(one)) for one in observations),
        flow_id=_text(voice, "FlowId") or _text(chat, "FlowId") or _text(metadata, "FlowId"),
        source_number=_text(voice, "SourcePhoneNumber"),
        destination_number=_text(voice, "DestinationPhoneNumber"),
        channel="CHAT" if str(entry.get("Type")) == "CHAT" else "VOICE",
        attributes=_attributes(attributes),
        metadata=metadata,
    )


def content_of(document: Mapping[str, Any]) -> Mapping[str, Any]:
    """What Connect itself is given, in whatever it is wrapped."""
    raw = _unwrapped(document)
    return _object(_filled(raw["Content"])) if "Content" in raw else raw


def _unwrapped(raw: Mapping[str, Any]) -> Mapping[str, Any]:
    for name in ("TestCase", "Properties"):
        if isinstance(raw.get(name), Mapping) and "Content" in raw[name]:
            return _inner(raw, name)
    return raw


def _filled(content: Any) -> Any:
    """Of `Fn::Sub` the text; its placeholders may stand wherever an ARN does."""
    if isinstance(content, Mapping) and "Fn::Sub" in content:
        text = content["Fn::Sub"]
        return text[0] if isinstance(text, list) and text else text
    return content


def _object(source: Any) -> Mapping[str, Any]:
    try:
        found = json.loads(source) if isinstance(source, str | bytes) else source
    except (ValueError, RecursionError) as error:
        raise UnreadableCase(f"This is not JSON: {error}") from error
    if not isinstance(found, Mapping):
        raise UnreadableCase("A test case is an object, and so is each of its observations.")
    return found


def _inner(raw: Mapping[str, Any], name: str) -> dict[str, Any]:
    """An object that may be missing."""
    found = raw.get(name) or {}
    if not isinstance(found, Mapping):
        raise UnreadableCase(f"{name} is an object.")
    return dict(found)


def _text(raw: Mapping[str, Any], name: str) -> str | None:
    found = raw.get(name)
    if found is not None and not isinstance(found, str):
        raise UnreadableCase(f"{name} is a text.")
    return found


def _listed(raw: Mapping[str, Any], name: str) -> list[Any]:
    found = raw.get(name) or []
    if not isinstance(found, list):
        raise UnreadableCase(f"{name} is a list.")
    return found


def _attributes(source: Any) -> dict[str, str]:
    found = _object(source) if source else {}
    attributes = _inner(found, "Attributes") if "Attributes" in found else found
    return {str(key): spoken(value) for key, value in attributes.items()}


def _observation(raw: Mapping[str, Any]) -> Observation:
    event = _inner(raw, "Event")
    if not raw.get("Identifier") or not event.get("Type"):
        raise UnreadableCase("Every observation needs an Identifier and an Event with a Type.")
    properties = _inner(event, "Properties")
    if "MatchingCriteria" in event:
        properties.setdefault("MatchingCriteria", event["MatchingCriteria"])
    least, most = _usage(_inner(raw, "Usage"))
    following = _listed(_inner(raw, "Transitions"), "NextObservations")
    return Observation(
        id=str(raw["Identifier"]),
        event=str(event["Type"]),
        properties=properties,
        acts=tuple(_act(_object(one)) for one in _listed(raw, "Actions")),
        next=tuple(str(name) for name in following),
        least=least,
        most=most,
    )


def _usage(raw: Mapping[str, Any]) -> tuple[int, int | None]:
    kind = str(raw.get("Type", "Exactly")).lower().replace("_", "")
    times = whole_number(str(raw.get("Times") or 1))
    if times is None or kind not in ("exactly", "any", "always", "atleast", "atmost"):
        raise UnreadableCase(f"Usage is Exactly, AtLeast or AtMost so many Times, or Any: {raw}.")
    if kind in ("always", "any"):
        return 0, None
    if kind == "atleast":
        return times, None
    return (0, times) if kind == "atmost" else (times, times)


def _act(raw: Mapping[str, Any]) -> Act:
    following = _inner(raw, "Transitions").get("NextAction")
    return Act(
        id=str(raw.get("Identifier", "")),
        type=str(raw.get("Type", "")),
        parameters=_inner(raw, "Parameters"),
        next=str(following) if following else None,
    )
