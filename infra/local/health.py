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

_PATIENCE = 30.0  # seconds


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
        Check("Stripe", f"{stack['stripe']}/_local/ready", "", "stripe"),
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
    deadline, fault = time.monotonic() + patience, ""
    while True:
        try:
            answer = httpx.get(address, timeout=patience, trust_env=False)
            if answer.status_code == 200 and is_right(answer):
                return ""
            fault = f"status {answer.status_code}, {answer.text[:100]!r}"
        except httpx.HTTPError as error:
            fault = str(error)
        if time.monotonic() > deadline:
            return fault
        time.sleep(0.1)
