"""Our function fails for a whole call: the caller is heard, and the clinic learns of it."""

from typing import Any

import pytest

from chalicelib.calls import actions as calls
from chalicelib.missed import actions as missed
from functions.connect import answer_call
from infra.callflows import LANGUAGES
from tests.flows.line import CALLER, Telephone
from tests.flows.reports import Reports
from tests.memory import Memory


def _fail(*_: object) -> None:
    raise RuntimeError("the function is out of order")


def test_caller_of_an_unknown_clinic_is_asked_for_a_message_at_once(
    telephone: Telephone, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The clinic's operator is there, but nobody knows whose caller it is."""
    monkeypatch.setattr(answer_call, "handler", _fail)

    talk = telephone.dial().wait(60)

    assert talk.flows == ["entry", "operator", "voicemail", "ask_message", "voicemail"]
    assert len(talk.heard) == len(LANGUAGES) + 1, "each language asks once, then the tone"
    assert not any(said.strip() == "" for said in talk.heard)


def test_message_reaches_the_clinic_when_the_function_works_again(
    telephone: Telephone, reports: Reports, memory: Memory, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(answer_call, "handler", _fail)
        talk = telephone.dial().wait(200)
    assert not talk.live
    assert missed.find_open(telephone.ctx, CALLER) is None

    reports.bring(everything=True)

    entry = missed.find_open(telephone.ctx, CALLER)
    assert entry is not None
    assert (entry.call_ids, entry.reason) == ((talk.id,), "voicemail")
    assert calls.get(telephone.ctx, talk.id).has_recording
    assert _inquiries(memory) == [("phone", "voicemail")]


def _inquiries(memory: Memory) -> list[tuple[Any, Any]]:
    kept = [each for each in memory.items.values() if each["kind"]["S"] == "Inquiry"]
    return [(each["source"]["S"], each["outcome"]["S"]) for each in kept]
