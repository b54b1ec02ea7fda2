"""A call is the same whatever the order in which it is told of, and however often."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.calls import model, outcomes, reports
from chalicelib.calls.board import board_of
from chalicelib.calls.facts import Begun, Contact, Fact, Note, Promise, Record, Told, WrapUp
from chalicelib.calls.model import Call

_AT = st.integers(0, 59).map(lambda n: f"2027-03-22T09:00:{n:02d}.000Z")
_MAYBE = st.one_of(st.just(""), _AT)
_IDS = st.sampled_from(["first", "second", "third"])
_TOLD = st.builds(
    Told,
    method=st.sampled_from(["", "INBOUND", "OUTBOUND", "API", "TRANSFER", "CALLBACK"]),
    number=st.sampled_from(["", "+12025550101", "+12025550102"]),
    agent=st.sampled_from(["", "agent-a", "agent-b"]),
    initiated=_MAYBE,
    connected=_MAYBE,
    queued=_MAYBE,
    answered=_MAYBE,
    ended=_MAYBE,
)
_FACTS: st.SearchStrategy[Fact] = st.one_of(
    st.builds(Contact, id=_IDS, events=_TOLD),
    st.builds(Contact, id=_IDS, record=st.builds(Record, updated=_AT, told=_TOLD)),
    st.builds(Begun, at=_AT, number=st.sampled_from(["", "+120255501"]), method=st.just("INBOUND")),
    st.builds(Note, outcome=st.sampled_from(["booked", "moved", "informed", "voicemail"])),
    st.builds(Promise, at=_AT, number=st.just("+12025550101"), until=_AT),
    st.builds(WrapUp, at=_AT, outcome=st.just("other"), note=st.just("n"), patient_id=st.just(""),
              staff_id=st.sampled_from(["ann", "bob"])),
    _IDS,
)  # fmt: skip


def _fold(facts: list[Fact]) -> Call:
    call = Call("first")
    for fact in facts:
        call = model.told(call, fact)
    return call


@given(st.data(), st.lists(_FACTS, min_size=1, max_size=8))
def test_call_is_the_same_in_any_order_and_told_twice(
    data: st.DataObject, facts: list[Fact]
) -> None:
    again = data.draw(st.lists(st.sampled_from(facts), max_size=4))
    shuffled = data.draw(st.permutations([*facts, *again]))

    assert _fold(shuffled) == _fold(facts)


@given(st.lists(_FACTS, min_size=1, max_size=8), st.booleans())
def test_every_ended_call_has_one_outcome(facts: list[Fact], was_open: bool) -> None:
    call = _fold(facts)

    outcome = outcomes.outcome(call, was_open)

    assert (outcome is not None) == call.is_over
    assert not (outcomes.is_missed(call, outcome) and call.answered)


@given(st.lists(_FACTS, max_size=8))
def test_board_shows_a_call_exactly_while_it_goes_on(facts: list[Fact]) -> None:
    call = _fold(facts)

    shown = board_of([call], []).calls

    assert [each.id for each in shown] == ([] if call.is_over else ["first"])


def test_record_knows_better_than_events_and_the_latest_best() -> None:
    events = Contact("c", events=Told(answered="2027-03-22T09:00:05.000Z", method="INBOUND"))
    late, later = (
        Contact("c", record=Record(f"2027-03-22T09:0{n}:00.000Z", Told(reason=f"R{n}")))
        for n in (1, 2)
    )

    told = _fold([later, events, late]).contacts[0].told

    assert (told.answered, told.reason) == ("2027-03-22T09:00:05.000Z", "R2")


def _segment(**told: str) -> Contact:
    return Contact("first", events=Told(**{"method": "INBOUND", **told}))


_T = [f"2027-03-22T09:00:{n:02d}.000Z" for n in range(10)]


def test_call_hung_up_in_line_is_abandoned_and_missed() -> None:
    call = _fold([_segment(initiated=_T[0], queued=_T[1], ended=_T[2])])

    assert outcomes.outcome(call, was_open=True) == "abandoned"
    assert outcomes.outcome(call, was_open=False) == "after_hours"
    assert outcomes.is_missed(call, "abandoned")


@pytest.mark.parametrize("reason", ["AGENT_DISCONNECT", "TELECOM_PROBLEM"])
def test_call_that_the_caller_did_not_end_was_cut_off(reason: str) -> None:
    """The operator hangs up while the whisper is spoken, or the line breaks: nobody talked yet."""
    call = _fold([_segment(initiated=_T[0], queued=_T[1], ended=_T[3], reason=reason)])

    assert {outcomes.outcome(call, was_open) for was_open in (True, False)} == {"cut_off"}
    assert outcomes.is_missed(call, "cut_off")


def test_call_ended_by_the_operator_after_talking_was_answered() -> None:
    told = {"answered": _T[2], "ended": _T[3], "reason": "AGENT_DISCONNECT"}
    call = _fold([_segment(initiated=_T[0], queued=_T[1], **told)])

    assert outcomes.outcome(call, was_open=True) == "answered"


def test_message_that_nobody_noted_is_one_by_its_recording() -> None:
    record = Record(_T[5], Told(), recorded=True)
    call = _fold([_segment(initiated=_T[0], ended=_T[2]), Contact("first", record=record)])

    assert outcomes.outcome(call, was_open=True) == "voicemail"
    assert outcomes.is_missed(call, "voicemail")


def test_call_that_booked_by_keypad_is_not_missed() -> None:
    call = _fold([_segment(initiated=_T[0], ended=_T[2]), Note("booked", "p", "a"), Note("rated")])

    assert outcomes.outcome(call, was_open=False) == "booked"
    assert not outcomes.is_missed(call, "booked")
    assert (outcomes.patient_of(call), outcomes.appointment_of(call)) == ("p", "a")


def test_hearing_the_address_is_enough_only_for_who_did_not_wait() -> None:
    heard = _fold([_segment(initiated=_T[0], ended=_T[2]), Note("informed")])
    waited = _fold([_segment(initiated=_T[0], queued=_T[1], ended=_T[2]), Note("informed")])

    found = [outcomes.outcome(call, was_open=True) for call in (heard, waited)]

    assert found == ["informed", "abandoned"]


def test_transfer_that_still_goes_on_keeps_the_call_alive() -> None:
    first = _segment(initiated=_T[0], queued=_T[1], answered=_T[2], agent="a", ended=_T[4])
    second = Contact("second", Told(method="TRANSFER", initiated=_T[3], answered=_T[5], agent="b"))

    call = _fold([second, first])

    assert (call.status, call.agent, call.ended) == ("talking", "b", "")


def test_our_own_call_is_answered_when_the_other_side_picks_up() -> None:
    dialling = _segment(method="OUTBOUND", initiated=_T[0], answered=_T[1], agent="a")

    assert _fold([dialling]).status == "dialling"
    picked = _fold([dialling, _segment(connected=_T[3])])
    assert (picked.status, picked.answered) == ("talking", _T[3])
    unanswered = _fold([dialling, _segment(ended=_T[3])])
    assert outcomes.outcome(unanswered, was_open=True) == "no_answer"


def test_promise_is_kept_only_in_time() -> None:
    promise = Promise(_T[3], "+12025550101", _T[6])
    gone = _segment(initiated=_T[0], queued=_T[1], ended=_T[3])

    def called(at: str) -> Contact:
        return Contact("second", Told(method="CALLBACK", queued=_T[4], answered=at, agent="a"))

    assert outcomes.promise_state(_fold([promise, gone]), _T[5]) == "pending"
    assert outcomes.promise_state(_fold([promise, gone]), _T[7]) == "broken"
    assert outcomes.promise_state(_fold([promise, gone, called(_T[5])]), _T[9]) == "kept"
    assert outcomes.promise_state(_fold([promise, gone, called(_T[8])]), _T[9]) == "broken"


def test_event_is_read_whatever_the_case_of_its_keys() -> None:
    event = _EVENT
    changed = json.loads(
        json.dumps(event).replace('"agentInfo"', '"AgentInfo"').replace('"agentArn"', '"AgentArn"')
    )

    report = reports.of_event(event)

    assert report is not None
    assert report == reports.of_event(changed)
    assert (report.call_id, report.contact.id, report.ours) == ("c-1", "c-2", "+12025550199")
    assert report.contact.events.agent == "user-7"
    assert report.contact.events.ended == "2027-03-22T17:18:37.000Z"


def test_instant_of_an_event_stands_in_for_one_that_it_does_not_say() -> None:
    detail = {"eventType": "QUEUED", "contactId": "c", "channel": "VOICE"}

    report = reports.of_event({"time": "2027-03-22T17:00:00Z", "detail": detail})

    assert report is not None
    assert report.contact.events.queued == "2027-03-22T17:00:00.000Z"


def test_what_is_no_report_of_a_call_is_none() -> None:
    assert reports.of_event({"detail": {"contactId": "c", "channel": "CHAT"}}) is None
    assert reports.of_event({"detail": None}) is None
    assert reports.of_record({"ContactId": "c"}) is None
    assert reports.of_agent({"EventType": "HEART_BEAT"}) is None


def test_recording_tells_its_contact() -> None:
    key = "connect/alias/CallRecordings/2027/03/22/15a5cf14-3212_20270322T15:00_UTC.wav"

    assert reports.contact_of_recording(key) == "15a5cf14-3212"
    assert reports.contact_of_recording("connect/alias/readme.txt") is None


_EVENT = {
    "time": "2027-03-22T17:18:37Z",
    "detail": {
        "eventType": "DISCONNECTED", "contactId": "c-2", "initialContactId": "c-1",
        "channel": "VOICE", "initiationMethod": "TRANSFER",
        "initiationTimestamp": "2027-03-22T17:17:53.000Z",
        "disconnectTimestamp": "2027-03-22T17:18:37.000Z",
        "agentInfo": {"agentArn": "arn:aws:connect:r:1:instance/i/agent/user-7",
                      "connectedToAgentTimestamp": "2027-03-22T17:18:00.000Z"},
        "tags": {"aws:connect:systemEndpoint": "+12025550199"},
    },
}  # fmt: skip
