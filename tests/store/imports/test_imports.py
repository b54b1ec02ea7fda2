"""What an import makes of a clinic's cards, and what a second one leaves as it is."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from chalicelib.context import Context
from chalicelib.errors import Conflict, Invalid, NotFound
from chalicelib.gateways import files
from chalicelib.imports import actions, chunks, steps, store
from chalicelib.imports.mapping import as_mapping
from chalicelib.imports.run import Outcome, Run
from chalicelib.imports.steps import Place
from chalicelib.patients import actions as patients
from chalicelib.patients import search
from chalicelib.patients import store as patients_store
from chalicelib.patients.model import Patient, PatientDraft
from tests.store.imports.conftest import Imported, Started, running, uploaded, work_off

_HEAD = "Patient No;First name;Last name;Birth date;Mobile;E-mail"
_ADA = "1;Ada;Example;04.05.1980;0555 111 01 00;ada@example.com"
_BO = "2;Bo;Example;06.07.1990;0555 111 01 00;"
_NOBODY = "3;;;01.01.1990;0555 111 01 01;"


CHUNK_ROWS = 12


@pytest.fixture(autouse=True)
def _short_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chunks, "CHUNK_ROWS", CHUNK_ROWS)


def _csv(*lines: str) -> str:
    return "\r\n".join([_HEAD, *lines]) + "\r\n"


def _many(number: int) -> str:
    rows = (
        f"{n};Given{n};Family{n % 7};0{n % 9 + 1}.03.19{60 + n % 40};0555 {n // 10000:03} "
        f"{n // 100 % 100:02} {n % 100:02};"
        for n in range(number)
    )
    return _csv(*rows)


def _counts(run: Run) -> dict[str, int]:
    names = ("rows", "done", "created", "merged", "unchanged", "refused")
    return {name: getattr(run, name) for name in names if getattr(run, name)}


def _cards(ctx: Context) -> list[Patient]:
    hits = search.search(ctx, "", 100, None).items
    return sorted(patients.get_many(ctx, [hit.id for hit in hits]).values(), key=lambda p: p.name)


def _report(ctx: Context, run: Run, result: str) -> list[Outcome]:
    return actions.list_outcomes(ctx, run.id, result, 100, None).items


def test_rows_become_cards_and_a_report(ctx: Context, imported: Imported) -> None:
    run = imported(_csv(_ADA, _BO, _NOBODY))

    assert run.status == "done"
    assert _counts(run) == {"rows": 3, "done": 3, "created": 2, "refused": 1}
    ada, bo = _cards(ctx)
    assert (ada.name, ada.phones, ada.birth_date) == (
        "Ada Example", ("+905551110100",), date(1980, 5, 4),
    )  # fmt: skip
    assert (ada.email, ada.external_ids) == ("ada@example.com", {"old system": "1"})
    assert bo.phones == ada.phones, "a family shares a number"
    assert [(o.row, o.patient_id) for o in _report(ctx, run, "created")] == [
        (2, ada.id), (3, bo.id),
    ]  # fmt: skip
    assert [(o.row, o.reason) for o in _report(ctx, run, "refused")] == [(4, "no_name")]


def test_imported_patient_is_found_by_name_and_number(ctx: Context, imported: Imported) -> None:
    imported(_csv(_ADA))

    for query in ("exam", "ada ex", "0555 111 01 00", "04.05.1980"):
        assert [hit.name for hit in search.search(ctx, query, 10, None).items] == ["Ada Example"]


def test_second_run_of_the_same_file_changes_nothing(ctx: Context, imported: Imported) -> None:
    text = (
        _many(CHUNK_ROWS + 30)
        + _csv(f"9{_ADA}", f"9{_BO}", f"9{_ADA}", _NOBODY).partition("\r\n")[2]
    )
    first = imported(text)
    before = {card.id: card for card in _cards(ctx)}

    second = imported(text)

    assert _counts(first)["created"] == CHUNK_ROWS + 32
    rows = CHUNK_ROWS + 34
    assert _counts(second) == {"rows": rows, "done": rows, "unchanged": rows - 1, "refused": 1}
    assert {card.id: card for card in _cards(ctx)} == before


def test_later_file_fills_what_a_card_lacks(ctx: Context, imported: Imported) -> None:
    known = patients.match_or_create(ctx, PatientDraft("Ada", "Example", phone="+905551110100"))

    run = imported(_csv(_ADA))

    assert _counts(run) == {"rows": 1, "done": 1, "merged": 1}
    [ada] = _cards(ctx)
    assert ada.id == known.id
    assert (ada.birth_date, ada.email, ada.version) == (date(1980, 5, 4), "ada@example.com", 2)
    assert ada.external_ids == {"old system": "1"}
    assert [o.patient_id for o in _report(ctx, run, "merged")] == [known.id]


def test_what_staff_changed_since_stays(ctx: Context, imported: Imported) -> None:
    imported(_csv(_ADA))
    [ada] = _cards(ctx)
    changed = patients.update(ctx, ada.id, {"email": "", "family_name": "Sample"}, ada.version)

    run = imported(_csv(_ADA))

    assert _counts(run) == {"rows": 1, "done": 1, "unchanged": 1}
    assert _cards(ctx) == [changed]


def test_rows_of_one_person_meet_in_one_card(ctx: Context, imported: Imported) -> None:
    run = imported(
        _csv(
            ";Ada;Example;04.05.1980;0555 111 01 00;",
            ";Ada;Example;04.05.1980;0555 111 01 02;",
            ";ADA;example;;0555 111 01 02;ada@example.com",
        )
    )

    assert _counts(run) == {"rows": 3, "done": 3, "created": 1, "merged": 2}
    [ada] = _cards(ctx)
    assert (ada.phones, ada.email) == (("+905551110100", "+905551110102"), "ada@example.com")


def _namesakes(ctx: Context, *phones: tuple[str, ...]) -> list[str]:
    first = patients.match_or_create(ctx, PatientDraft("Ada", "Example", phones[0][0]))
    cards = [first]
    for number, own in enumerate(phones[1:]):
        cards.append(replace(first, id=f"namesake{number}1111111", phones=own, version=1))
        patients_store.create(ctx, cards[-1])
    return [card.id for card in cards]


def test_row_that_could_be_two_people_is_told_apart_by_later_ones(
    ctx: Context, imported: Imported
) -> None:
    """Three namesakes share numbers pairwise: only the last row is clear, then the one before."""
    p, q, r = ("+905551110100", "+905551110101", "+905551110102")
    x, y, z = _namesakes(ctx, (p,), (p, q), (q, r))
    text = _csv(
        ";Ada;Example;01.01.1980;0555 111 01 00;",
        ";Ada;Example;01.01.1990;0555 111 01 01;",
        ";Ada;Example;01.01.2000;0555 111 01 02;",
    )

    first = imported(text)
    cards = patients.get_many(ctx, [x, y, z])
    second = imported(text)

    assert _counts(first) == {"rows": 3, "done": 3, "merged": 3}
    assert [cards[each].birth_date for each in (x, y, z)] == [
        date(1980, 1, 1), date(1990, 1, 1), date(2000, 1, 1),
    ]  # fmt: skip
    assert _report(ctx, first, "refused") == []
    assert [o.row for o in _report(ctx, first, "merged")] == [2, 3, 4]
    assert _counts(second) == {"rows": 3, "done": 3, "unchanged": 3}


def test_ambiguous_row_is_refused_with_its_reason(ctx: Context, imported: Imported) -> None:
    _namesakes(ctx, ("+905551110100",), ("+905551110100",))
    before = _cards(ctx)

    run = imported(_csv(";Ada;Example;;0555 111 01 00;"))

    assert _counts(run) == {"rows": 1, "done": 1, "refused": 1}
    assert [(o.row, o.reason) for o in _report(ctx, run, "refused")] == [(2, "ambiguous")]
    assert _cards(ctx) == before


def test_consent_is_kept_with_its_source(ctx: Context, imported: Imported) -> None:
    imported(
        "Name;Phone;SMS consent\r\nAda Example;0555 111 01 00;yes\r\nBo Be;0555 111 01 01;no\r\n"
    )

    ada, bo = _cards(ctx)
    given = ada.consents["marketing_sms"]
    assert (given.given, given.source) == (True, "import")
    assert bo.consents["marketing_sms"].given is False


def test_step_that_is_repeated_changes_nothing(ctx: Context, workflow_starts: Started) -> None:
    run = running(ctx, _many(CHUNK_ROWS + 5).encode())
    steps.prepare(ctx, run.id)
    steps.prepare(ctx, run.id)

    once = steps.go_on(ctx, run.id, Place())
    cards, counted = len(_cards(ctx)), actions.get(ctx, run.id)
    twice = steps.go_on(ctx, run.id, Place())

    assert once == twice == Place(offset=CHUNK_ROWS)
    assert actions.get(ctx, run.id) == counted
    assert (len(_cards(ctx)), counted.done, counted.created) == (cards, CHUNK_ROWS, CHUNK_ROWS)


def test_step_that_was_stopped_goes_on_where_it_was(
    ctx: Context, workflow_starts: Started, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = running(ctx, _many(20).encode())
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
    assert _counts(done) == {"rows": 20, "done": 20, "created": 20}
    assert len(_cards(ctx)) == 20
    assert len(_report(ctx, done, "created")) == 20


def test_card_that_staff_changes_meanwhile_is_decided_again(
    ctx: Context, workflow_starts: Started, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = patients.match_or_create(ctx, PatientDraft("Ada", "Example", "+905551110100"))
    run = running(ctx, _csv(_ADA).encode())
    steps.prepare(ctx, run.id)
    real, calls = store.add_counts, []

    def overtaken(*given: Any) -> None:
        calls.append(given)
        if len(calls) == 1:
            patients.update(ctx, known.id, {"email": "new@example.com"}, known.version)
        real(*given)

    monkeypatch.setattr(store, "add_counts", overtaken)
    done = work_off(ctx, run)

    [ada] = _cards(ctx)
    assert (ada.email, ada.birth_date) == ("new@example.com", date(1980, 5, 4))
    assert _counts(done) == {"rows": 1, "done": 1, "merged": 1}


def test_import_tells_of_each_step_and_no_card(
    ctx: Context, table: Any, imported: Imported
) -> None:
    run = imported(_csv(_ADA, _BO))

    facts = [item for item in table.scan()["Items"] if item["kind"] == "Event"]
    assert {(f["name"], f["subject_id"]) for f in facts} == {("ImportProgressed", run.id)}


def test_preview_shows_the_file_and_changes_no_card(ctx: Context) -> None:
    run = uploaded(ctx, _csv(_ADA, _NOBODY).encode("windows-1254"))

    seen = actions.preview(ctx, run.id)

    fields = ["external_id", "given_name", "family_name", "birth_date", "phone", "email"]
    assert as_mapping(seen.columns) == {name: at for at, name in enumerate(fields)}
    assert [type(reading).__name__ for _, reading in seen.rows] == ["Accepted", "Refused"]
    kept = actions.get(ctx, run.id)
    assert (kept.status, kept.rows, kept.width, kept.version) == ("previewed", 2, 6, 2)
    assert actions.preview(ctx, run.id).sheet == seen.sheet
    assert actions.get(ctx, run.id) == kept
    assert _cards(ctx) == []


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


def test_creating_twice_with_one_key_makes_one(ctx: Context) -> None:
    keyed = replace(ctx, key="key1", digest="same")

    first, _ = actions.create(keyed, "patients.csv", 100)
    second, _ = actions.create(keyed, "patients.csv", 100)
    with pytest.raises(Conflict):
        actions.create(replace(keyed, digest="other"), "others.csv", 100)

    assert first == second
    assert actions.list_runs(ctx, 10, None).items == [first]


def test_starting_twice_starts_one_workflow(ctx: Context, workflow_starts: Started) -> None:
    run = running(ctx, _csv(_ADA).encode())
    again = actions.start(ctx, run.id, run.mapping, run.source)

    assert again == run
    assert {name for _, name, _ in workflow_starts} == {f"import-{run.id}"}
    assert workflow_starts[0][2] == {"tenant_id": ctx.tenant_id, "import_id": run.id}


def test_starting_with_another_mapping_is_refused(ctx: Context, workflow_starts: Started) -> None:
    run = running(ctx, _csv(_ADA).encode())

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
    run = uploaded(ctx, _csv(_ADA).encode())
    actions.preview(ctx, run.id)

    with pytest.raises(Invalid):
        actions.start(ctx, run.id, mapping, "old system")

    assert actions.get(ctx, run.id).status == "previewed"
    assert workflow_starts == []


def test_second_import_waits_for_the_first(
    ctx: Context, other: Context, workflow_starts: Started, later: Callable[[float], None]
) -> None:
    first = running(ctx, _csv(_ADA).encode())

    with pytest.raises(Conflict):
        running(ctx, _csv(_BO).encode())
    elsewhere = running(other, _csv(_BO).encode())
    work_off(ctx, first)
    third = running(ctx, _csv(_BO).encode())
    later(7 * 3600)
    fourth = running(ctx, _csv(_BO).encode())

    assert {r.status for r in (elsewhere, third, fourth)} == {"running"}


def test_file_that_was_changed_after_the_look_fails_the_import(
    ctx: Context, workflow_starts: Started
) -> None:
    run = running(ctx, _csv(_ADA).encode())
    files.put(ctx, chunks.upload_name(run.id), _csv(_BO).encode())

    done = work_off(ctx, run)

    assert (done.status, done.problem, done.done) == ("failed", "changed", 0)
    assert _cards(ctx) == []


def test_failed_workflow_ends_the_import_and_lets_the_next_one_run(
    ctx: Context, workflow_starts: Started
) -> None:
    run = running(ctx, _csv(_ADA).encode())
    steps.prepare(ctx, run.id)

    steps.finish(ctx, run.id, failed=True)
    steps.finish(ctx, run.id, failed=False)
    after = steps.go_on(ctx, run.id, Place())

    ended = actions.get(ctx, run.id)
    assert (ended.status, ended.problem) == ("failed", "stopped")
    assert after.done
    assert _cards(ctx) == []
    assert running(ctx, _csv(_BO).encode()).status == "running"


def test_another_clinic_sees_no_import(ctx: Context, other: Context, imported: Imported) -> None:
    run = imported(_csv(_ADA))

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
    assert _cards(other) == []


def test_report_goes_on_at_its_cursor(ctx: Context, imported: Imported) -> None:
    run = imported(_many(25))

    seen: list[int] = []
    cursor = None
    while True:
        page = actions.list_outcomes(ctx, run.id, "created", 10, cursor)
        seen += [each.row for each in page.items]
        cursor = page.next_cursor
        if cursor is None:
            break

    assert seen == list(range(2, 27))
