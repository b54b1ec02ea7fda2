"""Opening a clinic's line at Amazon Connect, and letting its staff take calls there."""

from dataclasses import dataclass

from chalicelib import clock, config
from chalicelib.context import Context
from chalicelib.errors import Unavailable
from chalicelib.gateways import connect
from chalicelib.lines import store
from chalicelib.lines.model import Agent, Instance, Line, resource_name
from chalicelib.staff import actions as staff
from chalicelib.tenants import actions as tenants

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
    instance = known.instance if known else Instance(arn)
    if known and known.number == profile.voice_number:
        return known
    name = resource_name(ctx.tenant_id)
    queue = connect.ensure_queue(instance, name, profile.name, profile.voice_number)
    routing = connect.ensure_routing_profile(instance, name, queue.id)
    line = Line(profile.voice_number, instance, queue.id, queue.arn, routing)
    store.put(ctx, line)
    return line


def open_desk(ctx: Context) -> Desk:
    """The signed-in person's softphone, as a user of their own at Connect.

    Raises Unavailable while the clinic has no line.
    """
    line = open_line(ctx)
    if line is None:
        raise Unavailable("The clinic has no telephone line yet. Please try again in a minute.")
    person = staff.get(ctx, ctx.actor)
    username = clock.derived_id(ctx.tenant_id, person.id, length=_USERNAME_LETTERS)
    known = {agent.staff_id: agent for agent in store.list_agents(ctx)}
    agent = known.get(person.id)
    if agent is None:
        first, _, last = person.name.partition(" ")
        user_id = connect.ensure_user(line.instance, username, first, last, line.routing_profile_id)
        agent = Agent(person.id, user_id, username)
        tenants.point_agent(ctx, user_id)
        store.put_agent(ctx, agent)
    return Desk(agent, line)


def list_agents(ctx: Context) -> list[Agent]:
    return store.list_agents(ctx)
