"""Callers hear, confirm, move and cancel their visits, and only after a proof of who they are."""

from collections.abc import Callable

import pytest

from chalicelib.appointments import actions as appointments
from chalicelib.appointments.actions import Booking
from chalicelib.appointments.model import Appointment
from chalicelib.patients.model import Patient
from tests.flows.line import CALLER, Telephone

Again = Callable[[], Appointment]


@pytest.fixture
def visit(telephone: Telephone, ada: Patient) -> Again:
    """Ada's visit of tomorrow at ten, read afresh with each call."""
    _, who, service = telephone.made
    start = int(telephone.start) + 25 * 3600
    booked = appointments.book(
        telephone.ctx, Booking(service.id, start, ada.id, "console", "en", who.id)
    )
    return lambda: appointments.get(telephone.ctx, booked.id)


def test_visit_is_heard_and_confirmed(telephone: Telephone, visit: Again) -> None:
    talk = telephone.dial("2", "0503", "1").listen()

    assert visit().confirmed_at is not None
    assert any("Tuesday the 3rd of November" in said for said in talk.heard)
    assert talk.flows == ["entry", "menu", "visits"]
    assert talk.problems == []


def test_visit_is_moved(telephone: Telephone, visit: Again) -> None:
    before = visit().wall

    talk = telephone.dial("2", "0503", "2", "1").listen()

    assert visit().wall != before
    assert talk.flows == ["entry", "menu", "visits", "moving"]


def test_visit_is_cancelled(telephone: Telephone, visit: Again) -> None:
    talk = telephone.dial("2", "0503", "3").listen()

    assert visit().is_live
    assert "cancel your visit on Tuesday the 3rd of November at 10 a.m., press 3" in talk.last
    talk.press("3").listen()
    assert not visit().is_live


@pytest.mark.parametrize("keys", [("1",), ("5", "6", "7"), ()])
def test_visit_is_kept_without_a_second_three(
    telephone: Telephone, visit: Again, keys: tuple[str, ...]
) -> None:
    talk = telephone.dial("2", "0503", "3", *keys).wait(60)

    assert visit().is_live
    assert "Nothing was cancelled." in talk.heard


def test_code_by_text_opens_the_visits_too(
    telephone: Telephone, visit: Again, texted: list[tuple[str, str]]
) -> None:
    talk = telephone.dial("2", "*#").listen()
    ((to, code),) = texted
    talk.press(code).press("1").listen()

    assert to == CALLER
    assert visit().confirmed_at is not None


def test_forged_number_hears_nothing_personal(
    telephone: Telephone, visit: Again, texted: list[tuple[str, str]]
) -> None:
    """A number is no proof: whoever calls with it hears no name and no visit, and changes none."""
    before = visit()

    talk = telephone.dial("2", "0101", "0202", "0303")
    talk.wait(60)

    told = " ".join(talk.heard)
    assert visit() == before
    assert [word for word in ("Ada", "Example", "November", "Sam") if word in told] == []
    assert texted == [(CALLER, texted[0][1])], "the code goes to the phone that has the number"


def test_stranger_hears_the_same_as_somebody_known(telephone: Telephone, visit: Again) -> None:
    known = telephone.dial("2", "0101").listen()
    unknown = telephone.dial("2", "0101", caller="+447700900155").listen()

    assert known.heard == unknown.heard


def test_other_language_is_spoken_from_then_on(telephone: Telephone, visit: Again) -> None:
    talk = telephone.dial("*", "2", "2").listen()

    assert "doğduğunuz" in talk.last or "doğum" in talk.last.lower()
    assert talk.flows == ["entry", "menu", "language", "menu", "visits"]


def test_failing_function_is_told_and_leads_to_the_queue(
    telephone: Telephone, visit: Again, monkeypatch: pytest.MonkeyPatch
) -> None:
    talk = telephone.dial().listen()
    monkeypatch.setattr("chalicelib.dialogue.actions._answered", _fail)

    talk.press("2").wait(60)

    assert any("something went wrong" in said for said in talk.heard)
    assert talk.flows[-1] == "queue"
    assert talk.live


def _fail(*_: object) -> None:
    raise RuntimeError("the table is on fire")
