"""Which condition holds for a value: text exactly as written, numbers only where both are."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from decimal import Decimal

from infra.local.telephony.flow.document import Condition

_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)")
_TEXT: dict[str, Callable[[str, str], bool]] = {
    "Equals": lambda value, operand: value == operand,
    "TextStartsWith": lambda value, operand: value.startswith(operand),
    "TextEndsWith": lambda value, operand: value.endswith(operand),
    "TextContains": lambda value, operand: operand in value,
}
_NUMBERS: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "NumberGreaterThan": lambda value, operand: value > operand,
    "NumberGreaterOrEqualTo": lambda value, operand: value >= operand,
    "NumberLessThan": lambda value, operand: value < operand,
    "NumberLessOrEqualTo": lambda value, operand: value <= operand,
}
OPERATORS = frozenset(_TEXT) | frozenset(_NUMBERS)


def holds(operator: str, value: str, operand: str) -> bool:
    """An empty value (an unresolved reference) matches nothing, and so does an unknown operator."""
    if value == "":
        return False
    if operator in _TEXT:
        return _TEXT[operator](value, operand)
    left, right = _number(value), _number(operand)
    if operator not in _NUMBERS or left is None or right is None:
        return False
    return _NUMBERS[operator](left, right)


def find_first(
    conditions: Iterable[Condition], value: str, fill: Callable[[str], str] = str
) -> Condition | None:
    """The first that holds wins; operands may be references, which `fill` resolves."""
    for condition in conditions:
        if any(holds(condition.operator, value, fill(o)) for o in condition.operands):
            return condition
    return None


def _number(text: str) -> Decimal | None:
    text = text.strip()
    return Decimal(text) if text.isascii() and _NUMBER.fullmatch(text) else None
