"""A doctor sees and changes their own visits, whichever side says whose account it is."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.appointments import calendar, duties
from chalicelib.appointments.schemas import CalendarQuery
from chalicelib.clinic import actions as clinic
from chalicelib.clinic.model import Practitioner
from chalicelib.context import Context
from chalicelib.errors import Forbidden
from chalicelib.staff import store as staff
from chalicelib.staff.model import Staff
from tests.store.desk import Desk


def _doctor(desk: Desk, practitioner_id: str | None) -> Context:
    account = Staff("doctor1111", "d@example.com", "D", "doctor", practitioner_id=practitioner_id)
    staff.create(desk.ctx, account)
    return replace(desk.ctx, actor=account.id, role="doctor")


def test_doctor_changes_own_visits_only(desk: Desk) -> None:
    ctx = _doctor(desk, desk.ann.id)

    duties.require_own(ctx, desk.book(desk.at()))
    with pytest.raises(Forbidden):
        duties.require_own(ctx, desk.book(desk.at(), practitioner_id=desk.bob.id))


def test_doctor_is_known_by_the_practitioners_account(desk: Desk) -> None:
    ctx = _doctor(desk, None)
    clinic.update(desk.ctx, Practitioner, desk.bob.id, {"staff_id": ctx.actor}, 1)

    assert duties.practitioners_of(ctx) == {desk.bob.id}


@pytest.mark.parametrize("role", ["owner", "operator", "patient", "system"])
def test_others_are_not_bound_to_a_practitioner(desk: Desk, role: str) -> None:
    assert duties.practitioners_of(replace(desk.ctx, role=role)) is None


def test_doctors_calendar_is_their_own(desk: Desk) -> None:
    mine = desk.book(desk.at())
    desk.book(desk.at(), practitioner_id=desk.bob.id)
    query = CalendarQuery(from_=mine.day, to=mine.day + timedelta(days=1))

    shown = calendar.show(_doctor(desk, desk.ann.id), query)
    everybody = calendar.show(desk.ctx, query.model_copy(update={"branch_id": desk.main.id}))

    assert [each.id for each in shown.appointments] == [mine.id]
    assert {c.name for day in shown.days for c in day.resources} == {"Ann"}
    assert len(everybody.appointments) == 2


def test_doctor_of_another_branch_gets_that_branch(desk: Desk) -> None:
    visit = desk.book(desk.at(), practitioner_id=desk.eve.id)
    query = CalendarQuery(from_=visit.day, to=visit.day)

    shown = calendar.show(_doctor(desk, desk.eve.id), query)

    assert [each.id for each in shown.appointments] == [visit.id]


def test_doctor_without_practitioner_sees_no_visits(desk: Desk) -> None:
    visit = desk.book(desk.at())

    assert (
        calendar.show(
            _doctor(desk, None), CalendarQuery(from_=visit.day, to=visit.day)
        ).appointments
        == []
    )
