"""A clinic's line and its operators are made once at Connect, however often that is tried."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from chalicelib import clock
from chalicelib.billing import actions as billing
from chalicelib.context import Context
from chalicelib.errors import Conflict, Unavailable
from chalicelib.gateways import connect, stripe
from chalicelib.lines import actions, store
from chalicelib.staff import store as accounts
from chalicelib.staff.model import Staff
from chalicelib.tenants import actions as tenants
from chalicelib.tenants import customers

_NUMBER = "+12025550199"
_LISTS = {
    "create_queue": ("list_queues", "QueueSummaryList", "Name"),
    "create_routing_profile": ("list_routing_profiles", "RoutingProfileSummaryList", "Name"),
    "create_user": ("list_users", "UserSummaryList", "Username"),
    "create_quick_connect": ("list_quick_connects", "QuickConnectSummaryList", "Name"),
}


_LINE = {"list_queues": 1, "list_routing_profiles": 1, "list_quick_connects": 1}


@dataclass
class Exchange:
    """Connect as far as lines use it: names are unique, and `faults` are raised by next calls."""

    made: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    faults: list[Exception] = field(default_factory=list)
    refused: dict[str, Exception] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, Any]]] = field(default_factory=list)

    def call(self, instance: Any, operation: str, **given: Any) -> dict[str, Any]:
        if self.faults:
            raise self.faults.pop(0)
        if operation in self.refused:
            raise self.refused[operation]
        if operation in _LISTS:
            return self._create(operation, given)
        for _, (listing, answer, _) in _LISTS.items():
            if operation == listing:
                return {answer: self.made.get(operation, [])}
        self.asked.append((operation, given))
        return {}

    def _create(self, operation: str, given: dict[str, Any]) -> dict[str, Any]:
        listing, _, key = _LISTS[operation]
        known = self.made.setdefault(listing, [])
        if any(each[key] == given[key] for each in known):
            raise connect.ConnectRefused("DuplicateResourceException")
        made = {**given, "Id": clock.new_id()}
        known.append(made | {"Arn": f"arn/{made['Id']}"})
        told = known[-1]
        return {
            "QueueId": told["Id"], "QueueArn": told["Arn"], "RoutingProfileId": told["Id"],
            "UserId": told["Id"], "QuickConnectId": told["Id"],
        }  # fmt: skip


@pytest.fixture
def exchange(ctx: Context, monkeypatch: pytest.MonkeyPatch) -> Iterator[Exchange]:
    for name, value in {
        "CONNECT_INSTANCE_ARN": "arn:aws:connect:eu-central-1:1:instance/shared",
        "CONNECT_HOURS_ARN": "arn/always",
        "CONNECT_SECURITY_PROFILE_ARN": "arn/operator",
        "CONNECT_AGENT_TRANSFER_FLOW_ARN": "arn/to-colleague",
        "CONNECT_QUEUE_TRANSFER_FLOW_ARN": "arn/to-queue",
    }.items():
        monkeypatch.setenv(name, value)
    made = Exchange()
    monkeypatch.setattr(connect, "_call", made.call)
    now = replace(stripe.NOTHING, status="active")
    monkeypatch.setattr(stripe, "subscription_of", lambda _: now)
    yield made


def _counts(exchange: Exchange) -> dict[str, int]:
    return {name: len(found) for name, found in exchange.made.items()}


def test_active_clinic_gets_a_number_and_a_line_from_its_event(
    ctx: Context, exchange: Exchange
) -> None:
    tenants.add_numbers([_NUMBER], "voice")
    customers.point("cus_1", ctx.tenant_id)

    for event in ("evt_1", "evt_2"):
        billing.handle_event(event, "cus_1")

    line = actions.find_line(ctx)
    assert line
    assert (line.number, tenants.get_clinic(ctx).voice_number) == (_NUMBER, _NUMBER)
    assert (line.instance.instance_id, line.instance.region) == ("shared", "eu-central-1")
    assert _counts(exchange) == _LINE
    found = tenants.context_of_number(_NUMBER)
    assert found
    assert found.tenant_id == ctx.tenant_id


def test_event_whose_line_failed_comes_again_and_makes_each_thing_once(
    ctx: Context, exchange: Exchange, monkeypatch: pytest.MonkeyPatch
) -> None:
    tenants.add_numbers([_NUMBER], "voice")
    customers.point("cus_1", ctx.tenant_id)
    real = store.put
    monkeypatch.setattr(store, "put", _refuse)
    with pytest.raises(Unavailable):
        billing.handle_event("evt_1", "cus_1")
    assert actions.find_line(ctx) is None
    monkeypatch.setattr(store, "put", real)

    billing.handle_event("evt_1", "cus_1")

    assert actions.find_line(ctx) is not None
    assert _counts(exchange) == _LINE


def _refuse(*_: Any) -> None:
    raise Unavailable("not now")


def test_clinic_without_a_number_has_no_line(ctx: Context, exchange: Exchange) -> None:
    assert actions.open_line(ctx) is None
    assert exchange.made == {}
    with pytest.raises(Conflict, match="no telephone line yet"):
        actions.open_desk(replace(ctx, actor="x"))


def test_operator_gets_one_user_however_often_the_desk_is_opened(
    ctx: Context, exchange: Exchange
) -> None:
    tenants.add_numbers([_NUMBER], "voice")
    tenants.update_subscription(ctx, "active", "clinic", "cus_1", None)
    ann = Staff(clock.new_id(), "ann@example.com", "Ann Example", "operator")
    accounts.create(ctx, ann)
    signed_in = replace(ctx, actor=ann.id)

    desks = [actions.open_desk(signed_in) for _ in range(2)]

    assert desks[0] == desks[1]
    assert len(desks[0].agent.username) == 20
    assert _counts(exchange)["list_users"] == 1
    found = tenants.context_of_agent(desks[0].agent.user_id)
    assert found
    assert found.tenant_id == ctx.tenant_id


def test_user_that_was_made_but_not_kept_is_found_by_name(
    ctx: Context, exchange: Exchange, monkeypatch: pytest.MonkeyPatch
) -> None:
    tenants.add_numbers([_NUMBER], "voice")
    tenants.update_subscription(ctx, "active", "clinic", "cus_1", None)
    ann = Staff(clock.new_id(), "ann@example.com", "Ann", "owner")
    accounts.create(ctx, ann)
    signed_in = replace(ctx, actor=ann.id)
    with monkeypatch.context() as broken:
        broken.setattr(store, "put_agent", _refuse)
        with pytest.raises(Unavailable):
            actions.open_desk(signed_in)

    desk = actions.open_desk(signed_in)

    assert _counts(exchange)["list_users"] == 1
    assert [a.user_id for a in actions.list_agents(ctx)] == [desk.agent.user_id]
