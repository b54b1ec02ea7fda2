"""An import step by step: repeated, stopped, gone on, and told."""

from datetime import date
from typing import Any

import pytest

from chalicelib.context import Context
from chalicelib.errors import Conflict, Invalid
from chalicelib.imports import actions, chunks, steps, store
from chalicelib.imports.mapping import as_mapping
from chalicelib.imports.steps import Place
from chalicelib.patients import actions as patients
from chalicelib.patients.model import PatientDraft
from tests.store.imports.conftest import Imported, Started, running, uploaded, work_off
from tests.store.imports.files import (
    ADA,
    BO,
    CHUNK_ROWS,
    NOBODY,
    as_csv,
    counts_of,
    kept_cards,
    many_rows,
    report_of,
)


@pytest.fixture(autouse=True)
def _short_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chunks, "CHUNK_ROWS", CHUNK_ROWS)


def test_step_that_is_repeated_changes_nothing(ctx: Context, workflow_starts: Started) -> None:
    run = running(ctx, many_rows(CHUNK_ROWS + 5).encode())
    steps.prepare(ctx, run.id)
    steps.prepare(ctx, run.id)

    once = steps.go_on(ctx, run.id, Place())
    cards, counted = len(kept_cards(ctx)), actions.get(ctx, run.id)
    twice = steps.go_on(ctx, run.id, Place())

    assert once == twice == Place(offset=CHUNK_ROWS)
    assert actions.get(ctx, run.id) == counted
    assert (len(kept_cards(ctx)), counted.done, counted.created) == (cards, CHUNK_ROWS, CHUNK_ROWS)


def test_step_that_was_stopped_goes_on_where_it_was(
    ctx: Context, workflow_starts: Started, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = running(ctx, many_rows(20).encode())
    steps.prepare(ctx, run.id)
    real, calls = store.add_counts, []

    def stopping(*given: Any) -> None:
        calls.append(given)
        if len(calls) == 2:
            raise TimeoutError
        real(*given)

    monkeypatch.setattr(store, "add_counts", stopping)
    with pytest.raises(TimeoutError):
        steps.go_on(ctx, run.id, Place())
    partly = actions.get(ctx, run.id)
    done = work_off(ctx, run)

    assert 0 < partly.done < 12
    assert partly.done == partly.created
    assert counts_of(done) == {"rows": 20, "done": 20, "created": 20}
    assert len(kept_cards(ctx)) == 20
    assert len(report_of(ctx, done, "created")) == 20


def test_card_that_staff_changes_meanwhile_is_decided_again(
    ctx: Context, workflow_starts: Started, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = patients.match_or_create(ctx, PatientDraft("Ada", "Example", "+905551110100"))
    run = running(ctx, as_csv(ADA).encode())
    steps.prepare(ctx, run.id)
    real, calls = store.add_counts, []

    def overtaken(*given: Any) -> None:
        calls.append(given)
        if len(calls) == 1:
            patients.update(ctx, known.id, {"email": "new@example.com"}, known.version)
        real(*given)

    monkeypatch.setattr(store, "add_counts", overtaken)
    done = work_off(ctx, run)

    [ada] = kept_cards(ctx)
    assert (ada.email, ada.birth_date) == ("new@example.com", date(1980, 5, 4))
    assert counts_of(done) == {"rows": 1, "done": 1, "merged": 1}


def test_import_tells_of_each_step_and_no_card(
    ctx: Context, table: Any, imported: Imported
) -> None:
    run = imported(as_csv(ADA, BO))

    facts = [item for item in table.scan()["Items"] if item["kind"] == "Event"]
    assert {(f["name"], f["subject_id"]) for f in facts} == {("ImportProgressed", run.id)}


def test_preview_shows_the_file_and_changes_no_card(ctx: Context) -> None:
    run = uploaded(ctx, as_csv(ADA, NOBODY).encode("windows-1254"))

    seen = actions.preview(ctx, run.id)

    fields = ["external_id", "given_name", "family_name", "birth_date", "phone", "email"]
    assert as_mapping(seen.columns) == {name: at for at, name in enumerate(fields)}
    assert [type(reading).__name__ for _, reading in seen.rows] == ["Accepted", "Refused"]
    kept = actions.get(ctx, run.id)
    assert (kept.status, kept.rows, kept.width, kept.version) == ("previewed", 2, 6, 2)
    assert actions.preview(ctx, run.id).sheet == seen.sheet
    assert actions.get(ctx, run.id) == kept
    assert kept_cards(ctx) == []


def test_preview_before_the_file_has_arrived_is_refused(ctx: Context) -> None:
    run, upload = actions.create(ctx, "patients.csv", 100)

    with pytest.raises(Conflict):
        actions.preview(ctx, run.id)

    assert "X-Amz-Signature" in upload.url
    assert actions.get(ctx, run.id) == run


def test_file_that_is_no_table_is_refused(ctx: Context) -> None:
    run = uploaded(ctx, b"%PDF-1.7 nothing here", "letter.csv")

    with pytest.raises(Invalid) as refused:
        actions.preview(ctx, run.id)

    assert refused.value.code == "unsupported_format"
    assert actions.get(ctx, run.id) == run
