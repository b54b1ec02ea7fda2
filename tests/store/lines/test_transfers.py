"""Whom an operator can hand a call to: colleagues and the queue of the own clinic, while there."""

from dataclasses import replace
from typing import Any

import pytest

from chalicelib import clock
from chalicelib.calls import actions as calls
from chalicelib.context import Context
from chalicelib.errors import Unavailable
from chalicelib.gateways import connect
from chalicelib.lines import actions, store
from chalicelib.staff import store as accounts
from chalicelib.staff.model import Staff
from chalicelib.tenants import actions as tenants
from tests.store.lines.test_lines import _NUMBER, Exchange, exchange

__all__ = ["exchange"]


def operator(ctx: Context, name: str) -> Context:
    made = Staff(clock.new_id(), f"{clock.new_id()}@example.com", name, "operator")
    accounts.create(ctx, made)
    return replace(ctx, actor=made.id)


@pytest.fixture
def desk(ctx: Context, exchange: Exchange) -> Context:
    """Somebody at a clinic that has a number."""
    tenants.add_numbers([_NUMBER], "voice")
    tenants.update_subscription(ctx, "active", "clinic", "cus_1", None)
    return operator(ctx, "Ann Example")


def made(exchange: Exchange) -> list[dict[str, Any]]:
    return exchange.made["list_quick_connects"]


def shared(exchange: Exchange, operation: str) -> list[tuple[str, str]]:
    """(queue, quick connect) of each such call."""
    return [
        (given["QueueId"], given["QuickConnectIds"][0])
        for name, given in exchange.asked
        if name == operation
    ]


def test_queue_and_operator_are_targets_of_their_own_queue(
    desk: Context, exchange: Exchange
) -> None:
    opened = actions.open_desk(desk)

    to_queue, to_ann = made(exchange)
    assert to_queue["QuickConnectConfig"] == {
        "QuickConnectType": "QUEUE",
        "QueueConfig": {"QueueId": opened.line.queue_id, "ContactFlowId": "to-queue"},
    }
    assert to_ann["QuickConnectConfig"] == {
        "QuickConnectType": "USER",
        "UserConfig": {"UserId": opened.agent.user_id, "ContactFlowId": "to-colleague"},
    }
    assert to_ann["Name"] == f"Ann Example ({opened.agent.username[:8]})"
    queue_id = opened.line.queue_id
    asked = shared(exchange, "associate_queue_quick_connects")
    assert asked == [(queue_id, to_queue["Id"]), (queue_id, to_ann["Id"])]


def test_namesakes_are_two(desk: Context, exchange: Exchange) -> None:
    for each in (desk, operator(desk, "Ann Example")):
        actions.open_desk(each)

    assert len({each["Name"] for each in made(exchange)}) == 3


def test_line_and_agent_from_before_are_brought_up_to_date_once(
    desk: Context, exchange: Exchange
) -> None:
    opened = actions.open_desk(desk)
    store.put(desk, replace(opened.line, quick_connect_id=""))
    store.put_agent(desk, replace(opened.agent, quick_connect_id=""))

    assert actions.open_desk(desk) == opened
    before = len(exchange.asked)
    assert actions.open_desk(desk) == opened

    assert len(made(exchange)) == 2
    assert len(exchange.asked) == before


def test_full_instance_keeps_nobody_from_taking_calls(desk: Context, exchange: Exchange) -> None:
    full = connect.ConnectRefused("LimitExceededException")
    exchange.refused["create_quick_connect"] = full

    opened = actions.open_desk(desk)
    exchange.refused.clear()
    again = actions.open_desk(desk)

    assert (opened.agent.quick_connect_id, opened.line.quick_connect_id) == ("", "")
    assert again.agent.user_id == opened.agent.user_id
    assert again.agent.quick_connect_id and again.line.quick_connect_id


def test_who_left_is_nobody_s_choice_and_signs_in_no_more(
    desk: Context, exchange: Exchange
) -> None:
    opened = actions.open_desk(desk)

    for _ in range(2):
        actions.close_desk(desk, desk.actor)

    ended = [(n, g) for n, g in exchange.asked if n.startswith(("delete", "disassociate"))]
    quick, user = opened.agent.quick_connect_id, opened.agent.user_id
    assert ended == [
        ("disassociate_queue_quick_connects",
         {"QueueId": opened.line.queue_id, "QuickConnectIds": [quick]}),
        ("delete_quick_connect", {"QuickConnectId": quick}),
        ("delete_user", {"UserId": user}),
    ]  # fmt: skip
    (left,) = actions.list_agents(desk)
    assert (left.user_id, left.left, left.quick_connect_id) == (user, True, "")


def test_leaving_that_failed_half_way_is_finished_the_next_time(
    desk: Context, exchange: Exchange
) -> None:
    actions.open_desk(desk)
    exchange.faults = [Unavailable("not now")]
    with pytest.raises(Unavailable):
        actions.close_desk(desk, desk.actor)
    assert not actions.list_agents(desk)[0].left

    actions.close_desk(desk, desk.actor)

    assert actions.list_agents(desk)[0].left


@pytest.mark.parametrize("changed", [{"status": "disabled"}, {"role": "doctor"}])
def test_leaving_that_failed_is_finished_by_night(
    desk: Context, exchange: Exchange, changed: dict[str, Any]
) -> None:
    opened, other = actions.open_desk(desk), operator(desk, "Bob Example")
    actions.open_desk(other)
    person = accounts.find(desk, desk.actor)
    accounts.replace(desk, replace(person, **changed, version=2), 1)

    for _ in range(2):
        actions.close_desks_left(desk)

    ended = [given for name, given in exchange.asked if name == "delete_user"]
    assert ended == [{"UserId": opened.agent.user_id}]
    assert {a.staff_id: a.left for a in actions.list_agents(desk)} == {
        desk.actor: True, other.actor: False,
    }  # fmt: skip


def test_who_comes_back_keeps_the_calls_of_before(desk: Context, exchange: Exchange) -> None:
    actions.open_desk(desk)
    actions.close_desk(desk, desk.actor)
    assert not actions.has_agents(desk)
    exchange.made["list_users"].clear()

    actions.open_desk(desk)

    known = {each.user_id for each in actions.list_agents(desk)}
    assert calls.users_of(desk, desk.actor) == known
    assert (len(known), actions.has_agents(desk)) == (2, True)


def test_who_never_took_calls_leaves_without_connect(desk: Context, exchange: Exchange) -> None:
    actions.close_desk(desk, desk.actor)

    assert (exchange.made, exchange.asked) == ({}, [])
