"""An operator at the desk whose softphone and calls are the test's to say."""

import re
from pathlib import Path
from typing import Any

from playwright.sync_api import Frame, Page, Route, expect

from tests.e2e import callers

_PANEL = Path(__file__).parents[1] / "fixtures" / "softphone" / "panel.html"
_API = re.compile(r"/api/(desk/session|calls|missed-calls|board)\b")


class Desk:
    """An operator at their console; what the API tells of calls is the test's to say."""

    def __init__(self, page: Page, stack: dict[str, Any]) -> None:
        self.page, self._stack = page, stack
        self.pop = callers.pop("Pat Sampleton")
        self.password = stack["demo"]["password"]
        self.calls: list[dict[str, Any]] = []
        self.missed: list[dict[str, Any]] = []
        self.asked: list[tuple[str, Any]] = []
        frame = f"{stack['telephony']}/ccp/**"
        page.route(
            frame, lambda route: route.fulfill(body=_PANEL.read_text(), content_type="text/html")
        )
        page.route(_API, self._answer)

    def sit_down(self, phone: bool = True) -> None:
        self.page.goto(f"{self._stack['console']}sign-in")
        self.page.locator("input[type=email]").fill(self._stack["demo"]["email"])
        self.page.locator("input[type=password]").fill(self._stack["demo"]["password"])
        self.page.locator("button[type=submit]").click()
        self.page.get_by_role("link", name=re.compile("^Calls")).click()
        if phone:
            self.page.get_by_role("button", name="Take calls here").click()
            expect(self.bar.get_by_text("No call", exact=True)).to_be_visible()

    @property
    def bar(self) -> Any:
        return self.page.get_by_role("region", name="Telephone")

    @property
    def panel(self) -> Frame:
        return next(frame for frame in self.page.frames if "/ccp/" in frame.url)

    def ring(self, number: str = callers.NUMBER) -> None:
        self.panel.evaluate("number => panel.ring(number)", number)

    def _answer(self, route: Route) -> None:
        asked, path = route.request, route.request.url.partition("/api/")[2].partition("?")[0]
        if asked.method != "GET":
            self.asked.append((path, asked.post_data_json))
        route.fulfill(json=self._told(path))

    def _told(self, path: str) -> Any:
        if path == "desk/session":
            ccp = f"{self._stack['telephony']}/ccp/?user=robin"
            names = ("username", "region", "instance_id", "number", "queue_arn")
            return {"ccp_url": ccp, **dict.fromkeys(names, "x")}
        if path.endswith("/pop"):
            return self.pop
        if path.endswith("/wrap-up"):
            return callers.call("contact-1", wrapped_up=True)
        if path == "board":
            return callers.board("Kim Colleague")
        listed = {"calls": self.calls, "missed-calls": self.missed}
        return {"items": listed.get(path, []), "next_cursor": None}
