"""What a queue, or an agent, is like at this moment."""

from __future__ import annotations

from dataclasses import dataclass

from infra.local.telephony.core.agents import OFFLINE, Agent, queues_of, ready
from infra.local.telephony.core.contact import Contact
from infra.local.telephony.core.floor import Floor
from infra.local.telephony.core.ids import bare


@dataclass(frozen=True)
class Numbers:
    """`oldest` in whole seconds."""

    size: int
    oldest: int
    online: int
    available: int
    staffed: int
    talking: int
    working: int
    missed: int


def of_queue(floor: Floor, queue_id: str | None) -> Numbers:
    """Of all queues for None."""
    key = bare(queue_id) if queue_id else None
    waits = [each for each in floor.waiting() if key is None or each.queue_id == key]
    agents = [
        each
        for each in floor.agents.values()
        if key is None or key in queues_of(each, floor.directory)
    ]
    return _counted(floor, waits, agents)


def of_agent(floor: Floor, agent_id: str) -> Numbers:
    """The agent's own queue, and the agent alone."""
    key = bare(agent_id)
    waits = [each for each in floor.waiting() if each.target_agent == key]
    return _counted(floor, waits, [each for each in floor.agents.values() if each.user_id == key])


def _counted(floor: Floor, waits: list[Contact], agents: list[Agent]) -> Numbers:
    online = [each for each in agents if each.status != OFFLINE]
    now = floor.time.now()
    oldest = max((now - (each.enqueued or now) for each in waits), default=0.0)
    stages = [each.stage for each in online]
    return Numbers(
        size=len(waits),
        oldest=int(oldest),
        online=len(online),
        available=sum(ready(each, floor.directory) for each in online),
        staffed=sum(_staffed(floor, each) for each in online),
        talking=stages.count("talking"),
        working=stages.count("working"),
        missed=stages.count("missed"),
    )


def _staffed(floor: Floor, agent: Agent) -> bool:
    """Available, in a call or writing it up; not on a break, nor after a missed call."""
    if agent.stage in ("talking", "working"):
        return True
    return agent.stage != "missed" and floor.directory.status_type(agent.status) == "ROUTABLE"
