"""Checks that every part of the local cloud answers."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import httpx

from infra.local.failures import Stopped
from infra.local.stack import Stack

_PATIENCE = 30.0  # seconds for a part that starts
_FINAL = 3.0  # seconds for one that answers, but not with what is asked for


@dataclass(frozen=True)
class Check:
    """A part, the address where it answers, what its answer holds, and whose log tells more."""

    part: str
    address: str
    holds: str
    log: str


def checks(stack: Stack) -> list[Check]:
    site = stack["site"]
    return [
        Check("cloud", f"{stack['cloud']}/_ministack/ready", "status", "cloud"),
        Check("API", f"{site}/api/health", "", "cloud"),
        Check("API description", stack["openapi"], "openapi", "cloud"),
        Check("site", f"{site}/", "<html", "frontdoor"),
        Check("console", stack["console"], "<html", "frontdoor"),
        Check("patient page", f"{site}/v/example", "<html", "frontdoor"),
        Check("widget", f"{site}/widget.js", "frontdesk-booking", "frontdoor"),
        Check("clinic's page", f"{stack['clinic_page']}/", "Riverside Demo Clinic", "frontdoor"),
        Check("SMS", f"{stack['sms']}/_local/ready", "", "sms"),
        Check("handset", f"{stack['handset']}/", "<html", "sms"),
        Check("telephone", f"{stack['telephony']}/_local/ready", "", "telephony"),
        Check("Stripe", f"{stack['stripe']}/_local/health", "", "stripe"),
    ]


def check(stack: Stack) -> str:
    """Waits for every part; raises Stopped for the first that does not answer as it should."""
    asked = checks(stack)
    with ThreadPoolExecutor(4) as pool:
        for each, fault in zip(asked, pool.map(_fault, asked), strict=True):
            if fault:
                log = Path(stack["logs"]) / f"{each.log}.log"
                raise Stopped(f"The {each.part} does not answer at {each.address}: {fault}", log)
    return f"{len(asked)} parts answer"


def _fault(asked: Check) -> str:
    """What is wrong with a part after all patience, or nothing."""
    return await_answer(asked.address, lambda answer: asked.holds in answer.text)


def await_answer(
    address: str, is_right: Callable[[httpx.Response], bool], patience: float = _PATIENCE
) -> str:
    """Asks until the answer is right; else says in a few words what it was."""
    started, fault = time.monotonic(), ""
    while True:
        try:
            answer = httpx.get(address, timeout=patience, trust_env=False)
            if answer.status_code == 200 and is_right(answer):
                return ""
            fault = f"status {answer.status_code}, {answer.text[:100]!r}"
            patience = min(patience, _FINAL) if answer.status_code < 500 else patience
        except httpx.HTTPError as error:
            fault = str(error) or type(error).__name__
        if time.monotonic() - started > patience:
            return fault
        time.sleep(0.1)
