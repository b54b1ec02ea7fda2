"""What a flow writes into its contact, and what it refuses to write."""

from typing import Any

import pytest

from infra.local.telephony.flow.answers import Done, Failed
from infra.local.telephony.flow.contact import Recording, Routing, Voice
from infra.local.telephony.flow.effects import ChangeRouting, SetRecording, SetRelatedAttributes
from infra.local.telephony.flow.notes import ContactChanged
from tests.infra.telephony.plays import NME, Play, action, flow

_ENDS = (action("Error", "EndFlowExecution"), action("Then", "EndFlowExecution"))
_OTHER = {"other": flow(action("X", "EndFlowExecution"))}


def _play(kind: str, parameters: dict[str, Any], **more: Any) -> Play:
    return Play(action("A", kind, parameters, "Then", **{NME: "Error"}), *_ENDS, **more)


def _changed(play: Play) -> list[str]:
    return [note.what for note in play.notes if isinstance(note, ContactChanged)]


def test_attributes_are_set_on_the_contact() -> None:
    play = _play(
        "UpdateContactAttributes",
        {"Attributes": {"a": "$.Channel", "b": ""}, "TargetContact": "Current"},
        attributes={"b": "old", "c": "kept"},
    )

    assert play.contact.attributes == {"a": "VOICE", "b": "", "c": "kept"}
    assert (_changed(play), play.path[0]) == (["attributes"], "A: Success")


def test_attributes_beyond_32_kb_change_nothing() -> None:
    play = _play(
        "UpdateContactAttributes", {"Attributes": {"a": "ж" * 16_384}}, attributes={"c": "1"}
    )

    assert (play.contact.attributes, play.path[0]) == ({"c": "1"}, f"A: {NME}")
    assert _changed(play) == []


def test_attributes_up_to_32_kb_are_set() -> None:
    assert (
        _play("UpdateContactAttributes", {"Attributes": {"aa": "ж" * 16_383}}).path[0]
        == "A: Success"
    )


@pytest.mark.parametrize(("answer", "branch"), [(Done(), "Success"), (Failed(), NME)])
def test_attributes_of_the_related_contact_are_asked_for(answer: Any, branch: str) -> None:
    play = _play(
        "UpdateContactAttributes",
        {"Attributes": {"a": "1"}, "TargetContact": "Related"},
        answers=[answer],
    )

    assert play.effects == [SetRelatedAttributes(play.effects[0].at, {"a": "1"})]
    assert (play.contact.attributes, play.path[0]) == ({}, f"A: {branch}")


def test_flow_attributes_stay_in_the_flow() -> None:
    play = _play("UpdateFlowAttributes", {"FlowAttributes": {"tries": {"Value": "2"}}})

    assert play.run.look_up("$.FlowAttributes.tries") == "2"
    assert play.contact.attributes == {}


def test_data_are_set_and_others_kept() -> None:
    play = _play("UpdateContactData", {"LanguageCode": "tr-TR"}, customer_id="p1")

    assert (play.contact.language_code, play.contact.customer_id) == ("tr-TR", "p1")
    assert _changed(play) == ["data"]


def test_tags_are_set_and_taken_off() -> None:
    play = _play("TagContact", {"Tags": {"team": "desk"}}, tags={"old": "1"})
    assert play.contact.tags == {"old": "1", "team": "desk"}

    play = _play("UnTagContact", {"TagKeys": ["old"]}, tags={"old": "1"})
    assert play.contact.tags == {}


@pytest.mark.parametrize("tags", [{}, {"aws:x": "1"}])
def test_tags_that_may_not_be_are_refused(tags: dict[str, str]) -> None:
    play = _play("TagContact", {"Tags": tags})

    assert (play.contact.tags, play.path[0]) == ({}, f"A: {NME}")


def test_voice_is_used_from_then_on() -> None:
    voice = {"TextToSpeechVoice": "$.Attributes.v", "TextToSpeechEngine": "Neural",
             "TextToSpeechStyle": "Conversational"}  # fmt: skip
    say = action("Then", "MessageParticipant", {"Text": "hi"}, "Bye")

    play = Play(action("A", "UpdateContactTextToSpeechVoice", voice, "Then"), say,
                attributes={"v": "Burcu"})  # fmt: skip

    (said,) = play.effects
    assert said.voice == Voice("Burcu", "Neural", "Conversational")  # type: ignore[attr-defined]


def test_voice_without_a_name_is_refused() -> None:
    assert _play("UpdateContactTextToSpeechVoice", {}).path[0] == f"A: {NME}"


def test_hook_is_set() -> None:
    play = _play(
        "UpdateContactEventHooks", {"EventHooks": {"CustomerQueue": "other"}}, flows=_OTHER
    )

    assert (play.contact.hooks, play.path[0]) == ({"CustomerQueue": "other"}, "A: Success")


