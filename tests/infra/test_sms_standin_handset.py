"""The handset's backend: threads, what is unread, replies, and live news."""

import json
import threading
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.infra.sms_standin import (
    CLINIC,
    NOWHERE,
    StandIn,
    standing_in,
    until,
)

_phones = (f"+4477009{number:05d}" for number in count(60_000))


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("page")


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory, page: Path) -> Iterator[StandIn]:
    with standing_in(tmp_path_factory.mktemp("sms"), NOWHERE, "--page", str(page)) as running:
        running.number()
        running.number("+12065550133")
        yield running


@pytest.fixture
def phone() -> str:
    return next(_phones)


def _thread(house: StandIn, phone: str, **query: Any) -> Any:
    return house.get(f"handset/phones/{phone}", **query)


def _arrived(house: StandIn, phone: str, number: int) -> list[dict[str, Any]]:
    def look() -> list[dict[str, Any]]:
        shown: list[dict[str, Any]] = _thread(house, phone)["messages"]
        return shown if len(shown) == number else []

    found: list[dict[str, Any]] = until(look)
    return found


def test_thread_shows_both_sides_in_order_with_links(house: StandIn, phone: str) -> None:
    # Arrange
    house.send(phone, "See https://clinic.example/v/abc?x=1. Or (https://clinic.example/m)!")
    _arrived(house, phone, 1)

    # Act
    house.post(f"handset/phones/{phone}/messages", text="YES")
    first, second = _arrived(house, phone, 2)

    # Assert
    assert (first["direction"], second["direction"]) == ("received", "sent")
    assert first["links"] == ["https://clinic.example/v/abc?x=1", "https://clinic.example/m"]
    assert first["peer"] == second["peer"] == CLINIC
    assert first["state"] == "DELIVERED"
    assert first["at"] <= first["arrived_at"]
    assert second["read"] is True


def test_unread_counts_what_arrived_until_it_is_read(house: StandIn, phone: str) -> None:
    # Arrange
    for number in range(3):
        house.send(phone, f"Number {number}")
    _arrived(house, phone, 3)

    # Act
    before = _thread(house, phone)["unread"]
    house.post(f"handset/phones/{phone}/read")

    # Assert
    assert before == 3
    assert _thread(house, phone)["unread"] == 0
    assert all(each["read"] for each in _thread(house, phone)["messages"])


def test_phones_are_listed_newest_first(house: StandIn) -> None:
    # Arrange
    older, newer = next(_phones), next(_phones)
    for each in (newer, older, newer):
        house.send(each, "Hello")
    _arrived(house, newer, 2)

    # Act
    listed = house.get("handset/phones")

    # Assert
    assert [each["phone"] for each in listed["phones"]][:2] == [newer, older]
    assert listed["phones"][0]["last"]["text"] == "Hello"
    assert listed["phones"][0]["unread"] == 2
    assert listed["unread"] == sum(each["unread"] for each in listed["phones"])


def test_thread_comes_in_pages(house: StandIn, phone: str) -> None:
    # Arrange
    sent = [house.send(phone, f"Number {number}") for number in range(7)]
    _arrived(house, phone, 7)

    # Act
    pages, before = [], ""
    while before is not None:
        page = _thread(house, phone, limit=3, **({"before": before} if before else {}))
        pages.append([each["id"] for each in page["messages"]])
        before = page["before"]

    # Assert
    assert [len(page) for page in pages] == [3, 3, 1]
    assert [each for page in reversed(pages) for each in page] == sent


def test_reply_goes_to_the_latest_peer(house: StandIn, phone: str) -> None:
    # Arrange
    house.send(phone, "From one")
    house.send(phone, "From the other", OriginationIdentity="+12065550133")

    # Act
    message = house.post(f"handset/phones/{phone}/messages", text="Hello")["message"]

    # Assert
    assert message["peer"] == "+12065550133"
    assert _thread(house, phone)["peers"] == ["+12065550133", CLINIC]
    assert len(_thread(house, phone, peer=CLINIC)["messages"]) <= 1


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"text": "  "},
        {"text": "x" * 1601},
        {"text": 5},
        {"text": "Hi", "to": "+12025550999"},
        {"text": "Hi"},
    ],
)
def test_reply_that_makes_no_sense_is_not_kept(
    house: StandIn, phone: str, asked: dict[str, Any]
) -> None:
    # Act
    refused = house.post(f"handset/phones/{phone}/messages", 422, **asked)

    # Assert
    assert refused["code"] == "invalid"
    assert _thread(house, phone)["messages"] == []


def test_number_is_read_with_and_without_plus(house: StandIn, phone: str) -> None:
    # Arrange
    house.send(phone)
    _arrived(house, phone, 1)

    # Act
    answers = [
        httpx.get(f"{house.url}/_local/handset/phones/{form}", timeout=60).json()["phone"]
        for form in (phone, phone[1:], phone.replace("+", "%2B"))
    ]

    # Assert
    assert answers == [phone] * 3


def test_news_reach_an_open_page(house: StandIn, phone: str) -> None:
    # Arrange
    heard: list[tuple[str, Any]] = []
    open_ = threading.Event()

    def listen() -> None:
        with httpx.stream("GET", f"{house.url}/_local/handset/events", timeout=60) as stream:
            assert stream.headers["content-type"].startswith("text/event-stream")
            event = ""
            for line in stream.iter_lines():
                open_.set()
                name, _, value = line.partition(": ")
                event = value if name == "event" else event
                if name == "data":
                    heard.append((event, json.loads(value)))
                if any(name == "clock" for name, _ in heard):
                    return

    listener = threading.Thread(target=listen)
    listener.start()
    assert open_.wait(60)

    # Act
    message_id = house.send(phone)
    _arrived(house, phone, 1)
    house.post(f"handset/phones/{phone}/read")
    house.post("clock", advance="1s")
    listener.join(60)

    # Assert
    assert ("message", {"phone": phone, "id": message_id}) in heard
    assert ("read", {"phone": phone}) in heard
    assert heard[-1][0] == "clock"


def test_page_is_served_as_soon_as_it_is_built(house: StandIn, page: Path) -> None:
    # Arrange
    before = httpx.get(f"{house.url}/", timeout=60).status_code
    (page / "index.html").write_text("<title>Handset</title>")

    # Act
    answer = httpx.get(f"{house.url}/", timeout=60)

    # Assert
    assert before == 404
    assert answer.text == "<title>Handset</title>"


def test_address_that_is_nothing_says_so_as_json(house: StandIn) -> None:
    # Act
    answer = httpx.get(f"{house.url}/_local/nonsense", timeout=60)

    # Assert
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


def test_mails_without_a_cloud_are_unavailable(house: StandIn) -> None:
    # Act
    answer = httpx.get(f"{house.url}/_local/handset/mails", timeout=60)

    # Assert
    assert (answer.status_code, answer.json()["code"]) == (503, "unavailable")


def test_exchange_is_told_once_the_stack_names_it(house: StandIn) -> None:
    before = house.get("handset/exchange")
    demo = {"voice_number": CLINIC}
    told = {"telephony": "http://127.0.0.1:8425", "demo": demo}
    (house.data / "stack.json").write_text(json.dumps(told))

    after = house.get("handset/exchange")

    assert before == {"url": None, "numbers": []}
    numbers = [{"number": CLINIC, "name": "Riverside Demo Clinic"}]
    assert after == {"url": "http://127.0.0.1:8425", "numbers": numbers}
