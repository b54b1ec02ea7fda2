"""Every operation that the exchange has."""

from __future__ import annotations

from infra.local.telephony.wire import (
    contacts,
    current,
    instances,
    numbers,
    profiles,
    quick_connects,
)
from infra.local.telephony.wire.resources import RESOURCES, Operation

OPERATIONS: dict[str, Operation] = {
    **RESOURCES,
    "CreateInstance": instances.create_instance,
    "ListInstances": instances.list_instances,
    "DescribeInstance": instances.describe_instance,
    "AssociateLambdaFunction": instances.associate_lambda_function,
    "DisassociateLambdaFunction": instances.disassociate_lambda_function,
    "ListLambdaFunctions": instances.list_lambda_functions,
    "AssociateInstanceStorageConfig": instances.associate_storage,
    "UpdateInstanceStorageConfig": instances.update_storage,
    "DisassociateInstanceStorageConfig": instances.disassociate_storage,
    "DescribeInstanceStorageConfig": instances.describe_storage,
    "ListInstanceStorageConfigs": instances.list_storage,
    "AssociateApprovedOrigin": instances.associate_origin,
    "ListApprovedOrigins": instances.list_origins,
    "ClaimPhoneNumber": numbers.claim_phone_number,
    "DescribePhoneNumber": numbers.describe_phone_number,
    "ListPhoneNumbersV2": numbers.list_phone_numbers_v2,
    "ReleasePhoneNumber": numbers.release_phone_number,
    "AssociatePhoneNumberContactFlow": numbers.associate_phone_number_contact_flow,
    "DisassociatePhoneNumberContactFlow": numbers.disassociate_phone_number_contact_flow,
    "AssociateRoutingProfileQueues": profiles.associate_queues,
    "UpdateRoutingProfileQueues": profiles.associate_queues,
    "DisassociateRoutingProfileQueues": profiles.disassociate_queues,
    "ListRoutingProfileQueues": profiles.list_queues,
    "AssociateQueueQuickConnects": quick_connects.associate,
    "DisassociateQueueQuickConnects": quick_connects.disassociate,
    "ListQueueQuickConnects": quick_connects.list_of_queue,
    "PutUserStatus": profiles.put_user_status,
    "AssociateUserProficiencies": profiles.associate_proficiencies,
    "StartOutboundVoiceContact": contacts.start_outbound_voice_contact,
    "StopContact": contacts.stop_contact,
    "UpdateContactAttributes": contacts.update_contact_attributes,
    "GetContactAttributes": contacts.get_contact_attributes,
    "DescribeContact": contacts.describe_contact,
    "StartTaskContact": contacts.start_task_contact,
    "GetCurrentMetricData": current.get_current_metric_data,
    "GetCurrentUserData": current.get_current_user_data,
}
