"""What requests cost: the warm handler's CPU, and what it asks DynamoDB for.

    python -m bench.api [--few]

The application runs in this process with its real roles against the local cloud's DynamoDB, from
the event's JSON to the answer's. CPU is this process's, so the database's own is not in it; it is
told beside `plain_ms`, a yardstick measured by turns in the same run: for searches the plainest
engine (bench.bitmask), for the others one bare DynamoDB call. `goal_ratio` says the goal in such
yardsticks, as the peers' figures were measured beside the same yardsticks on their machine.
"""

import json
import os
import sys
import tempfile
import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from time import process_time_ns, time
from typing import Any

from bench import bitmask, clinic, workload
from bench.bare import Bare
from bench.clinic import Place
from bench.gateway import Gateway
from bench.meter import Meter
from chalicelib import clock, tokens
from chalicelib.clinic.model import Practitioner
from chalicelib.widget import model, store
from infra.local.localcloud import LocalCloud
from tests.inside import entered, set_clock

Line = dict[str, Any]
SIZES = ((1, 7), (10, 7), (50, 1), (50, 7), (50, 30))
SEARCH = {(1, 7): 0.5 * 5.8, (10, 7): 12.7, (50, 1): 11.9, (50, 30): 0.5 * 312}
"""Goals in ms of the peers' machine: of GNU Health's search the half, or the whole."""
PLAIN = {"transaction": 1.03, "query": 0.89}
"""CPU-ms of the bare calls on the peers' machine: a transaction of 4 items, a Query of 7."""


def main(few: bool = False) -> Iterator[Line]:
    """Every case's line."""
    with ExitStack() as running:
        scratch = Path(running.enter_context(tempfile.TemporaryDirectory()))
        stack = stack_of(running, scratch)
        running.enter_context(entered(stack, scratch / "clock"))
        set_clock(workload.epoch(workload.START, 0, clinic.ZONE) - time())
        meter = Meter()
        made = workload.make(50, 30)
        place = clinic.make(made)
        bench = Bench(stack, place, made, meter, rounds=5 if few else 25)
        yield from bench.searches()
        yield from bench.growth(small=1000, large=3000 if few else 20000)


