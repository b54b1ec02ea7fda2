"""Who was not answered is called back: one entry a number, one text, closed by what happens."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from chalicelib import clock
from chalicelib.calls import actions, promises
from chalicelib.errors import VersionChanged
from chalicelib.gateways import connect, sms
from chalicelib.missed import actions as missed
from chalicelib.missed.model import MissedCall
from chalicelib.patients import actions as patients
from tests.store.calls.conftest import CALLER, Phone
from tests.store.desk import ZONE
from tests.store.notices.conftest import change_profile


def _abandon(phone: Phone, call_id: str, number: str = CALLER) -> None:
    actions.begin(phone.ctx, call_id, number, "INBOUND")
    phone.tell("DISCONNECTED", call_id)


def _list(phone: Phone, status: str = "open") -> list[MissedCall]:
    return missed.list_page(phone.ctx, status, 25, None).items


def test_calls_of_one_number_join_one_entry_and_one_text(phone: Phone) -> None:
    for call_id in ("call-1", "call-2", "call-2", "call-3"):
        _abandon(phone, call_id)

    [entry] = _list(phone)
    assert (entry.count, entry.call_ids) == (3, ("call-1", "call-2", "call-3"))
    assert len(phone.carrier.texts) == 1


def test_number_is_texted_once_in_a_while_though_its_entry_was_closed(
    phone: Phone, later: Callable[[float], None]
) -> None:
    _abandon(phone, "call-1")
    missed.close_number(phone.ctx, CALLER, "booked")
    _abandon(phone, "call-2")
    [entry] = _list(phone)
    assert (entry.text, entry.because) == ("skipped", "the number was texted of late")
    missed.close_number(phone.ctx, CALLER, "booked")

    later(25 * 3600)
    _abandon(phone, "call-3")

    assert _list(phone)[0].text == "sent"
    assert len(phone.carrier.texts) == 2


@pytest.mark.parametrize("number", ["", "+902123334455"])
def test_number_that_takes_no_texts_gets_an_entry_and_no_text(phone: Phone, number: str) -> None:
    _abandon(phone, "call-1", number)

    [entry] = _list(phone)
    assert (entry.number, entry.text, entry.because) == (
        number, "skipped", "the number can't get texts",
    )  # fmt: skip
    assert phone.carrier.texts == []


def test_withheld_numbers_are_told_apart(phone: Phone) -> None:
    _abandon(phone, "call-1", "")
    _abandon(phone, "call-2", "")

    assert len(_list(phone)) == 2


def test_stop_is_respected(phone: Phone) -> None:
    patients.opt_out(phone.ctx, CALLER)

    _abandon(phone, "call-1")

    assert _list(phone)[0].because == "the number said STOP"
    assert phone.carrier.texts == []


def test_call_after_hours_is_texted_when_the_clinic_opens(
    phone: Phone, close: Callable[[], None], later: Callable[[float], None]
) -> None:
    close()
    _abandon(phone, "call-1")
    [entry] = _list(phone)
    assert (entry.reason, entry.text, phone.carrier.texts) == ("after_hours", "due", [])
    assert entry.text_at
    assert entry.due_at > entry.text_at, "the deadline counts opening hours"
    missed.text(phone.ctx, entry.id)
    assert phone.carrier.texts == [], "a timer that fires too early does nothing"

    later((entry.text_at - clock.now()).total_seconds() + 1)
    for _ in range(2):
        missed.text(phone.ctx, entry.id)

    assert [to for to, _ in phone.carrier.texts] == [CALLER]
    assert _list(phone)[0].text == "sent"


def test_who_sleeps_is_not_texted(phone: Phone) -> None:
    now = clock.now().astimezone(ZoneInfo(ZONE))
    around = [(now + timedelta(hours=h)).strftime("%H:00") for h in (-1, 2)]
    change_profile(phone.ctx, quiet_from=around[0], quiet_to=around[1])

    _abandon(phone, "call-1")

    [entry] = _list(phone)
    assert entry.text == "due"
    assert entry.text_at
    assert entry.text_at.astimezone(ZoneInfo(ZONE)).strftime("%H:%M") == around[1]
    assert phone.carrier.texts == []


def test_who_books_before_the_text_is_due_gets_none(
    phone: Phone, close: Callable[[], None], later: Callable[[float], None]
) -> None:
    close()
    person = phone.desk.person
    _abandon(phone, "call-1", person.phones[0])
    [entry] = _list(phone)
    assert entry.patient_id == person.id

    missed.close_booked(phone.ctx, person.id, entry.first_at)
    assert _list(phone) == [entry], "booked before the call: that was not its reason"
    missed.close_booked(phone.ctx, person.id, entry.first_at + timedelta(seconds=1))
    later(3 * 86400)
    missed.text(phone.ctx, entry.id)

    [closed] = _list(phone, "closed")
    assert (closed.outcome, closed.text, phone.carrier.texts) == ("booked", "skipped", [])
    assert _list(phone) == []


def test_getting_through_closes_the_entry(phone: Phone) -> None:
    _abandon(phone, "call-1")
    actions.begin(phone.ctx, "call-2", CALLER, "INBOUND")

    phone.tell("CONNECTED_TO_AGENT", "call-2", **phone.answered())

    assert _list(phone) == []
    assert _list(phone, "closed")[0].outcome == "reached"


def test_text_that_failed_is_tried_again_and_sent_once(phone: Phone) -> None:
    phone.carrier.faults = [sms.TextNotSent()]
    actions.begin(phone.ctx, "call-1", CALLER, "INBOUND")
    event = phone.event("DISCONNECTED", "call-1")
    from chalicelib.calls import hearing

    with pytest.raises(sms.TextNotSent):
        hearing.hear_event(event)
    [entry] = _list(phone)
    assert entry.text == "due", "the timer stands"

    hearing.hear_event(event)
    missed.text(phone.ctx, entry.id)
    missed.text(phone.ctx, entry.id)

    assert [to for to, _ in phone.carrier.texts] == [CALLER]
    assert _list(phone)[0].text == "sent"


def test_staff_settle_what_they_saw(phone: Phone) -> None:
    _abandon(phone, "call-1")
    [entry] = _list(phone)

    with pytest.raises(VersionChanged):
        missed.settle(phone.ctx, entry.id, "reached", entry.version + 1)
    assert _list(phone) == [entry]
    for _ in range(2):
        settled = missed.settle(phone.ctx, entry.id, "reached", entry.version)

    assert (settled.status, settled.outcome, _list(phone)) == ("closed", "reached", [])


def test_promise_that_is_not_kept_is_an_open_entry(
    phone: Phone, later: Callable[[float], None]
) -> None:
    actions.begin(phone.ctx, "call-1", CALLER, "INBOUND")
    until = actions.promise_callback(phone.ctx, "call-1", CALLER)
    assert actions.promise_callback(phone.ctx, "call-1", CALLER) == until
    phone.tell("DISCONNECTED", "call-1")
    assert _list(phone) == []

    later((until - clock.now()).total_seconds() + 60)
    told = [promises.look(phone.ctx, "call-1") for _ in range(2)]

    assert told == ["broken", "broken"]
    [entry] = _list(phone)
    assert (entry.reason, entry.count) == ("broken", 1)


@pytest.mark.parametrize("method", ["OUTBOUND", "INBOUND"])
def test_promise_is_kept_by_another_call_and_nobody_waits_in_line(
    phone: Phone, later: Any, monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    stopped: list[str] = []
    monkeypatch.setattr(connect, "stop_contact", lambda _, contact_id: stopped.append(contact_id))
    for call_id, number in (("call-1", CALLER), ("call-5", "+905551110188")):
        actions.begin(phone.ctx, call_id, number, "INBOUND")
        until = actions.promise_callback(phone.ctx, call_id, number)
        phone.tell("DISCONNECTED", call_id)
        back = {"initialContactId": call_id, "initiationMethod": "CALLBACK"}
        phone.tell("INITIATED", f"back-{call_id}", **back)
    later(60)
    actions.begin(phone.ctx, "call-9", CALLER, method)

    told = {"initiationMethod": method, **phone.answered()}
    for kind in ("CONNECTED_TO_SYSTEM", "CONNECTED_TO_AGENT", "DISCONNECTED"):
        phone.tell(kind, "call-9", **told)
    phone.tell("DISCONNECTED", "back-call-1", initialContactId="call-1")
    later((until - clock.now() + timedelta(minutes=2)).total_seconds())

    looked = [promises.look(phone.ctx, call_id) for call_id in ("call-1", "call-5")]
    assert (looked, set(stopped)) == (["kept", "broken"], {"back-call-1"})
    assert [entry.reason for entry in _list(phone)] == ["broken"]


def test_promise_that_is_kept_leaves_nothing(phone: Phone, later: Any) -> None:
    actions.begin(phone.ctx, "call-1", CALLER, "INBOUND")
    until = actions.promise_callback(phone.ctx, "call-1", CALLER)
    phone.tell("DISCONNECTED", "call-1")
    later(60)
    called = {"initialContactId": "call-1", "initiationMethod": "CALLBACK", **phone.answered()}
    phone.tell("DISCONNECTED", "call-2", **called)

    later((until - clock.now() + timedelta(minutes=2)).total_seconds())

    assert promises.look(phone.ctx, "call-1") == "kept"
    assert _list(phone) == []
    assert phone.desk.kept("Promise") == {}
