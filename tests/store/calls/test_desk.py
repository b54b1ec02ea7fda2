"""What the desk sees of calls: the list, who is calling, the board, and what is noted."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from chalicelib import clock
from chalicelib.audit import actions as audit
from chalicelib.calls import actions, listing, pop, pop_views, recordings, store, views
from chalicelib.calls.listing import Wanted
from chalicelib.context import Context
from chalicelib.errors import Invalid, NotFound
from chalicelib.gateways import connect
from chalicelib.gateways import recordings as files
from chalicelib.inquiries import actions as inquiries
from chalicelib.missed import actions as missed
from chalicelib.missed import views as missed_views
from chalicelib.patients import actions as patients
from chalicelib.patients.model import PatientDraft
from chalicelib.refusals import actions as refusals
from tests.store.calls.conftest import CALLER, OURS, Phone
from tests.store.desk import ZONE


def _page(phone: Phone, limit: int = 25, cursor: str | None = None, **wanted: Any) -> Any:
    return listing.list_page(phone.ctx, Wanted(**wanted), None, None, limit, cursor)


def _ids(phone: Phone, **wanted: Any) -> list[str]:
    return [call.id for call in _page(phone, **wanted).items]


def test_calls_are_listed_newest_first_by_what_is_asked(
    phone: Phone, later: Callable[[float], None]
) -> None:
    for n in range(4):
        later(n * 60)
        actions.begin(phone.ctx, f"call-{n}", CALLER if n % 2 else "+905551110188", "INBOUND")
        told = phone.answered() if n == 3 else {}
        phone.tell("DISCONNECTED", f"call-{n}", **told)

    assert _ids(phone) == ["call-3", "call-2", "call-1", "call-0"]
    assert _ids(phone, number=CALLER) == ["call-3", "call-1"]
    assert _ids(phone, missed=True) == ["call-2", "call-1", "call-0"]
    assert _ids(phone, outcome="answered", user_ids=frozenset({"user-0", "user-1"})) == ["call-3"]
    assert _ids(phone, user_ids=frozenset()) == []
    assert _ids(phone, direction="outbound") == []


def test_list_goes_on_over_months_without_losing_any(
    phone: Phone, later: Callable[[float], None]
) -> None:
    for n in range(5):
        later(n * 9 * 86400)
        actions.begin(phone.ctx, f"call-{n}", CALLER, "INBOUND")
    today = clock.today(ZONE)
    first, found, cursor = today - timedelta(days=60), [], None

    for _ in range(9):
        page = listing.list_page(phone.ctx, Wanted(), first, today, 2, cursor)
        found += [call.id for call in page.items]
        cursor = page.next_cursor
        if cursor is None:
            break

    assert found == [f"call-{n}" for n in (4, 3, 2, 1, 0)]


def test_cursor_of_another_list_is_refused(phone: Phone) -> None:
    with pytest.raises(Invalid):
        _page(phone, cursor="2027-03#x")


def test_pop_shows_everybody_on_the_number_in_few_reads(
    phone: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = phone.desk
    child = patients.match_or_create(
        phone.ctx, PatientDraft("Kid", "Example", desk.person.phones[0])
    )
    visit = desk.book(desk.at())
    actions.begin(phone.ctx, "call-1", desk.person.phones[0], "INBOUND")
    calls = _counted(phone.ctx, monkeypatch)

    seen = pop.look(replace(phone.ctx, known={}), "call-1")
    shown = pop_views.show(phone.ctx, seen)

    assert {p.patient.id for p in seen.people} == {desk.person.id, child.id}
    [next_visit] = [p.next_visit for p in seen.people if p.patient.id == desk.person.id]
    assert next_visit == visit
    assert shown.draft is None
    assert len(calls) <= 12, calls


def _counted(ctx: Context, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the table's calls from now on."""
    from chalicelib.gateways import tenant_credentials

    client = tenant_credentials.client("dynamodb", ctx.tenant_id)
    names: list[str] = []
    real = client._make_api_call

    def counted(name: str, given: Any) -> Any:
        names.append(name)
        return real(name, given)

    monkeypatch.setattr(client, "_make_api_call", counted)
    return names


def test_unknown_number_pops_up_with_a_draft(phone: Phone) -> None:
    actions.begin(phone.ctx, "call-1", CALLER, "INBOUND")

    shown = pop_views.show(phone.ctx, pop.look(phone.ctx, "call-1"))

    assert shown.people == []
    assert shown.draft
    assert (shown.draft.phone, shown.draft.source) == (CALLER, "phone")


def test_call_that_no_event_told_of_yet_is_asked_for_if_it_is_ours(phone: Phone) -> None:
    from chalicelib.lines import store as lines
    from chalicelib.lines.model import Instance, Line

    lines.put(phone.ctx, Line(OURS, Instance("arn:aws:connect:r:1:instance/i"), "q", "arn/q", "p"))
    told = connect.Contact("call-1", "call-1", "OUTBOUND", OURS, CALLER, None)
    phone.known = {"call-1": told, "call-2": told._replace(id="call-2", ours="+12025550111")}

    assert pop.look(phone.ctx, "call-1").call.number == CALLER
    for foreign in ("call-2", "call-3"):
        with pytest.raises(NotFound):
            pop.look(phone.ctx, foreign)
        assert store.find(phone.ctx, foreign) is None