class Bench:
    """The cases on one clinic."""

    def __init__(self, stack: Line, place: Place, made: Line, meter: Meter, rounds: int) -> None:
        self.stack, self.place, self.made = stack, place, made
        self.meter, self.rounds = meter, rounds
        self.public, self.desk = Gateway(), Gateway(place.cookie)
        self._starts = self._free_starts(40, place.practitioners)
        self._room_starts = self._free_starts(240, place.practitioners[:1])

    def searches(self) -> Iterator[Line]:
        """The widget's question for free times."""
        visits = [workload.visits_of(person) for person in self.made["practitioners"]]
        for n, days in SIZES:
            query = next(
                q for q in self.made["queries"]
                if (q["n"], q["days"], q["tz"]) == (n, days, clinic.ZONE)
            )  # fmt: skip
            plain = bitmask.searcher(visits, query)
            event = self.search_event(n, days)
            found = self.public.call(event)
            got = {s["start"] for day in found["days"] for s in day["slots"]}
            line = {"case": f"slot search {n}x{days}", "slots": len(got)}
            line["correct"] = got == {_text(s) for starts in plain() for s in starts}
            yield self._measured(line, lambda e=event: self.public.call(e), plain) | _search_goal(
                n, days
            )

    def growth(self, small: int, large: int) -> Iterator[Line]:
        """Booking and looking for people in a small clinic, and when it has grown."""
        before: dict[str, float] = {}
        known = clinic.add_patients(self.stack, self.place, 0, small)
        clinic.add_visits(self.stack, self.place, 0, small)
        for stored in (small, large):
            if stored == large:
                clinic.add_patients(self.stack, self.place, small, large)
                clinic.add_visits(self.stack, self.place, small, large)
            for line in self._cases(known):
                first = before.setdefault(line["case"], line["ratio_to_plain"])
                growth = round(line["ratio_to_plain"] / first, 2)
                line |= {"patients_and_visits": stored}
                yield line if stored == small else line | {"growth": growth}

    def _cases(self, known: list[str]) -> Iterator[Line]:
        bare = Bare(self.place.ctx.tenant_id)
        transaction, query = bare.transaction, bare.query
        cases = (
            ("booking, console", lambda: self.console_booking(known), transaction, 4.7),
            ("booking with a room, console", lambda: self.console_booking(known, True),
             transaction, 4.7),
            ("booking, widget", self._widget_booking, transaction, None),
            ("patient by phone", lambda: self.people(clinic.phone(7)), query, 3.4),
            ("patient by name prefix", lambda: self.people("Exa"), query, 5.5),
            ("patient by whole name", lambda: self.people("Example0"), query, 5.5),
        )  # fmt: skip
        for name, prepare, plain, goal in cases:
            yardstick = "transaction" if plain is transaction else "query"
            line = {"case": name, "plain": f"a bare {yardstick}"}
            line = self._prepared(line, prepare, plain)
            if goal:
                line["goal_ms_peers_machine"] = goal
                line["goal_ratio"] = round(goal / PLAIN[yardstick], 2)
            yield line

    def _measured(self, line: Line, ask: Callable[[], Any], plain: Callable[[], Any]) -> Line:
        return self._prepared(line, lambda: ask, plain)

    def _prepared(
        self, line: Line, prepare: Callable[[], Callable[[], Any]], plain: Callable[[], Any]
    ) -> Line:
        """By turns with the yardstick, each request prepared outside of what is measured."""
        prepare()()
        counted = prepare()
        with self.meter.counting() as cost:
            counted()
        mine, theirs = [], []
        for _ in range(self.rounds):
            for ask, taken in ((prepare(), mine), (plain, theirs)):
                begun = process_time_ns()
                ask()
                taken.append((process_time_ns() - begun) / 1e6)
        times = median(mine), median(theirs)
        told = {"cpu_ms": round(times[0], 3), "plain_ms": round(times[1], 3)}
        told["ratio_to_plain"] = round(times[0] / times[1], 2)
        return {"bench": "api", **line, **told, **cost.line()}

    def search_event(self, n: int, days: int) -> str:
        service = self.place.services[n].id
        query = {"service_id": service, "from": workload.START.isoformat(), "days": str(days)}
        return self.public.event(
            "GET", "/api/widget/{site_key}/slots", {"site_key": self.place.site_key}, query
        )

    def console_booking(self, known: list[str], with_room: bool = False) -> Callable[[], Any]:
        service = self.place.with_room if with_room else self.place.services[50]
        start, who = next(self._room_starts if with_room else self._starts)
        body = {"service_id": service.id, "patient_id": known[len(known) // 2]}
        body |= {"start": _text(start), "practitioner_id": who}
        key = uuid.uuid4().hex
        event = self.desk.event("POST", "/api/appointments", body=body, idempotency_key=key)
        return lambda: self.desk.call(event)

    def _widget_booking(self) -> Callable[[], Any]:
        """The last step, for somebody who is known: time held and number proved before."""
        start, who = next(self._starts)
        path, ctx = {"site_key": self.place.site_key}, self.place.ctx
        wanted = {"service_id": self.place.services[50].id, "start": _text(start)}
        wanted["practitioner_id"] = who
        base, address = "/api/widget/{site_key}", f"203.0.113.{uuid.uuid4().int % 250}"
        told = {"x_forwarded_for": address}
        held = self.public.event("POST", f"{base}/holds", path, body=wanted, **told)
        token = self.public.call(held)["token"]
        hold = store.find(ctx, tokens.digest(token))
        assert hold
        store.replace(ctx, model.with_code(hold, clinic.phone(7), "123456", clock.epoch()))
        body = {
            "token": token, "code": "123456", "consents": {"terms": True},
            "patient": {"given_name": "New", "family_name": "Guest", "phone": clinic.phone(7)},
            "idempotency_key": uuid.uuid4().hex,
        }  # fmt: skip
        event = self.public.event("POST", f"{base}/bookings", path, body=body, **told)
        return lambda: self.public.call(event)

    def people(self, text: str) -> Callable[[], Any]:
        event = self.desk.event("GET", "/api/patients", query={"q": text})
        return lambda: self.desk.call(event)

    def _free_starts(
        self, after: int, practitioners: list[Practitioner]
    ) -> Iterator[tuple[int, str]]:
        """Times of so many days after the workload's, when nobody has a visit yet."""
        for number in range(after, after + 100):
            day = workload.START + timedelta(days=number)
            for minute in range(600, 720, 30) if day.weekday() in workload.WORKDAYS else ():
                for who in practitioners:
                    yield workload.epoch(day, minute, clinic.ZONE), who.id


def _search_goal(n: int, days: int) -> Line:
    units = {"goal_calls": 2, **({"goal_read_units": 8} if (n, days) == (50, 7) else {})}
    if (n, days) not in SEARCH:
        return units
    goal = SEARCH[n, days]
    ratio = round(goal / bitmask.PEERS[n, days][2], 1)
    return {"goal_ms_peers_machine": goal, "goal_ratio": ratio, **units}


def _text(start: int) -> str:
    return datetime.fromtimestamp(start, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def stack_of(running: ExitStack, scratch: Path) -> Line:
    """A local cloud of this run's own, or the one that FRONTDESK_STACK names."""
    if "FRONTDESK_STACK" in os.environ:
        told: Line = json.loads(Path(os.environ["FRONTDESK_STACK"]).read_text())
        return told
    return dict(running.enter_context(LocalCloud(scratch / "cloud")))


if __name__ == "__main__":
    for each in main(few="--few" in sys.argv):
        print(json.dumps(each), flush=True)
