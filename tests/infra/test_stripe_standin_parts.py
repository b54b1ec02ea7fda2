"""The stand-in's own rules: periods, forms, cards, retries, differences; as properties."""

import calendar
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stripe._encode import _api_encode

from infra.local.stripe import agenda, seed
from infra.local.stripe.account import Account
from infra.local.stripe.checkout import sessions
from infra.local.stripe.checkout.params import CreateSession
from infra.local.stripe.clock import Clock
from infra.local.stripe.customers import cards
from infra.local.stripe.ledger import Condition, Ledger, Timer
from infra.local.stripe.money import written
from infra.local.stripe.periods import boundary_after
from infra.local.stripe.webhooks import deliveries
from infra.local.stripe.webhooks.events import difference
from infra.local.stripe.wire.errors import CardDeclined, Malformed
from infra.local.stripe.wire.forms import decode
from infra.local.stripe.wire.params import Params

NAMES = st.text(st.characters(exclude_characters="[]", exclude_categories=["Cs"]), min_size=1)
VALUES = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
TREES = st.recursive(
    VALUES,
    lambda inner: (
        st.dictionaries(NAMES, inner, min_size=1, max_size=4)
        | st.lists(inner, min_size=1, max_size=3)
    ),
    max_leaves=12,
)
MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2035, 1, 1)).map(
    lambda day: int(day.replace(tzinfo=UTC).timestamp())
)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    return Ledger(tmp_path_factory.mktemp("ledger"))


def keyed(tree: object) -> object:
    """Lists as the wire has them: hashes with their positions as keys."""
    if isinstance(tree, list):
        return {str(place): keyed(entry) for place, entry in enumerate(tree)}
    if isinstance(tree, dict):
        return {key: keyed(entry) for key, entry in tree.items()}
    return tree


@settings(deadline=None)
@given(st.dictionaries(NAMES, TREES, max_size=5))
def test_forms_of_the_sdk_are_read_back(tree: dict[str, object]) -> None:
    # Act
    read = decode(urlencode(list(_api_encode(tree))))

    # Assert
    assert read == keyed(tree)


@settings(deadline=None)
@given(st.text(st.sampled_from("ab[]=&%0+"), max_size=30))
def test_any_text_is_read_or_refused(raw: str) -> None:
    # Act
    try:
        read = decode(raw)
    except Malformed:
        return

    # Assert
    assert isinstance(read, dict)


@settings(deadline=None)
@given(MOMENTS, st.sampled_from(["day", "week", "month", "year"]), st.integers(1, 12), st.data())
def test_boundaries_follow_each_other_from_the_anchor(
    anchor: int, interval: str, count: int, data: st.DataObject
) -> None:
    # Arrange
    moment = data.draw(st.integers(anchor, anchor + 5 * 365 * 86_400))

    # Act
    boundary = boundary_after(anchor, interval, count, moment)

    # Assert
    assert boundary > moment
    assert boundary_after(anchor, interval, count, boundary - 1) == boundary
    start, end = (datetime.fromtimestamp(unix, UTC) for unix in (anchor, boundary))
    assert end.time() == start.time()
    if interval in ("month", "year"):
        last = calendar.monthrange(end.year, end.month)[1]
        months = (end.year - start.year) * 12 + end.month - start.month
        assert end.day == min(start.day, last)
        assert months % (count * (12 if interval == "year" else 1)) == 0
    else:
        assert (end - start) % timedelta(days=count * (7 if interval == "week" else 1)) == (
            timedelta(0)
        )


def test_months_come_back_to_the_anchors_day() -> None:
    # Arrange
    anchor = int(datetime(2026, 1, 31, 10, tzinfo=UTC).timestamp())

    # Act
    days, moment = [], anchor
    for _ in range(4):
        moment = boundary_after(anchor, "month", 1, moment)
        days.append(datetime.fromtimestamp(moment, UTC).strftime("%m-%d"))

    # Assert
    assert days == ["02-28", "03-31", "04-30", "05-31"]


@pytest.mark.parametrize(
    ("amount", "currency", "text"),
    [
        (2900, "eur", "€29.00"),
        (1190000, "huf", "HUF 11,900.00"),
        (4900, "jpy", "¥4,900"),
        (5, "usd", "$0.05"),
        (0, "try", "₺0.00"),
    ],
)
def test_amounts_are_written_as_they_are_read(amount: int, currency: str, text: str) -> None:
    assert written(amount, currency) == text


@settings(deadline=None)
@given(st.integers(1, 12), st.integers(2026, 2090))
def test_card_is_good_until_its_month_is_over(month: int, year: int) -> None:
    # Arrange
    last = datetime(year, month, calendar.monthrange(year, month)[1], 23, 59, tzinfo=UTC)
    expiry, number = f"{month}/{year % 100:02}", "4242 4242-4242 4242"

    # Act
    card = cards.read(number, expiry, "123", int(last.timestamp()))

    # Assert
    assert (card.exp_month, card.exp_year) == (month, year)
    with pytest.raises(CardDeclined) as refused:
        cards.read(number, expiry, "123", int(last.timestamp()) + 60)
    assert refused.value.param == "expiry"


@settings(deadline=None)
@given(st.text(max_size=20), st.text(max_size=9), st.text(max_size=4))
def test_any_typed_card_is_taken_or_declined(number: str, expiry: str, cvc: str) -> None:
    # Act
    try:
        card = cards.read(number, expiry, cvc, 1_800_000_000)
    except CardDeclined as declined:
        assert declined.param in ("number", "expiry", "cvc")
        return

    # Assert
    assert card.number.isdigit()


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
