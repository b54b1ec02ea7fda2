"""Facts are kept in one unit of work with what they tell of; the table's stream publishes them."""

import json
from typing import Any

from pynamodb.attributes import UnicodeAttribute

from chalicelib import clock
from chalicelib.context import Context
from chalicelib.events import Event
from chalicelib.table import keys
from chalicelib.table.item import Item, required

_KEPT_SECONDS = 30 * 86400


class EventItem(Item, discriminator="Event"):
    name = UnicodeAttribute()
    subject_kind = UnicodeAttribute()
    subject_id = UnicodeAttribute()
    at = UnicodeAttribute()
    actor = UnicodeAttribute()
    data = UnicodeAttribute()


def event_item(ctx: Context, event: Event) -> EventItem:
    """The item to put beside the change; its id makes publishing it twice harmless."""
    pk, sk = keys.event(ctx.tenant_id, event.subject_id, event.event_id)
    return EventItem(
        pk,
        sk,
        name=event.name,
        subject_kind=event.kind,
        subject_id=event.subject_id,
        at=keys.instant(clock.now()),
        actor=ctx.actor,
        data=json.dumps(event.data(), separators=(",", ":")),
        expires=clock.epoch() + _KEPT_SECONDS,
    )


def fact_of(image: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """Name and detail of a fact from its item in the stream (DynamoDB's typed attributes)."""
    item = EventItem.from_raw_data(image)
    detail = {
        "tenant_id": item.pk.split("#")[1],
        "event_id": item.sk.removeprefix("EVENT#"),
        "kind": required(item, "subject_kind"),
        "subject_id": required(item, "subject_id"),
        "at": required(item, "at"),
        "actor": required(item, "actor"),
    }
    return required(item, "name"), {**json.loads(required(item, "data")), **detail}
