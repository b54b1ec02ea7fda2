"""The stand-in's own rules: forms, periods, amounts, cards; as properties."""

import calendar
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stripe._encode import _api_encode

from infra.local.stripe.customers import cards
from infra.local.stripe.money import written
from infra.local.stripe.periods import boundary_after
from infra.local.stripe.wire.errors import CardDeclined, Malformed
from infra.local.stripe.wire.forms import decode

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
