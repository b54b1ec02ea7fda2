"""Recording contacts, each once whoever tells of it first, and settling the open ones."""

import re
from collections import Counter
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from chalicelib import clock
from chalicelib.appointments.model import Appointment
from chalicelib.context import Context
from chalicelib.errors import Invalid, NotFound, VersionChanged
from chalicelib.inquiries import store
from chalicelib.inquiries.model import (
    ANSWER_WITHIN,
    CLOSED,
    OPEN,
    Contact,
    Inquiry,
    Spoken,
    contact_of,
    corrected,
    reply_of,
    settled,
)
from chalicelib.staff import actions as staff
from chalicelib.tenants import actions as tenants

_TRIES = 5
_LONGEST_TEXT = 1600
_ROUNDS = 10  # how far a list with a filter looks before it shows what it has
_PLACE = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ#[a-z0-9]{8,32}$")
_NEWEST = "~"


@dataclass(frozen=True)
class Listing:
    """A page, newest first, and the cursor of the next."""

    items: list[Inquiry]
    next_cursor: str | None


def get(ctx: Context, inquiry_id: str) -> Inquiry:
    found = store.find(ctx, inquiry_id)
    if found is None:
        raise NotFound.of("inquiry")
    return found


def find_many(ctx: Context, inquiry_ids: list[str]) -> dict[str, Inquiry]:
    return store.find_many(ctx, inquiry_ids)


