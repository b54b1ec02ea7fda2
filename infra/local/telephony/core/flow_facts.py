"""What a flow is shown of its contact."""

from __future__ import annotations

from infra.local.telephony.core.contact import Contact
from infra.local.telephony.core.floor import Floor
from infra.local.telephony.flow import contact as flow


def facts_of(floor: Floor, contact: Contact) -> flow.Contact:
    """The same object for all flows of the contact, with its queue and agent of now."""
    if contact.id not in floor.facts:
        floor.facts[contact.id] = _fresh(floor, contact)
    facts: flow.Contact = floor.facts[contact.id]
    facts.queue = queue(floor, contact) if contact.queue_id or contact.target_agent else None
    facts.agent = _agent(floor, contact)
    return facts


def _fresh(floor: Floor, contact: Contact) -> flow.Contact:
    """Attributes, tags and hooks are shared, so that a flow's change is the contact's."""
    return flow.Contact(
        contact_id=contact.id,
        instance_arn=floor.instance.arn,
        customer_address=contact.customer or "",
        system_address=contact.system or "",
        initial_contact_id=contact.initial_id,
        previous_contact_id=contact.previous_id or contact.id,
        channel=contact.channel,
        initiation_method=contact.method,
        region=floor.instance.region,
        language_code=contact.language or "en-US",
        customer_id=contact.customer_id,
        name=contact.name,
        description=contact.description,
        attributes=contact.attributes,
        references=contact.references,
        tags=contact.tags,
        voice=flow.Voice(**contact.voice),
        recording=flow.Recording(tuple(contact.recorded)),
        routing=flow.Routing(contact.priority, int(contact.adjustment)),
        hooks=contact.hooks,
    )


def queue(floor: Floor, contact: Contact) -> flow.Queue | None:
    """The contact's queue, or its agent's own."""
    if contact.target_agent:
        return agent_queue(floor, contact.target_agent)
    return named_queue(floor, contact.queue_id)


def named_queue(floor: Floor, queue_id: str | None) -> flow.Queue | None:
    found = floor.directory.find("queue", queue_id)
    if found is None or found.get("Status") == "DISABLED":
        return None
    caller_id = (found.get("OutboundCallerConfig") or {}).get("OutboundCallerIdNumberId")
    number = floor.directory.find("phone-number", caller_id) or {}
    return flow.Queue(found["Arn"], found["Name"], number.get("PhoneNumber"))


def agent_queue(floor: Floor, user_id: str) -> flow.Queue | None:
    user = floor.directory.find("agent", user_id)
    if user is None:
        return None
    return flow.Queue(floor.instance.arn_of("queue/agent", user["Id"]), "", agent=True)


def _agent(floor: Floor, contact: Contact) -> flow.Agent | None:
    """Who has the contact; before that the one whom a transfer is for, as Connect has it."""
    agent = floor.agent_of(contact)
    user = floor.directory.find("agent", agent.user_id if agent else contact.meant_agent)
    if user is None:
        return None
    identity = user.get("IdentityInfo") or {}
    return flow.Agent(
        user["Arn"],
        user["Username"],
        identity.get("FirstName") or "",
        identity.get("LastName") or "",
    )
