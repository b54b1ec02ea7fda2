"""Actions that are right, and actions that break one rule each."""

from typing import Any

from tests.infra.telephony.plays import NMC, NME, action

LATE = {NME: "Bye", NMC: "Bye", "InputTimeLimitExceeded": "Bye"}
SAY = {"Text": "Hello"}
_STORE = {
    "Text": "Type",
    "StoreInput": "True",
    "InputValidation": {"CustomValidation": {"MaximumLength": "4"}},
}
_PHONE = {**_STORE, "InputValidation": {"PhoneNumberValidation": {"NumberFormat": "E164"}}}
_LAMBDA = {"LambdaFunctionARN": "arn:f", "InvocationTimeLimitSeconds": "8"}


def one(
    kind: str,
    parameters: dict[str, Any] | None = None,
    then: str | None = "Bye",
    on: dict[str, str] | None = None,
    **errors: str,
) -> dict[str, Any]:
    return action("A", kind, parameters, then, on, **errors)


RIGHT: list[dict[str, Any]] = [
    one("MessageParticipant", SAY),
    one("GetParticipantInput", {**SAY, "StoreInput": "False"}, "Bye", {"1": "Bye"}, **LATE),
    one("GetParticipantInput", _STORE, NoMatchingError="Bye"),
    one("GetParticipantInput", _PHONE, NoMatchingError="Bye", InvalidPhoneNumber="Bye"),
    one("InvokeLambdaFunction", _LAMBDA, NoMatchingError="Bye"),
    one("Compare", {"ComparisonValue": "$.External.x"}, "Bye", {"1": "Bye"}, **{NMC: "Bye"}),
    one("CheckHoursOfOperation", {}, "Bye", {"True": "Bye", "False": "Bye"}, **{NME: "Bye"}),
    one("Loop", {"LoopCount": "3"}, "Bye", {"ContinueLooping": "A", "DoneLooping": "Bye"}),
    one("TransferContactToQueue", {}, "Bye", **{NME: "Bye", "QueueAtCapacity": "Bye"}),
    one("TransferToFlow", {"ContactFlowId": "f"}, "Bye", **{NME: "Bye"}),
    one("UpdateContactEventHooks", {"EventHooks": {"CustomerQueue": "f"}}, **{NME: "Bye"}),
    one("UpdateContactRoutingBehavior", {"QueuePriority": "1"}),
    one("InvokeFlowModule", {"FlowModuleId": "m", "Input": {"n": 7}}, **{NME: "Bye"}),
]

_KEYS = {"InterdigitTimeLimitSeconds": "30"}
_SECRET = {"EncryptionKeyId": "k", "Key": "pem"}
_BOTH = {**_STORE["InputValidation"], **_PHONE["InputValidation"]}  # type: ignore[dict-item]

