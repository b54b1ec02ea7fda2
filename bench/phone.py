"""What a step of a call costs: how long a caller hears nothing, and what DynamoDB is asked for.

    python -m bench phone [--few]

The deployed function is invoked on the local cloud, warm, as a flow does it: `wait_ms` is the time
from asking to the answer, beside that of a bare DynamoDB call in the same turn. The same steps in
this process tell what they ask the table for.
"""

import json
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, redirect_stdout
from dataclasses import dataclass, field
from io import StringIO
from itertools import count
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter_ns, time
from typing import Any

import boto3

from bench import clinic, workload
from bench.api import Line, stack_of
from bench.bare import Bare
from bench.clinic import Place
from bench.meter import Meter
from chalicelib import clock
from chalicelib.table import keys
from chalicelib.tenants import store as tenants
from functions.connect import answer_call
from tests.inside import entered, set_clock

_GOAL_MS = 1000  # a caller takes a longer silence for a lost line
_DIALLED = "+12025550199"
Answer = dict[str, str]


def main(few: bool = False) -> Iterator[Line]:
    """A line for each step of a call that books."""
    with ExitStack() as running:
        scratch = Path(running.enter_context(tempfile.TemporaryDirectory()))
        stack = stack_of(running, scratch)
        running.enter_context(entered(stack, scratch / "clock"))
        set_clock(workload.epoch(workload.START, 0, clinic.ZONE) - time())
        Path(stack["clock_file"]).write_text((scratch / "clock").read_text())
        meter = Meter()
        place = clinic.make(workload.make(10, 30))
        clinic.add_patients(stack, place, 0, 1000)
        tenants.point(keys.platform_number(_DIALLED), place.ctx.tenant_id)
        yield from _lines(_deployed(stack), place, meter, rounds=5 if few else 25)


@dataclass
class Call:
    """One call's way through the steps; `ask` is the function, here or deployed."""

    ask: Callable[[dict[str, Any]], Answer]
    caller: str
    contact_id: str = field(default_factory=clock.new_id)
    page: str = ""

    def step(self, name: str, **said: str) -> Answer:
        contact = {
            "ContactId": self.contact_id, "InitialContactId": self.contact_id, "Channel": "VOICE",
            "InitiationMethod": "INBOUND", "Attributes": {},
            "CustomerEndpoint": {"Address": self.caller, "Type": "TELEPHONE_NUMBER"},
            "SystemEndpoint": {"Address": _DIALLED, "Type": "TELEPHONE_NUMBER"},
        }  # fmt: skip
        details = {"ContactData": contact, "Parameters": {"step": name, **said}}
        answer = self.ask({"Name": "ContactFlowEvent", "Details": details})
        self.page = answer.get("next_page", "")
        return answer


# What a caller does who books the first time of whoever is free, in order.
_WAY: tuple[tuple[str, Callable[[Call], Answer]], ...] = (
    ("greet", lambda call: call.step("greet", language="")),
    ("for_whom", lambda call: call.step("for_whom")),
    ("choose_person", lambda call: call.step("choose_person", digits="")),
    ("services", lambda call: call.step("services", page="")),
    ("choose_service", lambda call: call.step("choose_service", key="1", page=call.page)),
    ("practitioners", lambda call: call.step("practitioners", page="")),
    ("choose_practitioner", lambda call: call.step("choose_practitioner", key="0", page=call.page)),
    ("times", lambda call: call.step("times", page="")),
    ("book", lambda call: call.step("book", key="1", page=call.page)),
)


def _lines(
    deployed: Callable[[dict[str, Any]], Answer], place: Place, meter: Meter, rounds: int
) -> Iterator[Line]:
    bare = Bare(place.ctx.tenant_id)
    # Each from another number: one alone soon asks too often.
    callers = (clinic.phone(number) for number in count(1))
    _walk(Call(deployed, next(callers)), lambda name, take: take())  # the cold start
    waited: dict[str, list[float]] = {name: [] for name, _ in _WAY}
    plain: list[float] = []
    for _ in range(rounds):
        _walk(Call(deployed, next(callers)), lambda name, take: waited[name].append(_ms(take)))
        plain.append(_ms(bare.query))
    costs: dict[str, Line] = {}

    def cost_of(name: str, take: Callable[[], Answer]) -> None:
        with meter.counting() as cost:
            take()
        costs[name] = cost.line()

    here = Call(lambda event: answer_call.handler(event, None), next(callers))
    with redirect_stdout(StringIO()):  # where the function prints its metrics
        _walk(here, cost_of)
    for name, times in waited.items():
        line = {"bench": "phone", "step": name, "wait_ms": round(median(times), 1)}
        line |= {"wait_p95_ms": round(quantiles(times, n=20)[-1], 1), "goal_ms": _GOAL_MS}
        yield line | {"plain_ms": round(median(plain), 1)} | costs[name]


def _walk(call: Call, each: Callable[[str, Callable[[], Answer]], Any]) -> None:
    for name, step in _WAY:
        said: list[Answer] = []
        each(name, lambda step=step, said=said: said.append(step(call)))  # type: ignore[misc]
        if said[0]["status"] in ("refused", "none", "wrong"):
            raise SystemExit(f"{name} answered {said[0]}")


def _ms(take: Callable[[], Any]) -> float:
    begun = perf_counter_ns()
    take()
    return (perf_counter_ns() - begun) / 1e6


def _deployed(stack: Line) -> Callable[[dict[str, Any]], Answer]:
    lambdas = boto3.client(
        "lambda", endpoint_url=stack["cloud"], region_name=stack["region"], **stack["credentials"]
    )
    name = stack["functions"]["AnswerCallFunction"]

    def ask(event: dict[str, Any]) -> Answer:
        answer = lambdas.invoke(FunctionName=name, Payload=json.dumps(event).encode())
        told: Any = json.loads(answer["Payload"].read())
        if answer.get("FunctionError"):
            raise SystemExit(f"AnswerCall failed: {told}")
        return dict(told)

    return ask
