"""What was said and pressed on a call, and its path through the flows."""

from __future__ import annotations

from typing import Any

from infra.local.telephony.core.contact import Call, Contact
from infra.local.telephony.core.floor import Floor
from infra.local.telephony.core.instants import to_millisecond
from infra.local.telephony.flow.library import short
from infra.local.telephony.flow.notes import Note, Problem, Step
from infra.local.telephony.flow.values import Prompt

SYSTEM, CALLER, AGENT = "system", "caller", "agent"
# Chinese and its like say a syllable a sign, other scripts a few letters.
_SYLLABLE = 3.0
_RECORDED_PROMPT = 3.0


def line(floor: Floor, contact: Contact, who: str, text: str, **more: Any) -> None:
    """`more`: `language` of the text as a language code, `hears` where only the agent does."""
    at = to_millisecond(floor.time.now())
    floor.call_of(contact).transcript.append({"at": at, "who": who, "text": text, **more})
    floor.changed(contact)


def text_of(prompt: Prompt) -> str:
    """What is heard; a stored recording by its name, in brackets."""
    if prompt.text is not None or prompt.ssml is not None:
        return (prompt.text if prompt.text is not None else _unmarked(prompt.ssml or "")).strip()
    return f"[{prompt.prompt_id or prompt.media_uri}]"


def _unmarked(ssml: str) -> str:
    """The words of an SSML text."""
    found, depth = [], 0
    for letter in ssml:
        depth += letter == "<"
        if not depth:
            found.append(letter)
        depth -= letter == ">" and depth > 0
    return "".join(found)


def spoken_seconds(floor: Floor, prompt: Prompt) -> float:
    """How long it takes to say the prompt."""
    if prompt.text is None and prompt.ssml is None:
        return _RECORDED_PROMPT * (floor.settings.per_letter > 0)
    letters = sum(_SYLLABLE if ord(each) > 0x2E7F else 1.0 for each in text_of(prompt))
    return letters * floor.settings.per_letter


def note_step(floor: Floor, call: Call, note: Note) -> None:
    """Appends a step of the path; problems are steps, too, so that nobody overlooks them."""
    if not isinstance(note, Step | Problem):
        return
    place = {"flow": "", "action": "", "type": ""}
    if note.at:
        name = _flow_name(floor, note.at.flow)
        place = {"flow": name, "action": note.at.action, "type": note.at.type}
    how: dict[str, Any] = (
        {"branch": note.branch, "next": note.next}
        if isinstance(note, Step)
        else {"branch": None, "problem": note.text}
    )
    call.steps.append({"at": to_millisecond(floor.time.now()), **place, **how})


def _flow_name(floor: Floor, flow_id: str) -> str:
    directory, key = floor.directory, short(flow_id)
    found = directory.find("contact-flow", key) or directory.find("flow-module", key)
    return str(found["Name"]) if found else flow_id
