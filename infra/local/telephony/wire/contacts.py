"""Operations on contacts: calling, stopping, attributes, tasks."""

from __future__ import annotations

from typing import Any

from infra.local.telephony.core import tasks
from infra.local.telephony.core.contact import Contact
from infra.local.telephony.core.deeds import dialable
from infra.local.telephony.core.floor import Floor
from infra.local.telephony.core.ids import bare
from infra.local.telephony.failures import AwsError, invalid, missing
from infra.local.telephony.house import House
from infra.local.telephony.wire.nouns import check_instance, existing

Json = dict[str, Any]
_MOST_ATTRIBUTES = 32 * 1024


def start_outbound_voice_contact(house: House, params: Json) -> Json:
    check_instance(house, params)
    house.pace.spend(house.exchange.floor.settings.dials_per_second)
    existing(house, "contact-flow", params["ContactFlowId"])
    number = params["DestinationPhoneNumber"]
    if not dialable(number):
        raise AwsError("DestinationNotAllowedException", f"{number} can't be dialled", 403)
    if (params.get("TrafficType") or "GENERAL") == "CAMPAIGN":
        raise AwsError("OutboundContactNotPermittedException", "No campaigns here", 403)
    attributes = params.get("Attributes") or {}
    _check_size(attributes)
    contact_id = house.exchange.call_out(
        params["ContactFlowId"],
        number,
        _shown(house, params),
        attributes,
        params.get("RingTimeoutInSeconds"),
        **_about(params),
    )
    return {"ContactId": contact_id}


def _about(params: Json) -> Json:
    named = {
        "name": params.get("Name"),
        "description": params.get("Description"),
        "references": params.get("References"),
        "related_id": params.get("RelatedContactId"),
        "queue_id": bare(params["QueueId"]) if params.get("QueueId") else None,
    }
    return {name: value for name, value in named.items() if value}


def _shown(house: House, params: Json) -> str:
    """The instance's own number that the called one sees."""
    directory = house.exchange.floor.directory
    if number := params.get("SourcePhoneNumber"):
        if directory.number(number) is None:
            told = f"{number} isn't a number of the instance"
            raise AwsError("OutboundContactNotPermittedException", told, 403)
        return str(number)
    if not params.get("QueueId"):
        raise AwsError("InvalidRequestException", "SourcePhoneNumber or QueueId is required")
    queue = existing(house, "queue", params["QueueId"])
    key = (queue.get("OutboundCallerConfig") or {}).get("OutboundCallerIdNumberId")
    found = directory.find("phone-number", key)
    if found is None:
        told = "The queue has no outbound caller id number"
        raise AwsError("OutboundContactNotPermittedException", told, 403)
    return str(found["PhoneNumber"])


def _check_size(attributes: dict[str, str]) -> None:
    size = sum(len(name) + len(value) for name, value in attributes.items())
    if size > _MOST_ATTRIBUTES:
        raise invalid("Attributes are 32 KB at most")


def stop_contact(house: House, params: Json) -> Json:
    check_instance(house, params)
    house.exchange.stop(params["ContactId"])
    return {}


def pause_contact(house: House, params: Json) -> Json:
    house.exchange.pause(params["ContactId"], _flow_of(house, params))
    return {}


def resume_contact(house: House, params: Json) -> Json:
    house.exchange.resume(params["ContactId"], _flow_of(house, params))
    return {}


def _flow_of(house: House, params: Json) -> str | None:
    check_instance(house, params)
    key = params.get("ContactFlowId")
    return str(existing(house, "contact-flow", key)["Id"]) if key else None


def update_contact_attributes(house: House, params: Json) -> Json:
    check_instance(house, params)
    contact = house.exchange.contact(params["InitialContactId"])
    changed = {**contact.attributes, **params["Attributes"]}
    _check_size(changed)
    house.exchange.set_attributes(contact.id, params["Attributes"])
    return {}


def get_contact_attributes(house: House, params: Json) -> Json:
    check_instance(house, params)
    return {"Attributes": house.exchange.contact(params["InitialContactId"]).attributes}


def describe_contact(house: House, params: Json) -> Json:
    check_instance(house, params)
    floor, contact = house.exchange.floor, house.exchange.contact(params["ContactId"])
    told = {
        "Arn": floor.instance.arn_of("contact", contact.id),
        "Id": contact.id,
        "InitialContactId": contact.initial_id,
        "PreviousContactId": contact.previous_id,
        "RelatedContactId": contact.related_id,
        "InitiationMethod": contact.method,
        "Name": contact.name,
        "Description": contact.description,
        "Channel": contact.channel,
        "CustomerId": contact.customer_id,
        "Attributes": contact.attributes,
        "Tags": contact.tags or None,
        "DisconnectReason": contact.reason,
        "QueuePriority": contact.priority,
        "QueueTimeAdjustmentSeconds": int(contact.adjustment),
        **_parties(floor, contact),
        **_instants(contact),
    }
    return {"Contact": {name: value for name, value in told.items() if value is not None}}


def _parties(floor: Floor, contact: Contact) -> Json:
    return {
        "CustomerEndpoint": _endpoint(contact.customer),
        "SystemEndpoint": _endpoint(contact.system),
        "QueueInfo": _queue_info(contact),
        "AgentInfo": _agent_info(floor, contact),
    }


def _endpoint(number: str | None) -> Json | None:
    return {"Type": "TELEPHONE_NUMBER", "Address": number} if number else None


def _queue_info(contact: Contact) -> Json | None:
    if contact.enqueued is None or contact.queue_id is None:
        return None
    return {"Id": contact.queue_id, "EnqueueTimestamp": contact.enqueued}


def _agent_info(floor: Floor, contact: Contact) -> Json | None:
    agent = floor.agents.get(contact.agent or "")
    if agent is None or contact.connected_to_agent is None:
        return None
    return {"Id": agent.user_id, "ConnectedToAgentTimestamp": contact.connected_to_agent}


def _instants(contact: Contact) -> Json:
    return {
        "InitiationTimestamp": contact.initiated,
        "ConnectedToSystemTimestamp": contact.connected_to_system,
        "DisconnectTimestamp": contact.disconnected,
        "LastUpdateTimestamp": contact.updated or contact.initiated,
        "ScheduledTimestamp": contact.scheduled,
    }


def start_task_contact(house: House, params: Json) -> Json:
    check_instance(house, params)
    flow_id = params.get("ContactFlowId")
    if flow_id is None:
        raise AwsError("InvalidRequestException", "ContactFlowId is required here")
    existing(house, "contact-flow", flow_id)
    previous = params.get("PreviousContactId")
    if previous and previous not in house.exchange.floor.contacts:
        raise missing(f"There is no contact {previous}")
    task = tasks.Task(
        name=params["Name"],
        flow_id=flow_id,
        description=params.get("Description"),
        attributes=dict(params.get("Attributes") or {}),
        references=dict(params.get("References") or {}),
        scheduled=params.get("ScheduledTime"),
        previous_id=previous,
        related_id=params.get("RelatedContactId"),
    )
    return {"ContactId": tasks.open_task(house.exchange.floor, task).id}
