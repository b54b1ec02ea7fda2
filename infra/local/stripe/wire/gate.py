"""One call to the API: admitted, done at most once, answered in Stripe's shape."""

import asyncio
import base64
import json
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from infra.local.stripe import agenda
from infra.local.stripe.account import Account, Cause
from infra.local.stripe.ids import new_id
from infra.local.stripe.ledger import Json
from infra.local.stripe.local import faults
from infra.local.stripe.webhooks.events import API_VERSION
from infra.local.stripe.wire import forms, idempotency
from infra.local.stripe.wire.errors import ApiFailure, Malformed, StripeError, Unauthenticated
from infra.local.stripe.wire.expansion import expanded
from infra.local.stripe.wire.idempotency import Remembered
from infra.local.stripe.wire.operation import Operation
from infra.local.stripe.wire.params import Params, parse

log = logging.getLogger("stripe.api")
_TEST_KEYS = ("sk_test_", "rk_test_")


@dataclass(frozen=True)
class Call:
    request_id: str
    method: str
    path: str
    ids: tuple[str, ...]
    form: Json
    key: str | None
    headers: dict[str, str]


class Gate:
    """Turns operations into endpoints. `wake` is called after whatever may have made work."""

    def __init__(self, account: Account, wake: Callable[[], None]) -> None:
        self._account, self._wake = account, wake
        self._keys = idempotency.KeysInUse()

    def endpoint(self, operation: Operation) -> Callable[[Request], Awaitable[Response]]:
        async def handle(request: Request) -> Response:
            request_id = new_id("request")
            headers = {"Request-Id": request_id, "Stripe-Version": API_VERSION}
            try:
                call = await _read(request, request_id)
                headers |= {"Idempotency-Key": call.key} if call.key else {}
                remembered, replayed = await self._answer(operation, call)
            except StripeError as error:
                remembered, replayed = _refusal(error, request_id), False
            if replayed:
                headers["Idempotent-Replayed"] = "true"
                headers["Original-Request"] = remembered.request_id
            self._wake()
            return _json(remembered, headers)

        return handle

    async def _answer(self, operation: Operation, call: Call) -> tuple[Remembered, bool]:
        _admit(call)
        fault = self._take_fault(call)
        if fault and fault.kind == "refuse":
            raise fault.error()
        with self._keys.using(call.key):
            if fault and fault.kind == "slow":
                await asyncio.sleep(fault.delay_ms / 1_000)
            answer = self._once(operation, call)
        if fault and fault.kind == "lose_answer":
            raise fault.error()
        return answer

    def _take_fault(self, call: Call) -> faults.Fault | None:
        with self._account.ledger.transaction():
            return faults.take(self._account.ledger, call.method, call.path)

    def _once(self, operation: Operation, call: Call) -> tuple[Remembered, bool]:
        mark, now = idempotency.fingerprint(call.form), self._account.clock.now()
        if call.key:
            ledger = self._account.ledger
            earlier = idempotency.recall(ledger, call.key, call.path, mark, now)
            if earlier is not None:
                return earlier, True
        params = parse(operation.params, call.form)
        agenda.catch_up(self._account)
        return self._perform(operation, call, params, mark), False

    def _perform(self, operation: Operation, call: Call, params: Params, mark: str) -> Remembered:
        """Do it in one transaction, together with the memory of the answer."""
        try:
            with self._account.ledger.transaction():
                answer = self._run(operation, call, params)
                self._remember(call, mark, answer)
        except StripeError as error:
            answer = _refusal(error, call.request_id)
            if error.remembered:
                with self._account.ledger.transaction():
                    self._remember(call, mark, answer)
        return answer

    def _run(self, operation: Operation, call: Call, params: Params) -> Remembered:
        try:
            with self._account.caused_by(Cause(call.request_id, call.key)):
                body = operation.run(self._account, params, *call.ids)
                body = expanded(self._account, body, params.expand)
        except StripeError as error:
            if not error.keeps_changes:
                raise
            return _refusal(error, call.request_id)
        except Exception as error:
            log.exception("%s %s", call.method, call.path)
            raise ApiFailure("An unknown error occurred") from error
        return Remembered(200, json.dumps(body, indent=2), call.request_id)

    def _remember(self, call: Call, mark: str, answer: Remembered) -> None:
        if call.key:
            now = self._account.clock.now()
            idempotency.remember(self._account.ledger, call.key, call.path, mark, answer, now)


async def _read(request: Request, request_id: str) -> Call:
    raw = (await request.body()).decode(errors="replace")
    key = request.headers.get("idempotency-key") if request.method == "POST" else None
    idempotency.check(key)
    return Call(
        request_id,
        request.method,
        request.url.path,
        tuple(request.path_params.values()),
        forms.decode(raw if request.method == "POST" else request.url.query or raw),
        key,
        dict(request.headers),
    )


def _admit(call: Call) -> None:
    secret = _api_key(call.headers.get("authorization", ""))
    if not secret:
        raise Unauthenticated(
            "You did not provide an API key. You need to provide your API key in the Authorization "
            "header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY')."
        )
    if not secret.startswith(_TEST_KEYS):
        hidden = secret[:8] + "*" * max(0, len(secret) - 12) + secret[-4:]
        raise Unauthenticated(f"Invalid API Key provided: {hidden}")
    version = call.headers.get("stripe-version", API_VERSION)
    if version != API_VERSION:
        raise Malformed(
            f"Invalid Stripe API version: {version}. The local stand-in speaks {API_VERSION} only."
        )


def _api_key(header: str) -> str:
    scheme, _, credentials = header.partition(" ")
    if scheme.lower() == "bearer":
        return credentials.strip()
    if scheme.lower() != "basic":
        return ""
    try:
        return base64.b64decode(credentials).decode().partition(":")[0]
    except ValueError:
        return ""


def _refusal(error: StripeError, request_id: str) -> Remembered:
    body: dict[str, Any] = error.body()
    body["error"]["request_log_url"] = (
        f"https://dashboard.stripe.com/test/workbench/logs?object={request_id}"
    )
    return Remembered(error.status, json.dumps(body, indent=2), request_id)


def _json(answer: Remembered, headers: dict[str, str]) -> Response:
    return Response(answer.body, answer.status, headers=headers, media_type="application/json")
