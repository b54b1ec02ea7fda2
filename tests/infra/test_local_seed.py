"""The demo clinic is made once, and brought up to date when its data are older than the product."""

from pathlib import Path
from typing import Any

import pytest

from infra.local import seed, seeding
from infra.local.client import Browser
from infra.local.failures import Stopped
from infra.local.layout import Layout

PAGE = "http://127.0.0.1:8421"
TOLD = {"email": "o@example.com", "voice_number": "+14045550100", "clinic_page": PAGE}


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    layout = Layout(tmp_path)
    layout.data.mkdir()
    return layout


def _stack() -> dict[str, Any]:
    return {"clinic_page": PAGE, "demo": {}}


def _seed_tells(monkeypatch: pytest.MonkeyPatch, *told: dict[str, Any] | Stopped) -> None:
    answers = list(told)

    def seeded(_: Layout, made: bool) -> dict[str, Any]:
        answer = answers.pop(0)
        if isinstance(answer, Stopped):
            raise answer
        return answer

    monkeypatch.setattr(seeding, "_seeded", seeded)


def test_seed_runs_once(layout: Layout, monkeypatch: pytest.MonkeyPatch) -> None:
    _seed_tells(monkeypatch, TOLD)
    first, second = _stack(), _stack()

    said = [seeding.seed(layout, first), seeding.seed(layout, second)]

    assert said == ["seeded", "unchanged"]
    assert first["demo"] == second["demo"] == TOLD


@pytest.mark.parametrize("older", [{"voice_number": ""}, {"clinic_page": "http://127.0.0.1:9421"}])
def test_seed_of_older_data_is_brought_up_to_date(
    layout: Layout, monkeypatch: pytest.MonkeyPatch, older: dict[str, str]
) -> None:
    _seed_tells(monkeypatch, {**TOLD, **older}, TOLD)
    seeding.seed(layout, _stack())
    stack = _stack()

    said = seeding.seed(layout, stack)

    assert said == "brought up to date"
    assert stack["demo"] == TOLD


def test_seed_that_cannot_be_brought_up_to_date_stays_and_says_so(
    layout: Layout, monkeypatch: pytest.MonkeyPatch
) -> None:
    older = {**TOLD, "voice_number": ""}
    _seed_tells(monkeypatch, older, Stopped("refused"))
    seeding.seed(layout, _stack())
    stack = _stack()

    said = seeding.seed(layout, stack)

    assert "make reset" in said
    assert stack["demo"] == older


class _Clinic(Browser):
    """A clinic that is there already, without a number and with its page elsewhere."""

    def __init__(self, _: Any) -> None:
        self.number: str | None = None
        self.origins = ["https://clinic.example", "http://127.0.0.1:9421"]

    def call(self, method: str, path: str, body: Any = None, **_: Any) -> Any:
        if path == "/api/billing/sync":
            self.number = "+14045550100"
        if method == "PATCH":
            self.origins = body["allowed_origins"]
        settings = {"site_key": "k", "allowed_origins": self.origins, "version": 3}
        return {
            "/api/clinic": {"voice_number": self.number},
            "/api/widget-settings": settings,
        }.get(path)


def test_older_clinic_gets_its_number_and_its_page(monkeypatch: pytest.MonkeyPatch) -> None:
    clinic = _Clinic(None)
    monkeypatch.setattr(seed, "Browser", lambda _: clinic)

    told = seed.seed(_stack(), made=True)

    assert told["voice_number"] == "+14045550100"
    assert clinic.origins == ["https://clinic.example", PAGE]
