"""Contact records: what is said of a contact once it is over."""

from __future__ import annotations

from typing import Any

from infra.local.telephony.core import events, recordings
from infra.local.telephony.core.contact import TASK, VOICE, Contact
from infra.local.telephony.core.floor import RECORD, Floor
from infra.local.telephony.core.instants import to_second

Json = dict[str, Any]
_VERSION = "2017-03-10"


def write(floor: Floor, contact: Contact) -> None:
    """The one record of a contact that is over, after its recording."""
    if contact.closed:
        return
    contact.closed = True
    floor.changed(contact)
    made = recordings.make(floor, contact)
    floor.outside.tell(RECORD, {**_about(floor, contact), **_recorded(made)})


def _about(floor: Floor, contact: Contact) -> Json:
    return {
        "AWSAccountId": floor.instance.account,
        "AWSContactTraceRecordFormatVersion": _VERSION,
        "Agent": _agent(floor, contact),
        "AgentConnectionAttempts": contact.attempts,
        "AnsweringMachineDetectionStatus": None,
        "Attributes": dict(contact.attributes),
        "Campaign": {"CampaignId": None},
        "Channel": contact.channel,
        "ContactDetails": {},
        "ContactId": contact.id,
        "CustomerEndpoint": _endpoint(contact.customer),
        "DisconnectReason": contact.reason,
        "InitialContactId": contact.initial_id if contact.initial_id != contact.id else None,
        "InitiationMethod": contact.method,
        "InstanceARN": floor.instance.arn,
        **_instants(floor, contact),
        "MediaStreams": [{"Type": "AUDIO"}] if contact.channel == VOICE else [],
        "NextContactId": contact.next_id,
        "PreviousContactId": contact.previous_id,
        "Queue": _queue(floor, contact),
        "References": _references(contact),
        "SystemEndpoint": _endpoint(contact.system),
        "TransferredToEndpoint": contact.transferred_to,
        "VoiceIdResult": None,
    }


def _instants(floor: Floor, contact: Contact) -> Json:
    return {
        "ConnectedToSystemTimestamp": to_second(contact.connected_to_system),
        "DisconnectTimestamp": to_second(contact.disconnected),
        "InitiationTimestamp": to_second(contact.initiated),
        "LastUpdateTimestamp": to_second(floor.time.now()),
        "ScheduledTimestamp": to_second(contact.scheduled),
        "TransferCompletedTimestamp": to_second(contact.transferred),
    }


def _agent(floor: Floor, contact: Contact) -> Json | None:
    agent = floor.agents.get(contact.agent or "")
    if agent is None or contact.connected_to_agent is None:
        return None
    ended = contact.disconnected or floor.time.now()
    holds = [round(end - start) for start, end in contact.holds]
    profile = floor.directory.profile_of(floor.directory.find("agent", agent.user_id) or {}) or {}
    return {
        "ARN": floor.instance.arn_of("agent", agent.user_id),
        **_after_work(contact),
        "AgentInteractionDuration": round(ended - contact.connected_to_agent) - sum(holds),
        "ConnectedToAgentTimestamp": to_second(contact.connected_to_agent),
        "CustomerHoldDuration": sum(holds),
        "HierarchyGroups": None,
        "LongestHoldDuration": max(holds, default=0),
        "NumberOfHolds": len(holds),
        "RoutingProfile": {"ARN": profile.get("Arn"), "Name": profile.get("Name")},
        "Username": agent.username,
    }


def _after_work(contact: Contact) -> Json:
    started, ended = contact.work_started, contact.work_ended
    return {
        "AfterContactWorkDuration": round(ended - started) if started and ended else 0,
        "AfterContactWorkEndTimestamp": to_second(ended),
        "AfterContactWorkStartTimestamp": to_second(started),
    }


def _queue(floor: Floor, contact: Contact) -> Json | None:
    if contact.enqueued is None:
        return None
    left = contact.dequeued or contact.disconnected or floor.time.now()
    queue = floor.directory.find("queue", contact.queue_id) or {}
    return {
        "ARN": events.queue_arn(floor, contact),
        "DequeueTimestamp": to_second(left),
        "Duration": round(left - contact.enqueued),
        "EnqueueTimestamp": to_second(contact.enqueued),
        "Name": queue.get("Name"),
    }


def _references(contact: Contact) -> list[Json]:
    return [{"Name": name, **told} for name, told in contact.references.items()]


def _endpoint(number: str | None) -> Json | None:
    return {"Address": number, "Type": "TELEPHONE_NUMBER"} if number else None


def _recorded(made: list[Json]) -> Json:
    """`Recording` is the agent's conversation; `Recordings` has them all."""
    conversation = [each for each in made if each["ParticipantType"] is None]
    wanted = ("DeletionReason", "Location", "Status")
    first = {name: conversation[0][name] for name in wanted} if conversation else None
    return {"Recording": {**first, "Type": "AUDIO"} if first else None, "Recordings": made or None}


__all__ = ["TASK", "write"]
