"""Actions that write into the contact: attributes, data, tags, voice, hooks, recording, routing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from infra.local.telephony.flow.contact import Recording, Routing, Voice
from infra.local.telephony.flow.effects import ChangeRouting, SetRecording, SetRelatedAttributes
from infra.local.telephony.flow.outcomes import Error, Outcome, Success, settle
from infra.local.telephony.flow.references import spoken
from infra.local.telephony.flow.scene import Doing, Scene

MOST_BYTES = 32 * 1024
HOOKS = frozenset(
    {
        "AgentHold",
        "AgentWhisper",
        "CustomerHold",
        "CustomerQueue",
        "CustomerRemaining",
        "CustomerWhisper",
        "DefaultAgentUI",
        "DisconnectAgentUI",
        "PauseContact",
        "ResumeContact",
    }
)


def update_contact_attributes(scene: Scene) -> Doing:
    wanted = scene.texts("Attributes")
    if scene.text("TargetContact") == "Related":
        answer = yield SetRelatedAttributes(scene.at, wanted)
        return settle(answer)
    after = {**scene.contact.attributes, **wanted}
    if size(after) > MOST_BYTES:
        return Error(reason="The contact's attributes would be more than 32 KB.")
    scene.contact.attributes.update(wanted)
    scene.changed("attributes")
    return Success()


def size(attributes: dict[str, str]) -> int:
    """Bytes of all names and values."""
    texts = (text for pair in attributes.items() for text in pair)
    return sum(len(text.encode(errors="surrogatepass")) for text in texts)


def update_flow_attributes(scene: Scene) -> Outcome:
    wanted = scene.filled.get("FlowAttributes")
    for name, one in (wanted if isinstance(wanted, dict) else {}).items():
        scene.locals.attributes[name] = spoken(one.get("Value") if isinstance(one, dict) else one)
    return Success()


def update_contact_data(scene: Scene) -> Outcome:
    contact = scene.contact
    contact.language_code = scene.text("LanguageCode", contact.language_code)
    contact.customer_id = scene.text("CustomerId", contact.customer_id or "") or None
    contact.name = scene.text("Name", contact.name or "") or None
    contact.description = scene.text("Description", contact.description or "") or None
    scene.changed("data")
    return Success()


def tag_contact(scene: Scene) -> Outcome:
    wanted = scene.texts("Tags")
    if not wanted or any(not name or name.startswith("aws:") for name in wanted):
        return Error(reason="Tags need names, and none that begins with aws:.")
    scene.contact.tags.update(wanted)
    scene.changed("tags")
    return Success()


def untag_contact(scene: Scene) -> Outcome:
    names = scene.filled.get("TagKeys")
    for name in names if isinstance(names, list) else []:
        scene.contact.tags.pop(str(name), None)
    scene.changed("tags")
    return Success()


def update_contact_text_to_speech_voice(scene: Scene) -> Outcome:
    name = scene.find("TextToSpeechVoice")
    if name is None:
        return Error(reason="TextToSpeechVoice is missing.")
    scene.contact.voice = Voice(
        name,
        scene.text("TextToSpeechEngine", "Standard"),
        scene.find("TextToSpeechStyle"),
        scene.find("LanguageCode") or scene.contact.voice.language,
    )
    scene.changed("voice")
    return Success()


def update_contact_event_hooks(scene: Scene) -> Outcome:
    hooks = scene.texts("EventHooks")
    if len(hooks) != 1 or not set(hooks) <= HOOKS:
        return Error(reason=f"EventHooks needs exactly one key of {', '.join(sorted(HOOKS))}.")
    event, flow = next(iter(hooks.items()))
    if scene.library.find(flow) is None:
        return Error(reason=f"{flow!r} is no flow.")
    scene.contact.hooks[event] = flow
    scene.changed("hooks")
    return Success()


def update_contact_recording_behavior(scene: Scene) -> Doing:
    wanted = _object(scene.filled.get("RecordingBehavior"))
    return (yield from _record(scene, wanted, _object(scene.filled.get("AnalyticsBehavior"))))


def _record(scene: Scene, wanted: dict[str, Any], analytics: dict[str, Any]) -> Doing:
    before = scene.contact.recording
    menu = wanted.get("IVRRecordingBehavior")
    scene.contact.recording = Recording(
        _names(wanted, "RecordedParticipants", before.participants),
        _names(wanted, "ScreenRecordedParticipants", before.screens),
        before.menu if menu is None else menu == "Enabled",
        analytics,
    )
    scene.changed("recording")
    answer = yield SetRecording(scene.at, scene.contact.recording)
    return settle(answer)


def update_contact_recording_and_analytics_behavior(scene: Scene) -> Doing:
    """The newer block: one channel's behavior, or the screen's; what it doesn't name stays."""
    if "ChatBehavior" in scene.filled and scene.contact.channel == "VOICE":
        return Error("ChannelMismatch", "A chat's behavior can't be set for a call.")
    voice = _object(scene.filled.get("VoiceBehavior"))
    if voice and scene.contact.channel != "VOICE":
        return Error("ChannelMismatch", "A call's behavior can't be set for a chat.")
    wanted = _object(voice.get("VoiceRecordingBehavior"))
    screen = _object(scene.filled.get("ScreenRecordingBehavior"))
    analytics = _object(voice.get("VoiceAnalyticsBehavior"))
    return (yield from _record(scene, {**screen, **wanted}, analytics))


def update_contact_routing_behavior(scene: Scene) -> Doing:
    before = scene.contact.routing
    return (
        yield from _route(
            scene,
            replace(
                before,
                priority=scene.number("QueuePriority", before.priority),
                adjustment_seconds=scene.number(
                    "QueueTimeAdjustmentSeconds", before.adjustment_seconds, -(2**31)
                ),
            ),
        )
    )


def update_contact_routing_criteria(scene: Scene) -> Doing:
    criteria = scene.filled.get("RoutingCriteria")
    if not isinstance(criteria, dict) or not criteria.get("Steps"):
        return Error(reason="RoutingCriteria needs Steps.")
    return (yield from _route(scene, replace(scene.contact.routing, criteria=criteria)))


def update_flow_logging_behavior(scene: Scene) -> Outcome:
    return Success()


def _route(scene: Scene, routing: Routing) -> Doing:
    scene.contact.routing = routing
    scene.changed("routing")
    answer = yield ChangeRouting(scene.at, routing)
    return settle(answer)


def _object(found: Any) -> dict[str, Any]:
    return found if isinstance(found, dict) else {}


def _names(found: dict[str, Any], name: str, before: tuple[str, ...]) -> tuple[str, ...]:
    listed = found.get(name)
    return tuple(str(one) for one in listed) if isinstance(listed, list) else before
