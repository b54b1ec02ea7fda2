"""What each type of action needs to be told, and within which limits."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from infra.local.telephony.flow.acts.setting import HOOKS
from infra.local.telephony.flow.branches import stores_input
from infra.local.telephony.flow.document import Action
from infra.local.telephony.flow.references import is_reference, spoken
from infra.local.telephony.flow.values import whole_number

_PROMPTS = ("Text", "SSML", "PromptId", "Media")
_METRICS = frozenset(
    {
        "NumberOfAgentsAvailable",
        "NumberOfAgentsStaffed",
        "NumberOfAgentsOnline",
        "OldestContactInQueueAgeSeconds",
        "NumberOfContactsInQueue",
    }
)


def asks_for_number(action: Action) -> bool:
    """Whether stored input is checked as a telephone number."""
    return isinstance(_object(action, "InputValidation").get("PhoneNumberValidation"), dict)


def _prompt(action: Action) -> Iterator[str]:
    said = [name for name in _PROMPTS if action.parameters.get(name) is not None]
    if len(said) != 1:
        yield f"Exactly one of {', '.join(_PROMPTS)} is said, not {' and '.join(said) or 'none'}."


def _input(action: Action) -> Iterator[str]:
    if any(action.parameters.get(name) is not None for name in _PROMPTS):
        yield from _prompt(action)
    if str(action.parameters.get("StoreInput", "False")) not in ("True", "False"):
        yield "StoreInput is True or False."
    yield from _within(action, "InputTimeLimitSeconds", 1, 180, required=False)
    validation = _object(action, "InputValidation")
    if stores_input(action):
        yield from _stored(action, validation)
    elif validation:
        yield "A menu has no InputValidation."


def _stored(action: Action, validation: dict[str, Any]) -> Iterator[str]:
    if len({"CustomValidation", "PhoneNumberValidation"} & set(validation)) != 1:
        yield "InputValidation has CustomValidation or PhoneNumberValidation, one of them."
    if action.parameters.get("InputEncryption") and "CustomValidation" not in validation:
        yield "InputEncryption goes with CustomValidation only."
    keys = _object(action, "DTMFConfiguration")
    if len(str(keys.get("InputTerminationSequence", ""))) > 5:
        yield "InputTerminationSequence has at most 5 keys."
    yield from _limited("InterdigitTimeLimitSeconds", keys, 1, 20)


def _lambda(action: Action) -> Iterator[str]:
    if not action.parameters.get("LambdaFunctionARN"):
        yield "LambdaFunctionARN is missing."
    kind = action.parameters.get("InvocationType", "SYNCHRONOUS")
    yield from _within(action, "InvocationTimeLimitSeconds", 1, 8 if kind == "SYNCHRONOUS" else 60)
    if kind not in ("SYNCHRONOUS", "ASYNCHRONOUS"):
        yield f"InvocationType is SYNCHRONOUS or ASYNCHRONOUS, not {kind}."
    shape = _object(action, "ResponseValidation").get("ResponseType", "STRING_MAP")
    if shape not in ("STRING_MAP", "JSON"):
        yield f"ResponseType is STRING_MAP or JSON, not {shape}."


def _compare(action: Action) -> Iterator[str]:
    if not is_reference(str(action.parameters.get("ComparisonValue", ""))):
        yield "ComparisonValue is one reference, such as $.Attributes.language."


def _compared(action: Action) -> Iterator[str]:
    if not action.conditions:
        yield "There is nothing to compare with."


def _hooks(action: Action) -> Iterator[str]:
    hooks = _object(action, "EventHooks")
    if len(hooks) != 1:
        yield f"EventHooks has one key, not {len(hooks)}."
    for name in sorted(set(hooks) - HOOKS):
        yield f"There is no event {name}."


def _callback_number(action: Action) -> Iterator[str]:
    if not is_reference(str(action.parameters.get("CallbackNumber", ""))):
        yield "CallbackNumber is a reference."


def _loop(action: Action) -> Iterator[str]:
    yield from _within(action, "LoopCount", 0, 100)


def _wait(action: Action) -> Iterator[str]:
    yield from _within(action, "TimeLimitSeconds", 1, 604_800)


def _metric(action: Action) -> Iterator[str]:
    metric = str(action.parameters.get("MetricType"))
    if metric not in _METRICS:
        yield f"MetricType is one of {', '.join(sorted(_METRICS))}, not {metric}."


def _looping(action: Action) -> Iterator[str]:
    if not action.parameters.get("Messages"):
        yield "Messages is missing."


def _interrupted(action: Action) -> Iterator[str]:
    interrupted = any(condition.label == "MessagesInterrupted" for condition in action.conditions)
    if interrupted != bool(action.parameters.get("InterruptFrequencySeconds")):
        yield "InterruptFrequencySeconds and the condition MessagesInterrupted belong together."


def _third_party(action: Action) -> Iterator[str]:
    if not action.parameters.get("ThirdPartyPhoneNumber"):
        yield "ThirdPartyPhoneNumber is missing."
    yield from _within(action, "ThirdPartyConnectionTimeLimitSeconds", 1, 600, required=False)


def _task(action: Action) -> Iterator[str]:
    if not action.parameters.get("Name"):
        yield "Name is missing."
    if action.parameters.get("DelaySeconds") and action.parameters.get("ScheduledTime"):
        yield "DelaySeconds or ScheduledTime, not both."


def _routing(action: Action) -> Iterator[str]:
    given = {"QueuePriority", "QueueTimeAdjustmentSeconds"} & set(action.parameters)
    if len(given) > 1:
        yield "QueuePriority or QueueTimeAdjustmentSeconds, one of them."


def _routed(action: Action) -> Iterator[str]:
    if not {"QueuePriority", "QueueTimeAdjustmentSeconds"} & set(action.parameters):
        yield "Neither QueuePriority nor QueueTimeAdjustmentSeconds is said: it does nothing."


def _tags(action: Action) -> Iterator[str]:
    tags = _object(action, "Tags")
    if not tags:
        yield "Tags is missing."
    if len(tags) > 6:
        yield f"{len(tags)} tags; 6 are the most."


def _flow_attributes(action: Action) -> Iterator[str]:
    wanted = _object(action, "FlowAttributes")
    if not wanted:
        yield "FlowAttributes is missing."
    for name, value in wanted.items():
        if not isinstance(value, dict) or "Value" not in value:
            yield f'{name} is written {{"Value": "…"}}.'


def _recorded(action: Action) -> Iterator[str]:
    forms = ("ChatBehavior", "ScreenRecordingBehavior", "VoiceBehavior")
    if len(set(forms) & set(action.parameters)) != 1:
        yield f"Exactly one of {', '.join(forms)} is set."


def _bot(action: Action) -> Iterator[str]:
    if len({"LexBot", "LexV2Bot"} & set(action.parameters)) != 1:
        yield "LexV2Bot or LexBot, one of them."


def _attributes(action: Action) -> Iterator[str]:
    if not any(name.endswith("Attributes") for name in action.parameters):
        yield "Attributes is missing."


def _needs(*names: str) -> Callable[[Action], Iterator[str]]:
    def check(action: Action) -> Iterator[str]:
        if not any(action.parameters.get(name) for name in names):
            yield f"{' or '.join(names)} is missing."

    return check


def _object(action: Action, name: str) -> dict[str, Any]:
    found = action.parameters.get(name)
    return found if isinstance(found, dict) else {}


def _within(
    action: Action, name: str, least: int, most: int, *, required: bool = True
) -> Iterator[str]:
    if required and action.parameters.get(name) in (None, ""):
        yield f"{name} is missing."
    yield from _limited(name, action.parameters, least, most)


def _limited(name: str, given: dict[str, Any], least: int, most: int) -> Iterator[str]:
    """A reference may hold anything, so only numbers are looked at."""
    text = spoken(given.get(name))
    number = whole_number(text)
    if number is not None and not least <= number <= most:
        yield f"{name} is {text}; {least} to {most} are allowed."
    elif text and number is None and not _stands_for_more(text):
        yield f"{name} is {text!r}, which is no number."


def _stands_for_more(text: str) -> bool:
    """A reference, or a placeholder that is filled when the flow is deployed."""
    return is_reference(text) or text.startswith(("${", "{{", "<"))


CHECKS: dict[str, Callable[[Action], Iterator[str]]] = {
    "CheckMetricData": _metric,
    "Compare": _compare,
    "ConnectParticipantWithLexBot": _bot,
    "CreateTask": _task,
    "GetParticipantInput": _input,
    "InvokeFlowModule": _needs("FlowModuleId"),
    "InvokeLambdaFunction": _lambda,
    "Loop": _loop,
    "MessageParticipant": _prompt,
    "MessageParticipantIteratively": _looping,
    "TagContact": _tags,
    "TransferParticipantToThirdParty": _third_party,
    "TransferToFlow": _needs("ContactFlowId"),
    "UntagContact": _needs("TagKeys"),
    "UpdateContactAttributes": _attributes,
    "UpdateContactCallbackNumber": _callback_number,
    "UpdateContactEventHooks": _hooks,
    "UpdateContactRecordingAndAnalyticsBehavior": _recorded,
    "UpdateContactRoutingBehavior": _routing,
    "UpdateContactRoutingCriteria": _needs("RoutingCriteria"),
    "UpdateContactTargetQueue": _needs("QueueId", "AgentId"),
    "UpdateContactTextToSpeechVoice": _needs("TextToSpeechVoice"),
    "UpdateFlowAttributes": _flow_attributes,
    "Wait": _wait,
}
# Odd, but nothing says that Connect refuses it.
DOUBTS: dict[str, Callable[[Action], Iterator[str]]] = {
    "Compare": _compared,
    "MessageParticipantIteratively": _interrupted,
    "UpdateContactRoutingBehavior": _routed,
}
