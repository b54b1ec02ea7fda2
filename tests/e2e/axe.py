"""Asks axe what of WCAG 2.2 AA a page in the browser misses."""

from importlib import resources
from typing import Any

from playwright.sync_api import Page

_AXE = resources.files("axe_playwright_python").joinpath("axe.min.js").read_text()
_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def findings(page: Page) -> list[str]:
    """One line for each place that a rule found wrong, shadow roots included."""
    page.evaluate(_AXE)
    # A page in a frame is looked at where it is a page of its own.
    found: dict[str, Any] = page.evaluate(
        "tags => axe.run(document, {runOnly: tags, iframes: false, resultTypes: ['violations']})",
        _TAGS,
    )
    return [
        f"{rule['id']} at {' '.join(map(str, node['target']))}: {rule['help']}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]
