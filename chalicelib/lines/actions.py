"""Opening a clinic's line at Amazon Connect, and letting its staff take calls there."""

from dataclasses import dataclass, replace

from chalicelib import clock, config, observe
from chalicelib.context import Context
from chalicelib.errors import Conflict
from chalicelib.gateways import connect
from chalicelib.lines import store
from chalicelib.lines.model import Agent, Instance, Line, quick_connect_name, resource_name
from chalicelib.staff import actions as staff
from chalicelib.staff.model import ACTIVE, Staff
from chalicelib.tenants import actions as tenants

ROLES = ("owner", "operator")  # who may sit at the desk
_USERNAME_LETTERS = 20  # as many as a user of Connect's own directory may have


@dataclass(frozen=True)
class Desk:
    """What a softphone needs: whose, where, and on which line."""

    agent: Agent
    line: Line


def find_line(ctx: Context) -> Line | None:
    """The clinic's line; None until it has a number and its queue was made."""
    return store.find(ctx)


def open_line(ctx: Context) -> Line | None:
    """Make what Connect needs for the clinic's number; made twice it is made once.

    None where there is no number, or no Connect. Raises Unavailable: try again.
    """
    profile = tenants.get_clinic(ctx)
    arn = config.connect_instance_arn()
    if not profile.voice_number or not arn:
        return None
    known = store.find(ctx)
    if known and known.number == profile.voice_number and known.quick_connect_id:
        return known
    instance = known.instance if known else Instance(arn)
    name = resource_name(ctx.tenant_id)
    queue = connect.ensure_queue(instance, name, profile.name, profile.voice_number)
    routing = connect.ensure_routing_profile(instance, name, queue.id)
    called = quick_connect_name(profile.name, clock.derived_id(ctx.tenant_id))
    way_back = _quick_connect(instance, called, queue.id)
    line = Line(profile.voice_number, instance, queue.id, queue.arn, routing, way_back)
    store.put(ctx, line)
    return line


def _quick_connect(instance: Instance, name: str, queue_id: str, user_id: str | None = None) -> str:
    """Its id; empty where the instance is full of them, since calls are taken without, too."""
    try:
        return connect.ensure_quick_connect(instance, name, queue_id, user_id)
    except connect.ConnectRefused as refused:
        if not refused.is_full:
            raise
        observe.count("QuickConnectsFull")
        return ""


def open_desk(ctx: Context) -> Desk:
    """The signed-in person's softphone, as a user of their own at Connect.

    Raises Conflict while the clinic has no line.
    """
    line = open_line(ctx)
    if line is None:
        raise Conflict("The clinic has no telephone line yet.", code="no_line")
    person = staff.get(ctx, ctx.actor)
    agent = _agent_of(ctx, person.id)
    if agent is None or not agent.quick_connect_id:
        agent = _open_agent(ctx, line, person)
    return Desk(agent, line)


def _agent_of(ctx: Context, staff_id: str) -> Agent | None:
    found = (a for a in store.list_agents(ctx) if a.staff_id == staff_id and not a.left)
    return next(found, None)


def _open_agent(ctx: Context, line: Line, person: Staff) -> Agent:
    username = clock.derived_id(ctx.tenant_id, person.id, length=_USERNAME_LETTERS)
    first, _, last = person.name.partition(" ")
    user_id = connect.ensure_user(line.instance, username, first, last, line.routing_profile_id)
    called = quick_connect_name(person.name, username)
    quick = _quick_connect(line.instance, called, line.queue_id, user_id)
    agent = Agent(person.id, user_id, username, quick)
    tenants.point_agent(ctx, user_id)
    store.put_agent(ctx, agent)
    return agent


def close_desk(ctx: Context, staff_id: str) -> None:
    """Who left takes no calls any more and is nobody's choice; quietly nothing the second time.

    They stay in the list of agents, since old calls name them. Raises Unavailable: try again.
    """
    line, agent = store.find(ctx), _agent_of(ctx, staff_id)
    if line is None or agent is None:
        return
    if agent.quick_connect_id:
        connect.delete_quick_connect(line.instance, agent.quick_connect_id, line.queue_id)
    connect.delete_user(line.instance, agent.user_id)
    store.put_agent(ctx, replace(agent, quick_connect_id="", left=True))


def close_desks_left(ctx: Context) -> None:
    """Finish what failed when an account was closed or lost the desk. Raises Unavailable."""
    here = {s.id for s in staff.list_all(ctx) if s.status == ACTIVE and s.role in ROLES}
    for agent in store.list_agents(ctx):
        if not agent.left and agent.staff_id not in here:
            close_desk(ctx, agent.staff_id)


def has_agents(ctx: Context) -> bool:
    """Whether anybody could call somebody back."""
    return any(not each.left for each in store.list_agents(ctx))


def list_agents(ctx: Context) -> list[Agent]:
    """All whom calls may name, also those who left."""
    return store.list_agents(ctx)
