"""Booking by keypad: from the greeting to a visit in the table, each step asked twice."""

from dataclasses import replace

import pytest

from chalicelib.patients import actions as patients
from chalicelib.tenants import actions as tenants
from chalicelib.tenants import store as clinics
from tests.store.desk import Desk
from tests.store.dialogue.calling import STRANGER, Call


def test_greeting_is_the_clinics_and_tells_what_the_flow_needs(call: Call) -> None:
    greeted = call.ask("greet", language="")

    assert greeted["status"] == "open"
    assert "Clinic TR" in greeted["say"]
    assert (greeted["language"], greeted["language_code"]) == ("en", "en-US")
    assert "press 1" in greeted["say_menu"]


def test_greeting_of_a_clinic_that_does_not_pay_is_inactive(call: Call, desk: Desk) -> None:
    profile = tenants.get_clinic(desk.ctx)
    clinics.replace(desk.ctx, replace(profile, status="canceled", version=2), 1)

    assert call.ask("greet", language="")["status"] == "inactive"


def test_number_of_nobody_is_not_ours(desk: Desk) -> None:
    assert Call(desk, dialled="+12025550111").ask("greet", language="")["status"] == "not_ours"


def test_known_caller_books_for_themselves(call: Call, desk: Desk) -> None:
    booked = call.book()

    [visit] = desk.kept("Appointment").values()
    assert booked["status"] == "booked"
    assert (visit["patient_id"], visit["source"]) == (desk.person.id, "phone")
    assert desk.facts().count("AppointmentBooked") == 1


@pytest.mark.parametrize(("caller", "told"), [("+442079460071", False), (STRANGER, True)])
def test_text_is_promised_where_one_can_arrive(desk: Desk, caller: str, told: bool) -> None:
    booked = Call(desk, caller).book()

    assert booked["status"] == "booked"
    assert ("text message" in booked["say"]) is told


def test_same_offer_books_once_whatever_key_comes_next(call: Call, desk: Desk) -> None:
    times = call.to_times()

    booked = call.ask("book", key="1", page=times["next_page"])

    assert call.ask("book", key="2", page=times["next_page"]) == booked
    assert len(desk.kept("Appointment")) == 1


def test_booking_whose_answer_was_lost_before_it_was_noted_is_found(
    call: Call, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The function dies between the visit and its own note of it."""
    from chalicelib.dialogue.turn import Turn

    times = call.to_times()
    keep = Turn.keep
    monkeypatch.setattr(Turn, "keep", lambda self, *a, **c: 1 / 0 if "done" in c else None)
    with pytest.raises(ZeroDivisionError):
        call.ask_once("book", key="1", page=times["next_page"])
    monkeypatch.setattr(Turn, "keep", keep)

    booked = call.ask("book", key="1", page=times["next_page"])

    assert booked["status"] == "booked"
    assert len(desk.kept("Appointment")) == 1


def test_stranger_books_with_a_number_alone(desk: Desk) -> None:
    call = Call(desk, caller=STRANGER)

    booked = call.book()

    [made] = patients.find_by_phone(desk.ctx, STRANGER)
    [visit] = desk.kept("Appointment").values()
    assert booked["status"] == "booked"
    assert made.is_nameless
    assert visit["patient_id"] == made.id


def test_stranger_who_calls_again_gets_no_second_card(desk: Desk) -> None:
    Call(desk, caller=STRANGER).book()
    Call(desk, caller=STRANGER).book()

    assert len(patients.find_by_phone(desk.ctx, STRANGER)) == 1


def test_more_reads_later_times_and_star_the_same_ones(call: Call) -> None:
    first = call.to_times()

    more = call.ask("book", key="9", page=first["next_page"])
    same = call.ask("book", key="*", page=more["next_page"])
    day = call.ask("book", key="8", page=first["next_page"])

    assert more["status"] == same["status"] == day["status"] == "more"
    assert more["next_page"] != first["next_page"]
    assert same["say"] == more["say"]
    assert day["say"] != more["say"]


@pytest.mark.parametrize("key", ["7", "#", "x", "12345", "0"])
def test_key_that_means_nothing_repeats_the_offer(call: Call, desk: Desk, key: str) -> None:
    times = call.to_times()

    wrong = call.ask("book", key=key, page=times["next_page"])

    assert (wrong["status"], wrong["next_page"]) == ("wrong", times["next_page"])
    assert desk.kept("Appointment") == {}


@pytest.mark.parametrize("key", ["*", ""])
def test_star_and_a_hash_that_was_left_over_read_the_same_again(
    call: Call, desk: Desk, key: str
) -> None:
    times = call.to_times()

    same = call.ask("book", key=key, page=times["next_page"])

    assert (same["status"], same["say"]) == ("more", times["say"])
    assert desk.kept("Appointment") == {}


def test_named_practitioner_is_the_one_who_is_booked(call: Call, desk: Desk) -> None:
    call.book(who="2")

    [visit] = desk.kept("Appointment").values()
    assert visit["practitioner_id"] == desk.bob.id


def test_time_that_went_to_another_offers_the_next_three(call: Call, desk: Desk) -> None:
    times = call.to_times(who="1")
    start = _first_start(desk, call, times["next_page"])
    desk.book(start)

    taken = call.ask("book", key="1", page=times["next_page"])
    booked = call.ask("book", key="1", page=taken["next_page"])

    assert taken["status"] == "taken"
    assert taken["say"].count("press") >= 3
    assert booked["status"] == "booked"
    assert len(desk.kept("Appointment")) == 2


def test_clinic_that_stopped_paying_refuses_in_words(call: Call, desk: Desk) -> None:
    times = call.to_times()
    profile = tenants.get_clinic(desk.ctx)
    clinics.replace(desk.ctx, replace(profile, status="canceled", version=2), 1)

    refused = call.ask("book", key="1", page=times["next_page"])

    assert refused["status"] == "refused"
    assert "takes no bookings" in refused["say"]
    assert desk.kept("Appointment") == {}


def _first_start(desk: Desk, call: Call, page: str) -> int:
    from chalicelib.dialogue import store

    talk = store.find(desk.ctx, call.contact_id)
    assert talk is not None
    return int(talk.offers[page].options[0]["start"])
