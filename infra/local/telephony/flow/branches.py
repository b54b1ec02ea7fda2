"""Which ways lead out of an action, by type: what `NextAction` means is not the same for all."""

from __future__ import annotations

from infra.local.telephony.flow.document import Action

SUCCESS = "Success"
NO_MATCH = "NoMatchingCondition"
ANY_ERROR = "NoMatchingError"
TERMINAL = frozenset(
    {
        "DisconnectParticipant",
        "EndFlowExecution",
        "EndFlowModuleExecution",
        "TransferContactToAgent",
    }
)
# Success leaves the flow; NextAction, where there is one, is an error's target.
LEAVING = frozenset(
    {"TransferToFlow", "TransferContactToQueue", "DequeueContactAndTransferToQueue"}
)
# A value is compared; NextAction is where none of the conditions holds, or an error's target.
COMPARING = frozenset(
    {
        "Compare",
        "CheckHoursOfOperation",
        "CheckMetricData",
        "CheckOutboundCallStatus",
        "ConnectParticipantWithLexBot",
        "DistributeByPercentage",
        "Loop",
        "MessageParticipantIteratively",
        "Wait",
    }
)
# Known to Connect, but asking for another service of AWS: never executed here.
ELSEWHERE = frozenset(
    {
        "AssociateContactToCustomerProfile",
        "AuthenticateParticipant",
        "CheckSegmentMembership",
        "CheckVoiceId",
        "CreateCase",
        "CreateCustomerProfile",
        "CreatePersistentContactAssociation",
        "CreateWisdomSession",
        "EvaluateDataTableValues",
        "GetCalculatedAttributesForCustomerProfile",
        "GetCase",
        "GetCustomerProfile",
        "GetCustomerProfileObject",
        "ListDataTableValues",
        "LoadContactContent",
        "ResumeContact",
        "RouteContactToAgent",
        "SendMessage",
        "SetVoiceId",
        "ShowView",
        "StartOutboundChatContact",
        "StartVoiceIdStream",
        "TransferContactToAgent",
        "UpdateCase",
        "UpdateContactMediaProcessing",
        "UpdateContactMediaStreamingBehavior",
        "UpdateCustomerProfile",
        "UpdatePreviousContactParticipantState",
        "UpsertDataTableValues",
    }
)


def stores_input(action: Action) -> bool:
    """GetParticipantInput in its storing form, whose NextAction is success."""
    return str(action.parameters.get("StoreInput", "")).lower() == "true"


def goes_on(action: Action) -> bool:
    """TransferParticipantToThirdParty that comes back to the flow afterwards."""
    return str(action.parameters.get("ContinueFlowExecution", "")).lower() == "true"


def is_comparing(action: Action) -> bool:
    """Whether conditions decide, and success alone leads nowhere."""
    if action.type == "GetParticipantInput":
        return not stores_input(action)
    return action.type in COMPARING


def is_leaving(action: Action) -> bool:
    """Whether success ends this flow's run."""
    if action.type == "TransferParticipantToThirdParty":
        return not goes_on(action)
    return action.type in LEAVING or action.type in TERMINAL


def falls_back(action: Action) -> bool:
    """Whether NextAction is the target of errors rather than of success."""
    return is_comparing(action) or (is_leaving(action) and action.type not in TERMINAL)


def names(action: Action) -> list[str]:
    """Every branch by which the action can be left, as steps name them."""
    found = [condition.label for condition in action.conditions]
    if not is_comparing(action) and (is_leaving(action) or action.next):
        found.insert(0, SUCCESS)
    return list(dict.fromkeys([*found, *action.errors]))
