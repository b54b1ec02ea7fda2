"""A number that takes no texts gets none, and the card says why."""

import pytest

from chalicelib.messages import actions as messages
from chalicelib.notices import actions as notices
from chalicelib.notices import wording
from chalicelib.patients import actions as patients
from tests.store.desk import Desk
from tests.store.notices.conftest import Post

_LANDLINE = "+902123456789"


def test_booking_is_not_texted_to_a_landline(desk: Desk, post: Post) -> None:
    patients.update(desk.ctx, desk.person.id, {"phones": (_LANDLINE,)}, 1)
    visit = desk.book(desk.at(3))

    notices.confirm(desk.ctx, "AppointmentBooked", visit.id, 1)

    told = messages.find(desk.ctx, wording.message_id(desk.ctx, visit, "booked", "sms"))
    assert (post.texts, post.mails) == ([], [])
    assert told is not None and told.status == "skipped"
    assert told.because.endswith("the number takes no texts")


@pytest.mark.parametrize(
    ("changes", "texts", "mails"),
    [({"email": "ada@example.com"}, 0, 1), ({"preferred_contact": "sms"}, 1, 0)],
)
def test_booking_from_a_landline_goes_where_it_arrives(
    desk: Desk, post: Post, changes: dict[str, str], texts: int, mails: int
) -> None:
    patients.update(desk.ctx, desk.person.id, {"phones": (_LANDLINE,), **changes}, 1)
    visit = desk.book(desk.at(3))

    notices.confirm(desk.ctx, "AppointmentBooked", visit.id, 1)

    assert (len(post.texts), len(post.mails)) == (texts, mails)
