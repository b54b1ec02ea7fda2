"""The windows of the people on tour, pictures of them, and what their pages complained of."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Error,
    Page,
    ViewportSize,
    expect,
)

DESK = ViewportSize(width=1280, height=800)
PHONE = ViewportSize(width=390, height=844)
PATIENT = "patient"  # books on a phone; everybody else sits at a desk
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Several windows are open at once, and none of them may doze.
    "--disable-background-timer-throttling",
    "--disable-backgrounding-occluded-windows",
    "--disable-renderer-backgrounding",
)
_PATIENCE_MS = 60_000  # ends as soon as what is waited for is there

Look = Callable[[str, Page], None]


class Stage:
    """A window for each person; `look` is called with every page that is shown, by its name."""

    def __init__(self, browser: Browser, pictures: Path, look: Look | None = None) -> None:
        self._browser, self._pictures, self.look = browser, pictures, look
        self._people: dict[str, BrowserContext] = {}
        self._pages: dict[str, Page] = {}
        expect.set_options(timeout=_PATIENCE_MS)
        self.complaints: list[tuple[str, str]] = []

    def window(self, who: str) -> Page:
        """The person's page, opened when it is first needed."""
        if who not in self._pages:
            self._pages[who] = self.person(who).new_page()
        return self._pages[who]

    def replace(self, who: str, page: Page) -> None:
        """The person goes on in another of their windows."""
        self._pages[who] = page

    def person(self, who: str) -> BrowserContext:
        """A browser of one's own: nobody shares cookies."""
        if who not in self._people:
            person = self._browser.new_context(
                viewport=PHONE if who == PATIENT else DESK,
                locale="en-GB",
                timezone_id="Europe/London",
                color_scheme="light",
                reduced_motion="reduce",
            )
            person.set_default_timeout(_PATIENCE_MS)
            person.on("console", self._hear)
            self._people[who] = person
        return self._people[who]

    def show(self, name: str, page: Page, *, still: bool = True) -> None:
        """Keeps a picture of what the page shows now; a phone's page is never `still`."""
        page.wait_for_load_state("networkidle" if still else "load")
        self._pictures.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=self._pictures / f"{name}.png", animations="disabled")
        if self.look:
            self.look(name, page)

    def close(self) -> None:
        """Everybody goes home."""
        for person in self._people.values():
            person.close()

    def keep_failure(self, folder: Path) -> list[Path]:
        """Pictures of all that is open, for whoever looks for the reason."""
        folder.mkdir(parents=True, exist_ok=True)
        kept = []
        for who, person in self._people.items():
            for number, page in enumerate(person.pages):
                path = folder / f"failure-{who}-{number}.png"
                # A window that can't be taken any more must not hide why the step failed.
                with contextlib.suppress(Error):
                    page.screenshot(path=path, animations="disabled", timeout=5_000)
                    kept.append(path)
        return kept

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            page = message.page
            self.complaints.append((page.url if page else "", message.text))
