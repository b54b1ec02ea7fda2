"""The event with which Connect invokes a Lambda function from a flow."""

from __future__ import annotations

from typing import Any

from infra.local.telephony.flow.contact import Contact
from infra.local.telephony.flow.world import queue_data


def lambda_event(contact: Contact, parameters: dict[str, Any]) -> dict[str, Any]:
    """`Queue` is null before there is one; what was typed comes only as a parameter."""
    return {
        "Name": "ContactFlowEvent",
        "Details": {"ContactData": _contact_data(contact), "Parameters": parameters},
    }


def _contact_data(contact: Contact) -> dict[str, Any]:
    return {
        "Attributes": dict(contact.attributes),
        "AwsRegion": contact.region,
        "Channel": contact.channel,
        "ContactId": contact.contact_id,
        "CustomerEndpoint": _endpoint(contact.customer_address),
        "CustomerId": contact.customer_id,
        "Description": contact.description,
        "InitialContactId": contact.initial_contact_id,
        "InitiationMethod": contact.initiation_method,
        "InstanceARN": contact.instance_arn,
        "LanguageCode": contact.language_code,
        "MediaStreams": {"Customer": {"Audio": None}},
        "Name": contact.name,
        "PreviousContactId": contact.previous_contact_id,
        "Queue": queue_data(contact.queue),
        "References": contact.references,
        "SegmentAttributes": contact.segment_attributes,
        "SystemEndpoint": _endpoint(contact.system_address),
        "Tags": dict(contact.tags),
    }


def _endpoint(address: str) -> dict[str, str] | None:
    return {"Address": address, "Type": "TELEPHONE_NUMBER"} if address else None
