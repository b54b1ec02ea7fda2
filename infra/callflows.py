"""Compiles infra/flows/*.json into what the template deploys: texts in, references to resources.

Placeholders: `${text.<language>.<key>}` is a text of chalicelib/locales, `${flow.<file>}` and
`${module.<file>}` are other files' deployed flows, `${queue.fallback}` is the queue of callers
whose clinic isn't known, `${AnswerCallFunction}` is the one function that flows call.
"""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
FLOWS = ROOT / "infra" / "flows"
LOCALES = ROOT / "chalicelib" / "locales"
LANGUAGES = ("en", "tr", "ru", "hu", "zh")
# What a file's Metadata calls its kind, and what CloudFormation and the API call it.
TYPES = {
    "contactFlow": "CONTACT_FLOW",
    "customerQueue": "CUSTOMER_QUEUE",
    "customerHold": "CUSTOMER_HOLD",
    "customerWhisper": "CUSTOMER_WHISPER",
    "agentTransfer": "AGENT_TRANSFER",
    "agentWhisper": "AGENT_WHISPER",
    "outboundWhisper": "OUTBOUND_WHISPER",
    "queueTransfer": "QUEUE_TRANSFER",
    "MODULE": "MODULE",
}
_PLACEHOLDER = re.compile(r"\$\{([^}]+)\}")
Flow = dict[str, Any]
Name = Callable[[str], str]


class Unknown(Exception):
    """A placeholder that means nothing: one sentence with file and placeholder."""


def names() -> list[str]:
    """The flows and modules that there are."""
    return sorted(path.stem for path in FLOWS.glob("*.json"))


def load(name: str) -> Flow:
    flow: Flow = json.loads((FLOWS / f"{name}.json").read_text(encoding="utf-8"))
    return flow


def compiled(name: str, resource: Name) -> Flow:
    """The flow with its placeholders filled; `resource` says what one of a resource becomes."""
    return filled(load(name), name, resource)


def filled(document: Flow, name: str, resource: Name) -> Flow:
    """The same for a document that is no flow, such as a test case; `name` is told in errors."""
    texts = {language: _texts(language) for language in LANGUAGES}

    def fill(found: re.Match[str]) -> str:
        what, _, rest = found[1].partition(".")
        if what != "text":
            return resource(found[1])
        language, _, key = rest.partition(".")
        try:
            return texts[language][key]
        except KeyError:
            raise Unknown(f"{name}.json asks for a text that isn't there: {found[1]}") from None

    made: Flow = _mapped(document, lambda said: _PLACEHOLDER.sub(fill, said))
    return made


def content(name: str) -> dict[str, str]:
    """The flow's text as a property of its resource: `Fn::Sub` of the deployed things' ARNs."""
    flow = compiled(name, lambda placeholder: f"${{{_attribute(name, placeholder)}}}")
    return {"Fn::Sub": text(flow)}


def text(flow: Flow) -> str:
    """As it is deployed."""
    return json.dumps(flow, ensure_ascii=False, separators=(",", ":"))


def inline(properties: dict[str, Any]) -> None:
    """A resource's `Content: flows/menu.json` becomes the compiled flow."""
    named = properties.get("Content")
    if isinstance(named, str) and named.startswith("flows/"):
        properties["Content"] = content(Path(named).stem)


def logical_id(placeholder: str) -> str:
    """`flow.after_hours` is deployed as AfterHoursFlow, `module.apologise` as ApologiseModule."""
    kind, _, name = placeholder.partition(".")
    return "".join(part.title() for part in name.split("_")) + kind.title()


def _attribute(name: str, placeholder: str) -> str:
    if placeholder == "AnswerCallFunction":
        return "AnswerCallFunction.Arn"
    attribute = {
        "flow": "ContactFlowArn",
        "module": "ContactFlowModuleArn",
        "queue": "QueueArn",
    }.get(placeholder.partition(".")[0])
    if attribute is None:
        raise Unknown(f"{name}.json has a placeholder that means nothing: {placeholder}")
    return f"{logical_id(placeholder)}.{attribute}"


def references(name: str) -> Iterator[str]:
    """The placeholders of a file that name resources."""
    for found in _PLACEHOLDER.findall(json.dumps(load(name))):
        if not found.startswith("text."):
            yield found


def _texts(language: str) -> dict[str, str]:
    texts: dict[str, str] = json.loads((LOCALES / f"{language}.json").read_text(encoding="utf-8"))
    return texts


def _mapped(part: Any, change: Callable[[str], str]) -> Any:
    """The same structure with every text in it changed."""
    if isinstance(part, str):
        return change(part)
    if isinstance(part, list):
        return [_mapped(each, change) for each in part]
    if isinstance(part, dict):
        return {name: _mapped(each, change) for name, each in part.items()}
    return part
