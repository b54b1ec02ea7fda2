"""One inquiry per contact, whoever tells of it first and however often."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from chalicelib import clock
from chalicelib.appointments.model import Appointment
from chalicelib.context import Context
from chalicelib.errors import Invalid, NotFound, VersionChanged
from chalicelib.inquiries import actions
from chalicelib.inquiries.model import Inquiry

_START = datetime(2027, 3, 22, 6, tzinfo=UTC)
_VISIT = Appointment(
    id="visitvisitvisit1",
    patient_id="patientpatient11",
    service_id="serviceservice11",
    practitioner_id="practitioner1111",
    branch_id="branchbranch1111",
    start=_START,
    end=_START + timedelta(minutes=30),
    wall="2027-03-22T09:00",
    zone="Europe/Istanbul",
    first_cell=0,
    cells=6,
    created_at=datetime(2027, 3, 1, 22, 30, tzinfo=UTC),
    source="widget",
    language="en",
    service_name="Check-up",
    practitioner_name="Dr. Example",
)
_CAMPAIGN = {"utm_source": "newsletter", "page": "https://clinic.example.com/book"}


def _fact(**changes: Any) -> dict[str, Any]:
    return {
        "subject_id": _VISIT.id,
        "version": 1,
        "patient_id": _VISIT.patient_id,
        "source": "widget",
        "at": "2027-03-01T22:30:01Z",
        "actor": "public",
    } | changes


def _all(ctx: Context) -> list[Inquiry]:
    return actions.list_page(ctx, "all", None, 100, None).items


def test_booking_told_twice_is_one_inquiry(ctx: Context) -> None:
    actions.record_fact(ctx, "AppointmentBooked", _fact())
    actions.record_fact(ctx, "AppointmentBooked", _fact())

    [found] = _all(ctx)
    assert (found.source, found.reason, found.outcome) == ("widget", "booking", "booked")
    assert (found.patient_id, found.appointment_id) == (_VISIT.patient_id, _VISIT.id)
    assert found.day == "2027-03-02", "half past one at night in Istanbul"


@pytest.mark.parametrize("campaign_first", [True, False])
def test_campaign_is_kept_whichever_comes_first(ctx: Context, campaign_first: bool) -> None:
    if campaign_first:
        actions.note_campaign(ctx, _VISIT, _CAMPAIGN)
    actions.record_fact(ctx, "AppointmentBooked", _fact())
    if not campaign_first:
        actions.note_campaign(ctx, _VISIT, _CAMPAIGN)

    [found] = _all(ctx)
    assert found.campaign == _CAMPAIGN
    assert (found.source, found.reason, found.outcome) == ("widget", "booking", "booked")
    assert actions.summarise(ctx, date(2027, 3, 2), date(2027, 3, 2)) == {("widget", "booked"): 1}


def test_booking_without_campaign_waits_for_its_event(ctx: Context) -> None:
    actions.note_campaign(ctx, _VISIT, {})

    assert _all(ctx) == []


def test_each_change_through_the_link_is_a_contact_of_its_own(ctx: Context) -> None:
    link = {"source": "link", "actor": "patient"}
    actions.record_fact(ctx, "AppointmentBooked", _fact())
    actions.record_fact(ctx, "AppointmentMoved", _fact(version=2, **link))
    actions.record_fact(ctx, "AppointmentMoved", _fact(version=3, **link))
    actions.record_fact(ctx, "AppointmentConfirmed", _fact(version=3, source="patient"))
    actions.record_fact(ctx, "AppointmentCancelled", _fact(version=4, **link))
    actions.record_fact(ctx, "AppointmentCancelled", _fact(version=4, **link))

    outcomes = sorted(f"{each.source} {each.outcome}" for each in _all(ctx))
    assert outcomes == [
        "link cancelled", "link confirmed", "link moved", "link moved", "widget booked",
    ]  # fmt: skip


def test_console_booking_belongs_to_who_booked(ctx: Context) -> None:
    actions.record_fact(ctx, "AppointmentBooked", _fact(source="console", actor="staffstaff111111"))

    [found] = _all(ctx)
    assert (found.source, found.owner_id) == ("console", "staffstaff111111")


def test_text_opens_one_entry_with_a_due_time(ctx: Context) -> None:
    first = actions.open_from_text(ctx, "+905550100", None, "Where do I park?", "inbound1")
    second = actions.open_from_text(ctx, "+905550100", None, "Where do I park?", "inbound1")

    assert first == second
    assert (first.status, first.source, first.reason) == ("open", "sms", "question")
    assert first.due_at == first.created_at + timedelta(hours=4)
    assert _all(ctx) == [first]


def test_understood_text_is_closed_at_once(ctx: Context) -> None:
    actions.record_reply(ctx, "inbound1", "+905550100", None, None, "stopped")
    actions.record_reply(ctx, "inbound1", "+905550100", None, None, "stopped")

    [found] = _all(ctx)
    assert (found.status, found.reason, found.outcome) == ("closed", "stop", "stopped")


def test_list_by_status_and_source_goes_on_at_its_cursor(ctx: Context) -> None:
    for number in range(7):
        actions.open_from_text(ctx, "+905550100", None, f"text {number}", f"inbound{number}")
        at = f"2027-03-{number + 1:02}T09:00:00Z"
        actions.record_fact(ctx, "AppointmentBooked", _fact(subject_id=f"visit{number}", at=at))

    texts, places = [], []
    cursor = None
    while True:
        page = actions.list_page(ctx, "open", None, 3, cursor)
        texts += [each.text for each in page.items]
        places.append(len(page.items))
        cursor = page.next_cursor
        if cursor is None:
            break
    everything = actions.list_page(ctx, "all", None, 100, None).items
    widget = actions.list_page(ctx, "all", "widget", 4, None)
    rest = actions.list_page(ctx, "all", "widget", 4, widget.next_cursor)

    assert sorted(texts) == sorted(f"text {n}" for n in range(7))
    assert max(places) == 3
    assert len(everything) == 14
    assert [i.created_at for i in everything] == sorted(
        (i.created_at for i in everything), reverse=True
    )
    assert [i.appointment_id for i in [*widget.items, *rest.items]] == [
        f"visit{n}" for n in (6, 5, 4, 3, 2, 1, 0)
    ]
    assert rest.next_cursor is None


@pytest.mark.parametrize("cursor", ["x", "2027-03-01T00:00:00Z", "~", "2027-03-01T00:00:00Z#!"])
def test_list_with_a_foreign_cursor_is_refused(ctx: Context, cursor: str) -> None:
    with pytest.raises(Invalid) as refused:
        actions.list_page(ctx, "open", None, 10, cursor)

    assert "cursor" in refused.value.fields


def test_settling_moves_it_between_lists_and_counts(ctx: Context) -> None:
    made = actions.open_from_text(ctx, "+905550100", None, "Hello", "inbound1")
    today = date.fromisoformat(made.day)

    closed = actions.settle(ctx, made.id, {"status": "closed", "outcome": "answered"}, 1)

    assert actions.list_page(ctx, "open", None, 10, None).items == []
    assert actions.list_page(ctx, "closed", None, 10, None).items == [closed]
    assert {k: n for k, n in actions.summarise(ctx, today, today).items() if n} == {
        ("sms", "answered"): 1
    }

    reopened = actions.settle(ctx, made.id, {"status": "open"}, closed.version)

    assert (reopened.outcome, reopened.due_at) == (None, made.due_at)
    assert {k: n for k, n in actions.summarise(ctx, today, today).items() if n} == {
        ("sms", "open"): 1
    }


def test_settling_a_stale_version_is_refused(ctx: Context) -> None:
    made = actions.open_from_text(ctx, "+905550100", None, "Hello", "inbound1")
    closed = actions.settle(ctx, made.id, {"status": "closed"}, 1)

    with pytest.raises(VersionChanged):
        actions.settle(ctx, made.id, {"status": "open"}, 1)

    assert actions.get(ctx, made.id) == closed


def test_owner_must_be_a_colleague(ctx: Context) -> None:
    made = actions.open_from_text(ctx, "+905550100", None, "Hello", "inbound1")

    with pytest.raises(Invalid) as refused:
        actions.settle(ctx, made.id, {"owner_id": "nobodynobody1111"}, 1)

    assert "owner_id" in refused.value.fields
    assert actions.get(ctx, made.id) == made


def test_another_clinic_sees_nothing(ctx: Context, other: Context) -> None:
    made = actions.open_from_text(ctx, "+905550100", None, "Hello", "inbound1")

    assert _all(other) == []
    with pytest.raises(NotFound):
        actions.settle(other, made.id, {"status": "closed"}, 1)
    assert actions.get(ctx, made.id) == made


def test_every_change_is_told_as_a_fact(ctx: Context, table: Any) -> None:
    made = actions.open_from_text(ctx, "+905550100", None, "Hello", "inbound1")
    actions.settle(ctx, made.id, {"status": "closed"}, 1)

    partition = f"T#{ctx.tenant_id}#EVENT#{made.id}"
    facts = [item for item in table.scan()["Items"] if item["pk"] == partition]
    assert [fact["name"] for fact in facts] == ["InquiryChanged"] * 2


def test_summary_counts_local_days_within_its_bounds(ctx: Context) -> None:
    for day, visit in (("01", "a"), ("02", "b"), ("02", "c"), ("03", "d")):
        at = f"2027-04-{day}T12:00:00Z"
        actions.record_fact(ctx, "AppointmentBooked", _fact(subject_id=visit, at=at))

    assert actions.summarise(ctx, date(2027, 4, 2), date(2027, 4, 3)) == {("widget", "booked"): 3}
    assert actions.summarise(ctx, date(2027, 4, 4), date(2027, 4, 9)) == {}


def test_campaign_is_not_overwritten(ctx: Context) -> None:
    actions.note_campaign(ctx, _VISIT, _CAMPAIGN)

    actions.note_campaign(ctx, replace(_VISIT, version=2), {"utm_source": "other"})

    assert [each.campaign for each in _all(ctx)] == [_CAMPAIGN]


def test_created_at_is_the_products_time(ctx: Context) -> None:
    before = clock.epoch()

    made = actions.open_from_text(ctx, "+905550100", None, "Hello", "inbound1")

    assert before <= made.created_at.timestamp() <= clock.epoch()
