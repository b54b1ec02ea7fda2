"""How conversations are kept: one item for a call, for a day."""

from dataclasses import asdict, replace
from typing import Any

from pynamodb.attributes import BooleanAttribute, JSONAttribute, NumberAttribute, UnicodeAttribute

from chalicelib import clock
from chalicelib.context import Context
from chalicelib.dialogue.model import Code, Conversation, Offer
from chalicelib.table import connection, keys
from chalicelib.table.item import Item, required, whole

_KEPT_SECONDS = 86400
_TEXTS = ("language", "number", "proof", "person_id", "service_id", "practitioner_id")
_LISTS = ("people", "visits")
_MAPS = ("tries", "codes", "done")


class ConversationItem(Item, discriminator="Conversation"):
    contact_id = UnicodeAttribute()
    language = UnicodeAttribute(null=True)
    number = UnicodeAttribute(null=True)
    withheld = BooleanAttribute()
    proof = UnicodeAttribute(null=True)
    people = JSONAttribute()
    visits = JSONAttribute()
    person_id = UnicodeAttribute(null=True)
    service_id = UnicodeAttribute(null=True)
    practitioner_id = UnicodeAttribute(null=True)
    tries = JSONAttribute()
    codes = JSONAttribute()
    code = JSONAttribute(null=True)
    sent = NumberAttribute()
    offers = JSONAttribute()
    done = JSONAttribute()
    version = NumberAttribute()


def read_ahead(ctx: Context, contact_id: str) -> None:
    """Read in one call what nearly every step asks for."""
    connection.with_usual(ctx, keys.conversation(ctx.tenant_id, contact_id))


def find(ctx: Context, contact_id: str) -> Conversation | None:
    key = keys.conversation(ctx.tenant_id, contact_id)
    item = connection.of(ctx).find(ConversationItem, key)
    return _to_model(item) if item else None


def save(ctx: Context, talk: Conversation) -> Conversation:
    """The conversation as it is kept now; raises ConditionFailed when it changed meanwhile."""
    kept = replace(talk, version=talk.version + 1)
    unit = connection.of(ctx).unit()
    if talk.version == 0:
        unit.create(_to_item(ctx, kept))
    else:
        unit.put(_to_item(ctx, kept), ConversationItem.version == talk.version)
    unit.commit()
    return kept


def _to_item(ctx: Context, talk: Conversation) -> ConversationItem:
    told: dict[str, Any] = {name: getattr(talk, name) or None for name in _TEXTS}
    told |= {name: list(getattr(talk, name)) for name in _LISTS}
    told |= {name: dict(getattr(talk, name)) for name in _MAPS}
    pk, sk = keys.conversation(ctx.tenant_id, talk.contact_id)
    return ConversationItem(
        pk,
        sk,
        contact_id=talk.contact_id,
        withheld=talk.withheld,
        code=asdict(talk.code) if talk.code else None,
        sent=talk.sent,
        offers=[asdict(each) for each in talk.offers.values()],
        version=talk.version,
        expires=clock.epoch() + _KEPT_SECONDS,
        **told,
    )


def _to_model(item: ConversationItem) -> Conversation:
    told: dict[str, Any] = {name: getattr(item, name) or "" for name in _TEXTS}
    told |= {name: tuple(required(item, name)) for name in _LISTS}
    told |= {name: dict(required(item, name)) for name in _MAPS}
    offers = [_offer(each) for each in required(item, "offers")]
    return Conversation(
        contact_id=required(item, "contact_id"),
        withheld=bool(item.withheld),
        code=Code(**item.code) if item.code else None,
        sent=whole(item, "sent"),
        offers={each.id: each for each in offers},
        version=whole(item, "version"),
        **told,
    )


def _offer(told: dict[str, Any]) -> Offer:
    return Offer(**{**told, "options": tuple(told["options"])})
