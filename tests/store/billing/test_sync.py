"""What Stripe says now is what counts, however often, late or disordered its letters come."""

from dataclasses import replace
from typing import Any

import pytest

from chalicelib.billing import actions
from chalicelib.context import Context
from chalicelib.errors import Conflict, Forbidden, Unavailable
from chalicelib.gateways import stripe
from chalicelib.gateways.stripe import NOTHING, Subscription
from chalicelib.tenants import actions as tenants
from chalicelib.tenants import customers
from chalicelib.tenants import store as profiles

CUSTOMER = "cus_one"


class Stripe:
    """What is true at Stripe, and how often it was asked."""

    def __init__(self) -> None:
        self.now, self.asked = NOTHING, 0

    def becomes(self, status: str, plan: str = "clinic") -> None:
        self.now = replace(NOTHING, id="sub_1", status=status, plan=plan)

    def subscription_of(self, customer_id: str) -> Subscription:
        assert customer_id == CUSTOMER
        self.asked += 1
        return self.now


@pytest.fixture
def there(ctx: Context, monkeypatch: pytest.MonkeyPatch) -> Stripe:
    made = Stripe()
    monkeypatch.setattr(stripe, "subscription_of", made.subscription_of)
    customers.point(CUSTOMER, ctx.tenant_id)
    fresh = replace(tenants.get_clinic(ctx), status="pending", customer_id=CUSTOMER, version=2)
    profiles.replace(ctx, fresh, 1)
    tenants.add_numbers(["+12025550101", "+12025550102"])
    return made


def _is_writable(ctx: Context) -> bool:
    try:
        tenants.require_writable(ctx)
    except Forbidden as refused:
        assert refused.code == "tenant_inactive"
        return False
    return True


def test_clinic_follows_its_payments_through_all_that_may_happen(
    ctx: Context, there: Stripe
) -> None:
    seen = []
    for n, status in enumerate(("trialing", "active", "past_due", "unpaid", "active", "canceled")):
        there.becomes(status)
        actions.handle_event(f"evt_{n}", CUSTOMER)
        profile = tenants.get_clinic(ctx)
        seen.append((profile.status, profile.is_open, _is_writable(ctx)))

    assert seen == [
        ("trialing", True, True), ("active", True, True), ("past_due", True, True),
        ("unpaid", False, False), ("active", True, True), ("canceled", False, False),
    ]  # fmt: skip


def test_letter_twice_asks_and_writes_once(ctx: Context, there: Stripe) -> None:
    there.becomes("active")
    actions.handle_event("evt_1", CUSTOMER)
    before = tenants.get_clinic(ctx)

    actions.handle_event("evt_1", CUSTOMER)

    assert there.asked == 1
    assert tenants.get_clinic(ctx) == before


def test_old_letter_that_comes_late_changes_nothing(ctx: Context, there: Stripe) -> None:
    there.becomes("active")
    actions.handle_event("evt_later", CUSTOMER)
    before = tenants.get_clinic(ctx)

    actions.handle_event("evt_earlier", CUSTOMER)

    assert tenants.get_clinic(ctx) == before


def test_letter_is_handled_again_when_it_was_cut_short(ctx: Context, there: Stripe) -> None:
    def broken(_: str) -> Subscription:
        raise Unavailable("Stripe does not answer.")

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(stripe, "subscription_of", broken)
        with pytest.raises(Unavailable):
            actions.handle_event("evt_1", CUSTOMER)
    there.becomes("trialing")

    actions.handle_event("evt_1", CUSTOMER)

    assert tenants.get_clinic(ctx).status == "trialing"


def test_number_for_texts_is_taken_once_and_kept(ctx: Context, there: Stripe) -> None:
    numbers = set()
    for n, status in enumerate(("trialing", "canceled", "active")):
        there.becomes(status)
        actions.handle_event(f"evt_{n}", CUSTOMER)
        numbers.add(tenants.get_clinic(ctx).sms_number)

    assert len(numbers) == 1
    [number] = numbers
    found = tenants.context_of_number(str(number))
    assert found and found.tenant_id == ctx.tenant_id
    assert len(profiles.list_free_numbers("texts")) == 1


def test_plan_that_is_none_of_ours_keeps_the_old_one(ctx: Context, there: Stripe) -> None:
    there.becomes("active", plan="gold")

    actions.handle_event("evt_1", CUSTOMER)

    assert tenants.get_clinic(ctx).plan == "clinic"


def test_letter_about_a_stranger_is_done_without_asking(ctx: Context, there: Stripe) -> None:
    actions.handle_event("evt_1", "cus_stranger")

    assert there.asked == 0


def test_profile_that_changes_meanwhile_keeps_both_changes(
    ctx: Context, there: Stripe, monkeypatch: pytest.MonkeyPatch
) -> None:
    there.becomes("active")
    real = profiles.replace

    def meanwhile(*given: Any) -> None:
        monkeypatch.setattr(profiles, "replace", real)
        tenants.update(ctx, {"name": "Renamed"}, tenants.get_clinic(ctx).version)
        real(*given)

    monkeypatch.setattr(profiles, "replace", meanwhile)

    actions.handle_event("evt_1", CUSTOMER)

    profile = tenants.get_clinic(ctx)
    assert (profile.name, profile.status) == ("Renamed", "active")
    assert len(profiles.list_free_numbers("texts")) == 1


def test_nightly_comparison_mends_what_no_letter_told(ctx: Context, there: Stripe) -> None:
    profiles.list_tenant(ctx.tenant_id)
    there.becomes("unpaid")

    looked = actions.reconcile()

    assert (looked, tenants.get_clinic(ctx).status) == (1, "unpaid")


def test_checkout_is_refused_to_who_pays_and_open_to_who_stopped(
    ctx: Context, there: Stripe, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stripe, "checkout", lambda *_, with_trial, **__: f"trial {with_trial}")
    there.becomes("past_due")
    with pytest.raises(Conflict):
        actions.open_checkout(ctx, None)

    there.becomes("canceled")

    assert actions.open_checkout(ctx, None) == "trial False"
