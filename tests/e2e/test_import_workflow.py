"""A file goes through upload, workflow and report, on the deployed functions with their roles."""

import uuid
from typing import Any

import httpx
import pytest

from infra.local.client import Browser

pytestmark = pytest.mark.cloud
_COUNTED = ("rows", "done", "created", "merged", "unchanged", "refused")
_GIVEN = ("Ada", "Çağla", "Мария", "Eszter", "Jo", "Şükrü", "Zoltán", "Пётр")
_FAMILY = ("Example", "Örnek", "Примеров", "Minta", "Specimen", "Placeholder", "Sampleton")


def _owner(cloud: dict[str, Any]) -> Browser:
    browser = Browser(cloud)
    browser.sign_up(
        {
            "clinic_name": "Import Clinic",
            "country": "GB",
            "owner_name": "Robin Sample",
            "email": f"owner-{uuid.uuid4().hex[:10]}@example.com",
            "password": "a-long-enough-word",
        }
    )
    return browser


def _file(number: int) -> bytes:
    """People with a number each, families sharing phones, and one row of nobody."""
    lines = ["Patient No;Name;Birth date;Mobile;E-mail"]
    for n in range(number):
        name = f"{_GIVEN[n % len(_GIVEN)]} {_FAMILY[n % len(_FAMILY)]}"
        born = f"{n % 28 + 1:02}.{n % 12 + 1:02}.{1930 + n % 90}"
        lines.append(f"{1000 + n};{name};{born};07700 900{n % 1000:03};p{n}@example.com")
    lines.append("9999999;;01.01.1990;07700 900001;")
    return ("\r\n".join(lines) + "\r\n").encode("utf-8-sig")


def _upload(browser: Browser, data: bytes) -> str:
    body = {"filename": "patients.csv", "size": len(data)}
    made = browser.call("POST", "/api/imports", body)
    upload = made["upload"]
    put = httpx.request(
        upload["method"], upload["url"], content=data, headers=upload["headers"], timeout=60
    )
    assert put.status_code == 200, put.text
    import_id: str = made["id"]
    return import_id


def _run(browser: Browser, data: bytes, seconds: float) -> dict[str, Any]:
    import_id = _upload(browser, data)
    seen = browser.call("POST", f"/api/imports/{import_id}/preview", {})
    mapping = {str(c["index"]): c["field"] for c in seen["columns"] if c["field"]}
    start = {"mapping": mapping, "source": "Old system"}
    browser.call("POST", f"/api/imports/{import_id}/start", start)

    def ended() -> Any:
        run = browser.call("GET", f"/api/imports/{import_id}")
        return run if run["status"] != "running" else None

    ended_run: dict[str, Any] = browser.wait_for(ended, seconds)
    return ended_run


def _counts(run: dict[str, Any]) -> dict[str, int]:
    return {name: run[name] for name in _COUNTED if run[name]}


def _import_twice(cloud: dict[str, Any], number: int, seconds: float) -> None:
    browser, data = _owner(cloud), _file(number)

    first = _run(browser, data, seconds)
    cards = browser.call("GET", "/api/patients?q=ornek&limit=100")
    second = _run(browser, data, seconds)

    rows = {"rows": number + 1, "done": number + 1, "refused": 1}
    assert first["status"] == second["status"] == "done"
    assert _counts(first) == {**rows, "created": number}
    assert _counts(second) == {**rows, "unchanged": number}
    assert browser.call("GET", "/api/patients?q=ornek&limit=100") == cards
    refused = browser.call("GET", f"/api/imports/{first['id']}/rows?result=refused")["items"]
    assert [(row["row"], row["reason"]) for row in refused] == [(number + 2, "no_name")]


def test_file_goes_through_and_a_second_run_changes_nothing(cloud: dict[str, Any]) -> None:
    _import_twice(cloud, 250, seconds=120)


@pytest.mark.long
def test_fifteen_thousand_rows_go_through(cloud: dict[str, Any]) -> None:
    _import_twice(cloud, 15_000, seconds=1200)


@pytest.mark.parametrize("wrong", ["shorter", "without its tag"])
def test_address_takes_only_the_file_that_it_was_made_for(
    cloud: dict[str, Any], wrong: str
) -> None:
    browser, data = _owner(cloud), _file(3)
    body = {"filename": "patients.csv", "size": len(data)}
    made = browser.call("POST", "/api/imports", body)
    sent = data[:-1] if wrong == "shorter" else data
    headers = dict(made["upload"]["headers"])
    if wrong == "without its tag":
        del headers["x-amz-tagging"]

    put = httpx.put(made["upload"]["url"], content=sent, headers=headers, timeout=60)

    assert put.status_code == 403
    assert browser.call("GET", f"/api/imports/{made['id']}")["status"] == "uploaded"


def test_browser_of_the_console_may_upload(cloud: dict[str, Any]) -> None:
    browser = _owner(cloud)
    made = browser.call("POST", "/api/imports", {"filename": "patients.csv", "size": 10})
    asked = {
        "Access-Control-Request-Method": "PUT",
        "Access-Control-Request-Headers": ",".join(made["upload"]["headers"]).lower(),
    }

    own = httpx.options(
        made["upload"]["url"], headers={"Origin": cloud["site"], **asked}, timeout=60
    )
    foreign = httpx.options(
        made["upload"]["url"], headers={"Origin": "https://clinic.example.com", **asked}, timeout=60
    )

    assert own.headers["access-control-allow-origin"] == cloud["site"]
    assert "access-control-allow-origin" not in foreign.headers
