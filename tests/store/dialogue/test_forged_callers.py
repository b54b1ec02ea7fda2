"""Attacks on the line: whoever forges a number, guesses, or keys in what is not theirs."""

from collections.abc import Callable
from datetime import date

import pytest

from tests.store.desk import Desk
from tests.store.dialogue.calling import CALLER, STRANGER, Answer, Call, person

Texts = list[tuple[str, str]]


def _all_days() -> list[str]:
    return [f"{d:02d}{m:02d}" for m in range(1, 13) for d in range(1, 32)]


def test_line_says_the_same_to_a_known_number_and_to_a_strangers(desk: Desk) -> None:
    """Word for word, through booking's questions and wrong proofs."""
    desk.book(desk.at())
    person(desk.ctx, "Kim", born=date(2015, 7, 9))

    def heard(caller: str) -> list[Answer]:
        call = Call(desk, caller=caller)
        said = [call.ask("greet", language=""), call.ask("for_whom")]
        said += [call.ask("choose_person", digits=d) for d in ("0503", "0101", "", "junk")]
        said += [call.ask("visits", page=""), call.ask("confirm_visit", visit="a" * 16)]
        said += [call.ask("prove", digits=digits) for digits in ("0101", "0201", "0301")]
        return said

    assert heard(CALLER) == heard(STRANGER)


def test_booking_tells_nothing_of_who_is_known(desk: Desk) -> None:
    known = Call(desk).book("0503", who="1")
    unknown = Call(desk, caller=STRANGER).book("0503", who="1")

    assert known["say"].split(",")[0] == unknown["say"].split(",")[0]
    assert known["say"].split(".")[-2] == unknown["say"].split(".")[-2]
    assert "Ada" not in known["say"]


def test_fourth_birthday_of_a_call_is_locked_even_if_right(call: Call, desk: Desk) -> None:
    desk.book(desk.at())
    wrong = [call.ask("prove", digits=d)["status"] for d in ("0101", "0201", "0301")]

    assert wrong == ["wrong", "wrong", "locked"]
    assert call.ask("prove", digits="0503")["status"] == "locked"
    assert call.ask("visits", page="")["status"] == "unproven"


def test_birthdays_are_not_guessed_over_many_calls(
    desk: Desk, later: Callable[[float], None]
) -> None:
    """Day after day of the year, three a call, for hours: the right one is the sixty-seventh, and
    never comes to be looked at."""
    desk.book(desk.at(9))
    found = []
    days = _all_days()[:75]
    for n in range(0, len(days), 3):
        later(n * 160.0)
        call = Call(desk, again=False)
        found += [call.ask("prove", digits=each)["status"] for each in days[n : n + 3]]

    assert "ok" not in found


def test_locked_number_still_proves_itself_by_a_code(desk: Desk, texted: Texts) -> None:
    for _ in range(3):
        tried = Call(desk, again=False)
        for digits in ("0101", "0201", "0301"):
            tried.ask("prove", digits=digits)
    call = Call(desk)

    assert call.ask("prove", digits="0503")["status"] == "locked"
    call.ask("send_code")
    assert call.ask("check_code", digits=texted[-1][1])["status"] == "ok"


def test_clinic_has_a_bound_for_all_numbers_together(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    from chalicelib.dialogue import proof

    monkeypatch.setattr(proof, "_A_DAY", 4)
    for n in range(4):
        other = Call(desk, caller=f"+9055511102{n:02d}", again=False)
        other.ask("prove", digits="0101")

    assert Call(desk).ask("prove", digits="0503")["status"] == "locked"


def test_code_is_locked_after_three_wrong_ones(call: Call, texted: Texts) -> None:
    call.ask("send_code")
    wrong = [code for code in ("000000", "111111", "222222", "333333") if code != texted[0][1]]

    tried = [call.ask("check_code", digits=code)["status"] for code in wrong[:3]]

    assert tried == ["wrong", "wrong", "locked"]
    assert call.ask("check_code", digits=texted[0][1])["status"] == "locked"


def test_code_that_ran_out_is_wrong(
    call: Call, texted: Texts, later: Callable[[float], None]
) -> None:
    call.ask("send_code")
    later(601)

    assert call.ask("check_code", digits=texted[0][1])["status"] == "wrong"


def test_code_of_another_call_is_wrong(desk: Desk, texted: Texts) -> None:
    Call(desk).ask("send_code")
    call = Call(desk, contact_id="another-call")
    call.ask("check_code", digits=texted[0][1])

    assert call.ask("visits", page="")["status"] == "unproven"


def test_number_is_texted_few_codes_however_many_calls(desk: Desk, texted: Texts) -> None:
    sent = [Call(desk).ask("send_code")["status"] for _ in range(5)]

    assert sent == ["sent", "sent", "sent", "impossible", "impossible"]
    assert len(texted) == 3
