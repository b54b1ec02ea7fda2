"""Limits count the caller, whatever the caller says of itself."""

from types import SimpleNamespace

import pytest

from chalicelib import config
from chalicelib.edge.auth import client_hash

_MARK = "51af3dc0-da77-11e4-872e-1234567db123"


def _asked(forwarded: str | None, mark: str | None = None) -> str:
    told = {"x-forwarded-for": forwarded, "x-front-door": mark}
    return client_hash(SimpleNamespace(headers={n: v for n, v in told.items() if v is not None}))


@pytest.fixture(autouse=True)
def front_door(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(config, "front_door", lambda: _MARK)


def test_caller_behind_the_front_door_is_the_one_before_it() -> None:
    one = _asked("198.51.100.7, 203.0.113.1", _MARK)

    assert one == _asked("198.51.100.7, 203.0.113.2", _MARK), "another node of the front door"
    assert one != _asked("198.51.100.8, 203.0.113.1", _MARK), "another caller by the same node"


def test_caller_behind_the_front_door_cannot_choose_an_address() -> None:
    honest = _asked("198.51.100.7, 203.0.113.1", _MARK)

    assert _asked("192.0.2.99, 198.51.100.7, 203.0.113.1", _MARK) == honest


@pytest.mark.parametrize("mark", [None, "", "guessed"])
def test_caller_around_the_front_door_is_the_last_one(mark: str | None) -> None:
    honest = _asked("198.51.100.7")

    assert _asked("192.0.2.99, 198.51.100.7", mark) == honest


def test_caller_is_the_last_one_where_there_is_no_mark(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(config, "front_door", lambda: None)

    assert _asked("192.0.2.99, 198.51.100.7") == _asked("198.51.100.7")


@pytest.mark.parametrize("forwarded", [None, "", " , "])
def test_caller_without_an_address_is_counted_together(forwarded: str | None) -> None:
    assert _asked(forwarded) == _asked(None)


def test_address_itself_is_not_kept() -> None:
    assert "198" not in _asked("198.51.100.7")
