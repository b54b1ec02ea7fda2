"""`make up`: from a fresh clone to the running product; a second time only what changed."""

from __future__ import annotations

import os
import time
from concurrent.futures import Future, ThreadPoolExecutor

from infra.local import (
    deployment,
    environments,
    health,
    line,
    ports,
    running,
    seeding,
    stack,
    webpages,
)
from infra.local.commands import command, only_one
from infra.local.failures import Stopped
from infra.local.layout import Layout
from infra.local.progress import Steps
from infra.local.welcome import welcome


def main() -> None:
    """Brings the product up, tells its addresses, and returns with it running."""
    layout, started = Layout(), time.monotonic()
    with only_one(layout), Steps() as steps, ThreadPoolExecutor(1) as aside:
        # Pages and application are made side by side: each mostly keeps one core busy.
        pages = aside.submit(_make_pages, steps, layout)
        told = _run(steps, layout, pages)
    welcome(told, time.monotonic() - started)


def _make_pages(steps: Steps, layout: Layout) -> None:
    log = layout.run / "web.log"
    with steps.step("Packages of the pages") as step:
        step.outcome = webpages.install(log)
    with steps.step("Web pages") as step:
        step.outcome = webpages.build(log)


def _run(steps: Steps, layout: Layout, pages: Future[None]) -> stack.Stack:
    chosen = _ports(layout)
    told = {**stack.described(layout, chosen)}
    with steps.step("Python of the local cloud") as step:
        step.outcome = make_cloud_environment()
    with steps.step("Application package") as step:
        step.outcome = deployment.package(layout.run / "package.log")
    with steps.step("Processes") as step:
        step.outcome = running.start(layout, chosen)
    with steps.step("Deployment") as step:
        step.outcome = _deploy(layout, told)
    pages.result()
    with steps.step("Demo clinic") as step:
        step.outcome = seeding.seed(layout, told)
        stack.write(layout, told)
    with steps.step("Health") as step:
        step.outcome = health.check(told)
        line.check(told)
    return told


def make_cloud_environment() -> str:
    """Makes the environment that the emulator runs in; returns what was done."""
    if environments.CLOUD.is_current():
        return "unchanged"
    try:
        environments.CLOUD.make()
    except environments.Unmade as unmade:
        raise Stopped(f"{unmade.said}\n{unmade}".strip()) from unmade
    return "made"


def _deploy(layout: Layout, told: stack.Stack) -> str:
    outcome = deployment.bring(layout, told)
    before = stack.find(layout) or {}
    stack.write(layout, {**told, "demo": before.get("demo", {})})
    if outcome != "unchanged":
        running.save(layout)
    return outcome


def _ports(layout: Layout) -> dict[str, int]:
    """The ports of the last time, unless others are asked for."""
    before = (stack.find(layout) or {}).get("ports")
    if before and "FRONTDESK_PORT_BASE" not in os.environ:
        return {**ports.preferred(), **before}  # a part may be new since then
    return ports.preferred()


if __name__ == "__main__":
    command(main)
