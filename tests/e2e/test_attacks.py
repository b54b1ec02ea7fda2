"""What somebody with bad intent tries: foreign pages, false hosts, planted cookies."""

from typing import Any

import httpx
import pytest

from infra.local.client import GOOD_CARD, Browser
from tests.e2e.accounts import PASSWORD, form_of, own_allowance, owner, refusal, sign_in

__all__ = ["own_allowance", "owner"]
Stack = dict[str, Any]


@pytest.mark.parametrize(
    "headers",
    [
        {"Content-Type": "text/plain"},
        {"Content-Type": "text/plain", "Origin": "https://evil.example"},
        {"X-Frontdesk": "1", "Origin": "https://evil.example"},
        {"X-Frontdesk": "1", "Origin": "null"},
    ],
    ids=str,
)
def test_foreign_page_signs_nobody_in(
    cloud: Stack, owner: tuple[Browser, str], headers: dict[str, str]
) -> None:
    body = {"email": owner[1], "password": PASSWORD}

    answer = httpx.post(f"{cloud['site']}/api/auth/sign-in", json=body, headers=headers, timeout=60)

    assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")
    assert "set-cookie" not in answer.headers


def test_planted_session_is_not_taken_over(cloud: Stack, owner: tuple[Browser, str]) -> None:
    planted = owner[0].cookie
    victim = Browser(cloud)
    victim.cookie = planted

    victim.call("POST", "/api/auth/sign-in", {"email": owner[1], "password": PASSWORD})

    assert victim.cookie not in (None, planted)


@pytest.mark.parametrize("name", ["Host", "X-Forwarded-Host", "Forwarded"])
def test_letter_leads_to_us_whatever_host_was_said(
    cloud: Stack, owner: tuple[Browser, str], name: str
) -> None:
    headers = {
        "X-Frontdesk": "1",
        name: "host=evil.example" if name == "Forwarded" else "evil.example",
    }

    httpx.post(
        f"{cloud['site']}/api/auth/forgot", json={"email": owner[1]}, headers=headers, timeout=60
    )

    letters = owner[0].mails(owner[1])
    assert not any("evil.example" in str(each) for each in letters)
    assert all(cloud["site"] in each["text"] for each in letters)


@pytest.mark.parametrize("origin", ["https://evil.example", "null"])
def test_foreign_page_reads_nothing_of_the_staff(
    cloud: Stack, owner: tuple[Browser, str], origin: str
) -> None:
    headers = {"Cookie": f"__Host-session={owner[0].cookie}", "Origin": origin}
    site_key = owner[0].call("GET", "/api/widget-settings")["site_key"]

    own = httpx.get(f"{cloud['site']}/api/clinic", headers=headers, timeout=60)
    public = httpx.get(f"{cloud['site']}/api/widget/{site_key}/boot", headers=headers, timeout=60)

    assert "access-control-allow-origin" not in own.headers
    assert public.headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in public.headers


@pytest.mark.parametrize("field", ["clinic_name", "owner_name"])
@pytest.mark.parametrize("name", ["A\r\nBcc: b@example.com", "A\nB", "Win: https://evil.example"])
def test_letter_to_a_stranger_carries_nobody_elses_message(
    cloud: Stack, field: str, name: str
) -> None:
    form = form_of(**{field: name})

    told = refusal(Browser(cloud), "POST", "/api/signup", form)

    assert told == (422, "invalid")
    assert Browser(cloud).mails(form["email"]) == []


def test_pages_tell_no_other_site_where_one_was(cloud: Stack) -> None:
    for path in ("/", "/confirm", "/console/", f"/v/{'a' * 43}"):
        answer = httpx.get(f"{cloud['site']}{path}", timeout=60)

        assert answer.headers["referrer-policy"] in (
            "strict-origin-when-cross-origin", "same-origin", "no-referrer",
        ), path  # fmt: skip
        assert "frame-ancestors 'none'" in answer.headers["content-security-policy"], path


def test_closed_account_is_out_at_once_and_its_address_free(
    cloud: Stack, owner: tuple[Browser, str]
) -> None:
    boss, form = sign_in(cloud, owner[1]), form_of()
    boss.pay(boss.call("POST", "/api/billing/checkout", {})["url"], GOOD_CARD, "Robin Sample")
    boss.call("POST", "/api/billing/sync", {})
    said = {"email": form["email"], "name": "Jo", "role": "operator"}

    for _ in range(2):
        made = boss.call("POST", "/api/staff/invitations", said)
        token = boss.mailed_token(form["email"], "/invitation#token=")
        colleague = Browser(cloud)
        taken = {"token": token, "name": "Jo", "password": PASSWORD}
        colleague.call("POST", "/api/auth/invitation", taken)
        assert sign_in(cloud, form["email"]).call("GET", "/api/auth/session")
        boss.call("DELETE", f"/api/staff/{made['id']}")
        assert refusal(colleague, "GET", "/api/auth/session") == (401, "unauthenticated")
