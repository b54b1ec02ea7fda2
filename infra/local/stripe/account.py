"""One stand-in's whole state, handed to every operation and every due step."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import NamedTuple

from infra.local.stripe.clock import Clock
from infra.local.stripe.ids import new_id
from infra.local.stripe.ledger import Condition, Json, Ledger, Timer
from infra.local.stripe.views import present
from infra.local.stripe.webhooks import events
from infra.local.stripe.wire.errors import ResourceMissing, missing_reference


class Cause(NamedTuple):
    """The request that an event is a consequence of; both None for what time did."""

    request_id: str | None
    idempotency_key: str | None


@dataclass
class Account:
    """`due` tells which steps an object waits for; it is asked after every change."""

    ledger: Ledger
    clock: Clock
    public_url: str
    due: Callable[[Json], Sequence[Timer]]
    cause: Cause = field(default=Cause(None, None))

    @contextmanager
    def caused_by(self, cause: Cause) -> Iterator[None]:
        self.cause = cause
        try:
            yield
        finally:
            self.cause = Cause(None, None)

    def get(self, kind: str, identifier: str) -> Json:
        """The object that a path names: ResourceMissing (404) if there is none."""
        found = self.ledger.find(kind, identifier)
        if found is None:
            raise ResourceMissing(kind, identifier)
        return found

    def refer(self, kind: str, identifier: str, param: str) -> Json:
        """The object that a parameter names: InvalidRequest (400) if there is none."""
        found = self.ledger.find(kind, identifier)
        if found is None or found.get("deleted"):
            raise missing_reference(kind, identifier, param)
        return found

    def bodies(self, kind: str, **equal: object) -> list[Json]:
        """All of one kind whose top fields equal these, newest first."""
        return self.ledger.bodies(
            kind, *(Condition((name,), "IS", value) for name, value in equal.items())
        )

    def add(self, body: Json, event: str | None = None) -> None:
        self.ledger.add(body)
        self.ledger.set_timers(body["id"], self.due(body))
        if event:
            self.announce(event, body)

    def change(self, body: Json, event: str | None = None) -> None:
        """Keep the new state; tell of it, with what was there before, if anything differs."""
        stored = self.ledger.find(body["object"], body["id"])
        before = present(self, stored) if stored and event else None
        self.ledger.replace(body)
        self.ledger.set_timers(body["id"], self.due(body))
        if event and before is not None:
            previous = events.difference(before, present(self, body))
            if previous:
                self.announce(event, body, previous)

    def announce(self, type_: str, body: Json, previous: Json | None = None) -> None:
        events.record(self, new_id("event"), type_, present(self, body), previous)
