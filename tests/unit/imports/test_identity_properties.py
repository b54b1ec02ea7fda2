"""Whatever rows come in whatever order: a second run changes nothing."""

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chalicelib.imports.identity import decide, match_keys
from chalicelib.imports.model import (
    Create,
    KnownPatient,
    PatientDraft,
    Refused,
    Unchanged,
)
from chalicelib.imports.register import Register, card_of
from tests.unit.imports.people import BORN, OTHER_DAY, PHONE, SECOND, THIRD, row

# How long an example takes says nothing here, and the machine may be busy.
UNHURRIED = settings(deadline=None, suppress_health_check=list(HealthCheck))
NAMES = st.sampled_from([("Ali", "Öz"), ("Ali", "Kaya"), ("ALİ", "ÖZ"), ("Ece", "Öz"), ("Öz", "")])
MAYBE_BORN = st.sampled_from([None, None, BORN, OTHER_DAY])
PHONES = st.lists(st.sampled_from([PHONE, SECOND, THIRD]), max_size=2, unique=True).map(tuple)
IDS = st.sampled_from(["", "", "1", "2", "3"])


@st.composite
def drafts(draw: st.DrawFn) -> PatientDraft:
    """With a name and one identity at least, as `read_row` lets them pass."""
    given_name, family_name = draw(NAMES)
    phones, born, external_id = draw(st.tuples(PHONES, MAYBE_BORN, IDS).filter(any))
    return row(
        given_name,
        family_name,
        phones=phones,
        birth_date=born,
        external_id=external_id,
        email=draw(st.sampled_from(["", "a@example.com", "b@example.com"])),
        note=draw(st.sampled_from(["", "x", "y"])),
        marketing_consent=draw(st.sampled_from([None, True, False])),
    )


@st.composite
def clinics(draw: st.DrawFn) -> list[KnownPatient]:
    """People who are known already, among them the same ones twice."""
    known = draw(st.lists(drafts(), max_size=4))
    cards = [card_of(draft, f"k{i}", f"made-{i}") for i, draft in enumerate(known)]
    return [replace(one, row_keys=frozenset()) for one in cards]


ROWS = st.lists(drafts(), max_size=8).map(lambda all_: [(d, f"n{i}") for i, d in enumerate(all_)])


def filled(one: KnownPatient) -> Mapping[str, Any]:
    """What a card says, without what the import remembers of its own."""
    empty = ("", (), None, {})
    values = {field.name: getattr(one, field.name) for field in fields(one)}
    return {k: v for k, v in values.items() if v not in empty and k != "row_keys"}


@settings(UNHURRIED, max_examples=300)
@given(clinics(), ROWS)
def test_a_second_run_of_the_same_rows_changes_nothing(
    clinic: list[KnownPatient], rows: list[tuple[PatientDraft, str]]
) -> None:
    register = Register(clinic)
    register.take_all(rows)
    before = register.patients()

    decisions = register.take_all([(draft, f"again-{new_id}") for draft, new_id in rows])

    assert all(isinstance(decision, Unchanged | Refused) for decision in decisions)
    assert register.patients() == before


@settings(UNHURRIED, max_examples=300)
@given(clinics(), ROWS)
def test_a_run_overwrites_nothing(
    clinic: list[KnownPatient], rows: list[tuple[PatientDraft, str]]
) -> None:
    register = Register(clinic)

    register.take_all(rows)

    after = {one.patient_id: one for one in register.patients()}
    for one in clinic:
        now = after[one.patient_id]
        said = filled(one)
        lists = {"phones": one.phones, "external_ids": one.external_ids}
        assert now.phones[: len(one.phones)] == one.phones
        assert dict(one.external_ids).items() <= dict(now.external_ids).items()
        assert {**said, **lists}.items() <= {**filled(now), **lists}.items()


@settings(UNHURRIED, max_examples=300)
@given(clinics(), drafts())
def test_who_shares_no_key_is_never_matched(
    clinic: list[KnownPatient], draft: PatientDraft
) -> None:
    strangers = [one for one in clinic if not match_keys(one) & match_keys(draft)]

    assert decide(draft, strangers) == Create(draft)
    assert decide(draft, clinic) == decide(draft, Register(clinic).candidates(draft))


@settings(UNHURRIED)
@given(ROWS)
def test_a_shared_phone_alone_never_merges(rows: list[tuple[PatientDraft, str]]) -> None:
    alike = [
        (replace(draft, given_name=f"Ad{i}", external_id="", phones=(PHONE,)), new_id)
        for i, (draft, new_id) in enumerate(rows)
    ]

    decisions = Register().take_all(alike)

    assert all(isinstance(decision, Create) for decision in decisions)
