"""Callers wait, are connected, are called back, leave a message; and are called about a visit."""

from datetime import datetime

from chalicelib.calls import actions as calls
from chalicelib.calls import instants, promises
from chalicelib.clinic import actions as clinic
from chalicelib.clinic.model import Closure
from chalicelib.missed import actions as missed
from chalicelib.patients.model import Patient
from tests.flows.line import CALLER, DIALLED, Talk, Telephone
from tests.flows.reports import Reports


def _close(telephone: Telephone) -> None:
    clinic.add_closure(telephone.ctx, Closure("holiday", telephone.now().date(), "Holiday"))


def _notes(telephone: Telephone, talk: Talk) -> set[str]:
    return {note.outcome for note in calls.get(telephone.ctx, talk.id).notes}


def test_caller_who_waits_hears_their_place_again_and_again(telephone: Telephone) -> None:
    operator = telephone.agent("ann")
    telephone.dial("0", caller="+447700900199").wait(20)
    operator.accept()

    talk = telephone.dial("0").wait(150)

    assert talk.flows[:3] == ["entry", "menu", "operator"]
    assert sum("You are next" in said for said in talk.heard) >= 2
    assert talk.live


def test_caller_whose_operators_have_a_break_hears_so_and_how_to_go_on(
    telephone: Telephone,
) -> None:
    talk = telephone.dial("0").wait(20)

    assert talk.heard[-2].startswith("Nobody can come to the phone at the moment. To be called b")
    assert talk.press("2").wait(20).heard[-2].startswith("Please say your name")


def test_caller_whose_operator_missed_the_call_is_not_told_to_wait_on(telephone: Telephone) -> None:
    """Who forgot to sign off lets the first call ring, and nobody waits for them any more."""
    telephone.agent("ann")

    talk = telephone.dial("0").wait(120)

    assert any(said.startswith("Nobody can come to the phone") for said in talk.heard)
    assert talk.live


def test_caller_whose_operators_stay_away_is_asked_for_a_message(telephone: Telephone) -> None:
    talk = telephone.dial("0").wait(360)

    assert "Nobody can come to the phone at the moment." in talk.heard
    assert "voicemail" in _notes(telephone, talk)


def test_caller_waits_for_nobody(telephone: Telephone) -> None:
    """Nobody has the telephone: a message is asked for at once."""
    telephone.exchange.agent("pat").set_status("Offline")

    talk = telephone.dial("0").wait(20)

    assert talk.flows == ["entry", "menu", "operator", "voicemail"]
    assert "Nobody can come to the phone at the moment." in talk.heard
    assert "voicemail" in _notes(telephone, talk)


def test_caller_whose_operators_leave_is_asked_for_a_message(telephone: Telephone) -> None:
    talk = telephone.dial("0").wait(30)
    telephone.exchange.agent("pat").set_status("Offline")

    talk.wait(60)

    assert "Nobody can come to the phone at the moment." in talk.heard
    assert "voicemail" in _notes(telephone, talk)


def test_operator_hears_the_language_and_the_caller_that_somebody_is_there(
    telephone: Telephone,
) -> None:
    operator = telephone.agent("ann")
    talk = telephone.dial("0").wait(20)

    operator.accept()
    talk.wait(15)

    lines = telephone.exchange.call(talk.id).transcript
    whispered = [line["text"] for line in lines if line.get("hears") == "agent"]
    assert whispered == ["The caller speaks English."]
    assert "You are being connected now." in talk.heard
    assert telephone.exchange.call(talk.id).contact.connected_to_agent is not None


def test_question_follows_when_the_operator_hangs_up(telephone: Telephone) -> None:
    operator = telephone.agent("ann")
    talk = telephone.dial("0").wait(20)
    operator.accept()
    talk.wait(60)

    operator.hang_up()
    talk.press("5").wait(20)

    assert talk.flows[-1] == "rating"
    assert "rated 5" in _notes(telephone, talk)
    assert not talk.live


