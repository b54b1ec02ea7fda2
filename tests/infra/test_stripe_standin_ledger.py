"""How the stand-in keeps and tells: differences, deliveries, metadata."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infra.local.stripe import agenda, seed
from infra.local.stripe.account import Account
from infra.local.stripe.checkout import sessions
from infra.local.stripe.checkout.params import CreateSession
from infra.local.stripe.clock import Clock
from infra.local.stripe.ledger import Condition, Ledger, Timer
from infra.local.stripe.webhooks import deliveries
from infra.local.stripe.webhooks.events import difference
from infra.local.stripe.wire.params import Params


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    return Ledger(tmp_path_factory.mktemp("ledger"))


JSONS = st.recursive(
    st.none() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=8,
)
OBJECTS = st.dictionaries(st.sampled_from("abcd"), JSONS)


def put_back(after: object, previous: object) -> object:
    """What was there before, from what is there and what differed."""
    if isinstance(after, dict) and isinstance(previous, dict):
        return {**after, **{key: put_back(after.get(key), old) for key, old in previous.items()}}
    return previous


def without_nothing(tree: object) -> object:
    """A key without a value and no key are the same to whoever reads a difference."""
    if isinstance(tree, dict):
        return {key: without_nothing(value) for key, value in tree.items() if value is not None}
    return tree


@settings(deadline=None)
@given(OBJECTS, OBJECTS)
def test_difference_leads_back(before: dict[str, object], after: dict[str, object]) -> None:
    # Act
    previous = difference(before, after)

    # Assert
    assert without_nothing(put_back(after, previous)) == without_nothing(before)
    assert difference(before, before) == {}


def test_refused_delivery_waits_longer_each_time_and_is_given_up(tmp_path: Path) -> None:
    # Arrange
    ledger = Ledger(tmp_path)
    ledger.db.execute(
        "INSERT INTO deliveries (id, event_id, type, state, held, position, next_at, attempts)"
        " VALUES ('whd_1', 'evt_1', 'invoice.paid', 'pending', 0, 1, 0, '[]')"
    )
    now, pauses = 1_000.0, []

    # Act
    while delivery := deliveries.next_due(ledger, now):
        deliveries.note_attempt(ledger, delivery, {"at": now, "status": 500})
        moment = deliveries.next_moment(ledger)
        pauses.append(moment - now if moment else None)
        now = moment or now

    # Assert
    (after,) = deliveries.listed(ledger, None, None)
    assert pauses[:4] == [0.5, 1.0, 2.0, 4.0]
    assert max(pause for pause in pauses if pause) == 300.0
    assert pauses[-1] is None
    assert (after.state, len(json.loads(after.attempts))) == ("failed", 17)


def test_broken_step_does_not_stop_time(tmp_path: Path) -> None:
    # Arrange
    ledger = Ledger(tmp_path)
    account = Account(ledger, Clock(ledger), "http://localhost", agenda.due)
    seed.sow(account)
    wanted = CreateSession.model_validate(
        {
            "mode": "subscription",
            "customer_email": "step@example.com",
            "line_items": {"0": {"price": account.bodies("price")[0]["id"]}},
            "success_url": "https://frontdesk.test/",
        }
    )
    session = sessions.create(account, wanted)
    ledger.set_timers("sub_none", [Timer("sub_none", "renew", 1, 0)])
    account.clock.move_to(session["expires_at"])

    # Act
    ran = agenda.catch_up(account)

    # Assert
    assert ran == 2
    assert sessions.retrieve(account, Params(), session["id"])["status"] == "expired"
    assert ledger.next_timer() is None


@settings(deadline=None)
@given(
    key=st.text(
        st.characters(exclude_characters='"\\', exclude_categories=["Cs", "Cc"]), min_size=1
    ),
    value=st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"])),
)
def test_ledger_finds_any_metadata(ledger: Ledger, key: str, value: str) -> None:
    # Arrange
    ledger.empty()
    ledger.add({"object": "customer", "id": "cus_1", "metadata": {key: value}})
    ledger.add({"object": "customer", "id": "cus_2", "metadata": {key: value + "x"}})
    ledger.add({"object": "customer", "id": "cus_3", "metadata": {}})

    # Act
    found = ledger.bodies("customer", Condition(("metadata", key), "IS", value))

    # Assert
    assert [body["id"] for body in found] == ["cus_1"]
