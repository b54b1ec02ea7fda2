"""Everything that references can name: the contact, and what belongs to one run of one flow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from infra.local.telephony.flow.contact import Agent, Contact, Queue


@dataclass
class Locals:
    """What a flow remembers for itself: another flow, and a module, begins with nothing of it."""

    external: dict[str, Any] = field(default_factory=dict)
    attributes: dict[str, str] = field(default_factory=dict)
    metrics: dict[str, Any] = field(default_factory=dict)
    modules: dict[str, Any] = field(default_factory=dict)
    lex: dict[str, Any] = field(default_factory=dict)
    loops: dict[str, int] = field(default_factory=dict)
    loop_names: dict[str, dict[str, str]] = field(default_factory=dict)
    task_id: str | None = None
    stored_input: str = ""


def world(contact: Contact, own: Locals) -> Mapping[str, Any]:
    """The object that `$` is."""
    return {
        **_of_contact(contact),
        "External": own.external,
        "FlowAttributes": own.attributes,
        "Metrics": own.metrics,
        "Modules": own.modules,
        "Lex": own.lex,
        "Loop": own.loop_names,
        "StoredCustomerInput": own.stored_input,
        "Task": {"ContactId": own.task_id},
    }


def queue_data(queue: Queue | None) -> dict[str, Any] | None:
    """The queue as references and Lambda events show it."""
    if queue is None:
        return None
    caller = queue.outbound_number
    return {
        "ARN": queue.arn,
        "Name": queue.name,
        "OutboundCallerId": caller and {"Address": caller, "Type": "TELEPHONE_NUMBER"},
    }


def _of_contact(contact: Contact) -> dict[str, Any]:
    return {
        "Attributes": contact.attributes,
        "AwsRegion": contact.region,
        "Channel": contact.channel,
        "ContactId": contact.contact_id,
        "CustomerCallbackNumber": contact.callback_number,
        "CustomerEndpoint": _endpoint(contact.customer_address),
        "CustomerId": contact.customer_id,
        "Description": contact.description,
        "InitialContactId": contact.initial_contact_id,
        "InitiationMethod": contact.initiation_method,
        "InstanceARN": contact.instance_arn,
        "LanguageCode": contact.language_code,
        "Name": contact.name,
        "PreviousContactId": contact.previous_contact_id,
        "References": contact.references,
        "SegmentAttributes": contact.segment_attributes,
        "SystemEndpoint": _endpoint(contact.system_address),
        "Tags": contact.tags,
        "TextToSpeechVoice": contact.voice.name,
        "Queue": queue_data(contact.queue),
        "Agent": _agent(contact.agent),
    }


def _endpoint(address: str) -> dict[str, str]:
    return {"Address": address, "Type": "TELEPHONE_NUMBER"}


def _agent(agent: Agent | None) -> dict[str, str] | None:
    if agent is None:
        return None
    return {
        "ARN": agent.arn,
        "UserName": agent.user_name,
        "FirstName": agent.first_name,
        "LastName": agent.last_name,
    }
