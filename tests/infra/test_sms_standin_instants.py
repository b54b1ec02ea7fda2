"""The clock's offset and what may be asked of it: forward only, in spans or to an instant."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from infra.local.sms.clock import Clock, span
from infra.local.standins.asked import Declined
from tests.infra.sms_standin import StandIn, standing_in


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StandIn]:
    with standing_in(tmp_path_factory.mktemp("sms")) as running:
        yield running


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"advance": "-1h"},
        {"advance": 0},
        {"advance": "soon"},
        {"advance": "24"} | {"to": "2030-01-01T00:00:00Z"},
        {"to": "2020-01-01T00:00:00Z"},
        {"to": "tomorrow"},
        {"advance": "500d"},
        {"advance": True},
        {"advance": None},
    ],
)
def test_move_that_makes_no_sense_leaves_the_clock(house: StandIn, asked: dict[str, Any]) -> None:
    # Arrange
    before = house.get("clock")["offset_seconds"]

    # Act
    house.post("clock", 422, **asked)

    # Assert
    assert house.get("clock")["offset_seconds"] == before


def test_clock_goes_on_where_it_was_after_a_restart(tmp_path: Path) -> None:
    # Arrange
    house = StandIn(tmp_path).start()
    house.post("clock", advance="3h")

    # Act
    house.kill()
    house.start()

    # Assert
    shown = house.get("clock")
    house.kill()
    assert shown["offset_seconds"] == pytest.approx(3 * 3600, abs=30)


def test_clock_never_goes_back(tmp_path: Path) -> None:
    # Arrange
    clock = Clock(tmp_path / "clock")
    clock.move_to(time.time() + 1000)
    offset = clock.offset()

    # Act
    clock.move_to(time.time() + 10)

    # Assert
    assert clock.offset() == offset


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("24h", 86400), ("15m", 900), ("1d2h30m", 95400), ("90s", 90), ("1.5h", 5400), (60, 60)],
)
def test_span_is_read_in_seconds(text: str | int, seconds: float) -> None:
    assert span(text) == seconds


@pytest.mark.parametrize("text", ["", "h", "5 hours", "1h-", "-5m"])
def test_span_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(Declined):
        span(text)
