"""Keys become an answer when the question has enough of them."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infra.local.telephony.flow.answers import Keys, TimedOut
from infra.local.telephony.flow.contact import Voice
from infra.local.telephony.flow.effects import AskDigits, AskKey
from infra.local.telephony.flow.keypad import Keypad
from infra.local.telephony.flow.values import At, Prompt

_AT = At("main", "Ask", "GetParticipantInput")
_MENU = AskKey(_AT, Prompt("?"), Voice(), seconds=5)
_STORE = AskDigits(_AT, Prompt("?"), Voice(), seconds=5, between_seconds=3, most=4)


def _type(asked: AskKey | AskDigits, keys: str) -> object:
    keypad = Keypad(asked)
    for key in keys[:-1]:
        assert keypad.press(key) is None
    return keypad.press(keys[-1])


@pytest.mark.parametrize("key", "0123456789*#")
def test_menu_fires_on_one_key(key: str) -> None:
    assert Keypad(_MENU).press(key) == Keys(key)


@pytest.mark.parametrize(
    ("changes", "keys", "expected"),
    [
        ({}, "12#", Keys("12")),
        ({}, "1234", Keys("1234")),
        ({}, "#", Keys("")),
        ({}, "12*34#", Keys("34")),
        ({}, "*#", Keys("")),
        ({"cancel": False}, "1*2#", Keys("1*2")),
        ({"terminator": "##", "most": 9}, "1#2##", Keys("1#2")),
        ({"terminator": "##"}, "123##", Keys("123")),
        ({"terminator": "##"}, "12#4", Keys("12#4")),
        ({"terminator": "9"}, "129", Keys("12")),
        ({"terminator": "*"}, "12*", Keys("12")),
        ({"terminator": "12345", "most": 9}, "712345", Keys("7")),
    ],
)
def test_stored_input_ends_as_told(changes: dict[str, object], keys: str, expected: Keys) -> None:
    assert _type(replace(_STORE, **changes), keys) == expected  # type: ignore[arg-type]


@settings(deadline=None)
@given(
    st.text("0123456789*#", min_size=1, max_size=30),
    st.sampled_from(["#", "##", "*", "9", "12345"]),
    st.integers(1, 20),
    st.booleans(),
)
def test_any_keys_give_no_more_than_was_asked(
    keys: str, terminator: str, most: int, cancel: bool
) -> None:
    asked = replace(_STORE, terminator=terminator, most=most, cancel=cancel)
    keypad = Keypad(asked)

    answer = next((found for key in keys if (found := keypad.press(key))), None) or keypad.expire()

    assert isinstance(answer, TimedOut | Keys)
    if isinstance(answer, Keys):
        assert len(answer.keys) <= most + len(terminator)
        assert not answer.keys.endswith(terminator)


def test_waiting_ends_with_what_was_typed() -> None:
    keypad = Keypad(_STORE)

    assert (keypad.seconds, keypad.expire()) == (5, TimedOut())
    keypad.press("7")
    assert (keypad.seconds, keypad.typed, keypad.expire()) == (3, "7", Keys("7"))


def test_cleared_input_waits_as_at_first() -> None:
    keypad = Keypad(_STORE)
    keypad.press("7")
    keypad.press("*")

    assert (keypad.seconds, keypad.expire()) == (5, TimedOut())


def test_what_is_no_key_is_refused() -> None:
    with pytest.raises(ValueError, match="is not a key"):
        Keypad(_MENU).press("A")
