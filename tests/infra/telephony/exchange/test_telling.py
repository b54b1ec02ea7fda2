"""What is told of contacts and agents, in Connect's shapes; what is remembered over a restart."""

import copy
import json

import pytest

from infra.local.telephony.core.contact import revived
from infra.local.telephony.core.floor import Settings
from tests.infra.telephony.exchange.clinic import CALLER, NUMBER, Clinic, action, say, to_queue

RECORD = {
    "AWSAccountId",
    "AWSContactTraceRecordFormatVersion",
    "Agent",
    "AgentConnectionAttempts",
    "AnsweringMachineDetectionStatus",
    "Attributes",
    "Campaign",
    "Channel",
    "ConnectedToSystemTimestamp",
    "ContactDetails",
    "ContactId",
    "CustomerEndpoint",
    "DisconnectReason",
    "DisconnectTimestamp",
    "InitialContactId",
    "InitiationMethod",
    "InitiationTimestamp",
    "InstanceARN",
    "LastUpdateTimestamp",
    "MediaStreams",
    "NextContactId",
    "PreviousContactId",
    "Queue",
    "Recording",
    "Recordings",
    "References",
    "ScheduledTimestamp",
    "SystemEndpoint",
    "TransferCompletedTimestamp",
    "TransferredToEndpoint",
    "VoiceIdResult",
}
AGENT = {
    "ARN",
    "AfterContactWorkDuration",
    "AfterContactWorkEndTimestamp",
    "AfterContactWorkStartTimestamp",
    "AgentInteractionDuration",
    "ConnectedToAgentTimestamp",
    "CustomerHoldDuration",
    "HierarchyGroups",
    "LongestHoldDuration",
    "NumberOfHolds",
    "RoutingProfile",
    "Username",
}


def recorded(clinic: Clinic) -> None:
    """Agent and caller are recorded from now on."""
    queue = clinic.directory.every("queue")[0]["Arn"]
    behaviour = {"RecordedParticipants": ["Agent", "Customer"], "IVRRecordingBehavior": "Enabled"}
    change = action(
        "record", "UpdateContactRecordingBehavior", "target", RecordingBehavior=behaviour
    )
    clinic.flow("Entry", to_queue(queue, change))


def test_record_has_all_members_that_connect_s_have() -> None:
    clinic = Clinic(settings=Settings(bucket="calls", prefix="connect/demo"))
    (ann,) = clinic.staffed("ann")
    recorded(clinic)

    call = clinic.ring()
    clinic.advance(4)
    ann.accept()
    clinic.advance(30)
    ann.hang_up()
    ann.complete()

    (record,) = clinic.records_of(call)
    assert set(record) == RECORD
    assert set(record["Agent"]) == AGENT
    assert json.loads(json.dumps(record)) == record
    talk, menu = record["Recordings"][1], record["Recordings"][0]
    assert record["Recording"]["Location"] == talk["Location"]
    assert talk["Location"].startswith("calls/connect/demo/CallRecordings/2026/03/02/")
    assert talk["Location"].endswith("_UTC.wav") and call in talk["Location"]
    assert menu["ParticipantType"] == "IVR" and "/IvrRecordings/" in menu["Location"]
    assert [each["seconds"] for each in clinic.told.recordings] == [4, 30]


def test_call_without_the_wish_leaves_no_recording() -> None:
    clinic = Clinic(settings=Settings(bucket="calls"))
    clinic.staffed()

    call = clinic.ring()
    clinic.exchange.hang_up(call)

    assert clinic.records_of(call)[0]["Recording"] is None
    assert clinic.told.recordings == []


def test_event_has_the_members_that_connect_s_have() -> None:
    clinic = Clinic()
    (ann,) = clinic.staffed("ann")

    call = clinic.ring()
    ann.accept()
    clinic.exchange.hang_up(call)

    event = clinic.told.events[4]
    detail = event["detail"]
    assert event["source"] == "aws.connect"
    assert event["resources"][1] == detail["instanceArn"]
    assert detail["eventType"] == "DISCONNECTED"
    assert (detail["contactId"], detail["initialContactId"]) == (call, call)
    assert (detail["channel"], detail["initiationMethod"]) == ("VOICE", "INBOUND")
    assert set(detail["queueInfo"]) == {"queueArn", "queueType", "enqueueTimestamp"}
    assert set(detail["agentInfo"]) == {"agentArn", "connectedToAgentTimestamp"}
    assert detail["tags"] == {
        "aws:connect:instanceId": clinic.exchange.floor.instance.id,
        "aws:connect:systemEndpoint": NUMBER,
    }


def test_agent_is_told_of_from_sign_in_to_sign_out_with_heart_beats() -> None:
    clinic = Clinic()
    (ann,) = clinic.staffed("ann")
    clinic.advance(240)
    call = clinic.ring()
    ann.accept()
    ann.hang_up()
    ann.complete()
    ann.set_status("Offline")
    clinic.advance(240)

    events = clinic.told.agent_events
    kinds = [each["EventType"] for each in events]
    contacts = [each["CurrentAgentSnapshot"]["Contacts"] for each in events]
    assert kinds[:3] == ["LOGIN", "HEART_BEAT", "HEART_BEAT"]
    assert set(kinds[3:-1]) == {"STATE_CHANGE"}
    assert kinds[-1] == "LOGOUT"
    assert [each[0]["State"] for each in contacts if each] == ["CONNECTING", "CONNECTED", "ENDED"]
    assert {each[0]["ContactId"] for each in contacts if each} == {call}
    assert all(set(each) >= {"AgentARN", "InstanceARN", "Version", "EventId"} for each in events)


@pytest.mark.parametrize(
    ("outcome", "reason", "connected"),
    [
        ("busy", "TELECOM_PROBLEM", False),
        ("rejected", "CUSTOMER_DISCONNECT", False),
        ("no_answer", "OTHER", False),
        ("", "OTHER", False),
        ("answered", "CONTACT_FLOW_DISCONNECT", True),
        ("voicemail", "CONTACT_FLOW_DISCONNECT", True),
    ],
)
def test_call_that_the_api_started_ends_in_one_record(
    outcome: str, reason: str, connected: bool
) -> None:
    clinic = Clinic()
    flow_id = clinic.flow("Reminder", say("Your visit"))
    clinic.exchange.floor.outcomes = lambda number: outcome

    call = clinic.exchange.call_out(flow_id, CALLER, NUMBER, {"message_id": "m"})
    clinic.advance(120)

    (record,) = clinic.records_of(call)
    assert (record["InitiationMethod"], record["DisconnectReason"]) == ("API", reason)
    assert (record["ConnectedToSystemTimestamp"] is not None) == connected
    assert record["Attributes"] == {"message_id": "m"}
    assert clinic.heard(call) == (["Your visit"] if connected else [])


def test_restart_ends_what_was_live_and_keeps_what_was_promised() -> None:
    before = Clinic()
    (ann, bob) = before.staffed("ann", "bob")
    before.exchange.hang_up(before.ring())
    talking, waiting = before.ring(), before.ring()
    ann.accept()
    kept = [copy.deepcopy(each.document()) for each in before.told.kept.values()]

    after = Clinic()
    after.staffed("ann")[0].set_status("Break")
    after.exchange.restore([revived(json.loads(json.dumps(each))) for each in kept])

    reasons = {each["ContactId"]: each["DisconnectReason"] for each in after.told.records}
    assert bob.agent.stage == "offered"
    assert reasons == {talking: "TELECOM_PROBLEM", waiting: "TELECOM_PROBLEM"}
    assert after.exchange.floor.live_calls() == 0
    assert after.exchange.call(talking).state == "ended"
