"""Languages, what the clinic tells everybody, and what a caller hears while nobody is free."""

from dataclasses import replace

import pytest

from chalicelib.calls import actions as calls
from chalicelib.clinic import actions as clinic
from chalicelib.clinic.model import Branch, Practitioner, Service
from chalicelib.dialogue.languages import VOICES
from chalicelib.lines import store as lines
from chalicelib.lines.model import Agent, Instance, Line
from chalicelib.tenants import actions as tenants
from chalicelib.tenants import store as profiles
from tests.store.desk import Desk
from tests.store.dialogue.calling import CALLER, Call

_ALL = ("en", "tr", "ru", "hu", "zh")


def _speak(desk: Desk, *languages: str) -> None:
    old = tenants.get_clinic(desk.ctx)
    profiles.replace(desk.ctx, replace(old, languages=languages, version=old.version + 1), 1)


def test_languages_offer_themselves_in_their_own_words(call: Call, desk: Desk) -> None:
    _speak(desk, *_ALL)

    greeted = call.ask("greet", language="")

    assert greeted["languages"] == "5"
    assert "Türkçe için 2" in greeted["say_languages"]
    assert "press star" in greeted["say_menu"]


@pytest.mark.parametrize(("key", "language"), list(zip("12345", _ALL, strict=True)))
def test_chosen_language_is_spoken_from_then_on(
    call: Call, desk: Desk, key: str, language: str
) -> None:
    _speak(desk, *_ALL)
    call.ask("greet", language="")

    chosen = call.ask("set_language", key=key)

    assert chosen["status"] == "ok"
    assert (chosen["language"], chosen["voice"]) == (language, VOICES[language].name)
    assert call.ask("greet", language="")["language"] == language
    assert call.to_times()["status"] == "offered"


@pytest.mark.parametrize("key", ["3", "0", "", "x", "9"])
def test_language_that_is_not_offered_is_a_wrong_key(call: Call, desk: Desk, key: str) -> None:
    _speak(desk, "en", "tr")

    wrong = call.ask("set_language", key=key)

    assert (wrong["status"], wrong["language"]) == ("wrong", "en")


def test_one_language_is_no_question(call: Call) -> None:
    greeted = call.ask("greet", language="")

    assert greeted["languages"] == "1"
    assert "another language" not in greeted["say_menu"]


@pytest.mark.parametrize(("rule", "told"), [(True, "true"), (False, "false")])
def test_recording_follows_the_clinics_rule(call: Call, desk: Desk, rule: bool, told: str) -> None:
    profiles.replace(
        desk.ctx, replace(tenants.get_clinic(desk.ctx), record_calls=rule, version=2), 1
    )

    greeted = call.ask("greet", language="")

    assert greeted["record"] == told
    assert greeted["say_recording"] == "This call is recorded."


def test_queue_is_the_clinics_line(call: Call, desk: Desk) -> None:
    lines.put(desk.ctx, Line("+12025550110", Instance("a:b:c:d:e:i/x"), "q", "queue-arn", "r"))

    assert call.ask("greet", language="")["queue_id"] == "queue-arn"


def test_clinic_where_nobody_works_now_is_closed(call: Call, desk: Desk) -> None:
    for who in (desk.ann, desk.bob, desk.eve):
        clinic.update(desk.ctx, Practitioner, who.id, {"hours": {}}, 1)

    assert call.ask("greet", language="")["status"] == "closed"


def test_address_and_hours_are_told(call: Call, desk: Desk) -> None:
    clinic.update(desk.ctx, Branch, desk.main.id, {"address": "1 Fictional Quay"}, 1)

    told = call.ask("tell_clinic")

    assert "1 Fictional Quay" in told["say"]
    assert "Open from Monday to Sunday" in told["say"]


def test_preparation_is_read_by_key(call: Call, desk: Desk) -> None:
    assert call.ask("preparations", page="")["status"] == "none"
    clinic.update(desk.ctx, Service, desk.scan.id, {"preparation": "Drink water."}, 1)

    listed = call.ask("preparations", page="")
    told = call.ask("tell_preparation", key="1", page=listed["next_page"])

    assert (listed["status"], told["status"]) == ("many", "ok")
    assert "Drink water." in told["say"]
    assert call.ask("tell_preparation", key="4", page=listed["next_page"])["status"] == "wrong"


def test_waiting_tells_place_and_the_way_out(call: Call) -> None:
    call.ask("greet", language="")

    told = call.ask("wait", size="0", oldest="0")

    assert told["say"].startswith("You are next.")
    assert "press 1" in told["say"]


@pytest.mark.parametrize(("staffed", "status"), [("0", "away"), ("1", "ok"), ("", "ok")])
def test_waiting_tells_whether_anybody_is_at_the_telephone(
    call: Call, staffed: str, status: str
) -> None:
    assert call.ask("wait", size="1", oldest="9", staffed=staffed)["status"] == status


def test_wait_is_told_in_whole_minutes(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calls, "place_in_queue", lambda ctx, contact_id: (3, 241))

    told = call.ask("wait", size="", oldest="")

    assert told["say"].startswith("You are number 3 in the queue. We expect to answer in about 5 m")


def _operator(desk: Desk) -> None:
    lines.put_agent(desk.ctx, Agent("staff-1", "user-1", "user"))


def test_callback_is_promised_to_the_callers_number(call: Call, desk: Desk) -> None:
    _operator(desk)
    call.ask("greet", language="")

    promised = call.ask("promise_callback")

    kept = calls.get(desk.ctx, call.contact_id).promise
    assert (promised["status"], promised["callback_number"]) == ("ok", CALLER)
    assert int(promised["delay_seconds"]) >= 0
    assert kept is not None and kept.number == CALLER


def test_nobody_is_called_back_where_nobody_has_a_telephone(call: Call, desk: Desk) -> None:
    greeted = call.ask("greet", language="")

    refused = call.ask("promise_callback")

    assert "press 5" not in greeted["say_closed"]
    assert refused["status"] == "impossible"
    assert "leave us a message" in refused["say"]
    assert calls.get(desk.ctx, call.contact_id).promise is None


def test_withheld_number_is_not_called_back(desk: Desk) -> None:
    _operator(desk)
    assert Call(desk, caller=None).ask("promise_callback")["status"] == "impossible"


def test_call_is_rated_from_one_to_five(call: Call, desk: Desk) -> None:
    call.ask("greet", language="")

    answers = [call.ask("rate", key=key)["status"] for key in ("", "6", "5")]

    assert answers == ["ask", "wrong", "ok"]
    assert [n.outcome for n in calls.get(desk.ctx, call.contact_id).notes] == ["rated 5"]


def test_only_known_outcomes_are_noted(call: Call, desk: Desk) -> None:
    call.ask("greet", language="")
    call.ask("note", outcome="informed")
    call.ask("note", outcome="<script>")

    assert [n.outcome for n in calls.get(desk.ctx, call.contact_id).notes] == ["informed"]


def test_booking_is_noted_with_its_call(call: Call, desk: Desk) -> None:
    call.book()

    [note] = calls.get(desk.ctx, call.contact_id).notes
    [visit] = desk.kept("Appointment").values()
    assert (note.outcome, note.appointment_id) == ("booked", visit["id"])
    assert note.patient_id == desk.person.id


def test_voicemail_says_when_to_speak(call: Call) -> None:
    assert "after the tone" in call.ask("voicemail")["say"]
