"""Contact events in the shape that EventBridge gives them."""

from __future__ import annotations

from typing import Any

from infra.local.telephony.core.contact import OUTBOUND, Contact
from infra.local.telephony.core.floor import EVENT, Floor
from infra.local.telephony.core.instants import to_millisecond, to_second

Json = dict[str, Any]
INITIATED, CONNECTED_TO_SYSTEM = "INITIATED", "CONNECTED_TO_SYSTEM"
QUEUED, CONNECTED_TO_AGENT = "QUEUED", "CONNECTED_TO_AGENT"
UPDATED, DISCONNECTED, COMPLETED = "CONTACT_DATA_UPDATED", "DISCONNECTED", "COMPLETED"
PAUSED, RESUMED = "PAUSED", "RESUMED"


# What CONTACT_DATA_UPDATED names: the dotted ones stand in examples, the others are ours.
ATTRIBUTES, TAGS, SCHEDULED = "Attributes", "Tags", "ScheduledTimestamp"
ANALYTICS = "ContactLens.ConversationalAnalytics.Configuration"
CRITERIA, STEP = "RoutingCriteria", "RoutingCriteria.Step.Status"


def tell(floor: Floor, contact: Contact, kind: str, updated: str | None = None) -> None:
    """Keeps the contact as it is now, and says what has become of it."""
    floor.changed(contact)
    envelope = _envelope(floor, contact, kind)
    if updated:
        envelope["detail"]["updatedProperties"] = [updated]
    floor.outside.tell(EVENT, envelope)


def tell_written(floor: Floor, contact: Contact, what: str) -> None:
    """A flow has written into the contact: attributes, tags and criteria are told, no more."""
    found = {"attributes": ATTRIBUTES, "tags": TAGS, "criteria": CRITERIA, "analytics": ANALYTICS}
    if what in found:
        tell(floor, contact, UPDATED, found[what])


def _envelope(floor: Floor, contact: Contact, kind: str) -> Json:
    instance = floor.instance
    return {
        "version": "0",
        "id": instance.new_id(),
        "detail-type": "Amazon Connect Contact Event",
        "source": "aws.connect",
        "account": instance.account,
        "time": to_second(floor.time.now()),
        "region": instance.region,
        "resources": [instance.arn_of("contact", contact.id), instance.arn],
        "detail": _detail(floor, contact, kind),
    }


def _detail(floor: Floor, contact: Contact, kind: str) -> Json:
    found: Json = {
        "eventType": kind,
        "contactId": contact.id,
        "initialContactId": contact.initial_id,
        "previousContactId": contact.previous_id,
        "relatedContactId": contact.related_id,
        "channel": contact.channel,
        "instanceArn": floor.instance.arn,
        "initiationMethod": contact.method,
        **_times(contact),
        "disconnectReason": contact.reason if kind in (DISCONNECTED, COMPLETED) else None,
        "queueInfo": _queue_info(floor, contact),
        "agentInfo": _agent_info(floor, contact),
        "tags": _tags(floor, contact),
    }
    return {name: value for name, value in found.items() if value is not None}


def _times(contact: Contact) -> Json:
    return {
        "initiationTimestamp": to_millisecond(contact.initiated),
        "scheduledTimestamp": to_millisecond(contact.scheduled),
        "connectedToSystemTimestamp": to_millisecond(contact.connected_to_system),
        "disconnectTimestamp": to_millisecond(contact.disconnected),
    }


def _queue_info(floor: Floor, contact: Contact) -> Json | None:
    """Not told of outbound contacts, as on AWS."""
    if contact.enqueued is None or contact.method == OUTBOUND:
        return None
    return {
        "queueArn": queue_arn(floor, contact),
        "queueType": "AGENT" if contact.target_agent else "STANDARD",
        "enqueueTimestamp": to_millisecond(contact.enqueued),
    }


def queue_arn(floor: Floor, contact: Contact) -> str:
    """The queue's, or that of an agent's own."""
    if contact.target_agent:
        return floor.instance.arn_of("queue/agent", contact.target_agent)
    return floor.instance.arn_of("queue", contact.queue_id or "")


def _agent_info(floor: Floor, contact: Contact) -> Json | None:
    agent = floor.agents.get(contact.agent or "")
    if agent is None:
        return None
    connected = to_millisecond(contact.connected_to_agent)
    found = {
        "agentArn": floor.instance.arn_of("agent", agent.user_id),
        "connectedToAgentTimestamp": connected,
    }
    return {name: value for name, value in found.items() if value}


def _tags(floor: Floor, contact: Contact) -> dict[str, str]:
    own = {"aws:connect:instanceId": floor.instance.id}
    if contact.system:
        own["aws:connect:systemEndpoint"] = contact.system
    return {**contact.tags, **own}
