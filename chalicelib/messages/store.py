"""How messages are kept: each once, its state moving forward by conditions only."""

from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from typing import Any

from pynamodb.attributes import JSONAttribute, NumberAttribute, UnicodeAttribute

from chalicelib import clock
from chalicelib.context import Context
from chalicelib.events import MessageChanged
from chalicelib.messages.model import CALLING, PENDING, SETTLE_SECONDS, Call, Message
from chalicelib.table import connection, keys
from chalicelib.table.connection import Page
from chalicelib.table.item import Item, required
from chalicelib.table.outbox import event_item
from chalicelib.table.work import ConditionFailed, Unit

_TEXTS = ("id", "kind", "channel", "direction", "body", "to", "status", "because")
_NULL = ("appointment_id", "patient_id", "provider_id", "occasion", "refers_to")
_FORM = "%Y-%m-%dT%H:%M:%SZ"


class MessageItem(Item, discriminator="Message"):
    id = UnicodeAttribute()
    message_kind = UnicodeAttribute()
    channel = UnicodeAttribute()
    direction = UnicodeAttribute()
    body = UnicodeAttribute()
    to = UnicodeAttribute()
    status = UnicodeAttribute()
    because = UnicodeAttribute()
    at = UnicodeAttribute()
    appointment_id = UnicodeAttribute(null=True)
    patient_id = UnicodeAttribute(null=True)
    number = UnicodeAttribute(null=True)
    provider_id = UnicodeAttribute(null=True)
    occasion = UnicodeAttribute(null=True)
    about_version = NumberAttribute(null=True)
    refers_to = UnicodeAttribute(null=True)
    call = JSONAttribute(null=True)
    version = NumberAttribute()
    due_hour = UnicodeAttribute(null=True)
    due = UnicodeAttribute(null=True)


def find(ctx: Context, message_id: str) -> Message | None:
    item = connection.of(ctx).find(MessageItem, keys.message(ctx.tenant_id, message_id))
    return _to_model(item) if item else None


def find_many(ctx: Context, message_ids: list[str]) -> dict[str, Message]:
    wanted = [keys.message(ctx.tenant_id, each) for each in message_ids]
    found = connection.of(ctx).find_many(MessageItem, wanted)
    return {item.id: _to_model(item) for item in found}


def add_create(ctx: Context, unit: Unit, message: Message) -> None:
    unit.create(_to_item(ctx, message))
    _add_event(ctx, unit, message)


def create(ctx: Context, message: Message) -> bool:
    """False when it is there already."""
    unit = connection.of(ctx).unit()
    add_create(ctx, unit, message)
    try:
        unit.commit()
    except ConditionFailed:
        return False
    return True


def replace(ctx: Context, old: Message, new: Message) -> bool:
    """Move a message's state on; False when another moved it first."""
    unit = connection.of(ctx).unit()
    add_replace(ctx, unit, old, new)
    try:
        unit.commit()
    except ConditionFailed:
        return False
    return True


def add_replace(ctx: Context, unit: Unit, old: Message, new: Message) -> None:
    """The changed message, on condition that it still is `old`."""
    unit.put(_to_item(ctx, new), MessageItem.version == old.version)
    _add_event(ctx, unit, new)


def add_unchanged(ctx: Context, unit: Unit, message: Message) -> None:
    """A condition: the message is still as it was read."""
    unit.check(keys.message(ctx.tenant_id, message.id), MessageItem.version == message.version)


def thread(ctx: Context, number: str, limit: int = 20) -> list[Message]:
    """The latest messages to and from a person's number, newest first."""
    page: Page[MessageItem] = connection.of(ctx).page(
        MessageItem,
        keys.thread(ctx.tenant_id, number),
        index="g1",
        limit=limit,
        newest_first=True,
    )
    return [_to_model(item) for item in page.items]


def from_raw(raw: dict[str, object]) -> Message:
    return _to_model(MessageItem.from_raw_data(raw))


def _add_event(ctx: Context, unit: Unit, message: Message) -> None:
    unit.put(event_item(ctx, MessageChanged(message.id, message.patient_id)))


def _to_item(ctx: Context, message: Message) -> MessageItem:
    at = message.at.strftime(_FORM)
    item = MessageItem(
        *keys.message(ctx.tenant_id, message.id),
        g1pk=keys.thread(ctx.tenant_id, message.to),
        g1sk=f"{at}#{message.id}",
        message_kind=message.kind,
        at=at,
        number=message.number or None,
        about_version=message.about_version,
        call=_call_data(message.call) if message.call else None,
        version=message.version,
        **{name: getattr(message, name) for name in (*_TEXTS, *_NULL) if name != "kind"},
    )
    if message.patient_id:
        item.g2pk = keys.timeline(ctx.tenant_id, message.patient_id)
        item.g2sk = f"{at}#message#{message.id}"
    if message.status in (PENDING, CALLING) and message.direction == "outbound":
        due = clock.now() + timedelta(seconds=SETTLE_SECONDS)
        if message.call and message.call.wait_until:
            due = message.call.wait_until
        item.due, item.due_hour = due.strftime(_FORM), keys.due_hour(due, message.id)
    return item


def _to_model(item: MessageItem) -> Message:
    return Message(
        kind=required(item, "message_kind"),
        at=datetime.strptime(required(item, "at"), _FORM).replace(tzinfo=UTC),
        number=item.number or "",
        about_version=None if item.about_version is None else int(item.about_version),
        call=_to_call(item.call) if item.call else None,
        version=int(required(item, "version")),
        **{name: required(item, name) for name in _TEXTS if name != "kind"},
        **{name: getattr(item, name) for name in _NULL},
    )


def _call_data(call: Call) -> dict[str, Any]:
    waits = call.wait_until.strftime(_FORM) if call.wait_until else None
    return asdict(call) | {"wait_until": waits}


def _to_call(data: dict[str, Any]) -> Call:
    waits = data["wait_until"]
    at = datetime.strptime(waits, _FORM).replace(tzinfo=UTC) if waits else None
    return Call(**{**data, "earlier": tuple(data["earlier"]), "wait_until": at})
