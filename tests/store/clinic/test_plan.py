"""A plan's limits hold for those who come at once, too."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from chalicelib import clock
from chalicelib.clinic import actions, store
from chalicelib.clinic.model import Branch
from chalicelib.context import Context
from chalicelib.errors import Conflict
from chalicelib.tenants import actions as tenants
from chalicelib.tenants import store as profiles


def _branch(ctx: Context, name: str) -> Branch:
    return actions.create(ctx, Branch(clock.new_id(), name, "Europe/Istanbul"))


@pytest.fixture
def starter(ctx: Context) -> Context:
    """On the plan with one branch."""
    profiles.replace(ctx, replace(tenants.get_clinic(ctx), plan="starter", version=2), 1)
    return ctx


def _overtaken(monkeypatch: pytest.MonkeyPatch, by: Callable[[], Any]) -> None:
    """Between the next decision and its writing, somebody else does something."""
    save = store.save

    def late(*given: Any, **said: Any) -> None:
        monkeypatch.setattr(store, "save", save)
        by()
        save(*given, **said)

    monkeypatch.setattr(store, "save", late)


def test_last_that_the_plan_includes_is_made_once(
    starter: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    _overtaken(monkeypatch, lambda: _branch(starter, "Faster"))

    with pytest.raises(Conflict) as told:
        _branch(starter, "Slower")

    assert told.value.code == "plan_limit"
    assert [each.name for each in store.load(starter).branches.values()] == ["Faster"]


def test_branch_that_comes_back_is_counted_with_one_just_made(
    starter: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = _branch(starter, "Old")
    actions.archive(starter, Branch, old.id)
    _overtaken(monkeypatch, lambda: _branch(starter, "Faster"))

    with pytest.raises(Conflict) as told:
        actions.update(starter, Branch, old.id, {"archived": False}, 2)

    assert told.value.code == "plan_limit"
    assert store.load(starter).branches[old.id].archived


def test_what_the_plan_includes_is_made_for_both(
    ctx: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    _overtaken(monkeypatch, lambda: _branch(ctx, "Faster"))

    _branch(ctx, "Slower")

    assert {each.name for each in store.load(ctx).branches.values()} == {"Faster", "Slower"}
