"""A browser without a window: does over HTTP what people do on the pages, for seed and tests."""

from __future__ import annotations

import json
import re
import time
import uuid
from typing import Any

import httpx

Json = dict[str, Any]
GOOD_CARD = {"number": "4242 4242 4242 4242", "expiry": "12 / 40", "cvc": "123"}
DECLINED_CARD = {**GOOD_CARD, "number": "4000 0000 0000 0002"}


class Refused(Exception):
    """The API answered with an error: `status`, and its `code` and `fields`."""

    def __init__(self, status: int, body: Json) -> None:
        super().__init__(f"{status} {body}")
        self.status, self.body = status, body
        self.code, self.fields = body.get("code"), body.get("fields", {})


class Browser:
    """One browser at the product's pages; keeps its session cookie."""

    def __init__(self, stack: Json) -> None:
        self.stack = stack
        self.http = httpx.Client(timeout=60)
        self.cookie: str | None = None
        self.calls = 0

    def call(self, method: str, path: str, body: Json | None = None, **options: Any) -> Any:
        """The answer's JSON; raises Refused. `key` is an idempotency key, `headers` are added."""
        headers = {"X-Frontdesk": "1", "Origin": self.stack["site"], **options.pop("headers", {})}
        if self.cookie:
            headers["Cookie"] = f"__Host-session={self.cookie}"
        if method == "POST":
            headers["Idempotency-Key"] = options.pop("key", None) or uuid.uuid4().hex
        self.calls += 1
        answer = self.http.request(
            method, f"{self.stack['site']}{path}", json=body, headers=headers, **options
        )
        self._keep_cookie(answer)
        if answer.status_code >= 400:
            raise Refused(answer.status_code, _json(answer))
        return _json(answer) if answer.content else None

    def _keep_cookie(self, answer: httpx.Response) -> None:
        found = re.search(r"__Host-session=([^;]*)", answer.headers.get("set-cookie", ""))
        if found:
            self.cookie = found[1] or None

    def sign_up(self, form: Json, card: Json | None = None) -> Json:
        """From the form to a paying clinic; gives the owner's session."""
        self.call("POST", "/api/signup", form)
        confirmed = self.confirm(form)
        self.pay(confirmed["checkout_url"], card or GOOD_CARD, form["owner_name"])
        billing = self.call("POST", "/api/billing/sync", {})
        assert billing["status"] == "trialing", billing
        session: Json = self.call("GET", "/api/auth/session")
        return session

    def confirm(self, form: Json, token: str | None = None) -> Json:
        """Open the link that was mailed last and type the password of the form."""
        token = token or self.mailed_token(form["email"], "/confirm#token=")
        body = {"token": token, "password": form["password"]}
        confirmed: Json = self.call("POST", "/api/signup/confirm", body)
        return confirmed

    def pay(self, checkout_url: str, card: Json, name: str) -> httpx.Response:
        """Fill the Checkout page in."""
        form = {**card, "name": name, "email": "billing@example.com"}
        return self.http.post(checkout_url, data=form, follow_redirects=False)

    def mailed_token(self, address: str, before: str) -> str:
        """The token of the newest link with that path in a mail to the address."""
        for mail in self.mails(address):
            found = re.search(re.escape(before) + r"([A-Za-z0-9_.\-]+)", mail["text"])
            if found:
                return found[1]
        raise AssertionError(f"no mail to {address} has a link with {before}")

    def mails(self, address: str) -> list[Json]:
        url = f"{self.stack['handset']}/_local/handset/mails"
        found: list[Json] = self.http.get(url, params={"to": address}).json()["mails"]
        return found

    def texts(self, phone: str) -> list[Json]:
        """What a phone received and sent, oldest first."""
        url = f"{self.stack['handset']}/_local/handset/phones/{phone.replace('+', '%2B')}"
        found: list[Json] = self.http.get(url, params={"all": 1}).json()["messages"]
        return found

    def reply(self, phone: str, text: str) -> None:
        url = f"{self.stack['handset']}/_local/handset/phones/{phone.replace('+', '%2B')}/messages"
        self.http.post(url, json={"text": text}).raise_for_status()

    def move_clock(self, **how: str) -> Json:
        """`advance="24h"` or `to=ISO instant`; returns when what fell due has happened."""
        answer = self.http.post(f"{self.stack['handset']}/_local/clock", json=how, timeout=600)
        answer.raise_for_status()
        moved: Json = answer.json()
        return moved

    def wait_for(self, what: Any, seconds: float = 60) -> Any:
        """The first true value that calling `what` gives."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            found = what()
            if found:
                return found
            time.sleep(0.1)
        raise AssertionError("it did not happen in time")

    def widget(self, site_key: str) -> Widget:
        return Widget(self, site_key)


class Widget:
    """The widget's calls on a clinic's site."""

    def __init__(self, browser: Browser, site_key: str) -> None:
        self._browser = browser
        self._base = f"{browser.stack['site']}/api/widget/{site_key}"

    def get(self, path: str, **query: Any) -> Json:
        return self._answer(self._browser.http.get(f"{self._base}/{path}", params=query))

    def post(self, path: str, body: Json) -> Json:
        headers = {"Content-Type": "text/plain;charset=UTF-8"}
        made = self._browser.http.post(f"{self._base}/{path}", headers=headers, content=_text(body))
        return self._answer(made)

    def book(self, service_id: str, slot: Json, patient: Json, **more: Any) -> Json:
        """Hold, code by SMS, book; gives the booking."""
        wanted = {"service_id": service_id, "start": slot["start"]}
        held = self.post("holds", {**wanted, "practitioner_id": slot["practitioner_id"]})
        code = self.code(held["token"], patient["phone"])
        body = {
            "token": held["token"],
            "code": code,
            "patient": patient,
            "consents": {"terms": True, "marketing": False},
            "idempotency_key": uuid.uuid4().hex,
            **more,
        }
        return self.post("bookings", body)

    def code(self, token: str, phone: str) -> str:
        """Ask for a code and read it off the phone."""
        before = len(self._browser.texts(phone))
        self.post("codes", {"token": token, "phone": phone})
        texts = self._browser.wait_for(lambda: self._browser.texts(phone)[before:])
        found = re.search(r"\d{6}", texts[-1]["text"])
        assert found, texts
        return found[0]

    def _answer(self, answer: httpx.Response) -> Json:
        body = _json(answer) if answer.content else {}
        if answer.status_code >= 400:
            raise Refused(answer.status_code, body)
        return body


def _json(answer: httpx.Response) -> Json:
    found: Json = answer.json()
    return found


def _text(body: Json) -> str:
    return json.dumps(body)
