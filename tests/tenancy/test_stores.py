"""Every function of every store, asked as one tenant for another's things: nothing comes, or goes.

The stores are looked through, so that a new function is tried as soon as it is written; an argument
whose name is not known here fails the tests.
"""

import importlib
import inspect
import pkgutil
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

import chalicelib
from chalicelib import clock
from chalicelib.appointments.model import Appointment
from chalicelib.availability import store as sheets
from chalicelib.availability.model import weeks_of
from chalicelib.clinic.store import load as load_setup
from chalicelib.context import Context
from chalicelib.dialogue import store as conversations
from chalicelib.errors import AppError
from chalicelib.imports import store as imports
from chalicelib.imports.run import OpenRow, Outcome
from chalicelib.live import store as consoles
from chalicelib.live.store import Console
from chalicelib.messages.model import Message
from chalicelib.patients import store as patients
from chalicelib.patients.model import Patient
from chalicelib.reminders import store as timers
from chalicelib.staff.model import Session
from chalicelib.table import connection, keys
from chalicelib.table.work import Unit
from chalicelib.tenants import store as profiles
from chalicelib.widget import store as holds
from tests.clinics import WholeClinic, kept, make_whole_clinic, settled
from tests.tenancy.phone import of_the_phone

Function = Callable[..., Any]
_READS = ("find", "get", "list", "load", "page", "thread", "counts", "version")
# What a message, an inquiry or a card was before, and is now, in the store of that name.
_CHANGED = {
    "messages": "message", "inquiries": "inquiry", "patients": "patient", "calls": "call",
    "missed": "entry",
}  # fmt: skip
_CENTURY = datetime(2020, 1, 1, tzinfo=UTC)
_UNTIL = datetime(2090, 1, 1, tzinfo=UTC)


def _functions() -> dict[str, Function]:
    found = {}
    for slice_ in pkgutil.iter_modules(chalicelib.__path__):
        name = f"chalicelib.{slice_.name}.store"
        if slice_.ispkg and importlib.util.find_spec(name):
            module = importlib.import_module(name)
            for called, function in inspect.getmembers(module, inspect.isfunction):
                if function.__module__ == name and _takes_context(function, called):
                    found[f"{slice_.name} {called}"] = function
    return dict(sorted(found.items(), key=lambda each: not _reads(each[0])))


def _reads(name: str) -> bool:
    """Reading goes first: what is written as a tenant is that tenant's, whatever it is called."""
    return name.split(" ")[1].startswith(_READS)


def _takes_context(function: Function, called: str) -> bool:
    return not called.startswith("_") and "ctx" in inspect.signature(function).parameters


FUNCTIONS = _functions()


@pytest.fixture(scope="module")
def spy(in_step: dict[str, Any]) -> Context:
    """Of a clinic of its own, since what is written in vain as it would be seen elsewhere."""
    return make_whole_clinic("spyword").ctx


@pytest.fixture(scope="module")
def said(theirs: WholeClinic) -> dict[str, Any]:
    """What arguments are called, and theirs for each."""
    return {**_ids(theirs), **_models(theirs), **_plain(theirs)}


@pytest.fixture(scope="module")
def untouched(cloud: dict[str, Any], theirs: WholeClinic) -> Any:
    return settled(cloud, theirs)


def _ids(theirs: WholeClinic) -> dict[str, Any]:
    one = {name: theirs.id_of(name) for name in theirs.things}
    resources = {"resource_id": one["practitioner_id"], "resource_ids": [one["practitioner_id"]]}
    return {**one, **resources, **{f"{name}s": [each] for name, each in one.items()}}


def _models(theirs: WholeClinic) -> dict[str, Any]:
    ctx, things = theirs.ctx, theirs.things
    visit: Appointment = things["appointment_id"]
    message: Message = things["message_id"]
    setup = load_setup(ctx)
    # The product forgets a console that nobody listens at, as this one: it is put back.
    console = Console(things["connection_id"], theirs.staff["owner"].id, clock.epoch())
    consoles.put(ctx, console)
    found = sheets.load_branch(ctx, visit.branch_id, weeks_of(visit.taken_cells))
    timer = timers.find(ctx, visit.id, visit.schedule_version)
    assert timer
    return {
        "visit": visit, "message": message, "run": imports.find(ctx, theirs.id_of("import_id")),
        "inquiry": things["inquiry_id"], "patient": things["patient_id"], "timer": timer,
        "staff": theirs.staff["owner"], "clinic": profiles.find(ctx), "thing": setup.leave[0],
        "things": [setup.leave[0], *setup.services.values()], "console": console,
        "hold": holds.find(ctx, things["token_hash"]), "changed": found[visit.practitioner_id],
        "session": Session(things["session_id"], theirs.staff["owner"].id, 1),
        "outcome": Outcome(2, "created", patient_id=visit.patient_id), "open_row": OpenRow(2, 0),
        "talk": conversations.find(ctx, things["contact_id"]), "rest": timer.dues[1:],
        "weeks": weeks_of(visit.taken_cells), "dues": timer.dues,
        **of_the_phone(theirs, _CENTURY, _UNTIL),
    }  # fmt: skip


