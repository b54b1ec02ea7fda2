"""How calls are kept: one item a chain, and beside it where its later contacts belong."""

from dataclasses import asdict
from datetime import datetime
from typing import Any, NamedTuple

from pynamodb.attributes import JSONAttribute, NumberAttribute, UnicodeAttribute

from chalicelib import clock
from chalicelib.calls.facts import Begun, Contact, Note, Promise, Reached, Record, Told, WrapUp
from chalicelib.calls.model import ENDED, Call
from chalicelib.context import Context
from chalicelib.events import BoardChanged, CallChanged
from chalicelib.table import call_keys, connection, keys
from chalicelib.table.item import Item, required, whole
from chalicelib.table.outbox import event_item
from chalicelib.table.work import ConditionFailed

_CONTACT_SECONDS = 400 * 86400


class CallItem(Item, discriminator="Call"):
    """`told` is what is known, as JSON."""

    id = UnicodeAttribute()
    told = JSONAttribute()
    version = NumberAttribute()


class ContactItem(Item, discriminator="Contact"):
    call_id = UnicodeAttribute()


class PromiseItem(Item, discriminator="Promise"):
    due_hour = UnicodeAttribute()
    due = UnicodeAttribute()


class AgentStateItem(Item, discriminator="AgentState"):
    user_id = UnicodeAttribute()
    name = UnicodeAttribute()
    since = UnicodeAttribute()
    at = UnicodeAttribute()


class AgentState(NamedTuple):
    """`name` is Connect's word (Available, Offline …), told `at`, true `since`."""

    user_id: str
    name: str
    since: str
    at: str


def find(ctx: Context, call_id: str) -> Call | None:
    item = connection.of(ctx).find(CallItem, call_keys.call(ctx.tenant_id, call_id))
    return _to_model(item) if item else None


def find_call_id(ctx: Context, contact_id: str) -> str | None:
    """The call of a contact that is not the first of its chain."""
    item = connection.of(ctx).find(ContactItem, call_keys.contact(ctx.tenant_id, contact_id))
    return str(required(item, "call_id")) if item else None


def save(ctx: Context, call: Call, old: Call | None) -> bool:
    """False when it changed since `old` was read, or is there already."""
    unit = connection.of(ctx).unit()
    item = _to_item(ctx, call)
    if old is None:
        unit.create(item)
    else:
        unit.put(item, CallItem.version == old.version)
    known = {c.id for c in old.contacts} if old else set()
    for contact in call.contacts:
        if contact.id != call.id and contact.id not in known:
            unit.put(_contact_item(ctx, call, contact))
    unit.put(event_item(ctx, CallChanged(call.id)))
    if old is None or _shown(old) != _shown(call):
        unit.put(event_item(ctx, BoardChanged("board")))
    try:
        unit.commit()
    except ConditionFailed:
        return False
    return True


def list_before(ctx: Context, month: str, before: str, limit: int) -> list[tuple[str, Call]]:
    """The latest of a month with a place (`<began>#<id>`) below `before`, newest first."""
    found = connection.of(ctx).before(
        CallItem, call_keys.calls(ctx.tenant_id, month), before, index="g1", limit=limit
    )
    return [(required(item, "g1sk"), _to_model(item)) for item in found]


def list_live(ctx: Context) -> list[Call]:
    """Calls that go on, the oldest first."""
    partition = call_keys.live_calls(ctx.tenant_id)
    return [_to_model(i) for i in connection.of(ctx).every(CallItem, partition, "2", index="g2")]


def put_promise(ctx: Context, call_id: str, until: datetime) -> None:
    """A row that falls due when the promise does."""
    item = PromiseItem(
        *call_keys.promise(ctx.tenant_id, call_id),
        due=keys.instant(until),
        due_hour=keys.due_hour(until, call_id),
    )
    connection.of(ctx).unit().put(item).commit()


def delete_promise(ctx: Context, call_id: str) -> None:
    connection.of(ctx).unit().delete(call_keys.promise(ctx.tenant_id, call_id)).commit()


def put_state(ctx: Context, state: AgentState) -> bool:
    """Keep what an operator's softphone says; False when something later is known."""
    item = AgentStateItem(
        *call_keys.agent_state(ctx.tenant_id, state.user_id),
        **state._asdict(),
        expires=clock.epoch() + _CONTACT_SECONDS,
    )
    unit = connection.of(ctx).unit()
    unit.put(item, AgentStateItem.at.does_not_exist() | (AgentStateItem.at < state.at))
    unit.put(event_item(ctx, BoardChanged("board")))
    try:
        unit.commit()
    except ConditionFailed:
        return False
    return True


def list_states(ctx: Context) -> list[AgentState]:
    partition, prefix = call_keys.agent_state(ctx.tenant_id, "")
    found = connection.of(ctx).every(AgentStateItem, partition, prefix)
    return [AgentState(*(required(item, name) for name in AgentState._fields)) for item in found]


def _shown(call: Call) -> tuple[str, ...]:
    """What the board shows of a call."""
    return (call.status, call.agent, call.waiting_since, call.talking_since, call.number)


def _contact_item(ctx: Context, call: Call, contact: Contact) -> ContactItem:
    key = call_keys.contact(ctx.tenant_id, contact.id)
    return ContactItem(*key, call_id=call.id, expires=clock.epoch() + _CONTACT_SECONDS)


def _to_item(ctx: Context, call: Call) -> CallItem:
    told = asdict(call)
    place = f"{call.started}#{call.id}"
    item = CallItem(
        *call_keys.call(ctx.tenant_id, call.id),
        g1pk=call_keys.calls(ctx.tenant_id, call.started[:7]),
        g1sk=place,
        id=told.pop("id"),
        version=told.pop("version"),
        told=told,
    )
    if call.status != ENDED:
        item.g2pk, item.g2sk = call_keys.live_calls(ctx.tenant_id), place
    return item


def _to_model(item: CallItem) -> Call:
    told: dict[str, Any] = required(item, "told")
    return Call(
        id=required(item, "id"),
        contacts=tuple(_contact(each) for each in told["contacts"]),
        begun=Begun(**told["begun"]) if told["begun"] else None,
        notes=tuple(Note(**each) for each in told["notes"]),
        promise=Promise(**told["promise"]) if told["promise"] else None,
        wrap_up=WrapUp(**told["wrap_up"]) if told["wrap_up"] else None,
        kept=tuple(told["kept"]),
        reached=tuple(Reached(**each) for each in told.get("reached", ())),
        version=whole(item, "version"),
    )


def _contact(told: dict[str, Any]) -> Contact:
    record = told["record"]
    if record:
        record = Record(record["updated"], Told(**record["told"]), record["recorded"])
    return Contact(told["id"], Told(**told["events"]), record)
