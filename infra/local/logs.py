"""`make logs`: follows what the functions write."""

from __future__ import annotations

import time
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError
from rich.console import Console
from rich.text import Text

from infra.local import stack
from infra.local.commands import command
from infra.local.deployment import STACK, client
from infra.local.failures import Stopped
from infra.local.layout import Layout

_PREFIX = f"/aws/lambda/{STACK}-"
_PLATFORM = ("START RequestId", "END RequestId", "REPORT RequestId")
_BEFORE = 60  # seconds that are shown of what was written before


def main() -> None:
    """Prints new lines until interrupted."""
    told = stack.find(Layout())
    if told is None:
        raise Stopped("Nothing is deployed yet: run `make up` first.")
    logs, console = client(told, "logs"), Console(highlight=False, soft_wrap=True)
    seen: dict[str, int] = {}
    start = int((time.time() - _BEFORE) * 1000)
    while True:
        try:
            for event, group in sorted(_fresh(logs, seen, start), key=_time):
                _print(console, group.removeprefix(_PREFIX), event["message"].rstrip())
        except (BotoCoreError, ClientError) as error:
            raise Stopped("The local cloud does not answer: run `make up` first.") from error
        time.sleep(0.5)


def _time(found: tuple[dict[str, Any], str]) -> int:
    return int(found[0]["timestamp"])


def _fresh(logs: Any, seen: dict[str, int], start: int) -> list[tuple[dict[str, Any], str]]:
    """Events after those seen, by group."""
    found = []
    for page in logs.get_paginator("describe_log_groups").paginate(logGroupNamePrefix=_PREFIX):
        for group in (each["logGroupName"] for each in page["logGroups"]):
            since = seen.get(group, start)
            events = logs.filter_log_events(logGroupName=group, startTime=since + 1)["events"]
            found += [(event, group) for event in events]
            seen[group] = max([since, *(int(event["timestamp"]) for event in events)])
    return found


def _print(console: Console, function: str, message: str) -> None:
    if message and not message.startswith(_PLATFORM):
        console.print(Text(f"{function}  ", style="cyan") + Text(message))


if __name__ == "__main__":
    command(main)