BROKEN: list[tuple[dict[str, Any], str]] = [
    (
        one("GetParticipantInput", {**_STORE, "DTMFConfiguration": _KEYS}, **{NME: "Bye"}),
        "parameter",
    ),
    (
        one("GetParticipantInput", {**_STORE, "InputValidation": _BOTH}, **{NME: "Bye"}),
        "parameter",
    ),
    (
        one("GetParticipantInput", {**_PHONE, "InputEncryption": _SECRET}, **{NME: "Bye"}),
        "parameter",
    ),
    (
        one("GetParticipantInput", {**_STORE, "InputTimeLimitSeconds": "181"}, **{NME: "Bye"}),
        "parameter",
    ),
    (one("MessageParticipant", SAY, "Nowhere"), "dangling"),
    (one("MessageParticipant", SAY, None), "no-next"),
    (one("MessageParticipant", {}), "parameter"),
    (one("MessageParticipant", {**SAY, "SSML": "<speak/>"}), "parameter"),
    (one("MessageParticipant", SAY, "Bye", {"1": "Bye"}), "condition"),
    (one("MessageParticipant", SAY, "A"), "endless"),
    (one("MessageParticipant", {"Text": 5}), "scalar"),
    (one("MessageParticipants", SAY), "unknown-type"),
    (one("ShowView", {}), "not-executed"),
    (one("UpdateRoutingCriteria", {"RoutingCriteria": {"Steps": []}}), "old-spelling"),
    (one("GetParticipantInput", {**SAY, "InputTimeoutSeconds": "5"}), "old-spelling"),
    (one("GetParticipantInput", {**SAY, "StoreInput": "False"}), "missing-error"),
    (one("GetParticipantInput", {**SAY, "StoreInput": "x"}, "Bye", **LATE), "parameter"),
    (
        one(
            "GetParticipantInput",
            {**SAY, "StoreInput": "False"},
            "Bye",
            {"12": "Bye"},
            **LATE,
        ),
        "condition",
    ),
    (one("GetParticipantInput", _STORE), "missing-error"),
    (one("GetParticipantInput", _STORE, "Bye", **LATE), "strange-error"),
    (one("GetParticipantInput", _STORE, "Bye", {"1": "Bye"}, **{NME: "Bye"}), "condition"),
    (
        one("GetParticipantInput", {**_STORE, "InputValidation": {}}, **{NME: "Bye"}),
        "parameter",
    ),
    (one("GetParticipantInput", _PHONE, **{NME: "Bye"}), "missing-error"),
    (one("InvokeLambdaFunction", _LAMBDA), "missing-error"),
    (
        one(
            "InvokeLambdaFunction",
            {**_LAMBDA, "InvocationTimeLimitSeconds": "9"},
            **{NME: "Bye"},
        ),
        "parameter",
    ),
    (
        one("Compare", {"ComparisonValue": "1"}, "Bye", {"1": "Bye"}, **{NMC: "Bye"}),
        "parameter",
    ),
    (
        one("Compare", {"ComparisonValue": "$.Channel"}, "Bye", {"1": "Bye"}, **{NME: "Bye"}),
        "strange-error",
    ),
    (
        one(
            "Compare",
            {"ComparisonValue": "$.Channel"},
            "Bye",
            {"Sounds x": "Bye"},
            **{NMC: "Bye"},
        ),
        "condition",
    ),
    (one("CheckHoursOfOperation", {}, "Bye", {"True": "Bye"}, **{NME: "Bye"}), "condition"),
    (one("Loop", {"LoopCount": "3"}, "Bye", {"DoneLooping": "Bye"}), "condition"),
    (
        one("Loop", {"LoopCount": "101"}, "Bye", {"ContinueLooping": "A", "DoneLooping": "Bye"}),
        "parameter",
    ),
    (one("DisconnectParticipant", {}, "Bye"), "terminal"),
    (one("TransferContactToQueue", {}, "Bye", **{NME: "Bye"}), "missing-error"),
    (
        one(
            "UpdateContactEventHooks",
            {"EventHooks": {"CustomerQueue": "f", "AgentWhisper": "g"}},
            **{NME: "Bye"},
        ),
        "parameter",
    ),
    (
        one("UpdateContactEventHooks", {"EventHooks": {"Lunch": "f"}}, **{NME: "Bye"}),
        "parameter",
    ),
    (
        one("UpdateContactCallbackNumber", {"CallbackNumber": "$.Attributes.n"}, **{NME: "Bye"}),
        "missing-error",
    ),
    (
        one(
            "UpdateContactCallbackNumber",
            {"CallbackNumber": "+12025550123"},
            InvalidCallbackNumber="Bye",
            CallbackNumberNotDialable="Bye",
        ),
        "parameter",
    ),
    (
        one(
            "TransferParticipantToThirdParty",
            {
                "ThirdPartyPhoneNumber": "+12025550123",
                "ThirdPartyConnectionTimeLimitSeconds": "9",
            },
            **{NME: "Bye", "CallFailed": "Bye"},
        ),
        "strange-error",
    ),
    (
        one(
            "UpdateContactRoutingBehavior",
            {"QueuePriority": "1", "QueueTimeAdjustmentSeconds": "5"},
        ),
        "parameter",
    ),
    (
        one(
            "CreateTask",
            {"Name": "n", "DelaySeconds": "1", "ScheduledTime": "2"},
            **{NME: "Bye"},
        ),
        "parameter",
    ),
    (
        one("CheckMetricData", {"MetricType": "Mood"}, "Bye", **{NME: "Bye", NMC: "Bye"}),
        "parameter",
    ),
    (action("A%", "MessageParticipant", SAY, "Bye"), "identifier"),
    (action("A" * 51, "MessageParticipant", SAY, "Bye"), "identifier"),
    (action("toString", "MessageParticipant", SAY, "Bye"), "identifier"),
    (one("MessageParticipant", {"Text": "$.Attributes.who"}), "never-written"),
    (one("MessageParticipant", {"Text": "$.FlowAttributes.who"}), "never-written"),
]
