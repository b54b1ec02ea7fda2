"""A link is short, tells one version of one visit, and no letter of it can be changed."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from chalicelib import clock, tokens
from chalicelib.appointments import links
from chalicelib.context import Context
from chalicelib.errors import NotFound
from chalicelib.gateways import secrets
from tests.unit.appointments.visits import VISIT

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_CTX = Context("abcdefgh27")


@pytest.fixture(autouse=True)
def _key(monkeypatch: Any) -> None:
    monkeypatch.setattr(secrets, "signing_key", lambda: b"a key of this test alone")
    monkeypatch.setattr(clock, "now", lambda: datetime(2027, 3, 1, tzinfo=UTC))


def test_link_tells_its_visit_in_43_characters() -> None:
    text = links.token(_CTX, VISIT)
    told = links.read(text)

    assert len(text) == 43
    assert (told.tenant_id, told.appointment_id) == (_CTX.tenant_id, VISIT.id)
    assert told.schedule_version == VISIT.schedule_version


def test_every_changed_letter_is_refused() -> None:
    text = links.token(_CTX, VISIT)

    for place in range(len(text)):
        for letter in _LETTERS:
            if letter != text[place]:
                with pytest.raises(NotFound) as refused:
                    links.read(text[:place] + letter + text[place + 1 :])
                assert refused.value.code == "link_invalid"


@pytest.mark.parametrize("text", ["", "a", "é" * 43, "A" * 43, "=" * 43, "!" * 43, "A" * 44])
def test_what_is_no_link_is_refused(text: str) -> None:
    with pytest.raises(NotFound) as refused:
        links.read(text)
    assert refused.value.code == "link_invalid"


def test_link_of_another_key_is_refused(monkeypatch: Any) -> None:
    text = links.token(_CTX, VISIT)
    monkeypatch.setattr(secrets, "signing_key", lambda: b"another key")

    with pytest.raises(NotFound):
        links.read(text)


def test_link_runs_out_a_week_after_the_visit(monkeypatch: Any) -> None:
    text = links.token(_CTX, VISIT)
    ends = VISIT.end + timedelta(days=7)

    monkeypatch.setattr(clock, "now", lambda: ends - timedelta(hours=1))
    assert links.read(text).appointment_id == VISIT.id
    monkeypatch.setattr(clock, "now", lambda: ends + timedelta(hours=1))
    with pytest.raises(NotFound) as refused:
        links.read(text)
    assert refused.value.code == "link_expired"


def test_each_version_has_its_own_link() -> None:
    moved = replace(VISIT, schedule_version=2)

    assert links.read(links.token(_CTX, moved)).schedule_version == 2
    assert links.token(_CTX, moved) != links.token(_CTX, VISIT)


def test_every_changed_letter_of_a_token_is_refused() -> None:
    token = tokens.sign("session", {"t": "abc"}, datetime(2027, 4, 1, tzinfo=UTC))
    assert tokens.read("session", token)["t"] == "abc"

    for place in range(len(token)):
        for letter in "ABCDEFGQw019-_.!":
            if letter != token[place]:
                with pytest.raises(tokens.BadToken):
                    tokens.read("session", token[:place] + letter + token[place + 1 :])


def test_token_is_for_its_purpose_and_time(monkeypatch: Any) -> None:
    token = tokens.sign("session", {}, datetime(2027, 4, 1, tzinfo=UTC))

    with pytest.raises(tokens.BadToken):
        tokens.read("reset", token)
    monkeypatch.setattr(clock, "now", lambda: datetime(2027, 4, 1, tzinfo=UTC))
    with pytest.raises(tokens.ExpiredToken):
        tokens.read("session", token)
