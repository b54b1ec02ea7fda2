"""Moving the application's clock: step by step, so that everything due happens, and in order."""

import math
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import httpx

from infra.local.sms import carrier, outbox
from infra.local.sms.clock import instant, iso, span
from infra.local.sms.house import House, Json
from infra.local.sms.settling import Settling
from infra.local.sms.sweeper import Sweeper, Swept
from infra.local.standins.asked import Asked, Declined

_MINUTE = 60.0
_LONGEST_BLIND = 7 * 86400.0
_FARTHEST = 400 * 86400.0
# A sweep asks hour by hour: a longer way is gone in stretches, lest its function run out of time.
_LOOK_HOURS = 7 * 24
_MOST_SWEEPS = 200
_STUCK_AFTER = 3


@dataclass
class Timeline:
    """Answers /_local/clock; shapes in api.md, section 2."""

    house: House
    sweeper: Sweeper
    settling: Callable[[], Settling]
    stripe: str | None = None
    http: httpx.Client = field(default_factory=lambda: httpx.Client(trust_env=False, timeout=30))
    _moving: threading.Lock = field(default_factory=threading.Lock)

    def show(self, asked: Asked) -> Json:
        clock = self.house.clock
        moving = self._moving.locked()
        return {"now": iso(clock.now()), "offset_seconds": clock.offset(), "moving": moving}

    def move(self, asked: Asked) -> Json:
        target = self._target(asked.body)
        if not self._moving.acquire(blocking=False):
            raise Declined(409, "conflict", "The clock is being moved already")
        try:
            journey = Journey(self, target, self.settling())
            journey.go()
        finally:
            self._moving.release()
            self.tell()
        return {**self.show(asked), **journey.report()}

    def tell(self) -> None:
        clock = self.house.clock
        self.house.feed.tell(
            "clock",
            now=iso(clock.now()),
            offset_seconds=clock.offset(),
            moving=self._moving.locked(),
        )

    def _target(self, body: Json) -> float:
        if len({"advance", "to"} & body.keys()) != 1:
            raise Declined(422, "invalid", "Give either advance or to", advance="required")
        now = self.house.clock.now()
        ahead = span(body["advance"]) if "advance" in body else instant(str(body["to"])) - now
        if not 0 < ahead <= _FARTHEST:
            message = "The clock moves forward only, by at most 400 days"
            raise Declined(422, "invalid", message, to="not ahead")
        return now + ahead


@dataclass
class Journey:
    """One move, from the present to `target` (seconds since 1970)."""

    timeline: Timeline
    target: float
    settling: Settling
    steps: list[Json] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    stuck: int = 0
    stripe_due: float | None = None

    def go(self) -> None:
        clock = self.timeline.house.clock
        self.settling.wait()
        swept = self._stop()
        self._check_span(swept)
        while clock.now() < self.target:
            clock.move_to(min(self._next(swept), self.target))
            self.timeline.house.stir()
            self.timeline.tell()
            swept = self._stop()

    def report(self) -> Json:
        started = sum(step["started"] for step in self.steps)
        return {"started": started, "steps": self.steps, "warnings": self.warnings}

    def _stop(self) -> Swept:
        """Everything due at this instant, and what that makes due at once."""
        at = self.timeline.house.clock.now()
        settled = self.settling.wait() if self._tell_stripe(at) or self._message_now() else True
        started, swept = 0, self._sweep(at)
        for _ in range(_MOST_SWEEPS):
            if not swept.started:
                break
            started += swept.started
            settled = self.settling.wait() and settled
            swept = self._sweep(at)
        if started or not settled:
            self.steps.append({"at": iso(at), "started": started, "settled": settled})
        return swept

    def _sweep(self, at: float) -> Swept:
        """Asks how far it is to the next due instant, as far as this stretch of the move goes."""
        hours = math.ceil(max(self.target - at, 0) / 3600)
        return self.timeline.sweeper.sweep(min(hours, _LOOK_HOURS))

    def _next(self, swept: Swept) -> float:
        """The earliest instant at which something is due; a minute on where nobody tells."""
        now = self.timeline.house.clock.now()
        minute = (now // _MINUTE + 1) * _MINUTE
        if not swept.tells:
            return min(minute, self._elsewhere_due(now))
        if swept.next_due is not None and swept.next_due <= now:
            return self._past_stuck(now, minute)
        self.stuck = 0
        seen = now + (_LOOK_HOURS - 1) * 3600
        due = seen if swept.next_due is None else swept.next_due
        return min(due, self._elsewhere_due(now))

    def _past_stuck(self, now: float, minute: float) -> float:
        """What is due but isn't started (another sweep has it) is asked for again, then left."""
        self.stuck += 1
        if self.stuck < _STUCK_AFTER:
            return now
        if self.stuck == _STUCK_AFTER:
            self.warnings.append(f"something due at {iso(now)} isn't started by the sweeper")
        return minute

    def _elsewhere_due(self, now: float) -> float:
        dues = [*self._message_dues(), self.stripe_due]
        return min([due for due in dues if due is not None and due > now], default=self.target)

    def _message_now(self) -> bool:
        now = self.timeline.house.clock.now()
        return any(due is not None and due <= now for due in self._message_dues())

    def _message_dues(self) -> list[float | None]:
        house = self.timeline.house
        return [carrier.next_due(house), outbox.next_due(house)]

    def _check_span(self, swept: Swept) -> None:
        if not self.timeline.sweeper.named():
            self.warnings.append("no sweeper is deployed: only messages and the clock move")
        ahead = self.target - self.timeline.house.clock.now()
        if ahead > _LONGEST_BLIND and not swept.tells:
            message = "The sweeper doesn't tell next_due: move by at most 7 days at once"
            raise Declined(422, "invalid", message, advance="too far")

    def _tell_stripe(self, at: float) -> bool:
        """Whether it was told; its answer may say when it next has something to do."""
        if self.timeline.stripe is None:
            return False
        address = f"{self.timeline.stripe.rstrip('/')}/_local/clock"
        try:
            answer = self.timeline.http.post(address, json={"now": iso(at)}).raise_for_status()
            told: Any = answer.json() if answer.content else {}
        except (httpx.HTTPError, ValueError) as failed:
            self._warn(f"the Stripe stand-in wasn't told the time: {failed}")
            return False
        due = told.get("next_due") if isinstance(told, dict) else None
        self.stripe_due = instant(due) if due else None
        return True

    def _warn(self, warning: str) -> None:
        if warning not in self.warnings:
            self.warnings.append(warning)
