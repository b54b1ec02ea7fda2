"""Cards of patients: making, changing, finding them, and what they agreed to."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from chalicelib import clock
from chalicelib.context import Context
from chalicelib.errors import Conflict, Invalid, NotFound, VersionChanged
from chalicelib.patients import store
from chalicelib.patients.model import Consent, Hit, Patient, PatientDraft
from chalicelib.patients.names import name_key
from chalicelib.table.keys import instant
from chalicelib.table.work import ConditionFailed, Unit
from chalicelib.tenants import actions as tenants

_TRIES = 5


def get(ctx: Context, patient_id: str) -> Patient:
    found = store.find(ctx, patient_id)
    if found is None:
        raise NotFound.of("patient")
    return found


def get_many(ctx: Context, patient_ids: list[str]) -> dict[str, Patient]:
    """By id; raises NotFound if one is missing."""
    found = store.get_many(ctx, patient_ids)
    if len(found) != len(set(patient_ids)):
        raise NotFound.of("patient")
    return found


def find_by_phone(ctx: Context, number: str) -> list[Patient]:
    """Everybody who is reached by a number: several people may share one."""
    hits = store.list_by_phone(ctx, number)
    found = store.get_many(ctx, [hit.id for hit in hits])
    return sorted(found.values(), key=lambda p: p.created_at)


def create(ctx: Context, patient: Patient) -> Patient:
    """Make a card; the same request twice makes one."""
    made = replace(patient, id=ctx.id_for("patient"), request_digest=ctx.digest)
    try:
        store.create(ctx, made)
    except ConditionFailed:
        known = get(ctx, made.id)
        if known.request_digest != ctx.digest:
            told = {"Idempotency-Key": "was used for another patient"}
            raise Conflict("This key belongs to another patient.", fields=told) from None
        return known
    return made


def new_card(ctx: Context, draft: PatientDraft) -> Patient:
    """A card that is not kept yet, with the clinic's language where none is said."""
    clinic = tenants.get_clinic(ctx)
    number = normalise_phone(draft.phone, clinic.country, field="phone") if draft.phone else None
    _require_lived(draft, clinic.zone)
    return Patient(
        id=clock.new_id(),
        given_name=draft.given_name,
        family_name=draft.family_name,
        phones=(number,) if number else (),
        email=draft.email or "",
        birth_date=draft.birth_date,
        language=draft.language or clinic.language,
        created_at=datetime.fromtimestamp(clock.epoch(), UTC),
    )


def match_or_create(ctx: Context, draft: PatientDraft) -> Patient:
    """The person of this number and name, or a new card: a shared number alone is nobody."""
    card = new_card(ctx, draft)
    same = [p for p in find_by_phone(ctx, card.phone or "") if p.name_key == card.name_key]
    same = [p for p in same if not _contradict(p, card)]
    if same:
        return _completed(ctx, same[0], card)
    return _made_once(ctx, card)


def _made_once(ctx: Context, card: Patient) -> Patient:
    """A new card under an id of its number and name: who asks twice at once makes one.

    The id may belong to somebody who was called so when it was made, and is called otherwise now.
    """
    born = card.birth_date.isoformat() if card.birth_date else ""
    for n in range(_TRIES):
        parts = (ctx.tenant_id, card.phone or "", card.name_key, born, *([str(n)] if n else []))
        made = replace(card, id=clock.derived_id(*parts))
        try:
            store.create(ctx, made)
        except ConditionFailed:
            known = get(ctx, made.id)
            if known.name_key == card.name_key and card.phone in known.phones:
                return known
            continue
        return made
    raise Conflict("This card could not be made. Please try again.")


def for_booking(ctx: Context, patient_id: str | None, draft: Any) -> Patient:
    """The patient whom staff chose, or the one that they typed."""
    if patient_id is not None:
        return get(ctx, patient_id)
    typed = PatientDraft(**draft.model_dump())
    return match_or_create(ctx, typed) if typed.phone else create(ctx, new_card(ctx, typed))


