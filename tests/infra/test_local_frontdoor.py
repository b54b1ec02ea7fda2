"""The front door as a browser meets it: pages, policies, caching, and the way to the API."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from starlette.testclient import TestClient

from infra.local.frontdoor import clinic, origin
from infra.local.frontdoor.told import Told

PRODUCT = "http://127.0.0.1:8420"


class _Gateway(BaseHTTPRequestHandler):
    """Answers with what reached it, as an API Gateway with a telling Lambda would."""

    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length") or 0)).decode()
        seen = {"path": self.path, "headers": dict(self.headers), "body": body}
        text = json.dumps({**seen, "method": self.command}).encode()
        self.send_response(201)
        self.send_header("Set-Cookie", "__Host-session=a; Secure")
        self.send_header("Set-Cookie", "other=b")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    do_GET = do_DELETE = do_POST  # noqa: N815

    def log_message(self, format: str, *args: Any) -> None: ...


@pytest.fixture(scope="module")
def gateway() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Gateway)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "dist"
    for page in ("", "console", "v", "book", "handset"):
        (folder / page).mkdir(parents=True, exist_ok=True)
        (folder / page / "index.html").write_text(f"<html>{page or 'site'}</html>")
    (folder / "assets").mkdir()
    (folder / "assets" / "main-1a2b.js").write_text("main()")
    (folder / "widget").mkdir()
    (folder / "widget" / "en.json").write_text("{}")
    (folder / "widget.js").write_text("widget()")
    return folder


@pytest.fixture
def browser(tmp_path: Path, pages: Path, gateway: str) -> Iterator[TestClient]:
    told = tmp_path / "stack.json"
    told.write_text(json.dumps({"resources": {"RestAPI": "abc123"}, "demo": {"site_key": "k1"}}))
    with TestClient(origin.application(Told(told), pages, PRODUCT, gateway)) as client:
        yield client


@pytest.mark.parametrize(
    ("path", "page"),
    [
        ("/", "site"),
        ("/signup", "site"),
        ("/console", "console"),
        ("/console/patients/p1?tab=visits", "console"),
        ("/v/a.signed-token_1", "v"),
        ("/book/sitekey234", "book"),
    ],
)
def test_pages_deep_links_open_their_page(browser: TestClient, path: str, page: str) -> None:
    answer = browser.get(path)

    assert (answer.status_code, answer.text) == (200, f"<html>{page}</html>")
    assert answer.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize("path", ["/handset", "/handset/index.html", "/none.js", "/..%2f..%2fx.py"])
def test_pages_what_is_not_there_is_not_found_and_not_cached(
    browser: TestClient, path: str
) -> None:
    answer = browser.get(path)

    assert answer.status_code == 404
    assert answer.headers["cache-control"] == "no-store"


def test_pages_policy_lets_only_own_scripts_run(browser: TestClient) -> None:
    headers = browser.get("/console/calendar").headers

    rules = dict(
        rule.strip().split(" ", 1) for rule in headers["content-security-policy"].split(";")
    )
    assert rules["default-src"] == "'none'"
    assert rules["script-src"] == "'self'"
    assert rules["frame-ancestors"] == "'none'"
    assert "ws://127.0.0.1:8420" in rules["connect-src"]
    assert "amazonaws" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert "strict-transport-security" not in headers


def _rules(browser: TestClient, path: str) -> dict[str, str]:
    policy = browser.get(path).headers["content-security-policy"]
    return dict(rule.strip().split(" ", 1) for rule in policy.split(";"))


@pytest.mark.parametrize("path", ["/", "/signup", "/v/a.signed-token_1", "/book/sitekey234"])
def test_pages_for_patients_meet_no_foreign_host_and_no_style_of_their_own_making(
    browser: TestClient, path: str
) -> None:
    rules = _rules(browser, path)

    assert (rules["style-src"], rules["connect-src"]) == ("'self'", "'self'")
    assert not rules.keys() & {"frame-src", "media-src"}


@pytest.mark.parametrize("path", ["/console", "/console/calls?filter=missed"])
def test_pages_console_may_frame_the_softphone_and_nothing_else(
    browser: TestClient, tmp_path: Path, gateway: str, path: str
) -> None:
    before = _rules(browser, path)["frame-src"]
    told = {"telephony": "http://127.0.0.1:8425"}
    (tmp_path / "stack.json").write_text(json.dumps(told))

    rules = _rules(browser, path)

    assert (before, rules["frame-src"]) == ("'none'", "http://127.0.0.1:8425")
    assert rules["media-src"] == f"'self' {gateway}"
    assert "'unsafe-inline'" in rules["style-src"]


def test_pages_files_named_by_content_stay_for_good(browser: TestClient) -> None:
    assert "immutable" in browser.get("/assets/main-1a2b.js").headers["cache-control"]


@pytest.mark.parametrize("path", ["/widget.js", "/widget/en.json"])
def test_widget_may_be_read_by_every_origin(browser: TestClient, path: str) -> None:
    headers = browser.get(path, headers={"origin": "https://clinic.example"}).headers

    assert headers["access-control-allow-origin"] == "*"
    assert "max-age=300" in headers["cache-control"]
    assert "content-security-policy" not in headers


def test_pages_unchanged_since_are_not_sent_again(browser: TestClient) -> None:
    mark = browser.get("/widget.js").headers["etag"]

    answer = browser.get("/widget.js", headers={"if-none-match": mark})

    assert (answer.status_code, answer.content) == (304, b"")


def test_api_gets_the_request_as_it_came(browser: TestClient) -> None:
    answer = browser.post(
        "/api/patients%20x/a%2Fb?q=%C3%A9&q=2",
        content='{"a": "é"}'.encode(),
        headers={"x-frontdesk": "1", "x-forwarded-for": "203.0.113.9", "cookie": "s=1"},
    )

    seen = answer.json()
    headers = {name.lower(): value for name, value in seen["headers"].items()}
    assert answer.status_code == 201
    assert seen["path"] == "/v1/api/patients%20x/a%2Fb?q=%C3%A9&q=2"
    assert seen["body"] == '{"a": "é"}'
    assert headers["host"] == "abc123.execute-api.localhost"
    assert headers["x-forwarded-for"] == "203.0.113.9, testclient"
    assert (headers["x-frontdesk"], headers["cookie"]) == ("1", "s=1")


def test_api_answers_keep_every_cookie(browser: TestClient) -> None:
    answer = browser.delete("/api/session")

    assert answer.headers.get_list("set-cookie") == ["__Host-session=a; Secure", "other=b"]
    assert answer.json()["method"] == "DELETE"


def test_api_bodies_over_the_gateways_limit_are_refused(browser: TestClient) -> None:
    answer = browser.post("/api/imports", content=b"x" * (10 * 1024 * 1024 + 1))

    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")


def test_api_before_deployment_says_so_in_the_one_shape(pages: Path, tmp_path: Path) -> None:
    told = Told(tmp_path / "none.json")
    with TestClient(origin.application(told, pages, PRODUCT, "http://127.0.0.1:9")) as client:
        answer = client.get("/api/health")

    assert answer.status_code == 503
    assert set(answer.json()) == {"code", "message", "fields"}


@pytest.fixture
def clinic_page(tmp_path: Path) -> TestClient:
    told = tmp_path / "stack.json"
    told.write_text(json.dumps({"demo": {"site_key": "k1"}}))
    return TestClient(clinic.application(Told(told), PRODUCT))


@pytest.mark.parametrize("language", clinic.LANGUAGES)
def test_clinic_page_speaks_every_language(clinic_page: TestClient, language: str) -> None:
    text = clinic_page.get(f"/?lang={language}").text

    assert f'<html lang="{language}">' in text
    assert f'src="{PRODUCT}/widget.js" data-site="k1" data-lang="{language}"' in text
    assert "{{" not in text


def test_clinic_page_allows_one_foreign_origin_only(clinic_page: TestClient) -> None:
    policy = clinic_page.get("/").headers["content-security-policy"]

    assert "default-src 'none'" in policy and "unsafe" not in policy
    assert f"script-src {PRODUCT};" in policy and f"connect-src {PRODUCT};" in policy


@pytest.mark.parametrize("told", ['"><script>alert(1)</script>', "xx", "en&x=<b>"])
def test_clinic_page_repeats_nothing_of_the_address(clinic_page: TestClient, told: str) -> None:
    text = clinic_page.get("/", params={"lang": told, "site": told + '"'}).text

    assert '<html lang="en">' in text
    assert "<script>" not in text and "<b>" not in text
    assert 'data-site="k1"' in text


def test_clinic_page_shows_another_clinics_widget_when_asked(clinic_page: TestClient) -> None:
    assert 'data-site="other_1"' in clinic_page.get("/?site=other_1").text
