"""Which ports the parts of the local cloud listen on."""

from __future__ import annotations

import contextlib
import os
import socket
import time
from collections.abc import Iterator

PARTS = ("frontdoor", "clinic_page", "sms", "stripe", "cloud", "telephony")
BASE = 8420
HOST = "127.0.0.1"
_PATIENCE = 2.0  # seconds


class PortInUse(RuntimeError):
    """Another program listens where a part would; the message says what to do."""


def preferred() -> dict[str, int]:
    """The development ports: six in a row from 8420, or from FRONTDESK_PORT_BASE."""
    told = os.environ.get("FRONTDESK_PORT_BASE", str(BASE))
    if not told.isdecimal() or not 1024 <= int(told) <= 65530:
        raise PortInUse(f"FRONTDESK_PORT_BASE is {told!r}: give a number from 1024 to 65530.")
    return {part: int(told) + offset for offset, part in enumerate(PARTS)}


def free() -> dict[str, int]:
    """Ports that nobody listens on now, for tests."""
    with contextlib.ExitStack() as held:
        taken = [held.enter_context(_bound()) for _ in PARTS]
        numbers = [each.getsockname()[1] for each in taken]
    return dict(zip(PARTS, numbers, strict=True))


@contextlib.contextmanager
def _bound() -> Iterator[socket.socket]:
    with socket.socket() as held:
        held.bind((HOST, 0))
        yield held


def check(ports: dict[str, int]) -> None:
    """Raises PortInUse for the first port that another program listens on.

    A port of a process that was just killed is given its moment to become free.
    """
    deadline = time.monotonic() + _PATIENCE
    for part, port in ports.items():
        while listens(port) and time.monotonic() < deadline:
            time.sleep(0.05)
        if listens(port):
            raise PortInUse(
                f"Port {port} ({part}) is used by another program: end that program, or choose "
                "other ports with FRONTDESK_PORT_BASE, for example FRONTDESK_PORT_BASE=9420 make up"
            )


def listens(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex((HOST, port)) == 0
