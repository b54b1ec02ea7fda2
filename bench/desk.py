"""How soon the desk knows: of a call that rings, and of one that nobody answered.

    python -m bench desk [--few]

Whole ways on the running stack: `screen pop` is from the instant at which the exchange offers a
call to an operator until a real browser has drawn the caller's card; `missed call` from hanging up
an unanswered call until the API lists its entry. `plain_ms` is a bare request of the API in the
same round: by the browser for the first, by this process for the second.
"""

import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from statistics import median
from typing import Any

import httpx
from playwright.sync_api import Page, sync_playwright

from bench.api import Line, stack_of
from infra.local import chromium, seed
from infra.local.client import Browser
from infra.local.tour.stage import FLAGS
from tests.e2e import straight

_POP_GOAL_MS, _MISSED_GOAL_MS = 1_000, 10_000
_PATIENCE_SECONDS = 60
_Times = tuple[float, float]  # measured and plain, in ms

# When a card with people was drawn, by the clock that the exchange reads, too.
_WATCH = """() => {
  window.popped = 0;
  const look = () => {
    const card = document.querySelector("html[data-card] aside [role=group] button");
    if (!card) window.popped = 0;
    else if (!window.popped) {
      window.popped = -1;
      requestAnimationFrame(() => { window.popped = performance.timeOrigin + performance.now(); });
    }
  };
  new MutationObserver(look).observe(document.documentElement,
    { subtree: true, childList: true, attributes: true });
}"""
_PLAIN = """async () => {
  const begun = performance.now();
  await (await fetch("/api/auth/session")).json();
  return performance.now() - begun;
}"""


def main(few: bool = False) -> Iterator[Line]:
    """A line for each of the two."""
    rounds = 5 if few else 20
    with ExitStack() as running:
        scratch = Path(running.enter_context(tempfile.TemporaryDirectory()))
        stack = stack_of(running, scratch)
        if not stack["demo"].get("site_key"):
            stack = {**stack, "demo": seed.seed(stack)}
        desk = Desk(stack)
        yield _line("screen pop", _POP_GOAL_MS, desk.pops(rounds))
        yield _line("missed call", _MISSED_GOAL_MS, [desk.missed(n) for n in range(rounds)])


class Desk:
    """The demo clinic's owner at the desk, by the API and by a browser."""

    def __init__(self, stack: Line) -> None:
        self._stack, self._exchange = stack, stack["telephony"]
        self._api = Browser(stack)
        account = {name: stack["demo"][name] for name in ("email", "password")}
        self._api.call("POST", "/api/auth/sign-in", account)
        self._session = self._api.call("POST", "/api/desk/session", {})
        self._agent = f"{self._exchange}/_local/agents/{self._session['username']}"
        self._act("status", status="Offline")

    def pops(self, rounds: int) -> list[_Times]:
        path = chromium.find()
        if not path:
            raise SystemExit("There is no browser: `make test` installs one.")
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=path, args=[*FLAGS])
            page = browser.new_page()
            self._sit_down(page)
            self._pop(page)  # fetches what the card is made of
            found = [self._pop(page) for _ in range(rounds)]
            browser.close()
        self._act("status", status="Offline")
        return found

    def missed(self, n: int) -> _Times:
        """Nobody is there; each round another number calls and hangs up in the menu."""
        number = f"+4477009002{n:02d}"
        told = {"from": number, "to": self._session["number"]}
        call = _post(f"{self._exchange}/_local/calls", **told)["contact_id"]
        _until(lambda: self._call(call)["transcript"])
        before = self._entry_of(number)
        plain = self._timed_entry(number)
        _post(f"{self._exchange}/_local/calls/{call}/hang-up")
        begun = time.perf_counter()
        _until(lambda: self._entry_of(number) != before)
        return (time.perf_counter() - begun) * 1e3, plain

    def _sit_down(self, page: Page) -> None:
        page.goto(f"{self._stack['console']}sign-in")
        page.locator("input[type=email]").fill(self._stack["demo"]["email"])
        page.locator("input[type=password]").fill(self._stack["demo"]["password"])
        page.locator("button[type=submit]").click()
        page.get_by_role("link", name="Calls").click()
        page.get_by_role("button", name="Take calls here").click()
        page.get_by_text("No call", exact=True).wait_for()
        page.evaluate(_WATCH)

    def _pop(self, page: Page) -> _Times:
        """The operator is free, the call waits in line, and is offered at once."""
        self._act("status", status="Available")
        call = straight.ring(self._stack, self._session, straight.FAMILY)
        _until(lambda: page.evaluate("window.popped") > 0)
        drawn: float = page.evaluate("window.popped")
        since = self._offered_at()
        _post(f"{self._exchange}/_local/calls/{call}/hang-up")
        _until(lambda: page.evaluate("window.popped") == 0)
        plain: float = page.evaluate(_PLAIN)
        return drawn - since, plain

    def _offered_at(self) -> float:
        """Milliseconds of this machine's clock; the exchange tells the application's."""
        [contact] = httpx.get(self._agent, timeout=30).json()["snapshot"]["contacts"]
        told = datetime.fromisoformat(contact["state"]["timestamp"]).timestamp()
        clock = Path(self._stack["clock_file"])
        offset = float(clock.read_text() or 0) if clock.is_file() else 0.0
        return (told - offset) * 1e3

    def _timed_entry(self, number: str) -> float:
        begun = time.perf_counter()
        self._entry_of(number)
        return (time.perf_counter() - begun) * 1e3

    def _entry_of(self, number: str) -> Any:
        """What the API's list has of a number; None while it has nothing."""
        listed = self._api.call("GET", "/api/missed-calls?limit=100")["items"]
        return next(((e["id"], e["count"]) for e in listed if e["number"] == number), None)

    def _call(self, contact_id: str) -> Line:
        answer = httpx.get(f"{self._exchange}/_local/calls/{contact_id}", timeout=30)
        return dict(answer.json())

    def _act(self, act: str, **said: str) -> None:
        _post(f"{self._agent}/{act}", **said)


def _post(address: str, **said: str) -> Line:
    answer = httpx.post(address, json=said, timeout=30)
    answer.raise_for_status()
    return dict(answer.json())


def _until(holds: Callable[[], Any]) -> None:
    late = time.monotonic() + _PATIENCE_SECONDS
    while not holds():
        if time.monotonic() > late:
            raise SystemExit(f"Nothing came within {_PATIENCE_SECONDS} s.")
        time.sleep(0.01)


def _line(case: str, goal: int, found: list[_Times]) -> Line:
    took, plain = ([each[place] for each in found] for place in (0, 1))
    told = {"median_ms": round(median(took)), "worst_ms": round(max(took)), "goal_ms": goal}
    told |= {"met": max(took) < goal, "plain_ms": round(median(plain), 1), "rounds": len(found)}
    return {"bench": "desk", "case": case, **told}


if __name__ == "__main__":
    for each in main(few="--few" in sys.argv):
        print(json.dumps(each), flush=True)