def test_caller_who_waits_is_called_back_when_it_is_their_turn(telephone: Telephone) -> None:
    talk = telephone.dial("0", "1").wait(30)
    operator = telephone.agent("ann")
    telephone.advance(5)

    operator.accept()
    telephone.advance(5)
    back = telephone.exchange.call_at(CALLER)

    assert not talk.live
    assert back is not None
    assert back.state == "ringing"
    assert "callback" in _notes(telephone, talk)


def test_closed_clinic_takes_a_message(telephone: Telephone) -> None:
    _close(telephone)

    talk = telephone.dial("4").wait(120)

    assert talk.flows == ["entry", "after_hours", "voicemail"]
    assert "voicemail" in _notes(telephone, talk)
    (made,) = telephone.told.recordings
    assert not talk.live
    assert talk.id in str(made)


def test_closed_clinic_promises_to_call_back_when_it_is_open(telephone: Telephone) -> None:
    _close(telephone)
    telephone.agent("ann")

    talk = telephone.dial("5").wait(60)

    (waiting,) = [c for c in telephone.exchange.floor.contacts.values() if c.method == "CALLBACK"]
    assert talk.flows == ["entry", "after_hours", "callback"]
    assert waiting.scheduled is not None
    assert waiting.scheduled - telephone.start > 12 * 3600


def _promised(telephone: Telephone) -> tuple[Talk, datetime]:
    """After hours; and until when."""
    _close(telephone)
    talk = telephone.dial("5").wait(30)
    promise = calls.get(telephone.ctx, talk.id).promise
    assert promise is not None
    assert "no later than Tuesday the 3rd of November at 8 30 a.m." in talk.last
    return talk, instants.at(promise.until)


def test_callback_comes_in_time_to_be_kept(telephone: Telephone, reports: Reports) -> None:
    talk, until = _promised(telephone)
    operator = telephone.agent("ann")

    telephone.advance((until - telephone.now()).total_seconds() - 30 * 60 + 5)
    operator.accept()
    telephone.advance(5)
    back = telephone.exchange.call_at(CALLER)
    assert back is not None
    telephone.exchange.answer(back.id)
    telephone.advance(60)
    operator.hang_up()
    telephone.advance(3600)
    reports.bring(everything=True)

    assert promises.look(telephone.ctx, talk.id) == "kept"
    assert missed.find_open(telephone.ctx, CALLER) is None


def test_callback_that_nobody_makes_is_reported(telephone: Telephone, reports: Reports) -> None:
    talk, until = _promised(telephone)

    telephone.advance((until - telephone.now()).total_seconds() + 60)
    reports.bring(everything=True)

    assert promises.look(telephone.ctx, talk.id) == "broken"
    entry = missed.find_open(telephone.ctx, CALLER)
    assert entry is not None and entry.reason == "broken"


def test_clinic_that_takes_no_calls_says_so_and_ends(telephone: Telephone) -> None:
    talk = Talk(telephone, telephone.exchange.ring(CALLER, DIALLED))
    telephone.advance(1)
    assert talk.live

    telephone.directory.add(
        "phone-number", PhoneNumber="+14045550199", ContactFlowId=telephone.flow_id("entry")
    )
    nobodys = Talk(telephone, telephone.exchange.ring(CALLER, "+14045550199")).wait(20)

    assert nobodys.heard == ["This number is not in use."]
    assert not nobodys.live


def test_reminder_of_nothing_tells_nothing_and_ends(telephone: Telephone, ada: Patient) -> None:
    """Whoever answers at a number hears of a visit only by a message that belongs to it."""
    said = {"message_id": "somebody-else-s", "language": "tr"}
    made = telephone.exchange.call_out(telephone.flow_id("reminder"), CALLER, DIALLED, said)
    telephone.exchange.answer(made)
    talk = Talk(telephone, made).wait(60)

    told = " ".join(talk.heard)
    assert talk.flows == ["reminder"]
    assert talk.last == "Teşekkür ederiz. Hoşça kalın.", "it was not they who called"
    assert "Ada" not in told
    assert not talk.live
