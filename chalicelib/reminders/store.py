"""How timers are kept: one row per planned version of a visit, in index `due` by what is next."""

from dataclasses import dataclass
from datetime import UTC, datetime

from pynamodb.attributes import JSONAttribute, UnicodeAttribute

from chalicelib.context import Context
from chalicelib.reminders.model import Due
from chalicelib.table import connection, keys
from chalicelib.table.item import Item, required
from chalicelib.table.work import ConditionFailed, Unit

_KEPT_SECONDS = 7 * 86400
_FORM = "%Y-%m-%dT%H:%M:%SZ"


@dataclass(frozen=True)
class Timer:
    """The reminders of one version of a visit that have not been started yet, next one first."""

    appointment_id: str
    version: int
    dues: tuple[Due, ...]


class TimerItem(Item, discriminator="Timer"):
    appointment_id = UnicodeAttribute()
    dues = JSONAttribute()
    due_hour = UnicodeAttribute(null=True)
    due = UnicodeAttribute(null=True)


def add(ctx: Context, unit: Unit, timer: Timer, ends: datetime) -> None:
    """Put the row beside the visit; nothing where nothing is due."""
    if timer.dues:
        unit.put(_to_item(ctx, timer, int(ends.timestamp()) + _KEPT_SECONDS))


def drop(ctx: Context, unit: Unit, appointment_id: str, version: int) -> None:
    """Tidy up; what decides whether a reminder is sent is the visit itself."""
    unit.delete(keys.timer(ctx.tenant_id, appointment_id, version))


def find(ctx: Context, appointment_id: str, version: int) -> Timer | None:
    key = keys.timer(ctx.tenant_id, appointment_id, version)
    item = connection.of(ctx).find(TimerItem, key)
    return _to_model(item, version) if item else None


def advance(ctx: Context, timer: Timer, rest: tuple[Due, ...]) -> bool:
    """Leave the index, or wait for the next reminder; False when another did it already."""
    key = keys.timer(ctx.tenant_id, timer.appointment_id, timer.version)
    same = TimerItem.due == _due(timer.dues[0])
    unit = connection.of(ctx).unit()
    if rest:
        changed = [
            TimerItem.dues.set(_to_json(rest)),
            TimerItem.due.set(_due(rest[0])),
            TimerItem.due_hour.set(keys.due_hour(rest[0].at, timer.appointment_id)),
        ]
        unit.update(key, changed, same)
    else:
        unit.delete(key, same)
    try:
        unit.commit()
    except ConditionFailed:
        return False
    return True


def _due(due: Due) -> str:
    return due.at.strftime(_FORM)


def _to_json(dues: tuple[Due, ...]) -> list[list[str]]:
    return [[d.name, _due(d), d.channel] for d in dues]


def _to_item(ctx: Context, timer: Timer, expires: int) -> TimerItem:
    return TimerItem(
        *keys.timer(ctx.tenant_id, timer.appointment_id, timer.version),
        appointment_id=timer.appointment_id,
        dues=_to_json(timer.dues),
        due=_due(timer.dues[0]),
        due_hour=keys.due_hour(timer.dues[0].at, timer.appointment_id),
        expires=expires,
    )


def _to_model(item: TimerItem, version: int) -> Timer:
    dues = tuple(
        Due(name, datetime.strptime(at, _FORM).replace(tzinfo=UTC), channel)
        for name, at, channel in required(item, "dues")
    )
    return Timer(required(item, "appointment_id"), version, dues)
