"""Who gets whom: the order of those who wait, and the agents who fit."""

from __future__ import annotations

from collections.abc import Iterable

from infra.local.telephony.core.agents import Agent, proficiencies, queues_of, ready
from infra.local.telephony.core.contact import Contact
from infra.local.telephony.core.criteria import current, met
from infra.local.telephony.core.directory import Directory

Rank = tuple[int, int, float]


def pairs(
    agents: Iterable[Agent], waiting: list[Contact], directory: Directory, now: float
) -> list[tuple[Agent, Contact]]:
    """Whom to offer to whom: the agent longest idle chooses first, and nobody fit is left free.

    An agent takes by the profile's priority, then the contact's priority (lower first), then the
    longest wait with its adjustment.
    """
    left, found = list(waiting), []
    for agent in sorted(agents, key=lambda each: (each.idle_since, each.username)):
        best = _best(agent, left, directory, now) if ready(agent, directory) else None
        if best:
            left.remove(best)
            found.append((agent, best))
    return found


def _best(agent: Agent, waiting: list[Contact], directory: Directory, now: float) -> Contact | None:
    fit = [each for each in waiting if fits(agent, each, directory, now)]
    by = {each.channel: queues_of(agent, directory, each.channel) for each in fit}
    return min(fit, key=lambda each: rank(each, by[each.channel]), default=None)


def rank(contact: Contact, served: dict[str, tuple[int, float]]) -> Rank:
    """Smaller comes first, for an agent who serves queues so."""
    own = served.get(contact.queue_id or "", (0, 0.0))[0]
    return own, contact.priority, contact.waits_since - contact.adjustment


def fits(agent: Agent, contact: Contact, directory: Directory, now: float) -> bool:
    """Whether the agent may be offered the contact now, were they free."""
    if contact.target_agent:
        return contact.target_agent == agent.user_id
    served = queues_of(agent, directory, contact.channel).get(contact.queue_id or "")
    waited = now - (contact.enqueued or now)
    if served is None or waited < served[1]:
        return False
    return met(current(contact.criteria, waited), proficiencies(agent, directory))
