"""What is made from the code is made from this code."""

import pytest

from infra import openapi
from infra.docs import PAGES
from tests.shape.source import ROOT


@pytest.mark.parametrize("name", sorted(PAGES))
def test_page_is_current(name: str) -> None:
    kept = (ROOT / "docs" / name).read_text(encoding="utf-8")

    assert kept == PAGES[name](), "run `python -m infra.docs`"


def test_api_description_is_current() -> None:
    assert not openapi.is_stale(), "run `python -m infra.openapi`"
