"""The board shows every visit that somebody will come to, whoever has left meanwhile."""

from chalicelib.appointments import actions, calendar
from chalicelib.appointments.schemas import CalendarQuery
from chalicelib.clinic import actions as clinic
from chalicelib.clinic.model import Practitioner
from tests.store.desk import Desk


def test_visits_of_an_archived_practitioner_stay_on_the_board(desk: Desk) -> None:
    visit = desk.book(desk.at())
    clinic.archive(desk.ctx, Practitioner, desk.ann.id)
    query = CalendarQuery(from_=visit.day, to=visit.day, branch_id=desk.main.id)

    shown = calendar.show(desk.ctx, query)

    [column] = [each for each in shown.days[0].resources if each.practitioner_id == desk.ann.id]
    assert column.working == []
    assert [each.id for each in shown.appointments] == [visit.id]


def test_archived_practitioner_without_visits_has_no_column(desk: Desk) -> None:
    cancelled = desk.book(desk.at())
    actions.cancel(desk.ctx, cancelled.id, "ill", version=cancelled.version)
    clinic.archive(desk.ctx, Practitioner, desk.ann.id)
    query = CalendarQuery(from_=cancelled.day, to=cancelled.day, branch_id=desk.main.id)

    shown = calendar.show(desk.ctx, query)

    assert desk.ann.id not in {each.practitioner_id for each in shown.days[0].resources}
