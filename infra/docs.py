"""Writes the pages of docs/ that are made from the code: `python -m infra.docs`."""

import ast
import dataclasses
import inspect
import re
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

from chalicelib import events
from chalicelib.events import Event
from chalicelib.table import call_keys, import_keys, keys
from infra.package import merged_parts

ROOT = Path(__file__).resolve().parent.parent
_SECTION = re.compile(r"^# -- (.+?) -+$", re.MULTILINE)
_NO_KEYS = {"instant"}
_KEYS = """# Keys

Made by `python -m infra.docs` from `chalicelib/table/keys.py`; don't edit.

One table. A key is a function there, beside the access pattern that it serves. Every partition key
begins with its tenant, `T#<tenant>#`, and IAM lets a request reach no other. `P#…` is the
platform's, for finding a tenant; `DUE#…` is the partition of the keys-only index `due`, which only
the sweeper may ask. `g1` and `g2` are the key attributes of the indexes `lists` and `timelines`.
"""
_EVENTS = """# Events

Made by `python -m infra.docs` from `chalicelib/events.py` and `infra/messaging.yaml`; don't edit.

A fact is put into the table in the same transaction as what it tells of; the table's stream brings
it to the bus. It may come twice, so whoever listens works by its id. It carries ids and nothing
personal: `tenant_id`, `subject_id`, `actor`, `at`, and what the table says. Open consoles hear of
every fact by its kind and id.
"""


class _Blank(str):
    """Stands for an argument of a key function and shows its name in the key."""

    def __new__(cls, name: str) -> "_Blank":
        made = super().__new__(cls, f"<{name}>")
        made.name = name
        return made

    name: str

    def __getitem__(self, part: Any) -> str:
        if isinstance(part, slice):
            ends = ("" if end is None else str(end) for end in (part.start, part.stop))
            return f"<{self.name}[{':'.join(ends)}]>"
        return "0"

    def __format__(self, form: str) -> str:
        return str(self)

    def isoformat(self) -> str:
        return str(self)

    def strftime(self, form: str) -> str:
        return str(self)


def keys_page() -> str:
    """docs/keys.md: every key function with its shape and purpose, by section."""
    lines = [_KEYS]
    for title, functions in _sections(keys):
        lines += _table_of_keys(title, functions)
    lines += _table_of_keys("the phone", [f for _, fs in _sections(call_keys) for f in fs])
    lines += _table_of_keys("imports", [f for _, fs in _sections(import_keys) for f in fs])
    return "\n".join(lines).rstrip() + "\n"


def _sections(module: ModuleType) -> list[tuple[str, list[Callable[..., Any]]]]:
    """Key functions in the order of their file, under the headings of its comments."""
    source = inspect.getsource(module)
    heads = [(source.count("\n", 0, m.start()), m.group(1)) for m in _SECTION.finditer(source)]
    found: dict[str, list[Callable[..., Any]]] = {}
    for node in ast.parse(source).body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            title = next((t for line, t in reversed(heads) if line < node.lineno), "")
            if node.name not in _NO_KEYS:
                found.setdefault(title, []).append(getattr(module, node.name))
    return list(found.items())


def _table_of_keys(title: str, functions: list[Callable[..., Any]]) -> list[str]:
    rows = [_row_of_key(function) for function in functions]
    heading = title.partition(":")[0].partition(";")[0]
    head = ["| function | partition | sort | what and for whom |", "|---|---|---|---|"]
    return [f"## {heading[:1].upper()}{heading[1:]}", "", *head, *rows, ""]


def _row_of_key(function: Callable[..., Any]) -> str:
    names = inspect.signature(function).parameters
    blanks = {name: _Blank("tenant" if name == "tenant_id" else name) for name in names}
    shape = function(**blanks)
    if isinstance(shape, list):
        shape = f"{shape[0]} … {shape[-1][-1]}"
    pk, sk = shape if isinstance(shape, tuple) else (shape, "")
    told = " ".join((inspect.getdoc(function) or "").split())
    return f"| {function.__name__} | {_code(pk)} | {_code(sk)} | {told} |"


def _code(text: str) -> str:
    return f"`{text}`" if text else ""


def events_page() -> str:
    """docs/events.md: every fact with its fields and who listens to it."""
    rows = [_row_of_event(fact) for fact in _facts()]
    head = ["| fact | kind | what happened | fields | who listens |", "|---|---|---|---|---|"]
    return "\n".join([_EVENTS, *head, *rows]) + "\n"


def _facts() -> list[type[Event]]:
    found = [c for _, c in inspect.getmembers(events, inspect.isclass) if issubclass(c, Event)]
    named = [c for c in found if c is not Event and not c.__name__.startswith("_")]
    return sorted(named, key=lambda c: (c.kind, c.__name__))


def _row_of_event(fact: type[Event]) -> str:
    own = [f.name for f in dataclasses.fields(fact) if f.name not in ("subject_id", "event_id")]
    told = " ".join((inspect.getdoc(fact) or "").split())
    names = ", ".join(_code(name) for name in own)
    listening = ", ".join(_listeners(fact.__name__))
    return f"| {fact.__name__} | {fact.kind} | {told} | {names} | {listening} |"


def _listeners(name: str) -> list[str]:
    """Functions that read the queues to which the rules bring a fact; consoles hear of all."""
    resources = merged_parts()["Resources"]
    rules = [r["Properties"] for r in resources.values() if r.get("Type") == "AWS::Events::Rule"]
    queues = [
        target["Arn"]["Fn::GetAtt"][0]
        for rule in rules
        for target in rule["Targets"]
        if name in rule["EventPattern"].get("detail-type", [name])
    ]
    return [reader for queue in queues for reader in _readers(resources, queue)]


def _readers(resources: dict[str, Any], queue: str) -> list[str]:
    wanted = {"Fn::GetAtt": [queue, "Arn"]}
    return [
        name.removesuffix("Function")
        for name, resource in resources.items()
        for event in resource.get("Properties", {}).get("Events", {}).values()
        if event["Properties"].get("Queue") == wanted
    ]


PAGES = {"keys.md": keys_page, "events.md": events_page}


def main() -> None:
    for name, page in PAGES.items():
        (ROOT / "docs" / name).write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
