"""Lays out the flows for the designer and writes their files in one form: `python -m infra.tidy`.

The files are the source: change them by hand or with Connect's designer, then run this.
"""

import json
from pathlib import Path
from typing import Any

FLOWS = Path(__file__).parent / "flows"
_COLUMN, _ROW, _TOP = 280, 200, 60
Flow = dict[str, Any]


def tidied(flow: Flow) -> Flow:
    """The same flow, its actions in the order of reaching them, in columns by distance."""
    order = _reached(flow)
    known = {action["Identifier"]: action for action in flow["Actions"]}
    columns: dict[int, int] = {}
    places = {}
    for name, depth in order.items():
        row = columns[depth] = columns.get(depth, -1) + 1
        places[name] = {"position": {"x": (depth + 1) * _COLUMN, "y": _TOP + row * _ROW}}
    metadata = {
        **flow["Metadata"],
        "entryPointPosition": {"x": _TOP, "y": _TOP},
        "ActionMetadata": places,
    }
    return {**flow, "Metadata": metadata, "Actions": [known[name] for name in order]}


def targets(action: Flow) -> list[str]:
    """Where an action can lead: conditions first, then what usually follows, then errors."""
    leads = action["Transitions"]
    following = [leads["NextAction"]] if "NextAction" in leads else []
    conditions = [each["NextAction"] for each in leads.get("Conditions", [])]
    errors = [each["NextAction"] for each in leads.get("Errors", [])]
    return list(dict.fromkeys(conditions + following + errors))


def text(flow: Flow) -> str:
    return json.dumps(flow, indent=1, ensure_ascii=False) + "\n"


def _reached(flow: Flow) -> dict[str, int]:
    """Every action that can be reached with its distance; what can't be is the linter's to tell."""
    known = {action["Identifier"]: action for action in flow["Actions"]}
    found, waiting = {flow["StartAction"]: 0}, [flow["StartAction"]]
    for name in waiting:
        for target in targets(known[name]):
            if target not in found:
                found[target] = found[name] + 1
                waiting.append(target)
    rest = {name: 0 for name in known if name not in found}
    return found | rest


def main() -> None:
    for path in sorted(FLOWS.glob("*.json")):
        path.write_text(text(tidied(json.loads(path.read_text()))))


if __name__ == "__main__":
    main()
