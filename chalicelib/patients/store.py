"""How cards are kept: one item, and a pointer for each way in which somebody may be looked for."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import UTC, date, datetime

from pynamodb.attributes import (
    JSONAttribute,
    NumberAttribute,
    UnicodeAttribute,
    UnicodeSetAttribute,
)

from chalicelib import clock
from chalicelib.context import Context
from chalicelib.events import PatientChanged
from chalicelib.patients.findable import shared_beginnings, shared_endings
from chalicelib.patients.model import Consent, Hit, Patient
from chalicelib.patients.names import search_tokens
from chalicelib.table import connection, keys
from chalicelib.table.connection import Page
from chalicelib.table.item import Item, required
from chalicelib.table.keys import Key
from chalicelib.table.outbox import event_item
from chalicelib.table.work import ConditionFailed, Unit

_TEXTS = (
    "family_name", "title", "email", "gender", "address", "note", "preferred_contact",
)  # fmt: skip


class PatientItem(Item, discriminator="Patient"):
    id = UnicodeAttribute()
    given_name = UnicodeAttribute()
    family_name = UnicodeAttribute(null=True)
    title = UnicodeAttribute(null=True)
    phones = JSONAttribute()
    email = UnicodeAttribute(null=True)
    birth_date = UnicodeAttribute(null=True)
    gender = UnicodeAttribute(null=True)
    language = UnicodeAttribute()
    address = UnicodeAttribute(null=True)
    note = UnicodeAttribute(null=True)
    preferred_contact = UnicodeAttribute(null=True)
    external_ids = JSONAttribute(null=True)
    row_keys = JSONAttribute(null=True)
    consents = JSONAttribute(null=True)
    created_at = UnicodeAttribute()
    version = NumberAttribute()
    request_digest = UnicodeAttribute(null=True)


class PointerItem(Item, discriminator="PatientPointer"):
    """Carries what a search shows, so that a list needs no second read; `shared`: see findable."""

    patient_id = UnicodeAttribute()
    name = UnicodeAttribute()
    phone = UnicodeAttribute(null=True)
    birth_date = UnicodeAttribute(null=True)
    shared = NumberAttribute(null=True)


class MatchItem(Item, discriminator="PatientMatch"):
    """Everybody who has one of the keys by which an import finds people; hardly ever two."""

    patients = UnicodeSetAttribute(null=True)


class OptOutItem(Item, discriminator="OptOut"):
    """`by` is the text that said so."""

    at = UnicodeAttribute()
    by = UnicodeAttribute(null=True)


def find(ctx: Context, patient_id: str) -> Patient | None:
    item = connection.of(ctx).find(PatientItem, keys.patient(ctx.tenant_id, patient_id))
    return _to_model(item) if item else None


def get_many(ctx: Context, patient_ids: list[str]) -> dict[str, Patient]:
    wanted = [keys.patient(ctx.tenant_id, each) for each in patient_ids]
    return {i.id: _to_model(i) for i in connection.of(ctx).find_many(PatientItem, wanted)}


def create(ctx: Context, patient: Patient) -> None:
    """Raises ConditionFailed when the id is taken."""
    unit = connection.of(ctx).unit()
    add_create(ctx, unit, patient)
    unit.put(event_item(ctx, PatientChanged(patient.id))).commit()


def replace(ctx: Context, old: Patient, new: Patient) -> None:
    """Raises ConditionFailed when the card changed since `old` was read."""
    unit = connection.of(ctx).unit()
    add_replace(ctx, unit, old, new)
    unit.put(event_item(ctx, PatientChanged(new.id))).commit()


def add_create(ctx: Context, unit: Unit, patient: Patient) -> None:
    unit.create(_to_item(ctx, patient))
    _add_pointers(ctx, unit, patient, _pointers(ctx, patient))
    _add_matches(ctx, unit, patient, patient.match_keys)


def add_replace(ctx: Context, unit: Unit, old: Patient, new: Patient) -> None:
    before, after = _pointers(ctx, old), _pointers(ctx, new)
    told = old.found_by != new.found_by
    unit.put(_to_item(ctx, new), PatientItem.version == old.version)
    _add_pointers(ctx, unit, new, after if told else {})
    for key in sorted(before.keys() - after.keys()):
        unit.delete(key)
    _add_matches(ctx, unit, new, new.match_keys - old.match_keys)
    for match in sorted(old.match_keys - new.match_keys):
        unit.update(_match(ctx, match), [MatchItem.patients.delete({new.id})])


def find_matching(ctx: Context, match_keys: Iterable[tuple[str, ...]]) -> list[Patient]:
    """Everybody who has one of the keys."""
    wanted = sorted({_match(ctx, each) for each in match_keys})
    found = connection.of(ctx).find_many(MatchItem, wanted)
    return list(get_many(ctx, sorted({one for i in found for one in i.patients or ()})).values())


def list_by_phone(ctx: Context, number: str) -> list[Hit]:
    pk, _ = keys.patient_phone(ctx.tenant_id, number, "")
    return [_hit(i) for i in connection.of(ctx).every(PointerItem, pk)]


def page_of(
    ctx: Context, key: Key, limit: int, cursor: str | None, ending: str = "", known: int = 0
) -> Page[Hit]:
    """A page of pointers that begin with the key, of numbers those that end so.

    Leaves out who shares as much as `known` with a pointer of theirs before.
    """
    found = connection.of(ctx).page(PointerItem, key[0], key[1], limit=limit, cursor=cursor)
    kept = [i for i in found.items if i.sk.rpartition("#")[0].endswith(ending)]
    fresh = [_hit(i) for i in kept if not known or (i.shared or 0) < known]
    return Page(fresh, found.next_cursor)


def page_of_month(ctx: Context, month: str, limit: int, cursor: str | None) -> Page[Hit]:
    """A page of the cards that were made in a month, newest first."""
    pk = keys.patients(ctx.tenant_id, month)
    cards = connection.of(ctx).page(
        PatientItem, pk, month, index="g1", limit=limit, cursor=cursor, newest_first=True
    )
    return Page([hit_of(_to_model(i)) for i in cards.items], cards.next_cursor)


def hit_of(patient: Patient) -> Hit:
    return Hit(patient.id, patient.name, patient.phone, patient.birth_date)


def is_opted_out(ctx: Context, number: str) -> bool:
    return connection.of(ctx).find(OptOutItem, keys.opted_out(ctx.tenant_id, number)) is not None


def opt_out(ctx: Context, number: str, by: str = "") -> bool:
    """False when the number had said so before, by another text."""
    key = keys.opted_out(ctx.tenant_id, number)
    item = OptOutItem(*key, at=keys.instant(clock.now()), by=by or None)
    try:
        connection.of(ctx).unit().create(item).commit()
    except ConditionFailed:
        known = connection.of(ctx).find(OptOutItem, key)
        return bool(by) and known is not None and known.by == by
    return True


def opt_in(ctx: Context, number: str) -> None:
    connection.of(ctx).unit().delete(keys.opted_out(ctx.tenant_id, number)).commit()


def _pointers(ctx: Context, patient: Patient) -> dict[Key, int]:
    """Every pointer's key with what it shares with the one before it."""
    tenant, who = ctx.tenant_id, patient.id
    found: dict[Key, int] = {}
    for number, shared in shared_endings(patient.phones).items():
        found[keys.patient_phone(tenant, number, who)] = 0
        found[keys.patient_phone_end(tenant, number, who)] = shared
    tokens = sorted(search_tokens(patient.given_name, patient.family_name))[:40]
    for token, shared in shared_beginnings(tokens).items():
        found[keys.patient_name(tenant, token, who)] = shared
    if patient.birth_date:
        found[keys.patient_birth(tenant, patient.birth_date, who)] = 0
    return found


