"""Who gets in and how one loses it: passwords, lock-out, links, cookies, signing out."""

import uuid
from typing import Any

import httpx
import pytest

from infra.local.client import Browser, Refused
from tests.e2e.accounts import (
    OTHER,
    PASSWORD,
    form_of,
    own_allowance,
    owner,
    refusal,
    refused_sign_in,
    sign_in,
)

__all__ = ["own_allowance", "owner"]
Stack = dict[str, Any]


def test_wrong_password_and_unknown_address_are_told_alike(
    cloud: Stack, owner: tuple[Browser, str]
) -> None:
    told = []
    for email in (owner[1], "nobody.at.all@example.com"):
        with pytest.raises(Refused) as refused:
            sign_in(cloud, email, OTHER)
        told.append((refused.value.status, refused.value.body))

    assert told[0] == told[1]
    assert told[0][0] == 401


def test_unconfirmed_address_does_not_sign_in(cloud: Stack) -> None:
    form = form_of()
    Browser(cloud).call("POST", "/api/signup", form)

    assert refused_sign_in(cloud, form["email"], PASSWORD) == (403, "unconfirmed")
    assert refused_sign_in(cloud, form["email"], OTHER) == (401, "unauthenticated")


def test_address_is_locked_after_five_failures_and_a_reset_unlocks_it(
    cloud: Stack, owner: tuple[Browser, str]
) -> None:
    browser, email = owner
    tried = [refused_sign_in(cloud, email, OTHER) for _ in range(5)]

    locked = refused_sign_in(cloud, email, PASSWORD)
    browser.call("POST", "/api/auth/forgot", {"email": email})
    token = browser.mailed_token(email, "/reset#token=")
    Browser(cloud).call("POST", "/api/auth/reset", {"token": token, "password": OTHER})

    assert tried == [(401, "unauthenticated")] * 5
    assert locked == (429, "locked")
    assert sign_in(cloud, email, OTHER).call("GET", "/api/auth/session")["user"]["email"] == email


def test_success_starts_the_count_of_failures_anew(
    cloud: Stack, owner: tuple[Browser, str]
) -> None:
    for _ in range(2):
        for _ in range(4):
            assert refused_sign_in(cloud, owner[1], OTHER)[0] == 401
        sign_in(cloud, owner[1])


def test_forgotten_password_is_set_once_and_ends_every_session(
    cloud: Stack, owner: tuple[Browser, str]
) -> None:
    browser, email = owner
    browser.call("POST", "/api/auth/forgot", {"email": email})
    body = {"token": browser.mailed_token(email, "/reset#token="), "password": OTHER}

    stranger = Browser(cloud)
    weak = refusal(stranger, "POST", "/api/auth/reset", {**body, "password": "short"})
    stranger.call("POST", "/api/auth/reset", body)
    again = refusal(stranger, "POST", "/api/auth/reset", body)

    assert (weak, again) == ((422, "invalid"), (409, "link_used"))
    assert refusal(browser, "GET", "/api/auth/session") == (401, "unauthenticated")
    assert refused_sign_in(cloud, email, PASSWORD) == (401, "unauthenticated")
    fresh = sign_in(cloud, email, OTHER)
    assert fresh.call("GET", "/api/auth/session")["user"]["email"] == email


def test_forgotten_password_of_an_unknown_address_is_answered_alike(cloud: Stack) -> None:
    email = f"{uuid.uuid4().hex}@example.com"
    browser = Browser(cloud)

    assert browser.call("POST", "/api/auth/forgot", {"email": email}) is None
    assert browser.mails(email) == []


@pytest.mark.parametrize("token", ["x", "x.y", "", "é.é"])
def test_link_that_nobody_signed_is_refused(cloud: Stack, token: str) -> None:
    reset = {"token": token or "-", "password": OTHER}

    told = [
        refusal(Browser(cloud), "POST", "/api/auth/reset", reset),
        refusal(Browser(cloud), "POST", "/api/signup/confirm", reset),
        refusal(Browser(cloud), "POST", "/api/auth/invitation", {**reset, "name": "Jo"}),
        refusal(Browser(cloud), "POST", "/api/auth/invitation/look", {"token": token or "-"}),
    ]

    assert told == [(404, "link_invalid")] * 4


def test_signing_out_ends_this_browser_and_everywhere_ends_all(
    cloud: Stack, owner: tuple[Browser, str]
) -> None:
    first, second, third = (sign_in(cloud, owner[1]) for _ in range(3))
    stolen = Browser(cloud)
    stolen.cookie = first.cookie

    first.call("POST", "/api/auth/sign-out", {})
    still = second.call("GET", "/api/auth/session")
    second.call("POST", "/api/auth/sign-out-everywhere", {})

    assert first.cookie is None
    assert still["user"]["email"] == owner[1]
    assert refusal(stolen, "GET", "/api/auth/session") == (401, "unauthenticated")
    assert refusal(third, "GET", "/api/auth/session") == (401, "unauthenticated")
    at_once = sign_in(cloud, owner[1])
    assert at_once.call("GET", "/api/auth/session")["user"]["email"] == owner[1]


def test_cookie_is_for_this_host_and_not_for_scripts(
    cloud: Stack, owner: tuple[Browser, str]
) -> None:
    body = {"email": owner[1], "password": PASSWORD}

    ours = {"X-Frontdesk": "1"}
    answer = httpx.post(f"{cloud['api']}/auth/sign-in", json=body, headers=ours, timeout=60)

    name, *flags = [part.strip() for part in answer.headers["set-cookie"].split(";")]
    assert name.startswith("__Host-session=")
    assert {"Path=/", "Secure", "HttpOnly", "SameSite=Lax"} <= set(flags)
    assert not any(flag.lower().startswith("domain") for flag in flags)
    assert "session" not in answer.text.lower() or name.partition("=")[2] not in answer.text
