"""What no well-behaved client sends: it is answered in the one shape of errors, never a 500."""

import base64
import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

import app  # noqa: F401  (registers every route)
from chalicelib.edge.http import ENDPOINTS
from chalicelib.table import keys
from tests.clinics import WholeClinic, make_whole_clinic

Stack = dict[str, Any]
_BODIES = {
    "empty": b"", "no object": b"[]", "a number": b"7", "null": b"null", "text": b'"x"',
    "cut": b'{"email": ', "xml": b"<a/>", "form": b"email=a%40example.com", "nul": b"\x00",
    "not utf-8": b'{"email": "\xff\xfe"}', "lone surrogate": b'{"email": "a\\ud800@example.com"}',
    "nul in a text": b'{"email": "a\\u0000@example.com"}', "turned": b'{"email": "a\\u202e@b.co"}',
    "not a number": b'{"email": NaN}',
    "endless number": b'{"email": ' + b"9" * 6000 + b"}", "huge float": b'{"email": 1e999999}',
    "deep list": b"[" * 60_000, "deep object": b'{"a":' * 10_000, "too large": b'"' * 70_000,
    "said twice": b'{"email": "a@example.com", "email": "a@example.com"}',
    "byte order mark": b"\xef\xbb\xbf{}",
}  # fmt: skip
_PATHS = (
    "/api/nothing", "/api/health/x", "/api/widget/%00%ff/boot", "/api/widget/a%2Fb/boot",
    "/api/widget/%2e%2e/boot", "/api/widget/ı/boot", f"/api/widget/{'a' * 3000}/boot", "/api/%",
    "/api/widget/'%20OR%201=1/boot", "/api/widget/T%23aaaaaaaaaa%23/boot",
)  # fmt: skip
_HEADERS: tuple[dict[str, bytes], ...] = (
    {"X-Link": b"a" * 6000}, {"X-Link": "é".encode("latin-1")}, {"X-Link": b"=" * 43},
    {"Cookie": b"__Host-session=" + b"a" * 6000}, {"Cookie": b'__Host-session=a; "=;;'},
    {"Cookie": "__Host-session=é.é".encode()}, {"Cookie": b"__Host-session=.."},
    {"Idempotency-Key": b"a b"}, {"Idempotency-Key": b"a" * 65}, {"Idempotency-Key": b"\xff"},
    {"Origin": b"null"}, {"Origin": b"http://["}, {"X-Forwarded-For": b"," * 100},
    {"Content-Type": b"text/plain; charset=nothing"}, {"Content-Type": b"\xff"},
    {"Content-Type": b"multipart/form-data"}, {"Accept": b"text/html"}, {"Host": b"example.com"},
)  # fmt: skip


@pytest.fixture(scope="module")
def site(cloud: Stack) -> Iterator[httpx.Client]:
    ours = {"X-Frontdesk": "1"}
    with httpx.Client(base_url=cloud["site"], headers=ours, timeout=60) as client:
        yield client


@pytest.fixture(scope="module")
def clinic(in_step: Stack) -> WholeClinic:
    return make_whole_clinic("edge")


def _is_refusal(answer: httpx.Response) -> bool:
    body = answer.json()
    shape = body.keys() == {"code", "message", "fields"}
    return 400 <= answer.status_code < 500 and shape and isinstance(body["fields"], dict)


@pytest.mark.parametrize("name", _BODIES)
def test_body_that_is_not_the_schemas_is_refused(site: httpx.Client, name: str) -> None:
    answer = site.post("/api/auth/forgot", content=_BODIES[name])

    assert _is_refusal(answer), answer.text
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")


@pytest.mark.parametrize("kind", ["application/json", "text/plain", "application/xml", ""])
def test_body_is_read_whatever_its_type_says(site: httpx.Client, kind: str) -> None:
    headers = {"Content-Type": kind} if kind else {}

    answer = site.post("/api/auth/sign-in", content=b'{"email": "x"}', headers=headers)

    assert answer.json()["fields"].keys() == {"email", "password"}


@pytest.mark.parametrize("path", _PATHS)
def test_path_that_leads_nowhere_is_not_found(site: httpx.Client, path: str) -> None:
    answer = site.get(path)

    assert _is_refusal(answer), answer.text
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS"])
def test_method_that_no_route_has_is_refused(site: httpx.Client, method: str) -> None:
    taken = {e.method for e in ENDPOINTS if e.path == "/api/signup"}
    assert method not in taken

    answer = site.request(method, "/api/signup")

    assert _is_refusal(answer), answer.text


@pytest.mark.parametrize("headers", _HEADERS, ids=lambda h: str(h)[:40])
@pytest.mark.parametrize("path", ["/api/visit", "/api/clinic", "/api/health"])
def test_header_that_makes_no_sense_harms_nothing(
    site: httpx.Client, path: str, headers: dict[str, bytes]
) -> None:
    answer = site.get(path, headers=list(headers.items()))  # type: ignore[arg-type]

    assert answer.status_code == 200 or _is_refusal(answer), (answer.status_code, answer.text)


def _cursor(**parts: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(parts).encode()).decode().rstrip("=")


def _cursors(clinic: WholeClinic) -> dict[str, str]:
    """Those of a list of patients by month, each wrong in one way."""
    tenant = clinic.ctx.tenant_id
    pk, sk = keys.patient(tenant, clinic.id_of("patient_id"))
    month = clinic.things["patient_id"].created_at.strftime("%Y-%m")
    right = {"pk": pk, "sk": sk, "g1pk": keys.patients(tenant, month), "g1sk": "2027-01-01T00#x"}
    return {
        "nothing": "-", "no base64": "ü", "no object": _cursor_of([1]), "empty": _cursor(),
        "too few": _cursor(pk=pk, sk=sk), "too many": _cursor(**right, more="x"),
        "empty text": _cursor(**{**right, "sk": ""}), "number": _cursor(**{**right, "sk": 7}),
        "long": _cursor(**{**right, "g1sk": "x" * 700}), "deep": "W1tb" * 240,
        "surrogate": _cursor(**{**right, "sk": "\ud800"}),
        "of another list": _cursor(**{**right, "g1pk": keys.inquiries(tenant, "open")}),
        "of another tenant": _cursor(**{**right, "g1pk": keys.patients("aaaaaaaaaa", month)}),
        "of another tenant's item": _cursor(**{**right, "pk": keys.patient("aaaaaaaaaa", "x")[0]}),
    }  # fmt: skip


def _cursor_of(anything: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(anything).encode()).decode().rstrip("=")


_LISTS = [
    e for e in ENDPOINTS
    if e.method == "GET" and e.guard.name == "session"
    and e.query is not None and "cursor" in e.query.model_fields
]  # fmt: skip


@pytest.mark.parametrize("made", _LISTS, ids=lambda e: e.path)
def test_cursor_that_is_none_of_this_list_is_refused_or_begins_anew(
    cloud: Stack, site: httpx.Client, clinic: WholeClinic, made: Any
) -> None:
    path = made.path
    for name in clinic.things:
        path = path.replace(f"{{{name}}}", clinic.id_of(name))
    headers = {"Cookie": f"__Host-session={clinic.browser(cloud).cookie}"}

    told = {
        name: site.get(path, params={"cursor": cursor}, headers=headers).status_code
        for name, cursor in _cursors(clinic).items()
    }

    assert set(told.values()) <= {200, 422}, told
