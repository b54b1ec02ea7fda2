"""By which keys an import finds a card, kept up whoever changes it."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from chalicelib.context import Context
from chalicelib.patients import actions, store
from chalicelib.patients.model import Patient
from chalicelib.table import connection
from chalicelib.table.work import ConditionFailed

_ADA = Patient(
    id="adaadaadaadaada1",
    given_name="Ada",
    family_name="Example",
    created_at=datetime(2027, 3, 1, tzinfo=UTC),
    phones=("+905551110100", "+905551110101"),
    birth_date=date(1980, 5, 4),
    external_ids={"old system": "17"},
    row_keys=("f" * 32,),
)
_FOUND_BY = [
    ("phone", "ada example", "+905551110100"),
    ("phone", "ada example", "+905551110101"),
    ("born", "ada example", "1980-05-04"),
    ("external", "old system", "17"),
    ("row", "f" * 32),
]


def _ids(ctx: Context, *match_keys: tuple[str, ...]) -> list[str]:
    return sorted(patient.id for patient in actions.find_matching(ctx, match_keys))


@pytest.mark.parametrize("match", _FOUND_BY)
def test_card_is_found_by_each_of_its_keys(ctx: Context, match: tuple[str, ...]) -> None:
    store.create(ctx, _ADA)

    assert _ids(ctx, match) == [_ADA.id]
    assert _ids(ctx, (*match[:-1], "other")) == []


def test_namesakes_with_one_number_are_both_found(ctx: Context) -> None:
    store.create(ctx, _ADA)
    store.create(ctx, replace(_ADA, id="daughter11111111", birth_date=date(2010, 1, 1)))

    assert _ids(ctx, ("phone", "ada example", "+905551110100")) == [_ADA.id, "daughter11111111"]
    assert _ids(ctx, ("born", "ada example", "2010-01-01")) == ["daughter11111111"]


def test_changed_card_is_found_as_it_is_now(ctx: Context) -> None:
    store.create(ctx, _ADA)

    store.replace(ctx, _ADA, replace(_ADA, family_name="Sample", phones=(), version=2))

    assert _ids(ctx, *_FOUND_BY[:3]) == []
    assert _ids(ctx, ("born", "ada sample", "1980-05-04")) == [_ADA.id]
    assert _ids(ctx, ("external", "old system", "17")) == [_ADA.id]


def test_stale_change_leaves_the_keys_as_they_are(ctx: Context) -> None:
    store.create(ctx, _ADA)

    with pytest.raises(ConditionFailed):
        store.replace(ctx, replace(_ADA, version=7), replace(_ADA, phones=(), version=8))

    assert _ids(ctx, _FOUND_BY[0]) == [_ADA.id]


def test_another_clinic_finds_nobody(ctx: Context, other: Context) -> None:
    store.create(ctx, _ADA)

    assert _ids(other, *_FOUND_BY) == []


def test_units_join_while_they_touch_different_items(ctx: Context) -> None:
    table = connection.of(ctx)
    whole, same, elsewhere = table.unit(), table.unit(), table.unit()
    actions.add_create(ctx, whole, _ADA)
    actions.add_create(ctx, same, _ADA)
    actions.add_create(ctx, elsewhere, replace(_ADA, id="other", given_name="Bo", row_keys=()))

    assert not whole.fits(same)
    assert not whole.fits(elsewhere), "the same number in the other system"
    assert whole.fits(table.unit())


def test_units_join_up_to_what_a_transaction_takes(ctx: Context) -> None:
    table = connection.of(ctx)
    whole = table.unit()
    joined = 0
    while True:
        one = table.unit()
        actions.add_create(ctx, one, Patient(f"p{joined}", f"Nobody{joined}", _ADA.created_at))
        if not whole.fits(one):
            break
        whole.join(one)
        joined += 1
    whole.commit()

    assert len(whole) == 100
    assert len(store.get_many(ctx, [f"p{n}" for n in range(joined)])) == joined == 50