def _add_pointers(ctx: Context, unit: Unit, patient: Patient, wanted: dict[Key, int]) -> None:
    born = patient.birth_date.isoformat() if patient.birth_date else None
    shown = {"name": patient.name, "phone": patient.phone, "birth_date": born}
    for key, shared in sorted(wanted.items()):
        unit.put(PointerItem(*key, patient_id=patient.id, shared=shared or None, **shown))


def _add_matches(
    ctx: Context, unit: Unit, patient: Patient, wanted: Iterable[tuple[str, ...]]
) -> None:
    for match in sorted(wanted):
        actions = [MatchItem.patients.add({patient.id}), MatchItem.kind.set(MatchItem)]
        unit.update(_match(ctx, match), actions)


def _match(ctx: Context, match: tuple[str, ...]) -> Key:
    return keys.patient_match(ctx.tenant_id, clock.derived_id(*match, length=26))


def _hit(item: PointerItem) -> Hit:
    born = date.fromisoformat(item.birth_date) if item.birth_date else None
    return Hit(required(item, "patient_id"), required(item, "name"), item.phone, born)


def _to_item(ctx: Context, patient: Patient) -> PatientItem:
    created = keys.instant(patient.created_at)
    return PatientItem(
        *keys.patient(ctx.tenant_id, patient.id),
        g1pk=keys.patients(ctx.tenant_id, created[:7]),
        g1sk=f"{created}#{patient.id}",
        id=patient.id,
        given_name=patient.given_name,
        phones=list(patient.phones),
        birth_date=patient.birth_date.isoformat() if patient.birth_date else None,
        language=patient.language,
        external_ids=patient.external_ids or None,
        row_keys=list(patient.row_keys) or None,
        consents={k: asdict(c) for k, c in patient.consents.items()} or None,
        created_at=created,
        version=patient.version,
        request_digest=patient.request_digest,
        **{name: getattr(patient, name) or None for name in _TEXTS},
    )


def _to_model(item: PatientItem) -> Patient:
    return Patient(
        id=required(item, "id"),
        given_name=required(item, "given_name"),
        phones=tuple(required(item, "phones")),
        birth_date=date.fromisoformat(item.birth_date) if item.birth_date else None,
        language=required(item, "language"),
        external_ids=dict(item.external_ids or {}),
        row_keys=tuple(item.row_keys or ()),
        consents={k: Consent(**c) for k, c in (item.consents or {}).items()},
        created_at=datetime.strptime(item.created_at, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC),
        version=int(required(item, "version")),
        request_digest=item.request_digest,
        **{name: getattr(item, name) or "" for name in _TEXTS},
    )
