"""Conditions compare text exactly and numbers only with numbers; the first that holds wins."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infra.local.telephony.flow.conditions import OPERATORS, find_first, holds
from infra.local.telephony.flow.document import Condition


@pytest.mark.parametrize(
    ("operator", "value", "operand", "expected"),
    [
        ("Equals", "1", "1", True),
        ("Equals", "1", "1.0", False),
        ("Equals", "Yes", "yes", False),
        ("TextStartsWith", "+1202", "+1", True),
        ("TextStartsWith", "1202", "+1", False),
        ("TextEndsWith", "abc", "bc", True),
        ("TextContains", "abc", "b", True),
        ("TextContains", "abc", "x", False),
        ("NumberGreaterThan", "10", "9", True),
        ("NumberGreaterThan", "9", "9", False),
        ("NumberGreaterOrEqualTo", "9", "9.0", True),
        ("NumberLessThan", "-1", "0", True),
        ("NumberLessOrEqualTo", "2", "1", False),
        ("NumberLessThan", "many", "5", False),
        ("NumberLessThan", "5", "many", False),
        ("NumberGreaterThan", "inf", "5", False),
        ("NumberGreaterThan", "٩", "5", False),
        ("Sounds", "1", "1", False),
    ],
)
def test_condition_holds_as_documented(
    operator: str, value: str, operand: str, expected: bool
) -> None:
    assert holds(operator, value, operand) is expected


@settings(deadline=None)
@given(st.sampled_from(sorted(OPERATORS)), st.text())
def test_empty_value_matches_nothing(operator: str, operand: str) -> None:
    assert not holds(operator, "", operand)


@settings(deadline=None)
@given(st.integers(), st.integers())
def test_numbers_compare_as_numbers(left: int, right: int) -> None:
    assert holds("NumberLessThan", str(left), str(right)) is (left < right)
    assert holds("NumberGreaterOrEqualTo", str(left), str(right)) is (left >= right)


@settings(deadline=None)
@given(st.text(min_size=1), st.sampled_from(["NumberLessThan", "NumberGreaterOrEqualTo"]))
def test_any_text_compares_without_failing(value: str, operator: str) -> None:
    assert holds(operator, value, "5") in (True, False)


def test_first_true_condition_wins() -> None:
    conditions = [
        Condition("NumberGreaterThan", ("60",), "senior"),
        Condition("NumberGreaterThan", ("2",), "child"),
    ]

    assert find_first(conditions, "61").next == "senior"  # type: ignore[union-attr]
    assert find_first(conditions, "3").next == "child"  # type: ignore[union-attr]
    assert find_first(conditions, "1") is None
