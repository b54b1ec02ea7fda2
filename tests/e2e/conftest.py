"""A browser, and the demo clinic on the local cloud that tests share."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from infra.local import chromium, seed, stack
from infra.local.layout import Layout
from infra.local.tour.stage import FLAGS, Stage

Stack = dict[str, Any]


@pytest.fixture(scope="session")
def demo(cloud: Stack) -> Stack:
    """The cloud with the demo clinic, which the fictional clinic's own page shows."""
    if cloud["demo"].get("site_key"):
        return cloud
    seeded = {**cloud, "demo": seed.seed(cloud)}
    stack.write(Layout(Path(cloud["logs"]).parent), seeded)
    return seeded


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = chromium.find()
    assert path, "`make test` installs Chromium"
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=[*FLAGS])
        yield running
        running.close()


@pytest.fixture
def stage(browser: Browser, tmp_path: Path) -> Iterator[Stage]:
    opened = Stage(browser, tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def page(stage: Stage) -> Page:
    """A visitor's empty window."""
    return stage.window("visitor")