def record_fact(ctx: Context, name: str, detail: dict[str, Any]) -> None:
    """The contact behind a fact of a visit, if there was one; told twice it is recorded once."""
    version = int(detail["version"])
    contact = contact_of(name, detail["source"], version)
    if contact is None:
        return
    visit_id = detail["subject_id"]
    at = datetime.strptime(detail["at"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    inquiry = _closed(ctx, _id_of_visit(ctx, visit_id, contact.reason, version), contact, at)
    owner_id = detail["actor"] if contact.source == "console" else None
    patient_id = detail["patient_id"]
    made = replace(inquiry, patient_id=patient_id, appointment_id=visit_id, owner_id=owner_id)
    store.create(ctx, made)


def note_campaign(ctx: Context, visit: Appointment, campaign: dict[str, str]) -> None:
    """Keep how the visitor who booked a visit had come to the page, whichever came first."""
    if not campaign:
        return
    contact = Contact(visit.source, "booking", "booked")
    inquiry_id = _id_of_visit(ctx, visit.id, contact.reason, 1)
    made = _closed(ctx, inquiry_id, contact, visit.created_at)
    made = replace(
        made, patient_id=visit.patient_id, appointment_id=visit.id, campaign=dict(campaign)
    )
    if store.create(ctx, made):
        return
    for _ in range(_TRIES):
        known = get(ctx, inquiry_id)
        if known.campaign:
            return
        noted = replace(known, campaign=made.campaign, version=known.version + 1)
        if store.replace(ctx, known, noted):
            return


def open_from_text(
    ctx: Context, phone: str, patient_id: str | None, text: str, inbound_id: str
) -> Inquiry:
    """A text that a person has to read; the same text brought twice opens one entry."""
    now = datetime.fromtimestamp(clock.epoch(), UTC)
    made = Inquiry(
        id=_id_of_text(ctx, inbound_id),
        source="sms",
        reason="question",
        status=OPEN,
        created_at=now,
        day=_local_day(ctx, now),
        phone=phone,
        patient_id=patient_id,
        text=text[:_LONGEST_TEXT],
        due_at=now + ANSWER_WITHIN,
    )
    return made if store.create(ctx, made) else get(ctx, made.id)


def record_reply(
    ctx: Context,
    inbound_id: str,
    phone: str,
    patient_id: str | None,
    appointment_id: str | None,
    outcome: str,
) -> None:
    """A text that was understood, closed at once: confirmed, cancelled, moved or stopped."""
    now = datetime.fromtimestamp(clock.epoch(), UTC)
    made = _closed(ctx, _id_of_text(ctx, inbound_id), reply_of(outcome), now)
    store.create(
        ctx, replace(made, phone=phone, patient_id=patient_id, appointment_id=appointment_id)
    )


def record_call(ctx: Context, call_id: str, spoken: Spoken) -> Inquiry:
    """The one contact behind a call, however often and late it is told what became of it."""
    made = _closed(ctx, _id_of_call(ctx, call_id), spoken.contact, spoken.at)
    made = replace(made, **spoken.about)
    if store.create(ctx, made):
        return made
    for _ in range(_TRIES):
        known = get(ctx, made.id)
        told = corrected(known, spoken)
        if told == known or store.replace(ctx, known, told):
            return told
    raise VersionChanged("This entry is being changed. Please try again.")


def settle(ctx: Context, inquiry_id: str, changes: dict[str, Any], version: int) -> Inquiry:
    """Close, reopen or give to a colleague what was read as `version`; raises VersionChanged.

    `changes` may hold status, outcome and owner_id; what is not in it stays. The same again changes
    nothing.
    """
    known = get(ctx, inquiry_id)
    if known.version == version + 1 and _holds(known, changes):
        return known  # the answer to the same request was lost
    if known.version != version:
        told = {"version": f"is {known.version} by now"}
        raise VersionChanged("Somebody changed this entry in the meantime.", fields=told)
    owner_id = changes.get("owner_id", known.owner_id)
    if owner_id and owner_id != known.owner_id:
        _require_colleague(ctx, owner_id)
    status = changes.get("status") or known.status
    now = datetime.fromtimestamp(clock.epoch(), UTC)
    changed = settled(known, status, changes.get("outcome"), owner_id, now)
    if changed != known and not store.replace(ctx, known, changed):
        raise VersionChanged("Somebody changed this entry in the meantime.")
    return changed


def _holds(known: Inquiry, changes: dict[str, Any]) -> bool:
    """Whether all that was to be changed is so."""
    owner_id = changes.get("owner_id", known.owner_id)
    status = changes.get("status") or known.status
    return settled(known, status, changes.get("outcome"), owner_id, known.created_at) == known


def list_page(
    ctx: Context, status: str, source: str | None, limit: int, cursor: str | None
) -> Listing:
    """Newest first; `status` open, closed or all. A page may be short of `limit` and go on."""
    if cursor and not _PLACE.match(cursor):
        raise Invalid("The cursor is not of this list.", fields={"cursor": "Start again."})
    wanted = [OPEN, CLOSED] if status == "all" else [status]
    found: list[Inquiry] = []
    before = cursor or _NEWEST
    for _ in range(_ROUNDS):
        parts = [each for name in wanted for each in store.list_before(ctx, name, before, limit)]
        newest = sorted(parts, key=lambda part: part[0], reverse=True)[:limit]
        for place, inquiry in newest:
            before = place
            if source in (None, inquiry.source):
                found.append(inquiry)
            if len(found) == limit:
                return Listing(found, before)
        if len(newest) < limit:
            return Listing(found, None)
    return Listing(found, before)


def summarise(ctx: Context, first: date, last: date) -> dict[tuple[str, str], int]:
    """Numbers of contacts by (source, outcome) over local days; open ones have the outcome open."""
    total: Counter[tuple[str, str]] = Counter()
    for count in store.counts(ctx, first.isoformat(), last.isoformat()):
        total[count.source, count.outcome] += count.number
    return dict(total)


def _closed(ctx: Context, inquiry_id: str, contact: Contact, at: datetime) -> Inquiry:
    return Inquiry(
        id=inquiry_id,
        source=contact.source,
        reason=contact.reason,
        outcome=contact.outcome,
        status=CLOSED,
        created_at=at,
        day=_local_day(ctx, at),
    )


def _require_colleague(ctx: Context, staff_id: str) -> None:
    try:
        staff.get(ctx, staff_id)
    except NotFound:
        told = {"owner_id": "must be a colleague"}
        raise Invalid("There is no such colleague.", fields=told) from None


def _local_day(ctx: Context, at: datetime) -> str:
    return at.astimezone(ZoneInfo(tenants.get_clinic(ctx).zone)).date().isoformat()


def _id_of_visit(ctx: Context, visit_id: str, reason: str, version: int) -> str:
    return clock.derived_id(ctx.tenant_id, "inquiry", visit_id, reason, str(version))


def _id_of_call(ctx: Context, call_id: str) -> str:
    return clock.derived_id(ctx.tenant_id, "inquiry", "call", call_id)


def _id_of_text(ctx: Context, inbound_id: str) -> str:
    return clock.derived_id(ctx.tenant_id, "inquiry", "text", inbound_id)
