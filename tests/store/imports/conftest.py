"""An import from upload to report, step by step as the workflow takes them."""

from collections.abc import Callable
from typing import Any

import pytest

from chalicelib.context import Context
from chalicelib.gateways import files, workflows
from chalicelib.imports import actions, chunks, steps
from chalicelib.imports.mapping import as_mapping
from chalicelib.imports.run import Run

Started = list[tuple[str, str, dict[str, Any]]]
Imported = Callable[..., Run]


@pytest.fixture
def workflow_starts(monkeypatch: pytest.MonkeyPatch) -> Started:
    """What was asked of Step Functions, which the tests here stand for."""
    asked: Started = []

    def start(machine: str, name: str, given: dict[str, Any]) -> bool:
        asked.append((machine, name, given))
        return True

    monkeypatch.setattr(workflows, "start", start)
    return asked


def uploaded(ctx: Context, data: bytes, filename: str = "patients.csv") -> Run:
    run, _ = actions.create(ctx, filename, len(data))
    files.put(ctx, chunks.upload_name(run.id), data)
    return run


def running(ctx: Context, data: bytes, source: str = "old system") -> Run:
    run = uploaded(ctx, data)
    seen = actions.preview(ctx, run.id)
    return actions.start(ctx, run.id, as_mapping(seen.columns), source)


def work_off(ctx: Context, run: Run) -> Run:
    place = steps.prepare(ctx, run.id)
    while not place.done:
        place = steps.go_on(ctx, run.id, place)
    steps.finish(ctx, run.id, failed=False)
    return actions.get(ctx, run.id)


@pytest.fixture
def imported(ctx: Context, workflow_starts: Started) -> Imported:
    """Takes a CSV text in, as a whole."""

    def take(text: str, source: str = "old system") -> Run:
        return work_off(ctx, running(ctx, text.encode(), source))

    return take
