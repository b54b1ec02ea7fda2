"""Which function does which type of action, and in which kinds of flows Connect allows it."""

from __future__ import annotations

from collections.abc import Callable

from infra.local.telephony.flow.acts import calling, choosing, going, hearing, sending, setting
from infra.local.telephony.flow.outcomes import Outcome
from infra.local.telephony.flow.scene import Doing, Scene

Act = Callable[[Scene], "Outcome | Doing"]
ACTS: dict[str, Act] = {
    "CheckHoursOfOperation": choosing.check_hours_of_operation,
    "CheckMetricData": choosing.check_metric_data,
    "CheckOutboundCallStatus": choosing.check_outbound_call_status,
    "Compare": choosing.compare,
    "CompleteOutboundCall": sending.complete_outbound_call,
    "ConnectParticipantWithLexBot": hearing.connect_participant_with_lex_bot,
    "CreateCallbackContact": sending.create_callback_contact,
    "CreateTask": sending.create_task,
    "DequeueContactAndTransferToQueue": sending.dequeue_contact_and_transfer_to_queue,
    "DisconnectParticipant": going.disconnect_participant,
    "DistributeByPercentage": choosing.distribute_by_percentage,
    "EndFlowExecution": going.end_flow_execution,
    "EndFlowModuleExecution": going.end_flow_module_execution,
    "GetMetricData": choosing.get_metric_data,
    "GetParticipantInput": hearing.get_participant_input,
    "InvokeFlowModule": going.invoke_flow_module,
    "InvokeLambdaFunction": calling.invoke_lambda_function,
    "Loop": choosing.loop,
    "MessageParticipant": hearing.message_participant,
    "MessageParticipantIteratively": hearing.message_participant_iteratively,
    "TagContact": setting.tag_contact,
    "TransferContactToQueue": sending.transfer_contact_to_queue,
    "TransferParticipantToThirdParty": sending.transfer_participant_to_third_party,
    "TransferToFlow": going.transfer_to_flow,
    "UntagContact": setting.untag_contact,
    "UpdateContactAttributes": setting.update_contact_attributes,
    "UpdateContactCallbackNumber": sending.update_contact_callback_number,
    "UpdateContactData": setting.update_contact_data,
    "UpdateContactEventHooks": setting.update_contact_event_hooks,
    "UpdateContactRecordingAndAnalyticsBehavior": (
        setting.update_contact_recording_and_analytics_behavior
    ),
    "UpdateContactRecordingBehavior": setting.update_contact_recording_behavior,
    "UpdateContactRoutingBehavior": setting.update_contact_routing_behavior,
    "UpdateContactRoutingCriteria": setting.update_contact_routing_criteria,
    "UpdateContactTargetQueue": sending.update_contact_target_queue,
    "UpdateContactTextToSpeechVoice": setting.update_contact_text_to_speech_voice,
    "UpdateFlowAttributes": setting.update_flow_attributes,
    "UpdateFlowLoggingBehavior": setting.update_flow_logging_behavior,
    "Wait": choosing.wait,
}
_INBOUND = frozenset({"CONTACT_FLOW", "AGENT_TRANSFER", "QUEUE_TRANSFER"})
_WAITING = frozenset({"CUSTOMER_QUEUE", "CUSTOMER_HOLD", "AGENT_HOLD"})
_ALLOWED = {
    "CompleteOutboundCall": frozenset({"OUTBOUND_WHISPER"}),
    "ConnectParticipantWithLexBot": _INBOUND | {"CUSTOMER_QUEUE"},
    "CreateCallbackContact": _INBOUND | {"CUSTOMER_QUEUE"},
    "DequeueContactAndTransferToQueue": frozenset({"CUSTOMER_QUEUE"}),
    "GetParticipantInput": _INBOUND | {"CUSTOMER_QUEUE"},
    "MessageParticipantIteratively": _WAITING,
    "TransferContactToQueue": _INBOUND,
    "TransferParticipantToThirdParty": _INBOUND | {"CUSTOMER_QUEUE"},
    "TransferToFlow": _INBOUND,
}


def is_allowed(action_type: str, kind: str) -> bool:
    """Whether Connect has that action in flows of that kind (its `ContactFlowType`)."""
    return kind in _ALLOWED.get(action_type, {kind})
