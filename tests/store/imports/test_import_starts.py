"""How an import begins, waits its turn, and is seen by its clinic alone."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from chalicelib.context import Context
from chalicelib.errors import Conflict, Invalid, NotFound
from chalicelib.gateways import files
from chalicelib.imports import actions, chunks, steps
from chalicelib.imports.steps import Place
from tests.store.imports.conftest import Imported, Started, running, uploaded, work_off
from tests.store.imports.files import (
    ADA,
    BO,
    CHUNK_ROWS,
    as_csv,
    kept_cards,
    many_rows,
)


@pytest.fixture(autouse=True)
def _short_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chunks, "CHUNK_ROWS", CHUNK_ROWS)


def test_creating_twice_with_one_key_makes_one(ctx: Context) -> None:
    keyed = replace(ctx, key="key1", digest="same")

    first, _ = actions.create(keyed, "patients.csv", 100)
    second, _ = actions.create(keyed, "patients.csv", 100)
    with pytest.raises(Conflict):
        actions.create(replace(keyed, digest="other"), "others.csv", 100)

    assert first == second
    assert actions.list_runs(ctx, 10, None).items == [first]


def test_starting_twice_starts_one_workflow(ctx: Context, workflow_starts: Started) -> None:
    run = running(ctx, as_csv(ADA).encode())
    again = actions.start(ctx, run.id, run.mapping, run.source)

    assert again == run
    assert {name for _, name, _ in workflow_starts} == {f"import-{run.id}"}
    assert workflow_starts[0][2] == {"tenant_id": ctx.tenant_id, "import_id": run.id}


def test_starting_with_another_mapping_is_refused(ctx: Context, workflow_starts: Started) -> None:
    run = running(ctx, as_csv(ADA).encode())

    with pytest.raises(Conflict):
        actions.start(ctx, run.id, {"full_name": 1, "phone": 4}, run.source)

    assert actions.get(ctx, run.id) == run
    assert len(workflow_starts) == 1


@pytest.mark.parametrize(
    "mapping",
    [{"given_name": 1}, {"phone": 4}, {"given_name": 9, "phone": 4}, {"nickname": 1, "phone": 4}],
)
def test_mapping_that_can_make_no_patient_is_refused(
    ctx: Context, workflow_starts: Started, mapping: dict[str, int]
) -> None:
    run = uploaded(ctx, as_csv(ADA).encode())
    actions.preview(ctx, run.id)

    with pytest.raises(Invalid):
        actions.start(ctx, run.id, mapping, "old system")

    assert actions.get(ctx, run.id).status == "previewed"
    assert workflow_starts == []


def test_second_import_waits_for_the_first(
    ctx: Context, other: Context, workflow_starts: Started, later: Callable[[float], None]
) -> None:
    first = running(ctx, as_csv(ADA).encode())

    with pytest.raises(Conflict):
        running(ctx, as_csv(BO).encode())
    elsewhere = running(other, as_csv(BO).encode())
    work_off(ctx, first)
    third = running(ctx, as_csv(BO).encode())
    later(7 * 3600)
    fourth = running(ctx, as_csv(BO).encode())

    assert {r.status for r in (elsewhere, third, fourth)} == {"running"}


def test_file_that_was_changed_after_the_look_fails_the_import(
    ctx: Context, workflow_starts: Started
) -> None:
    run = running(ctx, as_csv(ADA).encode())
    files.put(ctx, chunks.upload_name(run.id), as_csv(BO).encode())

    done = work_off(ctx, run)

    assert (done.status, done.problem, done.done) == ("failed", "changed", 0)
    assert kept_cards(ctx) == []


def test_failed_workflow_ends_the_import_and_lets_the_next_one_run(
    ctx: Context, workflow_starts: Started
) -> None:
    run = running(ctx, as_csv(ADA).encode())
    steps.prepare(ctx, run.id)

    steps.finish(ctx, run.id, failed=True)
    steps.finish(ctx, run.id, failed=False)
    after = steps.go_on(ctx, run.id, Place())

    ended = actions.get(ctx, run.id)
    assert (ended.status, ended.problem) == ("failed", "stopped")
    assert after.done
    assert kept_cards(ctx) == []
    assert running(ctx, as_csv(BO).encode()).status == "running"


def test_another_clinic_sees_no_import(ctx: Context, other: Context, imported: Imported) -> None:
    run = imported(as_csv(ADA))

    for ask in (
        lambda: actions.get(other, run.id),
        lambda: actions.preview(other, run.id),
        lambda: actions.start(other, run.id, run.mapping, run.source),
        lambda: actions.list_outcomes(other, run.id, "created", 10, None),
        lambda: steps.go_on(other, run.id, Place()),
    ):
        with pytest.raises(NotFound):
            ask()
    assert actions.list_runs(other, 10, None).items == []
    assert kept_cards(other) == []


def test_report_goes_on_at_its_cursor(ctx: Context, imported: Imported) -> None:
    run = imported(many_rows(25))

    seen: list[int] = []
    cursor = None
    while True:
        page = actions.list_outcomes(ctx, run.id, "created", 10, cursor)
        seen += [each.row for each in page.items]
        cursor = page.next_cursor
        if cursor is None:
            break

    assert seen == list(range(2, 27))
