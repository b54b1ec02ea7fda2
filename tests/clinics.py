"""Whole clinics for tests: one of everything that has an id, made inside, without a sign-up."""

import time
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import boto3

from chalicelib import clock, tokens
from chalicelib.appointments import actions as appointments
from chalicelib.appointments import links
from chalicelib.appointments.actions import Booking
from chalicelib.audit import actions as audit
from chalicelib.availability import actions as availability
from chalicelib.availability.actions import Ask
from chalicelib.calls import instants, ledger
from chalicelib.calls import store as states
from chalicelib.calls.facts import Begun
from chalicelib.calls.store import AgentState
from chalicelib.clinic import actions as clinic
from chalicelib.clinic.model import Closure, Leave, Practitioner, Room, Service
from chalicelib.context import Context
from chalicelib.dialogue import store as conversations
from chalicelib.dialogue.model import Conversation
from chalicelib.gateways import files
from chalicelib.imports import actions as imports
from chalicelib.imports import chunks
from chalicelib.inquiries import actions as inquiries
from chalicelib.lines import store as lines
from chalicelib.lines.model import Agent
from chalicelib.live import store as consoles
from chalicelib.live.store import Console
from chalicelib.messages import store as messages
from chalicelib.messages.model import Message
from chalicelib.missed import store as missed
from chalicelib.missed.model import MissedCall
from chalicelib.patients import actions as patients
from chalicelib.patients.model import Patient
from chalicelib.refusals import actions as refusals
from chalicelib.staff import sessions
from chalicelib.staff import store as accounts
from chalicelib.staff.model import ACTIVE, INVITED, Staff
from chalicelib.tenants import actions as tenants
from chalicelib.widget import actions as widget
from infra.local.client import Browser
from tests.inside import make_clinic

PEOPLE_FILE = b"given_name;family_name;phone\nJo;Import;+447700900177\n"
Things = dict[str, Any]


@dataclass(frozen=True)
class WholeClinic:
    """`things` by what an id of them is called; `words` are texts that nobody else may read."""

    ctx: Context
    things: Things
    staff: dict[str, Staff]
    link: str
    hold_token: str
    words: tuple[str, ...]

    @property
    def site_key(self) -> str:
        return tenants.get_clinic(self.ctx).site_key

    def id_of(self, name: str) -> str:
        found = self.things[name]
        return str(getattr(found, "id", found))

    def browser(self, cloud: Things, role: str = "owner") -> Browser:
        """Somebody of the staff, signed in."""
        made = Browser(cloud)
        made.cookie = sessions.start(self.ctx, self.staff[role])
        return made


def make_whole_clinic(word: str, **profile: Any) -> WholeClinic:
    """`word` stands in every text that the clinic keeps, so that a leak is seen."""
    ctx, who, service = make_clinic(name=f"Clinic {word}", **profile)
    room = clinic.create(ctx, Room(clock.new_id(), f"Room {word}", "chair", who.branch_id))
    staff = {role: _account(ctx, role, word) for role in ("owner", "operator", "doctor")}
    invited = _account(ctx, "operator", f"invited {word}", INVITED)
    person = _patient(ctx, word)
    slot = free_slots(ctx, service, who)[0]
    visit = book(ctx, service, who, person, slot)
    held = widget.place(ctx, Ask(service.id, None, who.id), slot + 7200, None)
    message = _message(ctx, visit.id, person, word)
    run, _ = imports.create(ctx, f"{word}.csv", len(PEOPLE_FILE))
    files.put(ctx, chunks.upload_name(run.id), PEOPLE_FILE)
    day = date.fromtimestamp(clock.epoch()) + timedelta(days=200)
    noon = datetime.combine(day, datetime.min.time()) + timedelta(hours=12)
    refusals.refuse_calls(ctx, person.phones[0])
    away = Leave(clock.new_id(), who.id, noon, noon + timedelta(hours=1), word)
    things: Things = {
        "branch_id": who.branch_id, "practitioner_id": who, "service_id": service, "room_id": room,
        "staff_id": invited, "owner_id": staff["operator"], "patient_id": person,
        "appointment_id": visit, "message_id": message, "import_id": run,
        "leave_id": clinic.add_leave(ctx, away),
        "closure_id": clinic.add_closure(ctx, Closure(clock.new_id(), day, word)),
        "inquiry_id": inquiries.open_from_text(ctx, "+447700900166", person.id, word, word),
        "connection_id": f"connection{word}", "session_id": clock.new_id(),
        "token_hash": tokens.digest(held.token), "contact_id": f"contact{word}",
        "agent_id": staff["operator"], "user_id": f"user{word}",
    }  # fmt: skip
    consoles.put(ctx, Console(things["connection_id"], staff["owner"].id, clock.epoch()))
    talk = Conversation(things["contact_id"], number=person.phones[0], proof="code")
    conversations.save(ctx, replace(talk, person_id=person.id))
    _call(ctx, things, person, word)
    words = (word, ctx.tenant_id, person.phones[0])
    return WholeClinic(ctx, things, staff, links.token(ctx, visit), held.token, words)


