"""A function killed at any step of a confirmation: the same link goes on, nothing is twice."""

from typing import Any

import pytest

from chalicelib.context import Context
from chalicelib.gateways import identity, stripe
from chalicelib.signup import actions
from chalicelib.staff import sessions
from chalicelib.staff import store as staff
from chalicelib.tenants import actions as tenants
from chalicelib.tenants import addresses, customers
from chalicelib.tenants import store as profiles
from tests.store.signup.conftest import ADDRESS, World, form_of

PASSWORD = "words that I chose"
STEPS = {
    "address claimed": (addresses, "claim"),
    "account": (identity, "set_user"),
    "profile": (profiles, "create"),
    "site key": (profiles, "point"),
    "list of clinics": (profiles, "list_tenant"),
    "owner": (staff, "create"),
    "address confirmed": (addresses, "keep"),
    "customer": (stripe, "create_customer"),
    "way from the customer": (customers, "point"),
    "subscription read": (stripe, "subscription_of"),
    "subscription written": (tenants, "update_subscription"),
    "checkout": (stripe, "checkout"),
    "session": (staff, "put_session"),
}


class Killed(BaseException):
    """The function ended here."""


def kill_once(monkeypatch: pytest.MonkeyPatch, where: Any, name: str, done: bool) -> None:
    """The next call of it ends the function, before or after it is done."""
    real = getattr(where, name)

    def call(*given: Any, **named: Any) -> Any:
        monkeypatch.setattr(where, name, real)
        if done:
            real(*given, **named)
        raise Killed

    monkeypatch.setattr(where, name, call)


@pytest.mark.parametrize("done", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("step", STEPS)
def test_killed_confirmation_goes_on_with_the_same_link(
    world: World, monkeypatch: pytest.MonkeyPatch, step: str, done: bool
) -> None:
    actions.begin(form_of(), PASSWORD, "client")
    kill_once(monkeypatch, *STEPS[step], done)

    with pytest.raises(Killed):
        actions.confirm(world.link(), PASSWORD)
    ctx, owner, _, url = actions.confirm(world.link(), PASSWORD)

    assert profiles.list_tenants(ctx.tenant_id[0]) == [ctx.tenant_id]
    assert _everything(ctx) == {
        "owners": [owner.id], "customer": "cus_0", "of_customer": ctx.tenant_id,
        "claims": identity.Claims(ctx.tenant_id, owner.id), "status": "pending",
    }  # fmt: skip
    assert world.customers == {ctx.tenant_id: "cus_0"}
    assert url == "https://pay/cus_0"
    assert sessions.sign_in(ADDRESS, PASSWORD, "client")[1] == owner


def test_claim_of_a_killed_confirmation_runs_out_for_another_sign_up(
    world: World, monkeypatch: pytest.MonkeyPatch, later: Any
) -> None:
    actions.begin(form_of(), "a password forgotten", "client")
    kill_once(monkeypatch, identity, "set_user", True)
    with pytest.raises(Killed):
        actions.confirm(world.link(), "a password forgotten")
    actions.begin(form_of(), PASSWORD, "client")

    later(901)
    ctx, owner, *_ = actions.confirm(world.link(), PASSWORD)

    assert sessions.sign_in(ADDRESS, PASSWORD, "client")[0].tenant_id == ctx.tenant_id
    assert world.accounts[ADDRESS] == (PASSWORD, identity.Claims(ctx.tenant_id, owner.id))


def _everything(ctx: Context) -> dict[str, Any]:
    profile = tenants.get_clinic(ctx)
    customer = tenants.context_of_customer("cus_0")
    return {
        "owners": [s.id for s in staff.list_all(ctx)],
        "customer": profile.customer_id,
        "of_customer": customer.tenant_id if customer else None,
        "claims": identity.sign_in(ADDRESS, PASSWORD),
        "status": profile.status,
    }
