"""stack.json: every address, port and resource name of a local cloud, for scripts and tests."""

from __future__ import annotations

import json
from typing import Any

from infra.local.layout import Layout
from infra.local.parts import address
from infra.local.region import ACCOUNT, CREDENTIALS, REGION

Stack = dict[str, Any]


def described(layout: Layout, ports: dict[str, int]) -> Stack:
    """What is known before anything is deployed."""
    site = address(ports["frontdoor"])
    return {
        "site": site,
        "console": f"{site}/console/",
        "api": f"{site}/api",
        "openapi": f"{site}/api/openapi.json",
        "live": f"{site.replace('http', 'ws', 1)}/live",
        "clinic_page": address(ports["clinic_page"]),
        "handset": address(ports["sms"]),
        "sms": address(ports["sms"]),
        "stripe": address(ports["stripe"]),
        "telephony": address(ports["telephony"]),
        "cloud": address(ports["cloud"]),
        "ports": ports,
        "region": REGION,
        "account": ACCOUNT,
        "credentials": CREDENTIALS,
        "clock_file": str(layout.clock),
        "logs": str(layout.run),
        "outputs": {},
        "resources": {},
        "functions": {},
        "demo": {},
    }


def write(layout: Layout, stack: Stack) -> None:
    """Replaces the file at once: other processes read it at any time."""
    layout.folder.mkdir(parents=True, exist_ok=True)
    fresh = layout.stack.with_suffix(".new")
    fresh.write_text(json.dumps(stack, indent=2, sort_keys=True) + "\n")
    fresh.replace(layout.stack)


def find(layout: Layout) -> Stack | None:
    """The stack as it was last written, or None."""
    try:
        stack: Stack = json.loads(layout.stack.read_text())
    except (OSError, ValueError):
        return None
    return stack
