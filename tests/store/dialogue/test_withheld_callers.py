"""Callers who withhold their number or name what is not theirs: numbers, visits, pages, clinics."""

import json
from dataclasses import replace

import pytest

from chalicelib.appointments import actions as appointments
from chalicelib.context import Context
from chalicelib.table import keys
from chalicelib.tenants import store as tenants
from tests.store.desk import Desk, make_desk
from tests.store.dialogue.calling import CALLER, STRANGER, Call, person

Texts = list[tuple[str, str]]
_OTHER_NUMBER = "+12025550112"


@pytest.mark.parametrize("caller", [None, "", "anonymous", "Restricted", "sip:x@example.com", "+1"])
def test_withheld_number_proves_one_before_it_books(
    desk: Desk, texted: Texts, caller: str | None
) -> None:
    call = Call(desk, caller=caller)
    times = call.to_times()

    assert call.ask("for_whom")["status"] == "withheld"
    assert call.ask("book", key="1", page=times["next_page"])["status"] == "refused"
    given = call.ask("give_number", digits="05551110100")
    assert call.ask("book", key="1", page=times["next_page"])["status"] == "refused"
    assert call.ask("check_code", digits=texted[0][1])["status"] == "ok"
    assert call.ask("book", key="1", page=times["next_page"])["status"] == "booked"
    assert (given["status"], texted[0][0]) == ("ok", CALLER)


def test_withheld_number_hears_nothing_with_anothers_number(desk: Desk, texted: Texts) -> None:
    """Neither by keying it in, nor by its birthday, nor after proving one's own before."""
    desk.book(desk.at())
    call = Call(desk, caller=None)
    call.ask("give_number", digits="05551110199")
    own = texted[0][1]
    assert call.ask("check_code", digits=own)["status"] == "ok"

    call.ask("give_number", digits="05551110100")

    assert call.ask("visits", page="")["status"] == "none"
    assert call.ask("prove", digits="0503")["status"] == "locked"
    assert call.ask("check_code", digits=own)["status"] in ("wrong", "locked")
    assert call.ask("visits", page="")["status"] == "none"
    assert call.ask("promise_callback")["status"] == "impossible"


def test_caller_whose_number_is_shown_gives_no_other(call: Call, texted: Texts) -> None:
    assert call.ask("give_number", digits="05551110199")["status"] == "refused"
    assert texted == []


def test_withheld_caller_texts_few_numbers(desk: Desk, texted: Texts) -> None:
    call = Call(desk, caller=None)
    for n in range(6):
        call.ask("give_number", digits=f"0555111030{n}")

    assert len(texted) == 3


@pytest.mark.parametrize("digits", ["", "#", "12", "9" * 400, "0" * 15, "x'--", "٠٥٥٥١١١٠١٠٠"])
def test_junk_is_no_number(desk: Desk, texted: Texts, digits: str) -> None:
    answer = Call(desk, caller=None).ask("give_number", digits=digits)

    assert answer["status"] in ("wrong", "ok")
    assert all(to.startswith("+") and len(to) < 17 for to, _ in texted)


@pytest.mark.parametrize("step", ["prove", "check_code", "choose_person"])
@pytest.mark.parametrize("digits", ["", "3102", "0000", "9" * 3000, "05 03", "*", "０５０３"])
def test_junk_proves_nothing(call: Call, step: str, digits: str) -> None:
    call.ask_once(step, digits=digits)

    assert call.ask("visits", page="")["status"] == "unproven"


def test_page_of_another_contact_offers_ones_own(desk: Desk) -> None:
    theirs = Call(desk).to_times()
    call = Call(desk, caller=STRANGER)
    own = call.to_times()

    wrong = call.ask("book", key="7", page=theirs["next_page"])

    assert theirs["next_page"] != own["next_page"]
    assert wrong["next_page"] == own["next_page"]


def test_page_of_one_kind_is_none_of_another(call: Call, desk: Desk) -> None:
    call.to_times()
    listed = call.ask("services", page="")

    answer = call.ask("book", key="7", page=listed["next_page"])

    assert answer["next_page"] != listed["next_page"]
    assert desk.kept("Appointment") == {}


def test_visit_of_another_clinic_is_not_there(desk: Desk, other: Context, call: Call) -> None:
    foreign = make_desk(other)
    visit = foreign.book(foreign.at())
    before = foreign.kept("Appointment")
    call.ask("prove", digits="0503")

    answers = [call.ask(step, visit=visit.id) for step in ("confirm_visit", "cancel_visit")]
    answers.append(call.ask("move_times", visit=visit.id, page=""))
    answers.append(call.ask("move_visit", visit=visit.id, key="1", page=""))

    assert {each["status"] for each in answers} == {"unproven"}
    assert foreign.kept("Appointment") == before


def test_same_contact_at_another_clinic_knows_nothing(
    desk: Desk, other: Context, call: Call
) -> None:
    """The proof belongs to the clinic that was called."""
    tenants.point(keys.platform_number(_OTHER_NUMBER), other.tenant_id)
    make_desk(other)
    call.ask("prove", digits="0503")

    there = replace(call, dialled=_OTHER_NUMBER)

    assert there.ask("visits", page="")["status"] == "unproven"


def test_strangers_visit_is_not_heard_with_ones_own_proof(call: Call, desk: Desk) -> None:
    stranger = person(desk.ctx, "Eve", phone=STRANGER)
    visit = desk.book(desk.at(), patient_id=stranger.id)
    call.ask("prove", digits="0503")

    assert call.ask("cancel_visit", visit=visit.id)["status"] == "unproven"
    assert appointments.get(desk.ctx, visit.id).is_live


def test_one_number_fills_no_calendar(desk: Desk) -> None:
    booked = [Call(desk, again=False).book()["status"] for _ in range(7)]

    assert booked == ["booked"] * 5 + ["refused"] * 2
    assert len(desk.kept("Appointment")) == 5


def test_nothing_personal_is_logged(
    desk: Desk, call: Call, texted: Texts, capsys: pytest.CaptureFixture[str]
) -> None:
    call.book("0503")
    call.ask("prove", digits="0503")
    call.ask("visits", page="")
    call.ask("send_code")

    told = capsys.readouterr().out
    said = ("Ada", "Example", CALLER, CALLER[1:], "0503", texted[0][1], desk.person.id)
    assert [each for each in said if each in told] == []
    assert json.loads(told.splitlines()[0])
