"""How the set-up is kept: one small item a thing, and a number that grows with every change."""

import json
from collections.abc import Iterable
from dataclasses import asdict, fields
from datetime import date, datetime
from typing import Any, TypeVar

from pynamodb.attributes import NumberAttribute, UnicodeAttribute
from pynamodb.expressions.condition import Condition

from chalicelib.clinic.model import (
    Branch,
    Closure,
    Leave,
    Practitioner,
    Reminder,
    Room,
    Service,
    Setup,
)
from chalicelib.context import Context
from chalicelib.events import SetupChanged
from chalicelib.table import connection, keys
from chalicelib.table.item import Item, required
from chalicelib.table.outbox import event_item
from chalicelib.table.work import Unit

Thing = Branch | Practitioner | Room | Service | Closure | Leave
T = TypeVar("T", Branch, Practitioner, Room, Service, Closure, Leave)
_N = TypeVar("_N", Branch, Practitioner, Room, Service)


class VersionItem(Item, discriminator="SetupVersion"):
    version = NumberAttribute()


class _ThingItem(Item):
    """`data` is the dataclass as JSON, `version` what an update must have seen, `request_digest`
    that of the request that made it."""

    data = UnicodeAttribute()
    version = NumberAttribute()
    request_digest = UnicodeAttribute(null=True)


class BranchItem(_ThingItem, discriminator="Branch"):
    pass


class PractitionerItem(_ThingItem, discriminator="Practitioner"):
    pass


class RoomItem(_ThingItem, discriminator="Room"):
    pass


class ServiceItem(_ThingItem, discriminator="Service"):
    pass


class ClosureItem(_ThingItem, discriminator="Closure"):
    pass


class LeaveItem(_ThingItem, discriminator="Leave"):
    pass


_KINDS: dict[type[Any], tuple[type[_ThingItem], str]] = {
    Branch: (BranchItem, "BRANCH"),
    Practitioner: (PractitionerItem, "PRACTITIONER"),
    Room: (RoomItem, "ROOM"),
    Service: (ServiceItem, "SERVICE"),
    Closure: (ClosureItem, "CLOSURE"),
    Leave: (LeaveItem, "LEAVE"),
}


VERSION, THING = 0, 2  # the places of the set-up's version and of the thing among the writes


def version(ctx: Context) -> int:
    """The number of changes so far; strongly consistent, half a read unit."""
    item = connection.of(ctx).find(VersionItem, keys.setup_version(ctx.tenant_id))
    return int(required(item, "version")) if item else 0


def load(ctx: Context) -> Setup:
    """Everything, with the version that it has at least."""
    seen = version(ctx)
    partition = keys.setup(ctx.tenant_id)
    table = connection.of(ctx)
    found: dict[type[Any], list[Any]] = {kind: [] for kind in _KINDS}
    for raw in table.raw(partition, {}, consistent=True):
        item = _ThingItem.from_raw_data(raw)
        kind = next(k for k, (cls, _) in _KINDS.items() if isinstance(item, cls))
        found[kind].append(_to_model(kind, item))
    return Setup(
        version=seen,
        branches=_by_name(found[Branch]),
        practitioners=_by_name(found[Practitioner]),
        rooms=_by_name(found[Room]),
        services=_by_name(found[Service]),
        closures=tuple(sorted(found[Closure], key=lambda c: c.date)),
        leave=tuple(sorted(found[Leave], key=lambda each: each.start)),
    )


def _by_name(things: Iterable[_N]) -> dict[str, _N]:
    """Things by id, in the order that everybody sees and hears them: their ids are of chance."""
    return {each.id: each for each in sorted(things, key=lambda each: (each.name, each.id))}


def save(
    ctx: Context,
    thing: Thing,
    read_version: int | None,
    along: Unit | None = None,
    *,
    setup_version: int | None = None,
) -> None:
    """Keep a new thing (`read_version` None) or a changed one, and what is written `along`.

    Raises ConditionFailed: at VERSION when the set-up is no longer of `setup_version`, at THING
    when it was changed meanwhile, after it for what goes along.
    """
    kind, _ = _KINDS[type(thing)]
    text, number = _to_text(thing), getattr(thing, "version", 1)
    key, unit = _key(ctx, thing), _changed(ctx, thing.id, setup_version)
    if read_version is None:
        unit.create(kind(*key, data=text, version=number, request_digest=ctx.digest))
    else:
        said = [kind.data.set(text), kind.version.set(number)]
        unit.update(key, said, kind.version == read_version)
    (unit.join(along) if along else unit).commit()


def find_digest(ctx: Context, thing: Thing) -> str | None:
    """The digest of the request that made a thing that is kept."""
    item = connection.of(ctx).find(_KINDS[type(thing)][0], _key(ctx, thing))
    return item.request_digest if item else None


def save_all(ctx: Context, things: list[Thing]) -> None:
    """Keep several new things at once (at most 90)."""
    unit = _changed(ctx, "many")
    for thing in things:
        unit.put(_KINDS[type(thing)][0](*_key(ctx, thing), data=_to_text(thing), version=1))
    unit.commit()


def delete(ctx: Context, thing: Closure | Leave) -> None:
    _changed(ctx, thing.id).delete(_key(ctx, thing)).commit()


def _changed(ctx: Context, thing_id: str, seen: int | None = None) -> Unit:
    unit = connection.of(ctx).unit()
    unit.update(
        keys.setup_version(ctx.tenant_id),
        [VersionItem.version.add(1), VersionItem.kind.set(VersionItem)],
        _still(seen) if seen is not None else None,
    )
    return unit.put(event_item(ctx, SetupChanged(thing_id)))


def _still(seen: int) -> Condition:
    return VersionItem.version == seen if seen else VersionItem.version.does_not_exist()


def _key(ctx: Context, thing: Thing) -> keys.Key:
    name = _KINDS[type(thing)][1]
    within = thing.id
    if isinstance(thing, Closure):
        within = f"{thing.date}#{thing.id}"
    if isinstance(thing, Leave):
        within = f"{thing.practitioner_id}#{thing.id}"
    return keys.setup(ctx.tenant_id), f"{name}#{within}"


def _to_text(thing: Thing) -> str:
    return json.dumps(asdict(thing), default=lambda each: each.isoformat(), separators=(",", ":"))


def _to_model(kind: type[T], item: _ThingItem) -> T:
    data = json.loads(required(item, "data"))
    known = {f.name: f.type for f in fields(kind)}
    values = {name: _value(kind, name, value) for name, value in data.items() if name in known}
    if "version" in known:
        values["version"] = int(item.version)
    return kind(**values)


def _value(kind: type[Any], name: str, value: Any) -> Any:
    """JSON back to what the dataclass holds: tuples, reminders, days, wall times."""
    if name == "reminders" and value is not None:
        return tuple(Reminder(**each) for each in value)
    if kind is Closure and name == "date":
        return date.fromisoformat(value)
    if kind is Leave and name in ("start", "end"):
        return datetime.fromisoformat(value)
    if name in ("languages", "practitioner_ids"):
        return tuple(value)
    return value
