"""How a clinic's line and its agents are kept."""

from pynamodb.attributes import BooleanAttribute, UnicodeAttribute

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
    quick_connect_id = UnicodeAttribute(null=True)


class AgentItem(Item, discriminator="Agent"):
    staff_id = UnicodeAttribute()
    user_id = UnicodeAttribute()
    username = UnicodeAttribute()
    quick_connect_id = UnicodeAttribute(null=True)
    left = BooleanAttribute(null=True)


def find(ctx: Context) -> Line | None:
    item = connection.of(ctx).find(LineItem, call_keys.line(ctx.tenant_id))
    if item is None:
        return None
    told = {name: required(item, name) for name in _LINE}
    instance = Instance(required(item, "instance_arn"))
    return Line(instance=instance, quick_connect_id=item.quick_connect_id or "", **told)


def put(ctx: Context, line: Line) -> None:
    item = LineItem(
        *call_keys.line(ctx.tenant_id),
        instance_arn=line.instance.arn,
        quick_connect_id=line.quick_connect_id or None,
        **{name: getattr(line, name) for name in _LINE},
    )
    connection.of(ctx).unit().put(item).commit()


def put_agent(ctx: Context, agent: Agent) -> None:
    key = call_keys.agent(ctx.tenant_id, agent.user_id)
    told = {name: getattr(agent, name) for name in _AGENT}
    quick = agent.quick_connect_id or None
    item = AgentItem(*key, quick_connect_id=quick, left=agent.left or None, **told)
    connection.of(ctx).unit().put(item).commit()


def list_agents(ctx: Context) -> list[Agent]:
    partition, prefix = call_keys.agent(ctx.tenant_id, "")
    found = connection.of(ctx).every(AgentItem, partition, prefix)
    return [_to_agent(item) for item in found]


def _to_agent(item: AgentItem) -> Agent:
    told = {name: required(item, name) for name in _AGENT}
    return Agent(quick_connect_id=item.quick_connect_id or "", left=bool(item.left), **told)
