"""What an import makes of a clinic's cards, and what a second one leaves as it is."""

from dataclasses import replace
from datetime import date

import pytest

from chalicelib.context import Context
from chalicelib.imports import chunks
from chalicelib.patients import actions as patients
from chalicelib.patients import search
from chalicelib.patients import store as patients_store
from chalicelib.patients.model import PatientDraft
from tests.store.imports.conftest import Imported
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


def test_rows_become_cards_and_a_report(ctx: Context, imported: Imported) -> None:
    run = imported(as_csv(ADA, BO, NOBODY))

    assert run.status == "done"
    assert counts_of(run) == {"rows": 3, "done": 3, "created": 2, "refused": 1}
    ada, bo = kept_cards(ctx)
    assert (ada.name, ada.phones, ada.birth_date) == (
        "Ada Example", ("+905551110100",), date(1980, 5, 4),
    )  # fmt: skip
    assert (ada.email, ada.external_ids) == ("ada@example.com", {"old system": "1"})
    assert bo.phones == ada.phones, "a family shares a number"
    assert [(o.row, o.patient_id) for o in report_of(ctx, run, "created")] == [
        (2, ada.id), (3, bo.id),
    ]  # fmt: skip
    assert [(o.row, o.reason) for o in report_of(ctx, run, "refused")] == [(4, "no_name")]


def test_imported_patient_is_found_by_name_and_number(ctx: Context, imported: Imported) -> None:
    imported(as_csv(ADA))

    for query in ("exam", "ada ex", "0555 111 01 00", "04.05.1980"):
        assert [hit.name for hit in search.search(ctx, query, 10, None).items] == ["Ada Example"]


def test_second_run_of_the_same_file_changes_nothing(ctx: Context, imported: Imported) -> None:
    text = (
        many_rows(CHUNK_ROWS + 30)
        + as_csv(f"9{ADA}", f"9{BO}", f"9{ADA}", NOBODY).partition("\r\n")[2]
    )
    first = imported(text)
    before = {card.id: card for card in kept_cards(ctx)}

    second = imported(text)

    assert counts_of(first)["created"] == CHUNK_ROWS + 32
    rows = CHUNK_ROWS + 34
    assert counts_of(second) == {"rows": rows, "done": rows, "unchanged": rows - 1, "refused": 1}
    assert {card.id: card for card in kept_cards(ctx)} == before


def test_later_file_fills_what_a_card_lacks(ctx: Context, imported: Imported) -> None:
    known = patients.match_or_create(ctx, PatientDraft("Ada", "Example", phone="+905551110100"))

    run = imported(as_csv(ADA))

    assert counts_of(run) == {"rows": 1, "done": 1, "merged": 1}
    [ada] = kept_cards(ctx)
    assert ada.id == known.id
    assert (ada.birth_date, ada.email, ada.version) == (date(1980, 5, 4), "ada@example.com", 2)
    assert ada.external_ids == {"old system": "1"}
    assert [o.patient_id for o in report_of(ctx, run, "merged")] == [known.id]


def test_what_staff_changed_since_stays(ctx: Context, imported: Imported) -> None:
    imported(as_csv(ADA))
    [ada] = kept_cards(ctx)
    changed = patients.update(ctx, ada.id, {"email": "", "family_name": "Sample"}, ada.version)

    run = imported(as_csv(ADA))

    assert counts_of(run) == {"rows": 1, "done": 1, "unchanged": 1}
    assert kept_cards(ctx) == [changed]


def test_rows_of_one_person_meet_in_one_card(ctx: Context, imported: Imported) -> None:
    run = imported(
        as_csv(
            ";Ada;Example;04.05.1980;0555 111 01 00;",
            ";Ada;Example;04.05.1980;0555 111 01 02;",
            ";ADA;example;;0555 111 01 02;ada@example.com",
        )
    )

    assert counts_of(run) == {"rows": 3, "done": 3, "created": 1, "merged": 2}
    [ada] = kept_cards(ctx)
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
    text = as_csv(
        ";Ada;Example;01.01.1980;0555 111 01 00;",
        ";Ada;Example;01.01.1990;0555 111 01 01;",
        ";Ada;Example;01.01.2000;0555 111 01 02;",
    )

    first = imported(text)
    cards = patients.get_many(ctx, [x, y, z])
    second = imported(text)

    assert counts_of(first) == {"rows": 3, "done": 3, "merged": 3}
    assert [cards[each].birth_date for each in (x, y, z)] == [
        date(1980, 1, 1), date(1990, 1, 1), date(2000, 1, 1),
    ]  # fmt: skip
    assert report_of(ctx, first, "refused") == []
    assert [o.row for o in report_of(ctx, first, "merged")] == [2, 3, 4]
    assert counts_of(second) == {"rows": 3, "done": 3, "unchanged": 3}


def test_ambiguous_row_is_refused_with_its_reason(ctx: Context, imported: Imported) -> None:
    _namesakes(ctx, ("+905551110100",), ("+905551110100",))
    before = kept_cards(ctx)

    run = imported(as_csv(";Ada;Example;;0555 111 01 00;"))

    assert counts_of(run) == {"rows": 1, "done": 1, "refused": 1}
    assert [(o.row, o.reason) for o in report_of(ctx, run, "refused")] == [(2, "ambiguous")]
    assert kept_cards(ctx) == before


def test_consent_is_kept_with_its_source(ctx: Context, imported: Imported) -> None:
    imported(
        "Name;Phone;SMS consent\r\nAda Example;0555 111 01 00;yes\r\nBo Be;0555 111 01 01;no\r\n"
    )

    ada, bo = kept_cards(ctx)
    given = ada.consents["marketing_sms"]
    assert (given.given, given.source) == (True, "import")
    assert bo.consents["marketing_sms"].given is False
