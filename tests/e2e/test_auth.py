"""Who gets in, as what, and how one loses it: sign-up, sign-in, roles, cookies, foreign pages."""

import re
import uuid
from typing import Any

import httpx
import pytest

import app  # noqa: F401  (registers every route)
from chalicelib import tokens
from chalicelib.edge.http import ENDPOINTS, Endpoint
from chalicelib.gateways import secrets
from chalicelib.tenants import addresses
from infra.local.client import DECLINED_CARD, GOOD_CARD, Browser, Refused
from tests.clinics import WholeClinic, kept, make_whole_clinic, root
from tests.samples import sample

Stack = dict[str, Any]
_PASSWORD, _OTHER = "a good long secret 7", "another long secret 8"
_PARTS = re.compile(r"{(\w+)}")


def _form(**changes: Any) -> Stack:
    return {
        "clinic_name": "Fresh Clinic", "country": "GB", "owner_name": "Robin Sample",
        "email": f"{uuid.uuid4().hex}@example.com", "password": _PASSWORD, "plan": "clinic",
        **changes,
    }  # fmt: skip


@pytest.fixture(autouse=True)
def _own_allowance(inside: Stack) -> None:
    """All tests ask from one address; what it spent before is not their subject."""
    client = tokens.digest("client 127.0.0.1")[:20]
    dynamodb, table = root(inside, "dynamodb"), inside["outputs"]["TableName"]
    for name in ("signin-from", "signup-from", "forgot-from"):
        key = {":p": {"S": f"P#LIMIT#{name}-{client}"}}
        asked = {"KeyConditionExpression": "pk = :p", "ExpressionAttributeValues": key}
        for item in dynamodb.query(TableName=table, **asked)["Items"]:
            dynamodb.delete_item(TableName=table, Key={"pk": item["pk"], "sk": item["sk"]})


@pytest.fixture(scope="module")
def clinic(in_step: Stack) -> WholeClinic:
    return make_whole_clinic("auth")


@pytest.fixture
def owner(inside: Stack) -> tuple[Browser, str]:
    """Somebody who signed up and confirmed the address; nothing is paid."""
    browser, form = Browser(inside), _form()
    browser.call("POST", "/api/signup", form)
    token = browser.mailed_token(form["email"], "/confirm#token=")
    browser.call("POST", "/api/signup/confirm", {"token": token})
    return browser, form["email"]


def _refusal(browser: Browser, method: str, path: str, body: Stack | None = None) -> Any:
    with pytest.raises(Refused) as refused:
        browser.call(method, path, body)
    return refused.value.status, refused.value.code


def _sign_in(cloud: Stack, email: str, password: str = _PASSWORD) -> Browser:
    browser = Browser(cloud)
    browser.call("POST", "/api/auth/sign-in", {"email": email, "password": password})
    return browser


def _refused_sign_in(cloud: Stack, email: str, password: str) -> Any:
    body = {"email": email, "password": password}
    return _refusal(Browser(cloud), "POST", "/api/auth/sign-in", body)


def test_wrong_password_and_unknown_address_are_told_alike(
    cloud: Stack, owner: tuple[Browser, str]
) -> None:
    told = []
    for email in (owner[1], "nobody.at.all@example.com"):
        with pytest.raises(Refused) as refused:
            _sign_in(cloud, email, _OTHER)
        told.append((refused.value.status, refused.value.body))

    assert told[0] == told[1]
    assert told[0][0] == 401


def test_unconfirmed_address_does_not_sign_in(cloud: Stack) -> None:
    form = _form()
    Browser(cloud).call("POST", "/api/signup", form)

    assert _refused_sign_in(cloud, form["email"], _PASSWORD) == (403, "unconfirmed")
    assert _refused_sign_in(cloud, form["email"], _OTHER) == (401, "unauthenticated")


def test_address_is_locked_after_five_failures_and_a_reset_unlocks_it(
    cloud: Stack, owner: tuple[Browser, str]
) -> None:
    browser, email = owner
    tried = [_refused_sign_in(cloud, email, _OTHER) for _ in range(5)]

    locked = _refused_sign_in(cloud, email, _PASSWORD)
    browser.call("POST", "/api/auth/forgot", {"email": email})
    token = browser.mailed_token(email, "/reset#token=")
    Browser(cloud).call("POST", "/api/auth/reset", {"token": token, "password": _OTHER})

    assert tried == [(401, "unauthenticated")] * 5
    assert locked == (429, "locked")
    assert _sign_in(cloud, email, _OTHER).call("GET", "/api/auth/session")["user"]["email"] == email


def test_success_starts_the_count_of_failures_anew(
    cloud: Stack, owner: tuple[Browser, str]
) -> None:
    for _ in range(2):
        for _ in range(4):
            assert _refused_sign_in(cloud, owner[1], _OTHER)[0] == 401
        _sign_in(cloud, owner[1])