def free_slots(ctx: Context, service: Service, who: Practitioner, days: int = 2) -> list[int]:
    """Free starts from the day after tomorrow on, in epoch seconds."""
    first = date.fromtimestamp(clock.epoch()) + timedelta(days=2)
    found = availability.list_times(ctx, Ask(service.id, None, who.id, first, days))
    return [int(slot.start.timestamp()) for _, slots in found.days for slot in slots]


def book(ctx: Context, service: Service, who: Practitioner, person: Patient, start: int) -> Any:
    wanted = Booking(service.id, start, person.id, "console", "en", who.id, notify=False)
    return appointments.book(ctx, wanted)


def kept(cloud: Things, tenant_id: str) -> dict[tuple[str, str], Any]:
    """Every item of a tenant by its key, read with the account's own credentials."""
    pages = (
        root(cloud, "dynamodb")
        .get_paginator("scan")
        .paginate(
            TableName=cloud["outputs"]["TableName"],
            ConsistentRead=True,
            FilterExpression="begins_with(pk, :t)",
            ExpressionAttributeValues={":t": {"S": f"T#{tenant_id}#"}},
        )
    )
    return {(i["pk"]["S"], i["sk"]["S"]): i for page in pages for i in page["Items"]}


def settled(cloud: Things, clinic: WholeClinic) -> dict[tuple[str, str], Any]:
    """The same once the reactions to what was done, the entry of its booking, have come to rest."""
    known: dict[tuple[str, str], Any] = {}
    visit = {"S": clinic.id_of("appointment_id")}
    for _ in range(120):
        now = kept(cloud, clinic.ctx.tenant_id)
        entries = (i for i in now.values() if i["kind"]["S"] == "Inquiry")
        if now == known and any(i.get("appointment_id") == visit for i in entries):
            return now
        known = now
        time.sleep(0.5)
    raise AssertionError("the clinic does not come to rest")


def root(cloud: Things, service: str) -> Any:
    """A client that no policy binds."""
    return boto3.client(
        service, endpoint_url=cloud["cloud"], region_name=cloud["region"], **cloud["credentials"]
    )


def _account(ctx: Context, role: str, word: str, status: str = ACTIVE) -> Staff:
    """Without a password: who signs in with one is made by an invitation."""
    made = Staff(
        clock.new_id(), f"{clock.new_id()}@example.com", f"{role} {word}", role, status=status
    )
    accounts.create(ctx, made)
    return made


def _patient(ctx: Context, word: str) -> Patient:
    number = f"+447700900{int(tokens.digest(word)[:6], 16) % 900 + 100:03d}"
    now = datetime.fromtimestamp(clock.epoch(), UTC)
    made = Patient("", "Jo", now, f"Example{word}", phones=(number,), birth_date=date(1980, 1, 2))
    return patients.create(replace(ctx, key=clock.new_id()), made)


def _message(ctx: Context, visit_id: str, person: Patient, word: str) -> Message:
    now = datetime.fromtimestamp(clock.epoch(), UTC)
    made = Message(clock.new_id(), "reminder", "sms", "outbound", word, person.phones[0], "sent",
                   word, now, visit_id, person.id)  # fmt: skip
    messages.create(ctx, made)
    return made


def _call(ctx: Context, things: Things, person: Patient, word: str) -> None:
    """One that was missed and recorded, and an operator who might have answered it."""
    number, now = person.phones[0], datetime.fromtimestamp(clock.epoch(), UTC)
    lines.put_agent(ctx, Agent(things["agent_id"].id, things["user_id"], clock.new_id()))
    ledger.tell(ctx, things["contact_id"], Begun(instants.said(now), number, "INBOUND"))
    ledger.tell(ctx, things["contact_id"], things["contact_id"])
    states.put_state(
        ctx, AgentState(things["user_id"], "Available", instants.said(now), instants.said(now))
    )
    entry = MissedCall(clock.new_id(), number, "abandoned", now, now, now, (things["contact_id"],))
    missed.create(ctx, entry)
    things["missed_call_id"] = entry
    audit.write(replace(ctx, actor=things["agent_id"].id), "listened", "call", word)


__all__ = ["WholeClinic", "free_slots", "kept", "make_whole_clinic", "root", "settled"]