def _plain(theirs: WholeClinic) -> dict[str, Any]:
    visit: Appointment = theirs.things["appointment_id"]
    person: Patient = theirs.things["patient_id"]
    phone = person.phones[0]
    return {
        "on": visit.day, "since": _CENTURY, "until": _UNTIL, "ends": _UNTIL, "number": phone,
        "version": visit.schedule_version, "read_version": 1, "status": "open", "before": "~",
        "first": "2020-01-01", "last": "2090-01-01", "limit": 25, "cursor": None, "index": None,
        "result": "refused", "after": 0, "place": 0, "done": 0, "counts": {"created": 1},
        "problem": None, "by": theirs.words[0], "ending": "", "known": 0, "along": None,
        "numbers": [phone], "setup_version": None,
        "beside": [keys.patient(theirs.ctx.tenant_id, person.id)],
        "expires": int((_UNTIL - timedelta(1)).timestamp()),
        "match_keys": person.match_keys, "key": keys.patient_phone(theirs.ctx.tenant_id, phone, ""),
    }  # fmt: skip


def _arguments(function: Function, ctx: Context, said: dict[str, Any]) -> dict[str, Any]:
    wanted = [n for n in inspect.signature(function).parameters if n not in ("ctx", "unit")]
    given = {name: _of(said, function, name) for name in wanted}
    if "unit" in inspect.signature(function).parameters:
        given["unit"] = connection.of(ctx).unit()
    return given


def _of(said: dict[str, Any], function: Function, name: str) -> Any:
    if name in ("old", "new"):
        return said[_CHANGED[function.__module__.split(".")[1]]]
    if name == "beside" and "unit" in str(inspect.signature(function)).lower():
        return None  # somebody's unit of work, not what is read
    return said[name]


def _run(function: Function, ctx: Context, said: dict[str, Any]) -> Any:
    """What it gives, with its unit of work committed; None where it refuses."""
    ctx = replace(ctx, known={})  # as a request has it, so that reading ahead reads
    given = _arguments(function, ctx, said)
    try:
        result = function(ctx, **given)
        unit: Unit | None = given.get("unit")
        if unit is not None:
            unit.commit()
    except (AppError, ValueError):
        return None
    return result


def _told(result: Any, theirs: WholeClinic) -> list[str]:
    return [word for word in theirs.words if word in repr(result)]


def test_every_argument_of_a_store_is_known(said: dict[str, Any]) -> None:
    unknown = {
        f"{name}: {argument}"
        for name, function in FUNCTIONS.items()
        for argument in inspect.signature(function).parameters
        if argument not in (*said, "ctx", "unit", "old", "new")
    }

    assert unknown == set()
    assert len(FUNCTIONS) > 50


@pytest.mark.parametrize("name", FUNCTIONS)
def test_store_gives_and_changes_nothing_of_another_tenant(
    cloud: dict[str, Any], theirs: WholeClinic, spy: Context, said: dict[str, Any],
    untouched: Any, name: str,
) -> None:  # fmt: skip
    result = _run(FUNCTIONS[name], spy, said)

    assert _told(result, theirs) == []
    assert kept(cloud, theirs.ctx.tenant_id) == untouched


@pytest.mark.parametrize("name", list(filter(_reads, FUNCTIONS)))
def test_store_gives_it_to_its_own_tenant(
    theirs: WholeClinic, said: dict[str, Any], name: str
) -> None:
    """What the other tenant got nothing of is there: the call was the right one."""
    result = _run(FUNCTIONS[name], theirs.ctx, said)

    assert result or name in _NEVER_FILLED, name


# What only a running import, a signed-in browser, a request's digest, a transfer or Connect makes.
_NEVER_FILLED = {
    "imports list_open", "imports list_outcomes", "staff find_with_session", "clinic find_digest",
    "inquiries counts", "calls find_call_id", "missed find_texted_at", "lines find",
}  # fmt: skip


@pytest.mark.parametrize("key", ["patient_phone", "patient", "clinic", "platform_site_key"])
def test_key_of_another_partition_is_refused_before_it_is_sent(
    theirs: WholeClinic, spy: Context, key: str
) -> None:
    """The application's own fence, in front of IAM's."""
    made = {
        "patient_phone": keys.patient_phone(theirs.ctx.tenant_id, "+447700900100", "x"),
        "patient": keys.patient(theirs.ctx.tenant_id, "x"),
        "clinic": keys.clinic(theirs.ctx.tenant_id),
        "platform_site_key": keys.platform_site_key("x"),
    }[key]

    for way in (
        lambda t: t.find(patients.PatientItem, made),
        lambda t: t.every(patients.PatientItem, made[0]),
        lambda t: t.find_many(patients.PatientItem, [made]),
        lambda t: t.unit().delete(made),
    ):
        with pytest.raises(ValueError, match="outside of this table's tenant"):
            way(connection.of(spy))
