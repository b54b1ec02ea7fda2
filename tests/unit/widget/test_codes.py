"""A code proves a number: five wrong tries lock it, it runs out, and it is one number's."""

from dataclasses import replace

import pytest

from chalicelib.errors import Conflict, Invalid, TooMany
from chalicelib.widget import model
from chalicelib.widget.model import Hold, check_code, tried, with_code

_PHONE, _NOW = "+905551110100", 1_800_000_000
_HOLD = Hold("hash" * 10, "service1", "branch11", "person11", ("person11",), 0, 6, _NOW, False)
_SENT = with_code(_HOLD, _PHONE, "123456", _NOW)


def _wrong(hold: Hold, times: int) -> Hold:
    for _ in range(times):
        hold = tried(hold)
        with pytest.raises((Invalid, TooMany)):
            check_code(hold, _PHONE, "000000", _NOW)
    return hold


def test_right_code_of_the_number_is_taken() -> None:
    check_code(tried(_SENT), _PHONE, "123456", _NOW + model.CODE_SECONDS - 1)


def test_code_is_not_kept() -> None:
    assert "123456" not in str(_SENT)


@pytest.mark.parametrize("times", range(1, 5))
def test_wrong_code_says_how_many_tries_are_left(times: int) -> None:
    hold = tried(_wrong(_SENT, times - 1))

    with pytest.raises(Invalid) as refused:
        check_code(hold, _PHONE, "000000", _NOW)

    assert refused.value.code == "code_wrong"
    assert refused.value.fields["attempts_left"] == 5 - times


def test_fifth_try_may_be_right() -> None:
    check_code(tried(_wrong(_SENT, 4)), _PHONE, "123456", _NOW)


def test_five_wrong_codes_lock_even_the_right_one() -> None:
    hold = _wrong(_SENT, 5)

    with pytest.raises(TooMany) as refused:
        tried(hold)

    assert refused.value.code == "code_locked"
    with pytest.raises(TooMany):
        with_code(hold, _PHONE, "654321", _NOW + 3600)


def test_code_runs_out() -> None:
    with pytest.raises(Conflict) as refused:
        check_code(_SENT, _PHONE, "123456", _NOW + model.CODE_SECONDS)

    assert refused.value.code == "code_expired"


def test_code_of_another_number_is_wrong() -> None:
    with pytest.raises(Invalid):
        check_code(_SENT, "+905551110101", "123456", _NOW)
    with pytest.raises(Invalid):
        check_code(_HOLD, _PHONE, "123456", _NOW)


def test_code_of_another_hold_is_wrong() -> None:
    other = replace(_HOLD, token_hash="other" * 8)

    with pytest.raises(Invalid):
        check_code(replace(other, phone=_PHONE, code_digest=_SENT.code_digest,
                           code_expires=_SENT.code_expires), _PHONE, "123456", _NOW)  # fmt: skip


def test_fresh_code_needs_a_pause_and_replaces_the_first() -> None:
    with pytest.raises(TooMany):
        with_code(_SENT, _PHONE, "654321", _NOW + model.RESEND_SECONDS - 1)

    again = with_code(_SENT, _PHONE, "654321", _NOW + model.RESEND_SECONDS)

    check_code(again, _PHONE, "654321", _NOW)
    with pytest.raises(Invalid):
        check_code(again, _PHONE, "123456", _NOW)


def test_corrected_number_gets_its_code_at_once() -> None:
    corrected = with_code(_SENT, "+905551110101", "654321", _NOW + 1)

    check_code(corrected, "+905551110101", "654321", _NOW + 1)
    with pytest.raises(Invalid):
        check_code(corrected, _PHONE, "123456", _NOW + 1)


def test_codes_are_sent_four_times_at_most() -> None:
    hold = _HOLD
    for n in range(model.MAX_SENT):
        hold = with_code(hold, _PHONE, "123456", _NOW + n * 60)

    with pytest.raises(TooMany):
        with_code(hold, _PHONE, "123456", _NOW + 86400)
