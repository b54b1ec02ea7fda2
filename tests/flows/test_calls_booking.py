"""Callers book by keypad: our flows, the real function, the real rules of the calendar."""

from datetime import datetime, timedelta

from chalicelib.appointments import actions as appointments
from chalicelib.appointments.actions import Booking
from chalicelib.appointments.model import Appointment
from chalicelib.clinic import actions as clinic
from chalicelib.clinic.model import Closure
from chalicelib.patients import actions as patients
from chalicelib.patients.model import Patient, PatientDraft
from tests.flows.line import CALLER, Telephone

STRANGER = "+447700900199"


def visits_of(telephone: Telephone, number: str = CALLER) -> list[Appointment]:
    """Live visits of whoever is known under a number."""
    found = [
        visit
        for person in patients.find_by_phone(telephone.ctx, number)
        for visit in appointments.list_of_patient(telephone.ctx, person.id, *_whole(telephone))
    ]
    return [each for each in found if each.is_live]


def _whole(telephone: Telephone) -> tuple[datetime, datetime]:
    return telephone.now() - timedelta(days=1), telephone.now() + timedelta(days=99)


def test_booking_is_made_for_the_caller(telephone: Telephone, ada: Patient) -> None:
    talk = telephone.dial("1", "0503", "2").listen()

    (visit,) = visits_of(telephone)
    assert (visit.patient_id, visit.wall) == (ada.id, "2026-11-02T10:15")
    assert visit.source == "phone"
    assert talk.flows == ["entry", "menu", "booking"]
    assert "To book a visit" in talk.last
    assert talk.problems == []
    assert any("Your visit is booked" in said for said in talk.heard)


def test_booking_needs_no_birthday(telephone: Telephone, ada: Patient) -> None:
    telephone.dial("1", "#", "1").listen()

    assert [v.patient_id for v in visits_of(telephone)] == [ada.id]


def test_stranger_books_by_number_alone(telephone: Telephone, ada: Patient) -> None:
    telephone.dial("1", "#", "1", caller=STRANGER).listen()

    (visit,) = visits_of(telephone, STRANGER)
    assert visit.patient_id != ada.id
    assert visits_of(telephone) == []


def test_booking_reads_three_times_and_more(telephone: Telephone, ada: Patient) -> None:
    talk = telephone.dial("1", "#", "9").listen()
    first, second = (said for said in talk.heard if "These times are free" in said)

    talk.press("3").listen()

    assert first.count(": press") == 3
    assert "To hear it again, press hash." in first
    assert first != second
    assert visits_of(telephone)[0].wall > "2026-11-02T12:15"


def test_time_that_somebody_else_took_is_followed_by_the_next_three(
    telephone: Telephone, ada: Patient
) -> None:
    talk = telephone.dial("1", "#").listen()
    _, who, service = telephone.made
    other = patients.match_or_create(telephone.ctx, PatientDraft("Bob", "Example", STRANGER))
    taken = int(telephone.start) + 900
    appointments.book(telephone.ctx, Booking(service.id, taken, other.id, "widget", "en", who.id))

    talk.press("1").listen()

    assert "somebody was faster" in talk.last
    assert "9 15" not in talk.last
    assert visits_of(telephone) == []
    talk.press("1").listen()
    assert len(visits_of(telephone)) == 1


def test_wrong_keys_and_silence_lead_to_the_queue(telephone: Telephone, ada: Patient) -> None:
    talk = telephone.dial("1", "#", "5", "6", "7").wait(20)

    assert talk.flows == ["entry", "menu", "booking", "operator", "queue"]
    assert visits_of(telephone) == []


def test_silence_all_along_leads_to_the_queue_and_is_never_endless(telephone: Telephone) -> None:
    talk = telephone.dial().wait(120)

    assert talk.flows == ["entry", "menu", "operator", "queue"]
    talk.wait(3600)
    assert not talk.live, "after half an hour a message is taken"


def test_withheld_number_books_after_a_code(
    telephone: Telephone, texted: list[tuple[str, str]]
) -> None:
    talk = telephone.dial("1", f"00{STRANGER[1:]}#", caller=None).listen()
    ((to, code),) = texted
    talk.press(code).press("1").listen()

    assert to == STRANGER
    assert len(visits_of(telephone, STRANGER)) == 1


def test_withheld_number_books_nothing_with_wrong_codes(
    telephone: Telephone, texted: list[tuple[str, str]]
) -> None:
    talk = telephone.dial("1", f"00{STRANGER[1:]}#", caller=None).listen()
    wrong = "000000" if texted[0][1] != "000000" else "111111"
    for _ in range(3):
        talk.press(wrong)
    talk.wait(30)

    assert talk.flows[-1] == "queue"
    assert visits_of(telephone, STRANGER) == []


def test_booking_works_after_hours(telephone: Telephone, ada: Patient) -> None:
    clinic.add_closure(telephone.ctx, Closure("holiday", telephone.now().date(), "Holiday"))

    talk = telephone.dial("1", "#", "1").listen()

    assert talk.flows == ["entry", "after_hours", "booking"]
    assert "To leave a message" in talk.last
    assert visits_of(telephone)[0].wall.startswith("2026-11-03")
