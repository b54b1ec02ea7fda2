"""How a clinic's line and its agents are kept."""

from pynamodb.attributes import UnicodeAttribute

from chalicelib.context import Context
from chalicelib.lines.model import Agent, Instance, Line
from chalicelib.table import call_keys, connection
from chalicelib.table.item import Item, required

_LINE = ("number", "queue_id", "queue_arn", "routing_profile_id")
_AGENT = ("staff_id", "user_id", "username")


class LineItem(Item, discriminator="Line"):
    number = UnicodeAttribute()
    instance_arn = UnicodeAttribute()
    queue_id = UnicodeAttribute()
    queue_arn = UnicodeAttribute()
    routing_profile_id = UnicodeAttribute()


class AgentItem(Item, discriminator="Agent"):
    staff_id = UnicodeAttribute()
    user_id = UnicodeAttribute()
    username = UnicodeAttribute()


def find(ctx: Context) -> Line | None:
    item = connection.of(ctx).find(LineItem, call_keys.line(ctx.tenant_id))
    if item is None:
        return None
    told = {name: required(item, name) for name in _LINE}
    return Line(instance=Instance(required(item, "instance_arn")), **told)


def put(ctx: Context, line: Line) -> None:
    item = LineItem(
        *call_keys.line(ctx.tenant_id),
        instance_arn=line.instance.arn,
        **{name: getattr(line, name) for name in _LINE},
    )
    connection.of(ctx).unit().put(item).commit()


def put_agent(ctx: Context, agent: Agent) -> None:
    key = call_keys.agent(ctx.tenant_id, agent.user_id)
    item = AgentItem(*key, **{name: getattr(agent, name) for name in _AGENT})
    connection.of(ctx).unit().put(item).commit()


def list_agents(ctx: Context) -> list[Agent]:
    partition, prefix = call_keys.agent(ctx.tenant_id, "")
    found = connection.of(ctx).every(AgentItem, partition, prefix)
    return [Agent(*(required(item, name) for name in _AGENT)) for item in found]