def update(ctx: Context, patient_id: str, changes: dict[str, Any], version: int) -> Patient:
    """Change a card that was read as `version`; the same again changes nothing.

    Raises VersionChanged.
    """
    old = get(ctx, patient_id)
    if old.version == version + 1 and replace(old, **changes) == old:
        return old  # the answer to the same request was lost
    if old.version != version:
        told = {"version": f"is {old.version} by now"}
        raise VersionChanged("Somebody changed this card in the meantime.", fields=told)
    new = replace(old, **changes, version=version + 1)
    _require_lived(new, tenants.get_clinic(ctx).zone)
    try:
        store.replace(ctx, old, new)
    except ConditionFailed:
        raise VersionChanged("Somebody changed this card in the meantime.") from None
    return new


def find_matching(ctx: Context, match_keys: Iterable[tuple[str, ...]]) -> list[Patient]:
    """Everybody who has one of these `Patient.match_keys`; many are asked for at once."""
    return store.find_matching(ctx, match_keys)


def add_create(ctx: Context, unit: Unit, patient: Patient) -> None:
    """A new card inside somebody's unit of work; whoever adds many tells of them once."""
    store.add_create(ctx, unit, patient)


def add_replace(ctx: Context, unit: Unit, old: Patient, new: Patient) -> None:
    """A changed card inside somebody's unit of work, on condition that it still is `old`."""
    store.add_replace(ctx, unit, old, new)


def record_consent(ctx: Context, patient_id: str, *, marketing_sms: bool, source: str) -> None:
    """Keep what somebody agreed to; a box that was left empty takes nothing back."""
    if not marketing_sms:
        return
    for _ in range(_TRIES):
        old = get(ctx, patient_id)
        known = old.consents.get("marketing_sms")
        if known and known.given:
            return
        consent = Consent(True, instant(clock.now()), source)
        consents = {**old.consents, "marketing_sms": consent}
        try:
            store.replace(ctx, old, replace(old, consents=consents, version=old.version + 1))
        except ConditionFailed:
            continue
        return


def complete(ctx: Context, patient_id: str, draft: PatientDraft) -> Patient:
    """Name somebody of whom nothing but a number is known; the same name again changes nothing.

    Raises Conflict for a card that has a name: a link changes no card of somebody who is known.
    """
    for _ in range(_TRIES):
        old = get(ctx, patient_id)
        if old.name_key == name_key(draft.given_name, draft.family_name):
            return old
        if not old.is_nameless:
            raise Conflict("This card has its name already. Please call the clinic.")
        told = {"given_name": draft.given_name, "family_name": draft.family_name}
        try:
            return update(
                ctx, old.id, {**told, "birth_date": draft.birth_date or old.birth_date}, old.version
            )
        except VersionChanged:
            continue
    raise Conflict("This card is being changed. Please try again.")


def normalise_phone(text: str, country: str, *, field: str = "phone") -> str:
    """A number as E.164; raises Invalid naming `field`. Formats: as typed in `country`, or +…"""
    import phonenumbers

    told = {field: "must be a phone number, for example with its country code: +44 20 7946 0018"}
    try:
        parsed = phonenumbers.parse(text, country)
    except phonenumbers.NumberParseException:
        raise Invalid("This is not a phone number.", fields=told) from None
    if not phonenumbers.is_possible_number(parsed) or parsed.extension:
        raise Invalid("This is not a phone number.", fields=told)
    number: str = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
    return number


def is_opted_out(ctx: Context, number: str) -> bool:
    return store.is_opted_out(ctx, number)


def opt_out(ctx: Context, number: str, by: str = "") -> bool:
    """A number wants no more messages; False when it had said so before, by another text."""
    return store.opt_out(ctx, number, by)


def opt_in(ctx: Context, number: str) -> None:
    store.opt_in(ctx, number)


def hit(patient: Patient) -> Hit:
    return store.hit_of(patient)


def _contradict(one: Patient, other: Patient) -> bool:
    return bool(one.birth_date and other.birth_date and one.birth_date != other.birth_date)


def _completed(ctx: Context, known: Patient, typed: Patient) -> Patient:
    """The card with what was missing on it; nothing that is there is overwritten."""
    changes: dict[str, Any] = {}
    for name in ("email", "birth_date"):
        if not getattr(known, name) and getattr(typed, name):
            changes[name] = getattr(typed, name)
    if not changes:
        return known
    try:
        return update(ctx, known.id, changes, known.version)
    except VersionChanged:
        return get(ctx, known.id)


def _require_lived(person: PatientDraft | Patient, zone: str) -> None:
    if person.birth_date and person.birth_date > clock.today(zone):
        raise Invalid("The birth date lies ahead.", fields={"birth_date": "must not lie ahead"})
