"""The loop that sends due deliveries, signed as Stripe signs them."""

import asyncio
import hashlib
import hmac
import json
import logging
from collections.abc import Sequence

import httpx

from infra.local.stripe.account import Account
from infra.local.stripe.ledger import Json
from infra.local.stripe.views import present
from infra.local.stripe.webhooks import deliveries

log = logging.getLogger("stripe.webhooks")
TIMEOUT_SECONDS = 10.0
_KEPT_ANSWER = 200


def signature(payload: bytes, secrets: Sequence[str], moment: int) -> str:
    """`t=…,v1=…` over "t.payload"; one v1 for each secret, as while a secret is rolled."""
    signed = str(moment).encode() + b"." + payload
    marks = (hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest() for secret in secrets)
    return ",".join([f"t={moment}", *(f"v1={mark}" for mark in marks)])


class Sender:
    """Sends one delivery after another. `wake` it after a change; it never polls."""

    def __init__(self, account: Account) -> None:
        self._account = account
        self._woken, self._idle = asyncio.Event(), asyncio.Event()

    def wake(self) -> None:
        self._idle.clear()
        self._woken.set()

    async def settled(self, seconds: float) -> bool:
        """True as soon as everything that is due has been tried; False after so many seconds."""
        try:
            await asyncio.wait_for(self._idle.wait(), seconds)
        except TimeoutError:
            return False
        return True

    async def run(self) -> None:
        async with httpx.AsyncClient(timeout=TIMEOUT_SECONDS, trust_env=False) as client:
            while True:
                self._woken.clear()
                try:
                    await self._send_due(client)
                except Exception:
                    # The loop is the only sender: it goes on, a moment later.
                    log.exception("sending failed")
                    await asyncio.sleep(deliveries.FIRST_DELAY)
                if not self._woken.is_set():
                    self._idle.set()
                await self._rest()

    async def _rest(self) -> None:
        moment = deliveries.next_moment(self._account.ledger)
        pause = None if moment is None else max(0.0, moment - self._account.clock.machine())
        try:
            await asyncio.wait_for(self._woken.wait(), pause)
        except TimeoutError:
            return

    async def _send_due(self, client: httpx.AsyncClient) -> None:
        ledger = self._account.ledger
        while (due := deliveries.next_due(ledger, self._account.clock.machine())) is not None:
            attempt = await self._attempt(client, due)
            with ledger.transaction():
                deliveries.note_attempt(ledger, due, attempt)

    async def _attempt(self, client: httpx.AsyncClient, due: deliveries.Delivery) -> Json:
        """One attempt as it is written down: {at, status, error, answer}."""
        endpoint = self._account.ledger.fact("webhook") or {}
        at = self._account.clock.machine()
        try:
            answer = await client.post(
                endpoint.get("url", ""),
                content=(payload := self._payload(due.event_id)),
                headers=self._headers(payload, endpoint),
            )
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            log.warning("%s to %s: %r", due.type, endpoint.get("url"), error)
            return {"at": at, "status": None, "error": repr(error), "answer": None}
        text = answer.text[:_KEPT_ANSWER]
        return {"at": at, "status": answer.status_code, "error": None, "answer": text}

    def _payload(self, event_id: str) -> bytes:
        event = present(self._account, self._account.get("event", event_id))
        return json.dumps(event, indent=2, ensure_ascii=False).encode()

    def _headers(self, payload: bytes, endpoint: Json) -> dict[str, str]:
        # With "machine", a product that checks the time with its own unmoved clock is served;
        # by default the stamp is the time that the objects in the event live in.
        clock = self._account.clock
        by_machine = endpoint.get("signature_time") == "machine"
        moment = int(clock.machine()) if by_machine else clock.now()
        return {
            "Content-Type": "application/json; charset=utf-8",
            "User-Agent": "Stripe/1.0 (+https://stripe.com/docs/webhooks)",
            "Stripe-Signature": signature(payload, endpoint.get("secrets", []), moment),
        }
