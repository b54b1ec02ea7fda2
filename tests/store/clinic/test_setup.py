"""Setting a clinic up: limits of the plan, changes told twice, and a cache that is never behind."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from chalicelib import clock
from chalicelib.clinic import actions, store
from chalicelib.clinic.model import Branch, Closure, Leave, Practitioner, Room, Service
from chalicelib.context import Context
from chalicelib.errors import AppError, Conflict, Invalid, NotFound, VersionChanged
from chalicelib.tenants import actions as tenants
from chalicelib.tenants import store as profiles

ZONE = "Europe/Istanbul"
MONDAY = datetime(2027, 3, 1, 9)


def _branch(ctx: Context, name: str = "Main") -> Branch:
    return actions.create(ctx, Branch(clock.new_id(), name, ZONE))


def _doctor(ctx: Context, branch: Branch, name: str = "Sam", **said: Any) -> Practitioner:
    return actions.create(ctx, Practitioner(clock.new_id(), name, branch.id, **said))


def _refused(ctx: Context, error: type[AppError], what: Any, *given: Any) -> AppError:
    before = store.load(ctx)
    with pytest.raises(error) as told:
        what(*given)
    assert store.load(ctx) == before
    return told.value


@pytest.fixture
def starter(ctx: Context) -> Context:
    """On the plan with one branch and three practitioners."""
    profiles.replace(ctx, replace(tenants.get_clinic(ctx), plan="starter", version=2), 1)
    return ctx


def test_plan_bounds_what_is_made_and_what_comes_back(starter: Context) -> None:
    first = _branch(starter)
    actions.archive(starter, Branch, first.id)
    second = _branch(starter, "Second")

    told = _refused(
        starter, Conflict, actions.update, starter, Branch, first.id, {"archived": False}, 2
    )
    assert told.code == "plan_limit"
    assert _refused(starter, Conflict, _branch, starter, "Third").code == "plan_limit"
    actions.archive(starter, Branch, second.id)
    assert not actions.update(starter, Branch, first.id, {"archived": False}, 2).archived


def test_plan_that_became_smaller_leaves_what_is_in_use(ctx: Context) -> None:
    one, _ = _branch(ctx), _branch(ctx, "Second")
    profiles.replace(ctx, replace(tenants.get_clinic(ctx), plan="starter", version=2), 1)

    renamed = actions.update(ctx, Branch, one.id, {"name": "New"}, 1)

    assert renamed.name == "New"


def test_same_change_twice_is_made_once_and_answers_the_same(ctx: Context) -> None:
    branch = _branch(ctx)
    first = actions.update(ctx, Branch, branch.id, {"name": "New"}, 1)
    version = store.version(ctx)

    again = actions.update(ctx, Branch, branch.id, {"name": "New"}, 1)

    assert again == first
    assert store.version(ctx) == version
    _refused(ctx, VersionChanged, actions.update, ctx, Branch, branch.id, {"name": "Other"}, 1)


def test_setup_is_read_again_when_another_function_changed_it(ctx: Context) -> None:
    branch = _branch(ctx)
    known = actions.get_setup(ctx)

    store.save(ctx, replace(branch, name="Elsewhere", version=2), 1)

    assert actions.get_setup(ctx).branches[branch.id].name == "Elsewhere"
    assert known.branches[branch.id].name == "Main"


def test_setup_that_did_not_change_is_not_read_again(
    ctx: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    _branch(ctx)
    known = actions.get_setup(ctx)
    monkeypatch.setattr(store, "load", None)

    assert actions.get_setup(ctx) is known


def test_setups_of_clinics_are_kept_apart_and_the_oldest_is_forgotten(
    ctx: Context, other: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "_KEPT", 1)
    monkeypatch.setattr(actions, "_known", type(actions._known)())
    mine, theirs = _branch(ctx), _branch(other)

    assert list(actions.get_setup(ctx).branches) == [mine.id]
    assert list(actions.get_setup(other).branches) == [theirs.id]
    assert list(actions._known) == [other.tenant_id]


@pytest.mark.parametrize(
    ("hours", "field"),
    [
        ({"mon": [("09:00", "09:00")]}, "hours.mon"),
        ({"tue": [("12:00", "13:00"), ("09:00", "10:00")]}, "hours.tue"),
        ({"wed": [("09:00", "12:00"), ("11:00", "13:00")]}, "hours.wed"),
        ({"someday": [("09:00", "12:00")]}, "hours"),
    ],
)
def test_hours_that_do_not_fit_are_refused_by_their_day(
    ctx: Context, hours: Any, field: str
) -> None:
    who = _doctor(ctx, _branch(ctx))

    told = _refused(ctx, Invalid, actions.update, ctx, Practitioner, who.id, {"hours": hours}, 1)

    assert field in told.fields


def test_hours_that_touch_are_kept(ctx: Context) -> None:
    hours = {"mon": [("09:00", "12:00"), ("12:00", "13:00")]}

    assert _doctor(ctx, _branch(ctx), hours=hours).hours == hours


@pytest.mark.parametrize(
    ("start", "end", "error"),
    [
        (MONDAY, MONDAY, Invalid),
        (MONDAY, MONDAY.replace(hour=8), Invalid),
        (MONDAY, MONDAY.replace(year=2029), Invalid),
    ],
)
def test_leave_that_ends_too_early_or_late_is_refused(
    ctx: Context, start: datetime, end: datetime, error: type[AppError]
) -> None:
    who = _doctor(ctx, _branch(ctx))

    told = _refused(ctx, error, actions.add_leave, ctx, Leave("l", who.id, start, end))

    assert "to" in told.fields


def test_leave_is_kept_once_listed_where_it_touches_and_removed(ctx: Context) -> None:
    who = _doctor(ctx, _branch(ctx))
    leave = Leave("leave1", who.id, MONDAY, MONDAY.replace(day=3), "away")
    asked = replace(ctx, key="k", digest="d")

    kept = [actions.add_leave(asked, leave) for _ in range(2)]

    assert kept == [leave, leave]
    days = [(date(2027, 2, 1), date(2027, 2, 28)), (date(2027, 3, 3), date(2027, 3, 9))]
    assert [actions.list_leave(ctx, who.id, *span) for span in days] == [[], [leave]]
    _refused(ctx, Conflict, actions.add_leave, replace(ctx, digest="other"), leave)
    actions.remove_leave(ctx, leave.id)
    assert actions.list_leave(ctx, None, date(2027, 1, 1), date(2027, 12, 31)) == []
    _refused(ctx, NotFound, actions.remove_leave, ctx, leave.id)


def test_leave_of_nobody_is_refused(ctx: Context) -> None:
    leave = Leave("leave1", "nobody", MONDAY, MONDAY.replace(day=3))

    _refused(ctx, NotFound, actions.add_leave, ctx, leave)


def test_day_is_closed_once_for_a_branch_and_for_all(ctx: Context) -> None:
    branch, day = _branch(ctx), date(2027, 4, 23)
    made = [
        actions.add_closure(ctx, Closure(clock.new_id(), day, "Holiday", of))
        for of in (None, None, branch.id, branch.id)
    ]

    assert made[0] == made[1]
    assert made[2] == made[3]
    setup = actions.get_setup(ctx)
    assert [len(setup.closed_days(each)) for each in (branch.id, "another")] == [2, 1]
    told = actions.list_holidays(ctx, "TR", 2027)
    assert [closed for on, _, closed in told if on == day] == [True]
    actions.remove_closure(ctx, made[0].id)
    assert len(actions.get_setup(ctx).closures) == 1
    _refused(ctx, NotFound, actions.remove_closure, ctx, made[0].id)
    unknown = Closure(clock.new_id(), day, "Holiday", "no branch")
    assert "branch_id" in _refused(ctx, Invalid, actions.add_closure, ctx, unknown).fields


def test_what_names_something_unknown_is_refused(ctx: Context) -> None:
    branch = _branch(ctx)

    refused = [
        _refused(ctx, Invalid, actions.create, ctx, thing)
        for thing in (
            Branch("b", "B", "Mars/Base"),
            Practitioner("p", "P", "nowhere"),
            Room("r", "R", "scan", "nowhere"),
            Service("s", "S", 30, ("nobody",)),
        )
    ]

    told = [name for each in refused for name in each.fields]
    assert told == ["zone", "branch_id", "branch_id", "practitioner_ids"]
    assert list(actions.get_setup(ctx).branches) == [branch.id]


def test_things_come_by_name_wherever_they_are_shown_or_read_out(ctx: Context) -> None:
    branch = _branch(ctx)
    for name in ("Bea", "Cem", "Ada"):
        _doctor(ctx, branch, name)
        actions.create(ctx, Service(clock.new_id(), f"Visit to {name}", 30))

    setup = store.load(ctx)

    assert [each.name for each in setup.practitioners.values()] == ["Ada", "Bea", "Cem"]
    told = [each.name for each in setup.services.values()]
    assert told == ["Visit to Ada", "Visit to Bea", "Visit to Cem"]