def test_wrap_up_is_noted_once_and_counts_over_all(phone: Phone) -> None:
    person = phone.desk.person
    ctx = replace(phone.ctx, actor="staff")
    actions.begin(ctx, "call-1", CALLER, "INBOUND")
    phone.tell("DISCONNECTED", "call-1", **phone.answered())

    for _ in range(2):
        call = actions.wrap_up(ctx, "call-1", "question", "asked for prices", person.id)

    assert store.find(ctx, "call-1") == call
    [inquiry] = inquiries.list_page(ctx, "all", "phone", 9, None).items
    assert (inquiry.outcome, inquiry.owner_id, inquiry.text) == (
        "question", "staff", "asked for prices",
    )  # fmt: skip
    assert inquiry.patient_id == person.id
    shown = views.show(ctx, call)
    assert (shown.note, shown.wrapped_up) == ("asked for prices", True)
    assert shown.patient
    assert shown.patient.id == person.id
    with pytest.raises(NotFound):
        actions.wrap_up(ctx, "call-1", "other", "", "nobodynobody1111")
    assert store.find(ctx, "call-1") == call


def test_place_in_line_is_by_who_waits_longest(
    phone: Phone, later: Callable[[float], None]
) -> None:
    for n in (1, 2, 3):
        later(n * 10)
        actions.begin(phone.ctx, f"call-{n}", f"+90555111010{n}", "INBOUND")
        phone.tell("QUEUED", f"call-{n}")
    actions.begin(phone.ctx, "call-4", CALLER, "INBOUND")

    places = [actions.place_in_queue(phone.ctx, f"call-{n}")[0] for n in (1, 2, 3, 4)]

    assert places == [1, 2, 3, 4]


def test_recording_is_taken_over_listened_to_and_written_down(phone: Phone, other: Context) -> None:
    from chalicelib.calls import hearing
    from chalicelib.gateways import aws

    aws.client("s3").create_bucket(
        Bucket="connects", CreateBucketConfiguration={"LocationConstraint": "eu-central-1"}
    )
    key = "connect/a/CallRecordings/2027/03/22/call-1_20270322T09:00_UTC.wav"
    aws.client("s3").put_object(Bucket="connects", Key=key, Body=b"RIFF sound")
    phone.known["call-1"] = connect.Contact("call-1", "call-1", "INBOUND", OURS, CALLER, None)
    actions.begin(phone.ctx, "call-1", CALLER, "INBOUND")
    for _ in range(2):
        hearing.hear_recording("connects", key)
    ctx = replace(phone.ctx, actor="staff")

    heard = recordings.listen(ctx, "call-1")

    place = files._place(ctx, "call-1")
    assert place["Key"].startswith(f"T#{ctx.tenant_id}#/recordings/")
    assert aws.client("s3").get_object(**place)["Body"].read() == b"RIFF sound"
    assert "recordings/call-1.wav" in heard.url
    assert "X-Amz-Expires=300" in heard.url
    [entry] = audit.list_page(ctx, None, 25, None).items
    assert (entry.actor_id, entry.action, entry.subject_id) == ("staff", "listened", "call-1")
    for nothing in (phone.ctx, other):
        with pytest.raises(NotFound):
            recordings.listen(nothing, "call-9")
    assert len(audit.list_page(ctx, None, 25, None).items) == 1


def test_promised_calls_are_listed_while_they_wait_and_when_they_were_kept(phone: Phone) -> None:
    for call_id in ("call-1", "call-2", "call-3"):
        actions.begin(phone.ctx, call_id, CALLER, "INBOUND")
    for call_id in ("call-1", "call-2"):
        actions.promise_callback(phone.ctx, call_id, CALLER)
    phone.tell("DISCONNECTED", "call-1")
    told = {"initialContactId": "call-1", "initiationMethod": "CALLBACK"}
    phone.tell("DISCONNECTED", "call-1b", **told, **phone.answered())

    assert set(_ids(phone, promised=True)) == {"call-1", "call-2"}
    assert _ids(phone, promised=False) == ["call-3"]
    [kept] = [v for v in views.show_all(phone.ctx, _page(phone, promised=True).items) if v.outcome]
    assert kept.callback
    assert (kept.contact_id, kept.callback.state) == ("call-1", "kept")


def test_number_on_the_do_not_call_list_is_marked_where_it_can_be_rung(phone: Phone) -> None:
    ctx = replace(phone.ctx, actor="staff")
    for contact, number in (("call-1", CALLER), ("call-2", "+905551110188")):
        actions.begin(ctx, contact, number, "INBOUND")
        phone.tell("DISCONNECTED", contact)
    for _ in range(2):
        refusals.keep(ctx, CALLER, "somepatient11111", refused=True)

    shown = {view.number: view.calls_refused for view in views.show_all(ctx, _page(phone).items)}
    entries = missed.list_page(ctx, "open", 9, None).items
    told = {view.number: view.calls_refused for view in missed_views.show_all(ctx, entries)}

    assert shown == told == {CALLER: True, "+905551110188": False}


def test_stopping_and_allowing_calls_is_written_down_once_each(phone: Phone) -> None:
    ctx = replace(phone.ctx, actor="staff")
    for refused in (True, True, False, False):
        refusals.keep(ctx, CALLER, "somepatient11111", refused=refused)

    entries = audit.list_page(ctx, None, 25, None).items
    assert sorted(e.action for e in entries) == ["calls_allowed", "calls_refused"]
    assert {(e.actor_id, e.subject_kind, e.subject_id) for e in entries} == {
        ("staff", "patient", "somepatient11111"),
    }
    assert not refusals.refuses_calls(ctx, CALLER)
