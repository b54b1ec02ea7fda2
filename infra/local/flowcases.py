"""`make flows`: runs the flows' test cases and prints which branches they take.

The cases are files in Connect's own testing language, as AWS::Connect::TestCase takes them.
"""

from __future__ import annotations

import json
import sys
from functools import cache
from pathlib import Path

from infra import callflows
from infra.local.telephony.flow.answers import Metrics
from infra.local.telephony.flow.contact import Queue
from infra.local.telephony.flow.document import Flow, read
from infra.local.telephony.testcase.case import Case, read_case
from infra.local.telephony.testcase.coverage import Coverage
from infra.local.telephony.testcase.runner import Result, run_case
from infra.local.telephony.testcase.world import World

CASES = tuple(sorted((callflows.FLOWS / "tests").glob("*/*.json")))
_INSTANCE = "arn:aws:connect:eu-central-1:123456789012:instance/test"
_FALLBACK = Queue(f"{_INSTANCE}/queue/fallback", "Fallback")
WORLD = World(queues={_FALLBACK.arn: _FALLBACK}, metrics=Metrics(online=1))
_FUNCTION = "arn:aws:lambda:eu-central-1:123456789012:function:answer"


@cache
def flows() -> dict[str, Flow]:
    """By file name."""
    return {name: read(callflows.compiled(name, _named)) for name in callflows.names()}


def case(path: Path) -> Case:
    document = json.loads(path.read_text(encoding="utf-8"))
    return read_case(callflows.filled(document, path.stem, _named))


@cache
def result(path: Path) -> Result:
    """In a world with one queue and one operator, whose functions answer only what is mocked."""
    return run_case(case(path), flows(), WORLD)


def faults(path: Path) -> str:
    """Why a case fails, with the whole call; also where it mocked what nobody asked for."""
    ran = result(path)
    unused = [problem for problem in ran.problems if "never used" in problem]
    return "" if ran.passed and not unused else ran.told()


def coverage() -> Coverage:
    counted = Coverage(flows())
    for path in CASES:
        counted.add(result(path).steps)
    return counted


def _named(placeholder: str) -> str:
    """Flows and modules go by their file names here."""
    kind, _, name = placeholder.partition(".")
    return {"flow": name, "module": name, "queue": _FALLBACK.arn}.get(kind, _FUNCTION)


def main() -> None:
    failed = [told for path in CASES if (told := faults(path))]
    print("\n\n".join([*failed, coverage().table()]))
    print(f"{len(CASES)} cases, {len(failed)} failed")
    sys.exit(1 if failed or coverage().missing() else 0)


if __name__ == "__main__":
    main()
