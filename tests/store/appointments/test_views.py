"""What staff read of a visit."""

from chalicelib.appointments import views
from chalicelib.clinic import actions as clinic
from chalicelib.clinic.model import Service
from tests.store.desk import Desk


def test_view_names_the_service_as_the_clinic_does(desk: Desk) -> None:
    clinic.update(desk.ctx, Service, desk.check.id, {"names": {"zh": "检查"}}, desk.check.version)
    visit = desk.book(desk.at(), language="zh")

    shown = views.show(desk.ctx, visit)

    assert visit.service_name == "检查"
    assert shown.service_name == "Check"
