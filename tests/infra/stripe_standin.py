"""Starts the Stripe stand-in as a process of its own, with a receiver of its webhooks."""

import json
import signal
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx
import stripe

ROOT = Path(__file__).resolve().parents[2]
SECRET = "whsec_test"
DAY = 86_400
WORKS, DECLINED, FAILS_LATER = "4242424242424242", "4000000000000002", "4000000000000341"
ASKS_HOLDER, ALWAYS_ASKS = "4000002500003155", "4000002760003184"


def until(look: Callable[[], Any], seconds: float = 60) -> Any:
    """What `look` finds, as soon as it finds something."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := look():
            return found
        time.sleep(0.02)
    raise AssertionError(f"not within {seconds} s")


class Receiver:
    """The product's webhook endpoint: verifies each signature with the SDK, keeps each event.

    `answers` are the next status codes; when there are none left it is 200.
    """

    def __init__(self) -> None:
        self.events: list[stripe.Event] = []
        self.signatures: list[str] = []
        self.refused: list[Exception] = []
        self.answers: deque[int] = deque()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.url = f"http://127.0.0.1:{self._server.server_port}/webhook"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                raw = self.rfile.read(int(self.headers["Content-Length"]))
                status = receiver.receive(raw, self.headers["Stripe-Signature"])
                self.send_response(status)
                self.end_headers()

            def log_message(self, *_: object) -> None:
                return

        return Handler

    def receive(self, raw: bytes, signature: str) -> int:
        status = self.answers.popleft() if self.answers else 200
        try:
            event = stripe.Webhook.construct_event(raw, signature, SECRET)
        except (ValueError, stripe.SignatureVerificationError) as error:
            self.refused.append(error)
            return 400
        if status == 200:
            self.events.append(event)
            self.signatures.append(signature)
        return status

    def types(self, customer: str) -> list[str]:
        """The types of the events about one customer, in the order of arrival."""
        return [event.type for event in list(self.events) if self._about(event) == customer]

    @staticmethod
    def _about(event: stripe.Event) -> str | None:
        return event.data.object.to_dict().get("customer")

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@dataclass
class StripeStandIn:
    """`kill` is kill -9; `start` again on the same folder goes on where it was."""

    data: Path
    options: list[str] = field(default_factory=list)
    url: str = ""
    process: subprocess.Popen[str] | None = None

    def start(self) -> "StripeStandIn":
        command = [sys.executable, "-m", "infra.local.stripe", "--port", "0"]
        command += ["--data", str(self.data), *self.options]
        self.process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout
        self.url = self.process.stdout.readline().split()[2]
        httpx.get(f"{self.url}/_local/ready", timeout=60).raise_for_status()
        return self

    def kill(self) -> None:
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait(60)
        if self.process and self.process.stdout:
            self.process.stdout.close()

    @property
    def client(self) -> stripe.StripeClient:
        """The unmodified SDK; one attempt, so that a test sees the first answer."""
        return stripe.StripeClient(
            "sk_test_local",
            base_addresses={"api": self.url},
            max_network_retries=0,
            http_client=stripe.RequestsClient(timeout=60),
        )

    def control(
        self, where: str, expected: int = 200, /, *, verb: str = "POST", **body: Any
    ) -> Any:
        """The JSON of a call under /_local/."""
        answer = httpx.request(verb, f"{self.url}/_local/{where}", json=body, timeout=60)
        assert answer.status_code == expected, answer.text
        return answer.json()

    def now(self) -> datetime:
        return datetime.fromisoformat(self.control("clock", verb="GET")["now"])

    def move(self, **by: float) -> Any:
        """Move the clock on by so many days, hours …"""
        return self.control("clock", now=(self.now() + timedelta(**by)).isoformat())

    def move_to(self, unix: int) -> Any:
        return self.control("clock", now=datetime.fromtimestamp(unix, UTC).isoformat())

    def price(self, lookup_key: str = "starter_monthly") -> str:
        found = self.client.v1.prices.list({"lookup_keys": [lookup_key]}).data
        return str(found[0].id)

    def customer(self, card: str = "", **more: Any) -> stripe.Customer:
        """A customer; `card` is one of Stripe's test tokens, as its default card."""
        fields = {"email": "owner@example.com", "name": "Riverside Clinic", **more}
        made = self.client.v1.customers.create(fields)
        if card:
            self.give_card(made.id, card)
        return made

    def give_card(self, customer: str, token: str) -> str:
        card = self.client.v1.payment_methods.attach(token, {"customer": customer})
        chosen = {"invoice_settings": {"default_payment_method": card.id}}
        self.client.v1.customers.update(customer, chosen)
        return str(card.id)

    def subscribe(self, card: str = "pm_card_visa", **more: Any) -> stripe.Subscription:
        """A running subscription of a new customer with this card."""
        fields = {
            "customer": self.customer(card).id,
            "items": [{"price": self.price()}],
            **more,
        }
        return self.client.v1.subscriptions.create(fields)

    def checkout(self, trial: int = 14, **more: Any) -> stripe.checkout.Session:
        """An open Checkout session for one month of starter; no trial if `trial` is 0."""
        fields: dict[str, Any] = {
            "mode": "subscription",
            "line_items": [{"price": self.price(), "quantity": 1}],
            "success_url": "https://frontdesk.test/done?session={CHECKOUT_SESSION_ID}",
            "cancel_url": "https://frontdesk.test/plans",
            **more,
        }
        if trial:
            fields["subscription_data"] = {"trial_period_days": trial}
        if "customer" not in fields and "customer_email" not in fields:
            fields["customer"] = self.customer().id
        return self.client.v1.checkout.sessions.create(fields)

    def types(self, customer: str) -> list[str]:
        """The types of all events about a customer, oldest first."""
        found = self.client.v1.events.list({"limit": 100}).auto_paging_iter()
        about = [e.type for e in found if e.data.object.to_dict().get("customer") == customer]
        return about[::-1]


def submit(url: str, card: str = WORKS, **more: str) -> httpx.Response:
    """What a browser sends from a page with a card form."""
    fields = {"number": card, "expiry": "12 / 80", "cvc": "123", "name": "Ada Payer", **more}
    return httpx.post(url, data=fields, timeout=60)


def json_of(answer: httpx.Response) -> Any:
    return json.loads(answer.text)