def test_forgotten_password_is_set_once_and_ends_every_session(
    cloud: Stack, owner: tuple[Browser, str]
) -> None:
    browser, email = owner
    browser.call("POST", "/api/auth/forgot", {"email": email})
    body = {"token": browser.mailed_token(email, "/reset#token="), "password": _OTHER}

    stranger = Browser(cloud)
    weak = _refusal(stranger, "POST", "/api/auth/reset", {**body, "password": "short"})
    stranger.call("POST", "/api/auth/reset", body)
    again = _refusal(stranger, "POST", "/api/auth/reset", body)

    assert (weak, again) == ((422, "invalid"), (409, "link_used"))
    assert _refusal(browser, "GET", "/api/auth/session") == (401, "unauthenticated")
    assert _refused_sign_in(cloud, email, _PASSWORD) == (401, "unauthenticated")
    fresh = _sign_in(cloud, email, _OTHER)
    assert fresh.call("GET", "/api/auth/session")["user"]["email"] == email


def test_forgotten_password_of_an_unknown_address_is_answered_alike(cloud: Stack) -> None:
    email = f"{uuid.uuid4().hex}@example.com"
    browser = Browser(cloud)

    assert browser.call("POST", "/api/auth/forgot", {"email": email}) is None
    assert browser.mails(email) == []


@pytest.mark.parametrize("token", ["x", "x.y", "", "é.é"])
def test_link_that_nobody_signed_is_refused(cloud: Stack, token: str) -> None:
    reset = {"token": token or "-", "password": _OTHER}

    told = [
        _refusal(Browser(cloud), "POST", "/api/auth/reset", reset),
        _refusal(Browser(cloud), "POST", "/api/signup/confirm", {"token": reset["token"]}),
        _refusal(Browser(cloud), "POST", "/api/auth/invitation", {**reset, "name": "Jo"}),
    ]

    assert told == [(404, "link_invalid")] * 3


def test_signing_out_ends_this_browser_and_everywhere_ends_all(
    cloud: Stack, owner: tuple[Browser, str]
) -> None:
    first, second, third = (_sign_in(cloud, owner[1]) for _ in range(3))
    stolen = Browser(cloud)
    stolen.cookie = first.cookie

    first.call("POST", "/api/auth/sign-out", {})
    still = second.call("GET", "/api/auth/session")
    second.call("POST", "/api/auth/sign-out-everywhere", {})

    assert first.cookie is None
    assert still["user"]["email"] == owner[1]
    assert _refusal(stolen, "GET", "/api/auth/session") == (401, "unauthenticated")
    assert _refusal(third, "GET", "/api/auth/session") == (401, "unauthenticated")
    at_once = _sign_in(cloud, owner[1])
    assert at_once.call("GET", "/api/auth/session")["user"]["email"] == owner[1]


def test_cookie_is_for_this_host_and_not_for_scripts(
    cloud: Stack, owner: tuple[Browser, str]
) -> None:
    body = {"email": owner[1], "password": _PASSWORD}

    answer = httpx.post(f"{cloud['api']}/auth/sign-in", json=body, timeout=30)

    name, *flags = [part.strip() for part in answer.headers["set-cookie"].split(";")]
    assert name.startswith("__Host-session=")
    assert {"Path=/", "Secure", "HttpOnly", "SameSite=Lax"} <= set(flags)
    assert not any(flag.lower().startswith("domain") for flag in flags)
    assert "session" not in answer.text.lower() or name.partition("=")[2] not in answer.text


_SESSIONS = [e for e in ENDPOINTS if e.guard.name == "session"]
_ROLES = ("owner", "operator", "doctor")


def _route(made: Endpoint) -> str:
    return f"{made.method} {made.path}"


def _ask(cloud: Stack, clinic: WholeClinic, made: Endpoint, **headers: str) -> httpx.Response:
    """With a body and query that the schema accepts, and ids of things that are not there."""
    ids = dict.fromkeys([*clinic.things, "owner_id"], "aaaaaaaaaaaaaaaa")
    said = [sample(s, {**ids, "version": 99}) if s else None for s in (made.body, made.query)]
    body, query = said
    path = _PARTS.sub("aaaaaaaaaaaaaaaa", made.path)
    return httpx.request(
        made.method, cloud["site"] + path, json=body, params=query, headers=headers, timeout=30
    )


_MATRIX = [(m, r) for m in _SESSIONS for r in _ROLES if m.guard.roles and r not in m.guard.roles]


@pytest.mark.parametrize(
    ("made", "role"), _MATRIX, ids=lambda v: _route(v) if isinstance(v, Endpoint) else v
)
def test_route_of_others_is_forbidden_to_a_role(
    cloud: Stack, clinic: WholeClinic, made: Endpoint, role: str
) -> None:
    cookie = f"__Host-session={clinic.browser(cloud, role).cookie}"

    answer = _ask(cloud, clinic, made, **{"Cookie": cookie, "X-Frontdesk": "1"})

    assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")