@pytest.mark.parametrize(
    "hooks",
    [
        {},
        {"CustomerQueue": "gone"},
        {"Lunch": "other"},
        {"CustomerQueue": "other", "AgentWhisper": "other"},
    ],
)
def test_hook_that_makes_no_sense_is_refused(hooks: dict[str, str]) -> None:
    play = _play("UpdateContactEventHooks", {"EventHooks": hooks}, flows=_OTHER)

    assert (play.contact.hooks, play.path[0]) == ({}, f"A: {NME}")


def test_recording_is_told() -> None:
    behavior = {"RecordedParticipants": ["Agent", "Customer"], "IVRRecordingBehavior": "Enabled"}

    play = _play("UpdateContactRecordingBehavior", {"RecordingBehavior": behavior})

    wanted = Recording(("Agent", "Customer"), menu=True)
    assert play.effects == [SetRecording(play.effects[0].at, wanted)]
    assert play.contact.recording == wanted


@pytest.mark.parametrize(
    ("parameters", "wanted"),
    [
        (
            {
                "VoiceBehavior": {
                    "VoiceRecordingBehavior": {
                        "RecordedParticipants": ["Agent"],
                        "IVRRecordingBehavior": "Enabled",
                    },
                    "VoiceAnalyticsBehavior": {"Enabled": "True"},
                }
            },
            Recording(("Agent",), menu=True, analytics={"Enabled": "True"}),
        ),
        (
            {"ScreenRecordingBehavior": {"ScreenRecordedParticipants": ["Agent"]}},
            Recording(screens=("Agent",)),
        ),
    ],
)
def test_recording_is_told_by_the_newer_block(
    parameters: dict[str, Any], wanted: Recording
) -> None:
    play = _play("UpdateContactRecordingAndAnalyticsBehavior", parameters)

    assert play.contact.recording == wanted
    assert play.path[0] == "A: Success"


def test_chats_behavior_is_a_mismatch_on_a_call() -> None:
    kind = "UpdateContactRecordingAndAnalyticsBehavior"
    play = Play(action("A", kind, {"ChatBehavior": {}}, "Then", ChannelMismatch="Error"), *_ENDS)

    assert (play.path[0], play.contact.recording) == ("A: ChannelMismatch", Recording())


def test_place_may_be_moved_back() -> None:
    play = _play("UpdateContactRoutingBehavior", {"QueueTimeAdjustmentSeconds": "-60"})

    assert play.contact.routing.adjustment_seconds == -60


def test_names_of_attributes_may_be_references() -> None:
    play = _play("UpdateContactAttributes", {"Attributes": {"$.Channel": "1", "a": "$.Nothing"}})

    assert play.contact.attributes == {"VOICE": "1", "a": "$.Nothing"}


def test_recording_is_switched_off_for_whom_it_names() -> None:
    behavior = {"RecordedParticipants": [], "IVRRecordingBehavior": "Disabled"}

    play = _play("UpdateContactRecordingBehavior", {"RecordingBehavior": behavior},
                 recording=Recording(("Agent",), menu=True))  # fmt: skip

    assert play.contact.recording == Recording()


@pytest.mark.parametrize(
    ("parameters", "routing"),
    [
        ({"QueuePriority": "1"}, Routing(1, 30)),
        ({"QueueTimeAdjustmentSeconds": "60"}, Routing(5, 60)),
        ({"QueuePriority": "high"}, Routing(5, 30)),
    ],
)
def test_routing_changes_what_it_names(parameters: dict[str, str], routing: Routing) -> None:
    play = _play("UpdateContactRoutingBehavior", parameters, routing=Routing(5, 30))

    assert play.effects == [ChangeRouting(play.effects[0].at, routing)]
    assert play.contact.routing == routing


@pytest.mark.parametrize("name", ["UpdateContactRoutingCriteria", "UpdateRoutingCriteria"])
def test_criteria_are_filled_in(name: str) -> None:
    criteria = {"Steps": [{"Expression": {"AttributeCondition": {"Value": "$.LanguageCode"}}}]}

    play = _play(name, {"RoutingCriteria": criteria})

    condition = {"AttributeCondition": {"Value": "en-US"}}
    assert play.contact.routing == Routing(criteria={"Steps": [{"Expression": condition}]})


def test_criteria_without_steps_are_refused() -> None:
    assert _play("UpdateContactRoutingCriteria", {"RoutingCriteria": {}}).path[0] == f"A: {NME}"


def test_logging_changes_nothing() -> None:
    assert (
        _play("UpdateFlowLoggingBehavior", {"FlowLoggingBehavior": "Enabled"}).path[0]
        == "A: Success"
    )
