"""Who a row is: families on one phone stay apart, and nothing known is ever overwritten."""

from dataclasses import replace
from typing import Any

import pytest

from chalicelib.imports.identity import decide, row_key
from chalicelib.imports.model import (
    Create,
    Decision,
    KnownPatient,
    Merge,
    PatientDraft,
    Refused,
    Unchanged,
)
from tests.unit.imports.people import BORN, OTHER_DAY, PHONE, SECOND, THIRD, row


def card(given_name: str = "Ayşe", family_name: str = "Yılmaz", **values: Any) -> KnownPatient:
    return KnownPatient(
        values.pop("patient_id", "p1"), given_name=given_name, family_name=family_name, **values
    )


def is_same(decision: Decision) -> bool:
    return isinstance(decision, Merge | Unchanged) and decision.patient_id == "p1"


@pytest.mark.parametrize(
    ("known", "draft"),
    [
        (card(external_ids={"old": "7"}), row(external_id="7")),
        (card("Fatma", "Demir", external_ids={"old": "7"}), row(external_id="7")),
        (card("Ayşe", "Demir", external_ids={"old": "7"}, birth_date=BORN),
         row(external_id="7", birth_date=OTHER_DAY)),
        (card(birth_date=BORN), row(birth_date=BORN)),
        (card("AYSE", "YILMAZ", birth_date=BORN), row(birth_date=BORN)),
        (card("Ayşe-Nur", "Yılmaz", birth_date=BORN), row("Ayşe Nur", birth_date=BORN)),
        (card(phones=(PHONE,)), row(phones=(PHONE,))),
        (card(phones=(SECOND, PHONE)), row(phones=(PHONE, THIRD))),
        (card(phones=(PHONE,), birth_date=BORN), row(phones=(PHONE,))),
        (card(phones=(PHONE,)), row(phones=(PHONE,), birth_date=BORN)),
        (card(phones=(PHONE,), birth_date=BORN), row(phones=(SECOND,), birth_date=BORN)),
        (card(phones=(PHONE,), birth_date=BORN, external_ids={"old": "7"}),
         row(phones=(PHONE,), birth_date=BORN, external_id="8")),
        (card(email="a@example.com", birth_date=BORN, external_ids={"old": "7"}),
         row(email="a@example.com", birth_date=BORN, external_id="8")),
        (card(birth_date=BORN, external_ids={"lab": "7"}), row(birth_date=BORN, external_id="8")),
    ],
)  # fmt: skip
def test_decide_for_the_same_person_finds_the_card(
    known: KnownPatient, draft: PatientDraft
) -> None:
    assert is_same(decide(draft, [known]))


@pytest.mark.parametrize(
    ("known", "draft"),
    [
        (card("Can", phones=(PHONE,)), row("Ece", phones=(PHONE,))),
        (card("Can", phones=(PHONE,), birth_date=BORN),
         row("Ece", phones=(PHONE,), birth_date=BORN)),
        (card("Can", birth_date=BORN), row("Ece", birth_date=BORN)),
        (card(phones=(PHONE,), birth_date=BORN), row(phones=(PHONE,), birth_date=OTHER_DAY)),
        (card(), row(phones=(PHONE,))),
        (card(phones=(PHONE,)), row(phones=(SECOND,))),
        (card(birth_date=BORN), row(phones=(PHONE,))),
        (card("Fatma", external_ids={"other": "7"}), row(external_id="7")),
        (card("Fatma", email="a@example.com"), row(email="a@example.com", external_id="1")),
        (card("Yılmaz", "Ayşe", phones=(PHONE,)), row(phones=(PHONE,))),
        (card(birth_date=BORN, external_ids={"old": "7"}), row(birth_date=BORN, external_id="8")),
        (card(phones=(PHONE,), birth_date=BORN, external_ids={"old": "7"}),
         row(phones=(SECOND,), birth_date=BORN, external_id="8")),
        (card(phones=(PHONE,), external_ids={"old": "7"}), row(phones=(PHONE,), external_id="8")),
    ],
)  # fmt: skip
def test_decide_for_another_person_creates(known: KnownPatient, draft: PatientDraft) -> None:
    assert decide(draft, [known]) == Create(draft)


def test_decide_without_candidates_creates() -> None:
    assert decide(row(phones=(PHONE,)), []) == Create(row(phones=(PHONE,)))


def test_decide_fills_only_what_is_empty() -> None:
    known = card(birth_date=BORN, email="old@example.com", note="", external_ids={"lab": "9"})
    draft = row(
        birth_date=BORN,
        phones=(PHONE, SECOND, THIRD),
        email="new@example.com",
        gender="female",
        language="tr",
        address="Gül Sokak 1",
        note="alerjik",
        title="Dr.",
        external_id="7",
        marketing_consent=False,
    )

    assert decide(draft, [known]) == Merge(
        "p1",
        {
            "phones": (PHONE, SECOND, THIRD),
            "gender": "female",
            "language": "tr",
            "address": "Gül Sokak 1",
            "note": "alerjik",
            "title": "Dr.",
            "external_ids": {"lab": "9", "old": "7"},
            "marketing_consent": False,
        },
    )


