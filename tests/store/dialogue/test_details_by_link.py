"""Who booked by phone as a number alone tells their name through the link of their text."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from chalicelib import clock
from chalicelib.appointments import actions as appointments
from chalicelib.appointments import links
from chalicelib.appointments.links import Link
from chalicelib.appointments.model import Appointment
from chalicelib.context import Context
from chalicelib.errors import Conflict, Invalid
from chalicelib.notices import wording
from chalicelib.notices.wording import Told, Way
from chalicelib.patients import actions as patients
from chalicelib.patients.model import Patient, PatientDraft
from chalicelib.tenants import actions as tenants
from chalicelib.visit import actions, views
from tests.store.desk import Desk
from tests.store.dialogue.calling import STRANGER, Call

_KIM = PatientDraft("Kim", "Placeholder", birth_date=date(1990, 3, 5))


@pytest.fixture
def stranger(desk: Desk) -> Patient:
    Call(desk, caller=STRANGER).book()
    [made] = patients.find_by_phone(desk.ctx, STRANGER)
    return made


def _visits(ctx: Context) -> list[Appointment]:
    [made] = patients.find_by_phone(ctx, STRANGER)
    until = clock.now() + timedelta(days=90)
    return appointments.list_of_patient(ctx, made.id, clock.now(), until)


def _link(ctx: Context) -> Link:
    return links.read(links.token(ctx, _visits(ctx)[0]))


def test_page_greets_nobody_by_their_number(desk: Desk, stranger: Patient) -> None:
    visit = actions.get(desk.ctx, _link(desk.ctx))

    shown = views.show(desk.ctx, visit)

    assert (shown.patient.given_name, shown.patient.nameless) == ("", True)


def test_page_tells_that_the_visits_time_has_passed(
    desk: Desk, stranger: Patient, later: Callable[[float], None]
) -> None:
    visit = actions.get(desk.ctx, _link(desk.ctx))
    to_its_end = (visit.end - clock.now()).total_seconds()

    before = views.show(desk.ctx, visit).visit
    later(to_its_end + 1)
    after = views.show(desk.ctx, visit).visit

    assert (before.over, after.over, after.status) == (False, True, "booked")


def test_text_asks_for_the_name_until_it_is_known(desk: Desk, stranger: Patient) -> None:
    [visit] = _visits(desk.ctx)

    def text() -> str:
        told = Told(tenants.get_clinic(desk.ctx), patients.get(desk.ctx, stranger.id), (visit,))
        return wording.outgoing(desk.ctx, Way("booked", "booked", "sms", "sms", ""), told).body

    before = text()
    actions.complete(desk.ctx, _link(desk.ctx), _KIM)

    assert "Tell us your name" in before
    assert "name" not in text()


def test_name_is_kept_once_and_found_by_its_birthday_from_then_on(
    desk: Desk, stranger: Patient
) -> None:
    for _ in range(2):
        actions.complete(desk.ctx, _link(desk.ctx), _KIM)

    named = patients.get(desk.ctx, stranger.id)
    call = Call(desk, caller=STRANGER)
    call.ask("prove", digits="0503")
    assert (named.name, named.version) == ("Kim Placeholder", stranger.version + 1)
    assert not named.is_nameless
    assert call.ask("visits", page="")["status"] == "visit"


def test_card_that_has_a_name_is_not_renamed(desk: Desk, stranger: Patient) -> None:
    actions.complete(desk.ctx, _link(desk.ctx), _KIM)

    with pytest.raises(Conflict):
        actions.complete(desk.ctx, _link(desk.ctx), replace(_KIM, given_name="Mallory"))

    assert patients.get(desk.ctx, stranger.id).given_name == "Kim"


def test_birth_date_ahead_is_refused(desk: Desk, stranger: Patient) -> None:
    with pytest.raises(Invalid):
        actions.complete(desk.ctx, _link(desk.ctx), replace(_KIM, birth_date=date(2190, 1, 1)))

    assert patients.get(desk.ctx, stranger.id) == stranger