def test_what_only_owners_do_is_what_the_clinic_expects() -> None:
    """Doctors read; operators run the desk; set-up, staff and billing are the owner's."""
    changing = {e.path for e in _SESSIONS if e.method != "GET" and "doctor" not in e.guard.roles}
    open_to_doctors = {
        e.path for e in _SESSIONS if e.method != "GET" and (not e.guard.roles)
    }  # fmt: skip

    assert open_to_doctors == {
        "/api/appointments/{appointment_id}/confirm", "/api/appointments/{appointment_id}/status",
        "/api/auth/sign-out", "/api/auth/sign-out-everywhere", "/api/live/ticket",
    }  # fmt: skip
    for word in ("staff", "billing", "branches", "services", "rooms", "closures", "leave"):
        theirs = [e for e in _SESSIONS if e.path.startswith(f"/api/{word}") and e.method != "GET"]
        assert theirs and {e.guard.roles for e in theirs} == {("owner",)}, word
    assert "/api/clinic" in changing


_WRITES = [e for e in _SESSIONS if e.method != "GET"]
_FOREIGN = {
    "no header": {},
    "foreign origin": {"X-Frontdesk": "1", "Origin": "https://elsewhere.example"},
    "no origin's name": {"X-Frontdesk": "1", "Origin": "null"},
    "broken origin": {"X-Frontdesk": "1", "Origin": "http://["},
}


@pytest.mark.parametrize("how", _FOREIGN)
@pytest.mark.parametrize("made", _WRITES, ids=_route)
def test_write_from_a_foreign_page_is_forbidden(
    cloud: Stack, clinic: WholeClinic, made: Endpoint, how: str
) -> None:
    cookie = f"__Host-session={clinic.browser(cloud).cookie}"

    answer = _ask(cloud, clinic, made, Cookie=cookie, **_FOREIGN[how])

    assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")


@pytest.mark.parametrize("made", _SESSIONS, ids=_route)
def test_route_of_the_console_wants_somebody_signed_in(
    cloud: Stack, clinic: WholeClinic, made: Endpoint
) -> None:
    answer = _ask(cloud, clinic, made, **{"X-Frontdesk": "1"})

    assert (answer.status_code, answer.json()["code"]) == (401, "unauthenticated")


def test_signing_up_twice_makes_one_clinic(cloud: Stack) -> None:
    form, browser = _form(), Browser(cloud)
    browser.call("POST", "/api/signup", form)
    first = browser.mailed_token(form["email"], "/confirm#token=")

    browser.call("POST", "/api/signup", form)
    second = browser.mailed_token(form["email"], "/confirm#token=")
    told = [
        browser.call("POST", "/api/signup/confirm", {"token": second})["session"]["clinic"]["id"]
        for _ in range(2)
    ]

    assert _refusal(Browser(cloud), "POST", "/api/signup/confirm", {"token": first}) == (
        409, "link_used",
    )  # fmt: skip
    assert told[0] == told[1]
    owners = [sk for pk, sk in kept(cloud, told[0]) if pk == f"T#{told[0]}#STAFF"]
    assert len(owners) == 1


def test_signing_up_never_tells_who_has_an_account(
    cloud: Stack, owner: tuple[Browser, str]
) -> None:
    known, fresh = _form(email=owner[1]), _form()
    before = addresses.find(owner[1])

    told = [Browser(cloud).call("POST", "/api/signup", form) for form in (known, fresh)]
    again = [
        Browser(cloud).call("POST", "/api/signup/resend", {"email": form["email"]})
        for form in (known, fresh, _form())
    ]

    assert [t == {"email": f["email"]} for t, f in zip(told, (known, fresh), strict=True)] == [
        True,
        True,
    ]
    assert again == [None] * 3
    assert addresses.find(owner[1]) == before
    assert _sign_in(cloud, owner[1]).call("GET", "/api/auth/session")


def test_signing_up_over_an_account_does_not_change_its_password(
    cloud: Stack, owner: tuple[Browser, str]
) -> None:
    Browser(cloud).call("POST", "/api/signup", _form(email=owner[1].upper(), password=_OTHER))

    assert _refused_sign_in(cloud, owner[1], _OTHER) == (401, "unauthenticated")
    assert _sign_in(cloud, owner[1]).call("GET", "/api/auth/session")


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
    later = _sign_in(cloud, email)
    assert later.call("GET", "/api/clinic")["is_open"] is False
    blocked = _refusal(later, "POST", "/api/branches", {"name": "Main"})

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
    refused = _refusal(browser, "POST", "/api/billing/checkout", {})

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
        timeout=30,
    )
    return [s for s in answer.json()["data"] if s["status"] != "canceled"]