def test_decide_never_takes_a_consent_back_or_gives_it_again() -> None:
    for before in (True, False):
        known = card(birth_date=BORN, marketing_consent=before)
        draft = row(birth_date=BORN, marketing_consent=not before)

        assert decide(draft, [known]) == Unchanged("p1")


@pytest.mark.parametrize(
    ("phones", "told", "after"),
    [
        ((), (PHONE,), (PHONE,)),
        ((PHONE,), (SECOND, THIRD), (PHONE, SECOND)),
        ((PHONE,), (PHONE, THIRD), (PHONE, THIRD)),
        ((PHONE,), (PHONE,), None),
        ((PHONE, SECOND), (THIRD,), None),
    ],
)
def test_decide_adds_a_second_phone_and_no_third(
    phones: tuple[str, ...], told: tuple[str, ...], after: tuple[str, ...] | None
) -> None:
    decision = decide(row(birth_date=BORN, phones=told), [card(birth_date=BORN, phones=phones)])

    assert decision == (Merge("p1", {"phones": after}) if after else Unchanged("p1"))


def test_decide_completes_half_a_name_and_changes_no_whole_one() -> None:
    half = card("Ayşe", "", external_ids={"old": "7"})
    married = card("Ayşe", "Demir", external_ids={"old": "7"})

    assert decide(row(external_id="7"), [half]) == Merge("p1", {"family_name": "Yılmaz"})
    assert decide(row(external_id="7"), [married]) == Unchanged("p1")


def test_decide_for_two_equal_matches_refuses_and_names_both() -> None:
    father = card(patient_id="p1", phones=(PHONE,), birth_date=BORN)
    son = card(patient_id="p2", phones=(PHONE,), birth_date=OTHER_DAY)

    decision = decide(row(phones=(PHONE,)), [son, father])

    assert decision == Refused("ambiguous", "full_name", "Ayşe Yılmaz", ("p1", "p2"))


def test_decide_prefers_the_stronger_evidence() -> None:
    by_date = card(patient_id="p1", birth_date=BORN)
    by_phone = card(patient_id="p2", phones=(PHONE,))
    by_id = card(patient_id="p3", external_ids={"old": "7"})
    draft = row(external_id="7", phones=(PHONE,), birth_date=BORN)

    assert decide(draft, [by_phone, by_date]).patient_id == "p1"  # type: ignore[union-attr]
    assert decide(draft, [by_phone, by_date, by_id]).patient_id == "p3"  # type: ignore[union-attr]


def test_decide_for_a_reused_number_and_a_person_of_that_name_refuses() -> None:
    renumbered = card("Fatma", "Demir", patient_id="p1", external_ids={"old": "7"})
    herself = card(patient_id="p2", birth_date=BORN)

    decision = decide(row(external_id="7", birth_date=BORN), [renumbered, herself])

    assert isinstance(decision, Refused)
    assert (decision.reason, decision.patient_ids) == ("ambiguous", ("p1", "p2"))


def test_decide_for_a_family_that_shares_a_number_refuses() -> None:
    brother = card("Can", birth_date=BORN, external_ids={"old": "7"})

    decision = decide(row("Ece", birth_date=OTHER_DAY, external_id="7"), [brother])

    assert isinstance(decision, Refused)
    assert (decision.reason, decision.patient_ids) == ("contradiction", ("p1",))


def test_decide_for_a_row_that_was_taken_before_changes_nothing() -> None:
    draft = row(phones=(PHONE,), note="alerjik")
    edited = card("Ayşegül", "Demir", row_keys=frozenset([row_key(draft)]))

    assert decide(draft, [edited]) == Unchanged("p1")


def test_row_key_is_the_same_for_equal_drafts_and_another_for_others() -> None:
    draft = row(phones=(PHONE,), birth_date=BORN, note="Şükrü")

    assert row_key(draft) == row_key(replace(draft))
    assert len(row_key(draft)) == 32
    others = [
        replace(draft, note="Şükrü "),
        replace(draft, birth_date=None),
        replace(draft, phones=(PHONE, SECOND)),
        replace(draft, source="new"),
        replace(draft, marketing_consent=False),
        replace(draft, given_name="Ayş", family_name="eYılmaz"),
    ]
    assert len({row_key(other) for other in [draft, *others]}) == 7


def test_row_key_does_not_change_between_versions() -> None:
    draft = row(phones=(PHONE,), birth_date=BORN)

    assert row_key(draft) == "90037312f9d6c2f230c89372be9308ea"
