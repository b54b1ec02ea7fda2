"""What each type of action needs to be told, and within which limits."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from infra.local.telephony.flow.acts.setting import HOOKS
from infra.local.telephony.flow.branches import stores_input
from infra.local.telephony.flow.document import Action
from infra.local.telephony.flow.references import is_reference

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
    yield from _prompt(action)
    if str(action.parameters.get("StoreInput")) not in ("True", "False"):
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
    yield from _within(action, "InvocationTimeLimitSeconds", 1, 8)
    kind = action.parameters.get("InvocationType", "SYNCHRONOUS")
    if kind not in ("SYNCHRONOUS", "ASYNCHRONOUS"):
        yield f"InvocationType is SYNCHRONOUS or ASYNCHRONOUS, not {kind}."
    shape = _object(action, "ResponseValidation").get("ResponseType", "STRING_MAP")
    if shape not in ("STRING_MAP", "JSON"):
        yield f"ResponseType is STRING_MAP or JSON, not {shape}."


def _compare(action: Action) -> Iterator[str]:
    if not is_reference(str(action.parameters.get("ComparisonValue", ""))):
        yield "ComparisonValue is one reference, such as $.Attributes.language."
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
    interrupted = any(condition.label == "MessagesInterrupted" for condition in action.conditions)
    if interrupted != bool(action.parameters.get("InterruptFrequencySeconds")):
        yield "InterruptFrequencySeconds and the condition MessagesInterrupted belong together."


def _third_party(action: Action) -> Iterator[str]:
    if not action.parameters.get("ThirdPartyPhoneNumber"):
        yield "ThirdPartyPhoneNumber is missing."
    yield from _within(action, "ThirdPartyConnectionTimeLimitSeconds", 1, 600)


def _task(action: Action) -> Iterator[str]:
    if not action.parameters.get("Name"):
        yield "Name is missing."
    if action.parameters.get("DelaySeconds") and action.parameters.get("ScheduledTime"):
        yield "DelaySeconds or ScheduledTime, not both."


def _routing(action: Action) -> Iterator[str]:
    given = {"QueuePriority", "QueueTimeAdjustmentSeconds"} & set(action.parameters)
    if len(given) != 1:
        yield "QueuePriority or QueueTimeAdjustmentSeconds, one of them."


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
    if required and not action.parameters.get(name):
        yield f"{name} is missing."
    yield from _limited(name, action.parameters, least, most)


def _limited(name: str, given: dict[str, Any], least: int, most: int) -> Iterator[str]:
    """A reference may hold anything, so only numbers are looked at."""
    text = str(given.get(name) or "")
    if text.isdecimal() and not least <= int(text) <= most:
        yield f"{name} is {text}; {least} to {most} are allowed."
    elif text and not text.isdecimal() and not is_reference(text):
        yield f"{name} is {text!r}, which is no number."


CHECKS: dict[str, Callable[[Action], Iterator[str]]] = {
    "CheckMetricData": _metric,
    "Compare": _compare,
    "CreateTask": _task,
    "DequeueContactAndTransferToQueue": _needs("QueueId", "AgentId"),
    "GetParticipantInput": _input,
    "InvokeFlowModule": _needs("FlowModuleId"),
    "InvokeLambdaFunction": _lambda,
    "Loop": _loop,
    "MessageParticipant": _prompt,
    "MessageParticipantIteratively": _looping,
    "TagContact": _needs("Tags"),
    "TransferParticipantToThirdParty": _third_party,
    "TransferToFlow": _needs("ContactFlowId"),
    "UpdateContactAttributes": _needs("Attributes"),
    "UpdateContactCallbackNumber": _callback_number,
    "UpdateContactEventHooks": _hooks,
    "UpdateContactRoutingBehavior": _routing,
    "UpdateContactRoutingCriteria": _needs("RoutingCriteria"),
    "UpdateContactTargetQueue": _needs("QueueId", "AgentId"),
    "UpdateContactTextToSpeechVoice": _needs("TextToSpeechVoice"),
    "UpdateFlowAttributes": _needs("FlowAttributes"),
    "Wait": _wait,
}
