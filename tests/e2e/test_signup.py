"""From the form to a clinic that pays: tried again, given up half way, and done twice at once."""

from typing import Any

import httpx
import pytest

from chalicelib.gateways import secrets
from chalicelib.tenants import addresses
from infra.local.client import DECLINED_CARD, GOOD_CARD, Browser
from tests.clinics import kept
from tests.e2e.accounts import (
    OTHER,
    form_of,
    own_allowance,
    owner,
    refusal,
    refused_sign_in,
    sign_in,
)

__all__ = ["own_allowance", "owner"]
Stack = dict[str, Any]


def test_signing_up_twice_makes_one_clinic(cloud: Stack) -> None:
    form, browser = form_of(), Browser(cloud)
    browser.call("POST", "/api/signup", form)
    first = browser.mailed_token(form["email"], "/confirm#token=")

    browser.call("POST", "/api/signup", form)
    told = [browser.confirm(form, link)["session"]["clinic"]["id"] for link in (None, first)]

    assert told[0] == told[1]
    owners = [sk for pk, sk in kept(cloud, told[0]) if pk == f"T#{told[0]}#STAFF"]
    assert len(owners) == 1


@pytest.mark.parametrize("theirs_first", [True, False])
def test_signing_up_with_somebody_elses_address_gives_no_way_in(
    cloud: Stack, theirs_first: bool
) -> None:
    mine, browser = form_of(), Browser(cloud)
    theirs = {**mine, "clinic_name": "Trap", "password": OTHER}
    for form in (theirs, mine) if theirs_first else (mine, theirs):
        Browser(cloud).call("POST", "/api/signup", form)

    session = browser.confirm(mine)["session"]

    assert session["clinic"]["name"] == mine["clinic_name"]
    assert refused_sign_in(cloud, mine["email"], OTHER) == (403, "unconfirmed")
    assert sign_in(cloud, mine["email"]).call("GET", "/api/auth/session")
    link = browser.mailed_token(mine["email"], "/confirm#token=")
    body = {"token": link, "password": OTHER}
    assert refusal(Browser(cloud), "POST", "/api/signup/confirm", body) == (409, "link_used")


def test_signing_up_never_tells_who_has_an_account(
    cloud: Stack, owner: tuple[Browser, str]
) -> None:
    known, fresh = form_of(email=owner[1]), form_of()
    before = addresses.find(owner[1])

    told = [Browser(cloud).call("POST", "/api/signup", form) for form in (known, fresh)]
    again = [
        Browser(cloud).call("POST", "/api/signup/resend", {"email": form["email"]})
        for form in (known, fresh, form_of())
    ]

    assert [t == {"email": f["email"]} for t, f in zip(told, (known, fresh), strict=True)] == [
        True,
        True,
    ]
    assert again == [None] * 3
    assert addresses.find(owner[1]) == before
    assert sign_in(cloud, owner[1]).call("GET", "/api/auth/session")


def test_signing_up_over_an_account_does_not_change_its_password(
    cloud: Stack, owner: tuple[Browser, str]
) -> None:
    Browser(cloud).call("POST", "/api/signup", form_of(email=owner[1].upper(), password=OTHER))

    assert refused_sign_in(cloud, owner[1], OTHER) == (403, "unconfirmed")
    assert sign_in(cloud, owner[1]).call("GET", "/api/auth/session")


def test_declined_card_is_told_and_a_good_one_goes_on(
    cloud: Stack, owner: tuple[Browser, str]
) -> None:
    browser, _ = owner
    url = browser.call("POST", "/api/billing/checkout", {})["url"]

    declined = browser.pay(url, DECLINED_CARD, "Robin Sample")
    before = browser.call("POST", "/api/billing/sync", {})["status"]
    browser.pay(url, GOOD_CARD, "Robin Sample")

    assert declined.status_code in (200, 402)
    assert before == "none"
    assert browser.call("POST", "/api/billing/sync", {})["status"] == "trialing"


def test_abandoned_checkout_is_resumed_from_the_console(
    cloud: Stack, owner: tuple[Browser, str]
) -> None:
    browser, email = owner
    later = sign_in(cloud, email)
    assert later.call("GET", "/api/clinic")["is_open"] is False
    blocked = refusal(later, "POST", "/api/branches", {"name": "Main"})

    url = later.call("POST", "/api/billing/checkout", {"plan": "starter"})["url"]
    later.pay(url, GOOD_CARD, "Robin Sample")
    browser.wait_for(lambda: browser.call("GET", "/api/clinic")["status"] == "trialing", 60)

    assert blocked == (403, "tenant_inactive")
    told = later.call("GET", "/api/billing")
    assert (told["status"], told["plan"]) == ("trialing", "starter")


def test_two_open_checkouts_make_one_subscription(cloud: Stack, owner: tuple[Browser, str]) -> None:
    browser, _ = owner
    urls = [browser.call("POST", "/api/billing/checkout", {})["url"] for _ in range(2)]

    for url in urls:
        browser.pay(url, GOOD_CARD, "Robin Sample")
    now = browser.call("POST", "/api/billing/sync", {})
    refused = refusal(browser, "POST", "/api/billing/checkout", {})

    assert now["status"] == "trialing"
    assert refused == (409, "conflict")
    assert len(_subscriptions(cloud, browser)) == 1


def _subscriptions(cloud: Stack, browser: Browser) -> list[Any]:
    tenant_id = browser.call("GET", "/api/clinic")["id"]
    profile = kept(cloud, tenant_id)[f"T#{tenant_id}#CLINIC", "PROFILE"]
    answer = httpx.get(
        f"{cloud['stripe']}/v1/subscriptions",
        params={"customer": profile["customer_id"]["S"], "status": "all"},
        headers={"Authorization": f"Bearer {secrets.stripe_api_key()}"},
        timeout=60,
    )
    return [s for s in answer.json()["data"] if s["status"] != "canceled"]
