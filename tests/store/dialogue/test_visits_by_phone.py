"""Hearing, confirming, moving and cancelling visits by keypad, after a proof, under the rules."""

from datetime import date

import pytest

from chalicelib.appointments import actions as appointments
from chalicelib.clinic import actions as clinic
from chalicelib.clinic.model import Service
from tests.store.desk import Desk
from tests.store.dialogue.calling import STRANGER, Call, person

Texts = list[tuple[str, str]]


def _proven(call: Call) -> Call:
    call.ask("greet", language="")
    assert call.ask("prove", digits="0503")["status"] == "ok"
    return call


def test_visit_is_heard_after_the_birthday(call: Call, desk: Desk) -> None:
    visit = desk.book(desk.at())
    unproven = call.ask("visits", page="")

    heard = _proven(call).ask("visits", page="")

    assert unproven["status"] == "unproven"
    assert (heard["status"], heard["visit"]) == ("visit", visit.id)
    assert "at 10 a.m." in heard["say"]
    assert "Ann" in heard["say"] and "Ann" not in unproven["say"]


def test_visits_are_told_one_after_the_other(call: Call, desk: Desk) -> None:
    first, second = desk.book(desk.at(2)), desk.book(desk.at(3))

    one = _proven(call).ask("visits", page="")
    two = call.ask("visits", page=one["next_page"])

    assert [one["visit"], two["visit"]] == [first.id, second.id]
    assert two["next_page"] == ""


def test_nobody_with_a_visit_hears_of_none(call: Call) -> None:
    assert _proven(call).ask("visits", page="")["status"] == "none"


def test_birthday_opens_only_the_visits_of_whose_it_is(call: Call, desk: Desk) -> None:
    child = person(desk.ctx, "Kim", born=date(2015, 7, 9))
    theirs = desk.book(desk.at(), patient_id=child.id)
    own = desk.book(desk.at(3))

    heard = _proven(call).ask("visits", page="")

    assert (heard["visit"], heard["next_page"]) == (own.id, "")
    assert call.ask("cancel_visit", visit=theirs.id)["status"] == "unproven"
    assert appointments.get(desk.ctx, theirs.id).is_live


def test_code_opens_the_visits_of_everybody_on_the_number(
    call: Call, desk: Desk, texted: Texts
) -> None:
    child = person(desk.ctx, "Kim", born=date(2015, 7, 9))
    desk.book(desk.at(), patient_id=child.id)
    desk.book(desk.at(3))
    call.ask("greet", language="")

    assert call.ask("send_code")["status"] == "sent"
    [(number, code)] = texted
    assert call.ask("check_code", digits=code)["status"] == "ok"

    heard = call.ask("visits", page="")
    assert number == call.caller
    assert heard["say"].startswith("For Kim:")
    assert heard["next_page"]


def test_confirming_confirms_once(call: Call, desk: Desk) -> None:
    visit = desk.book(desk.at())

    assert _proven(call).ask("confirm_visit", visit=visit.id)["status"] == "done"

    assert appointments.get(desk.ctx, visit.id).confirmed_at is not None
    assert desk.facts().count("AppointmentConfirmed") == 1


def test_cancelling_is_asked_first(call: Call, desk: Desk) -> None:
    visit = desk.book(desk.at())

    asked = _proven(call).ask("ask_cancel", visit=visit.id)

    assert asked["status"] == "ask"
    assert "at 10 a.m., press 3 again. To keep it, press 1." in asked["say"]
    assert asked["say_kept"] == "Nothing was cancelled."
    assert appointments.get(desk.ctx, visit.id) == visit


def test_stranger_is_not_asked_about_a_visit(call: Call, desk: Desk) -> None:
    visit = desk.book(desk.at())
    call.ask("greet", language="")

    assert call.ask("ask_cancel", visit=visit.id)["status"] == "unproven"


def test_cancelling_frees_the_time_once(call: Call, desk: Desk) -> None:
    visit = desk.book(desk.at())

    assert _proven(call).ask("cancel_visit", visit=visit.id)["status"] == "done"

    assert appointments.get(desk.ctx, visit.id).status == "cancelled"
    assert desk.facts().count("AppointmentCancelled") == 1
    assert desk.book(desk.at()).is_live


def test_moving_moves_once_and_frees_the_old_time(call: Call, desk: Desk) -> None:
    visit = desk.book(desk.at())
    offered = _proven(call).ask("move_times", visit=visit.id, page="")

    moved = call.ask("move_visit", visit=visit.id, key="2", page=offered["next_page"])

    now = appointments.get(desk.ctx, visit.id)
    assert (offered["status"], moved["status"]) == ("offered", "moved")
    assert now.start != visit.start
    assert now.moved_count == 1
    assert now.practitioner_id == desk.ann.id
    assert desk.facts().count("AppointmentMoved") == 1


@pytest.mark.parametrize(
    ("changes", "words"),
    [({"cancel_notice_minutes": 30 * 1440}, "too late"), ({"max_moves": 0}, "as often as")],
)
def test_moving_against_the_rules_is_refused_in_words(
    call: Call, desk: Desk, changes: dict[str, int], words: str
) -> None:
    visit = desk.book(desk.at())
    clinic.update(desk.ctx, Service, desk.check.id, changes, 1)

    refused = _proven(call).ask("move_times", visit=visit.id, page="")

    assert refused["status"] == "refused"
    assert words in refused["say"]
    assert appointments.get(desk.ctx, visit.id).start == visit.start


def test_cancelling_too_late_is_refused_in_words(call: Call, desk: Desk) -> None:
    visit = desk.book(desk.at())
    clinic.update(desk.ctx, Service, desk.check.id, {"cancel_notice_minutes": 30 * 1440}, 1)

    heard = _proven(call).ask("visits", page="")
    asked = call.ask("ask_cancel", visit=visit.id)
    refused = call.ask("cancel_visit", visit=visit.id)

    assert "press 3" not in heard["say"]
    assert "too late to move or cancel it by keypad" in heard["say"]
    assert (asked["status"], refused["status"]) == ("refused", "refused")
    assert "could be cancelled until" in asked["say"]
    assert appointments.get(desk.ctx, visit.id).is_live


def test_time_that_was_lost_while_moving_offers_others(call: Call, desk: Desk) -> None:
    visit = desk.book(desk.at())
    offered = _proven(call).ask("move_times", visit=visit.id, page="")
    moved = Call(desk, caller=STRANGER, again=False)
    times = moved.to_times(who="1")
    assert moved.ask("book", key="1", page=times["next_page"])["status"] == "booked"

    taken = call.ask("move_visit", visit=visit.id, key="1", page=offered["next_page"])

    assert taken["status"] == "taken"
    assert appointments.get(desk.ctx, visit.id).start == visit.start
    again = call.ask("move_visit", visit=visit.id, key="1", page=taken["next_page"])
    assert again["status"] == "moved"
