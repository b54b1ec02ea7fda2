"""Controls under /_local/: time, webhooks, faults, cards; for tests and developers only."""

import inspect
import json
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any, Protocol

from pydantic import ValidationError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from infra.local.stripe import agenda, seed
from infra.local.stripe.account import Account
from infra.local.stripe.checkout import completion, sessions
from infra.local.stripe.checkout.completion import HolderAsked, Typed
from infra.local.stripe.ledger import Json
from infra.local.stripe.local import faults, settings
from infra.local.stripe.local.schemas import (
    FURTHEST,
    SETTLE_SECONDS,
    SLACK,
    Announcement,
    Body,
    ClockMove,
    Dispute,
    Empty,
    Hold,
    Pay,
    Release,
    Times,
    Webhook,
)
from infra.local.stripe.payments import charges
from infra.local.stripe.views import present
from infra.local.stripe.webhooks import deliveries
from infra.local.stripe.wire.errors import InvalidRequest, Malformed, StripeError
from infra.local.stripe.wire.params import Params


class Loops(Protocol):
    def wake(self) -> None: ...
    async def settled(self, seconds: float) -> bool: ...


class Controls:
    """The routes; the loops are woken after each, for what it made due."""

    def __init__(self, account: Account, loops: Loops) -> None:
        self._account, self._loops = account, loops

    def routes(self) -> list[Route]:
        table: list[tuple[str, str, type[Body], Callable[..., Any]]] = [
            ("GET", "/_local/health", Empty, self.health),
            ("GET", "/_local/ready", Empty, self.health),
            ("GET", "/_local/clock", Empty, self.clock),
            ("POST", "/_local/clock", ClockMove, self.move_clock),
            ("POST", "/_local/settings", Body, self.change_settings),
            ("POST", "/_local/webhook", Webhook, self.set_webhook),
            ("POST", "/_local/faults", Body, self.order_fault),
            ("DELETE", "/_local/faults", Empty, self.clear_faults),
            ("GET", "/_local/deliveries", Empty, self.list_deliveries),
            ("POST", "/_local/deliveries/hold", Hold, self.hold),
            ("POST", "/_local/deliveries/release", Release, self.release),
            ("POST", "/_local/deliveries/{id}/retry", Empty, self.retry),
            ("POST", "/_local/deliveries/twice", Times, self.deliver_twice),
            ("POST", "/_local/events", Announcement, self.announce),
            ("POST", "/_local/events/{id}/deliver", Times, self.deliver_again),
            ("POST", "/_local/checkout/sessions/{id}/expire", Empty, self.expire),
            ("POST", "/_local/checkout/sessions/{id}/pay", Pay, self.pay),
            ("POST", "/_local/charges/{id}/dispute", Dispute, self.dispute),
            ("POST", "/_local/reset", Empty, self.reset),
        ]
        return [
            Route(path, self._endpoint(schema, run), methods=[method])
            for method, path, schema, run in table
        ]

    def _endpoint(
        self, schema: type[Body], run: Callable[..., Any]
    ) -> Callable[[Request], Awaitable[Response]]:
        async def handle(request: Request) -> Response:
            try:
                sent = await _json(request)
                # A bare Body stands for a schema that the control reads itself.
                body = sent if schema is Body else schema.model_validate(sent)
                answer = run(request, body)
                if inspect.isawaitable(answer):
                    answer = await answer
            except ValidationError as error:
                problems = error.errors(include_url=False, include_context=False)
                return _answer({"error": "invalid", "problems": problems}, 400)
            except StripeError as error:
                return _answer(error.body(), error.status)
            self._loops.wake()
            return _answer(answer, 200)

        return handle

    def health(self, request: Request, body: Empty) -> Json:
        return {"ok": True, "public_url": self._account.public_url} | self._time()

    def clock(self, request: Request, body: Empty) -> Json:
        return self._time()

    def _time(self) -> Json:
        now, due = self._account.clock.now(), agenda.next_due(self._account)
        return {"now": _iso(now), "unix": now, "next_due": None if due is None else _iso(due)}

    async def move_clock(self, request: Request, body: ClockMove) -> Json:
        """Everything due until then happens, and its events are tried, before the answer."""
        target, now = body.now.timestamp(), self._account.clock.now()
        if target < now - SLACK:
            raise Malformed("The clock only moves forward.", param="now")
        if body.now > FURTHEST:
            raise Malformed("The clock moves to the year 2100 at most.", param="now")
        # Whoever keeps several clocks together may come a moment late: then nothing moves.
        if target > now:
            self._account.clock.move_to(target)
        steps = agenda.catch_up(self._account)
        settled = await self._loops.settled(SETTLE_SECONDS)
        return self._time() | {"steps": steps, "settled": settled}

    def change_settings(self, request: Request, body: Json) -> Json:
        given = settings.Settings.model_validate(body)
        return settings.change(self._account.ledger, given).model_dump()

    def set_webhook(self, request: Request, body: Webhook) -> Json:
        kept = self._account.ledger.fact("webhook") or {}
        kept |= body.model_dump(exclude_none=True)
        self._account.ledger.set_fact("webhook", kept)
        deliveries.hurry(self._account.ledger, self._account.clock.machine())
        return {name: value for name, value in kept.items() if name != "secrets"}

    def order_fault(self, request: Request, body: Json) -> Json:
        fault = faults.Fault.model_validate(body)
        faults.order(self._account.ledger, fault)
        return fault.model_dump()

    def clear_faults(self, request: Request, body: Empty) -> Json:
        self._account.ledger.set_fact("faults", [])
        return {"faults": []}

    def list_deliveries(self, request: Request, body: Empty) -> Json:
        query = request.query_params
        found = deliveries.listed(self._account.ledger, query.get("event"), query.get("state"))
        return {"deliveries": [delivery.shown() for delivery in found]}

    def hold(self, request: Request, body: Hold) -> Json:
        self._account.ledger.set_fact("hold", body.types)
        return {"holding": body.types}

    def release(self, request: Request, body: Release) -> Json:
        """Stop holding, and send what was held, in this order."""
        ledger = self._account.ledger
        waiting = deliveries.held(ledger)
        if body.order == "newest_first":
            waiting.reverse()
        elif isinstance(body.order, list):
            places = {identifier: place for place, identifier in enumerate(body.order)}
            waiting.sort(key=lambda delivery: places.get(delivery.id, len(places)))
        with ledger.transaction():
            ledger.set_fact("hold", [])
            deliveries.release(ledger, waiting, self._account.clock.machine())
        return {"released": [delivery.id for delivery in waiting]}

    def retry(self, request: Request, body: Empty) -> Json:
        identifier = request.path_params["id"]
        now = self._account.clock.machine()
        if not deliveries.retry_now(self._account.ledger, identifier, now):
            raise InvalidRequest(f"No such delivery: '{identifier}'")
        return {"delivery": identifier}

    def deliver_twice(self, request: Request, body: Times) -> Json:
        """The next events that are delivered are delivered twice each."""
        self._account.ledger.set_fact("deliver_twice", body.times)
        return {"deliver_twice": body.times}

    def announce(self, request: Request, body: Announcement) -> Json:
        """An event about an object that exists, without anything having happened to it."""
        found = self._account.ledger.find_any(body.object)
        if found is None:
            raise InvalidRequest(f"No such object: '{body.object}'")
        with self._account.ledger.transaction():
            self._account.announce(body.type, found)
        return present(self._account, self._account.bodies("event")[0])

    def deliver_again(self, request: Request, body: Times) -> Json:
        event = self._account.get("event", request.path_params["id"])
        with self._account.ledger.transaction():
            for _ in range(body.times):
                deliveries.queue(self._account, event, once_more=True)
        return {"event": event["id"], "times": body.times}

    def expire(self, request: Request, body: Empty) -> Json:
        with self._account.ledger.transaction():
            return sessions.expire(self._account, Params(), request.path_params["id"])

    def pay(self, request: Request, body: Pay) -> Json:
        """What the Checkout page does, without a browser."""
        agenda.catch_up(self._account)
        given = body.model_dump()
        typed = Typed(number=given.pop("card"), **given)
        try:
            with self._account.ledger.transaction():
                found = self._account.get("checkout.session", request.path_params["id"])
                done = completion.complete(self._account, found, typed)
        except HolderAsked as asked:
            raise InvalidRequest("The card's holder must confirm.", param="confirmed") from asked
        return present(self._account, done)

    def dispute(self, request: Request, body: Dispute) -> Json:
        with self._account.ledger.transaction():
            return charges.dispute(self._account, request.path_params["id"], body.reason)

    def reset(self, request: Request, body: Empty) -> Json:
        """Back to an empty account with the seeded prices; the endpoint stays set up."""
        ledger = self._account.ledger
        endpoint = ledger.fact("webhook")
        with ledger.transaction():
            ledger.empty()
            ledger.set_fact("webhook", endpoint)
        self._account.clock.forget()
        seed.sow(self._account)
        return self._time()


def _iso(moment: int) -> str:
    return datetime.fromtimestamp(moment, UTC).isoformat()


async def _json(request: Request) -> Any:
    raw = await request.body()
    try:
        return json.loads(raw) if raw else {}
    except ValueError as error:
        raise Malformed("The body must be JSON.") from error


def _answer(body: Any, status: int) -> Response:
    return JSONResponse(body, status)
