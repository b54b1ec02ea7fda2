"""Subscriptions through the API: begun, changed, paused, cancelled, listed."""

import pytest
import stripe

from tests.infra.stripe_standin import DAY, StripeStandIn, until

pytest_plugins = ["tests.infra.stripe_standin_fixtures"]


def again(standin: StripeStandIn, body: stripe.Subscription, *expand: str) -> stripe.Subscription:
    return standin.client.v1.subscriptions.retrieve(body.id, {"expand": list(expand)})


def item(body: stripe.Subscription) -> stripe.SubscriptionItem:
    return body["items"].data[0]


def change(
    standin: StripeStandIn, body: stripe.Subscription, **fields: object
) -> stripe.Subscription:
    return standin.client.v1.subscriptions.update(body.id, fields)


def invoices(standin: StripeStandIn, body: stripe.Subscription) -> list[stripe.Invoice]:
    return standin.client.v1.invoices.list({"subscription": body.id}).data


def test_subscription_is_charged_and_active(standin: StripeStandIn) -> None:
    # Act
    body = standin.subscribe(
        items=[{"price": standin.price("clinic_monthly"), "quantity": 4}],
        metadata={"tenant_id": "t1"},
        expand=["latest_invoice"],
    )

    # Assert
    invoice = body.latest_invoice
    assert (body.status, body.currency, item(body).quantity) == ("active", "eur", 4)
    assert (invoice.status, invoice.amount_paid, invoice.currency) == ("paid", 4 * 7900, "eur")
    assert invoice.parent.subscription_details.subscription == body.id
    assert invoice.parent.subscription_details.metadata["tenant_id"] == "t1"
    assert invoice.number.endswith("-0001")
    assert item(body).current_period_start == body.start_date
    assert 28 * DAY <= item(body).current_period_end - body.start_date <= 31 * DAY
    assert "current_period_end" not in body.to_dict()


def test_price_is_taken_in_the_wanted_currency(standin: StripeStandIn) -> None:
    # Act
    body = standin.subscribe(currency="huf", expand=["latest_invoice"])

    # Assert
    assert (body.currency, body.latest_invoice.amount_paid) == ("huf", 1190000)
    assert standin.client.v1.customers.retrieve(body.customer).currency == "huf"


def test_customers_currency_is_kept_where_none_is_named(standin: StripeStandIn) -> None:
    # Arrange
    first = standin.subscribe(currency="huf")

    # Act
    second = standin.client.v1.subscriptions.create(
        {"customer": first.customer, "items": [{"price": standin.price("clinic_monthly")}]}
    )

    # Assert
    assert second.currency == "huf"


def test_second_currency_of_a_customer_is_refused(standin: StripeStandIn) -> None:
    # Arrange
    body = standin.subscribe(currency="huf")

    # Act
    with pytest.raises(stripe.InvalidRequestError) as refused:
        standin.checkout(customer=body.customer, currency="usd")

    # Assert
    assert "combine currencies" in refused.value.user_message


def test_declined_first_payment_leaves_it_incomplete(standin: StripeStandIn) -> None:
    # Act
    body = standin.subscribe("pm_card_chargeCustomerFail", expand=["latest_invoice"])

    # Assert
    assert (body.status, body.latest_invoice.status) == ("incomplete", "open")
    assert (body.latest_invoice.attempt_count, body.latest_invoice.next_payment_attempt) == (
        1,
        None,
    )


def test_incomplete_becomes_active_when_paid(standin: StripeStandIn) -> None:
    # Arrange
    body = standin.subscribe("pm_card_chargeCustomerFail")
    standin.give_card(body.customer, "pm_card_visa")

    # Act
    paid = standin.client.v1.invoices.pay(body.latest_invoice)

    # Assert
    assert paid.status == "paid"
    assert again(standin, body).status == "active"


def test_incomplete_expires_after_23_hours(standin: StripeStandIn) -> None:
    # Arrange
    body = standin.subscribe("pm_card_chargeCustomerFail")

    # Act
    standin.move(hours=23, minutes=1)

    # Assert
    after = again(standin, body, "latest_invoice")
    assert (after.status, after.latest_invoice.status) == ("incomplete_expired", "void")
    standin.move(days=40)
    assert len(invoices(standin, body)) == 1


def test_error_if_incomplete_keeps_nothing(standin: StripeStandIn) -> None:
    # Arrange
    customer = standin.customer("pm_card_chargeCustomerFail")
    wanted = {"customer": customer.id, "items": [{"price": standin.price()}]}

    # Act
    with pytest.raises(stripe.CardError):
        standin.client.v1.subscriptions.create(
            {**wanted, "payment_behavior": "error_if_incomplete"}
        )

    # Assert
    held = standin.client.v1.subscriptions.list({"customer": customer.id, "status": "all"})
    assert held.data == []
    assert standin.client.v1.invoices.list({"customer": customer.id}).data == []


def test_subscription_without_a_card_is_refused(standin: StripeStandIn) -> None:
    # Act
    with pytest.raises(stripe.InvalidRequestError) as refused:
        standin.subscribe(card="")

    # Assert
    assert "no attached payment source" in refused.value.user_message


def test_seats_and_plan_change_without_proration(standin: StripeStandIn) -> None:
    # Arrange
    body = standin.subscribe()
    period = item(body).current_period_end

    # Act
    changed = change(
        standin,
        body,
        items=[{"id": item(body).id, "price": standin.price("network_monthly"), "quantity": 5}],
        proration_behavior="none",
    )

    # Assert
    assert item(changed).id == item(body).id
    assert (item(changed).price.lookup_key, item(changed).quantity) == ("network_monthly", 5)
    assert item(changed).current_period_end == period
    assert len(invoices(standin, body)) == 1
    standin.move_to(period + 7200)
    latest = invoices(standin, body)[0]
    assert (latest.status, latest.amount_paid) == ("paid", 5 * 19900)


def test_change_with_proration_is_refused_as_not_modelled(standin: StripeStandIn) -> None:
    # Arrange
    body = standin.subscribe()

    # Act
    with pytest.raises(stripe.InvalidRequestError) as refused:
        change(standin, body, items=[{"id": item(body).id, "quantity": 2}])

    # Assert
    assert refused.value.param == "proration_behavior"
    assert item(again(standin, body)).quantity == 1


def test_seats_change_through_the_item(standin: StripeStandIn) -> None:
    # Arrange
    body = standin.subscribe()
    items = standin.client.v1.subscription_items

    # Act
    changed = items.update(item(body).id, {"quantity": 7, "proration_behavior": "none"})

    # Assert
    assert (changed.quantity, items.retrieve(item(body).id).quantity) == (7, 7)
    assert [found.quantity for found in items.list({"subscription": body.id}).data] == [7]


def test_trial_allows_changes_whatever_the_proration(standin: StripeStandIn) -> None:
    # Arrange
    body = standin.subscribe(trial_period_days=14)

    # Act
    changed = change(standin, body, items=[{"id": item(body).id, "quantity": 3}])

    # Assert
    assert (changed.status, item(changed).quantity) == ("trialing", 3)
    assert item(changed).current_period_end == body.trial_end


def test_second_item_is_added_and_removed(standin: StripeStandIn) -> None:
    # Arrange
    body = standin.subscribe()
    extra = standin.price("clinic_monthly")

    # Act
    both = change(standin, body, items=[{"price": extra, "quantity": 2}], proration_behavior="none")
    added = next(found for found in both["items"].data if found.price.id == extra)
    one = change(
        standin, body, items=[{"id": added.id, "deleted": True}], proration_behavior="none"
    )

    # Assert
    assert len(both["items"].data) == 2
    assert [found.id for found in one["items"].data] == [item(body).id]


@pytest.mark.parametrize(
    "items",
    [
        [{"id": "si_other", "quantity": 2}],
        [{"quantity": 2}],
        [{"price": "price_none"}],
        [{"id": "OWN", "deleted": True}],
        [{"price": "SAME"}],
        [{"id": "OWN", "quantity": -1}],
    ],
)
def test_wrong_items_change_nothing(standin: StripeStandIn, items: list[dict[str, object]]) -> None:
    # Arrange
    body = standin.subscribe()
    names = {"OWN": item(body).id, "SAME": standin.price()}
    wanted = [{k: names.get(str(v), v) for k, v in entry.items()} for entry in items]

    # Act
    with pytest.raises(stripe.InvalidRequestError):
        change(standin, body, items=wanted, proration_behavior="none")

    # Assert
    assert again(standin, body).to_dict() == body.to_dict()


def test_change_of_interval_starts_and_bills_a_new_period(standin: StripeStandIn) -> None:
    # Arrange
    yearly = standin.client.v1.prices.create(
        {
            "product": "prod_starter",
            "currency": "eur",
            "unit_amount": 29000,
            "recurring": {"interval": "year"},
        }
    )
    body = standin.subscribe()
    standin.move(days=10)

    # Act
    changed = change(
        standin,
        body,
        items=[{"id": item(body).id, "price": yearly.id}],
        proration_behavior="none",
    )

    # Assert
    latest = invoices(standin, body)[0]
    span = item(changed).current_period_end - item(changed).current_period_start
    assert span in (365 * DAY, 366 * DAY)
    assert (latest.status, latest.amount_paid, latest.billing_reason) == (
        "paid",
        29000,
        "subscription_update",
    )


def test_cancelled_at_once_is_over(standin: StripeStandIn) -> None:
    # Arrange
    body = standin.subscribe()

    # Act
    ended = standin.client.v1.subscriptions.cancel(
        body.id, {"cancellation_details": {"comment": "moving away", "feedback": "unused"}}
    )

    # Assert
    assert (ended.status, ended.ended_at == ended.canceled_at) == ("canceled", True)
    assert ended.cancellation_details.reason == "cancellation_requested"
    assert ended.cancellation_details.feedback == "unused"
    with pytest.raises(stripe.InvalidRequestError) as twice:
        standin.client.v1.subscriptions.cancel(body.id)
    with pytest.raises(stripe.InvalidRequestError) as changed:
        change(standin, body, cancel_at_period_end=False)
    assert twice.value.http_status == 404
    assert "canceled subscription can only update" in changed.value.user_message
    assert change(standin, body, metadata={"why": "moved"}).metadata["why"] == "moved"
    standin.move(days=40)
    assert len(invoices(standin, body)) == 1


def test_cancelled_at_period_end_runs_until_then(standin: StripeStandIn) -> None:
    # Arrange
    body = standin.subscribe()
    end = item(body).current_period_end

    # Act
    marked = change(standin, body, cancel_at_period_end=True)
    standin.move_to(end - 60)
    running = again(standin, body)
    standin.move_to(end + 60)
    over = again(standin, body)

    # Assert
    assert (marked.status, marked.cancel_at_period_end, marked.cancel_at) == ("active", True, end)
    assert running.status == "active"
    assert (over.status, over.ended_at) == ("canceled", end)
    assert len(invoices(standin, body)) == 1


def test_cancellation_is_taken_back(standin: StripeStandIn) -> None:
    # Arrange
    body = standin.subscribe()
    change(standin, body, cancel_at_period_end=True)

    # Act
    kept = change(standin, body, cancel_at_period_end=False)
    standin.move_to(item(body).current_period_end + 7200)

    # Assert
    assert (kept.cancel_at, kept.canceled_at, kept.cancellation_details.reason) == (
        None,
        None,
        None,
    )
    assert again(standin, body).status == "active"
    assert len(invoices(standin, body)) == 2


def test_cancel_at_ends_on_its_day(standin: StripeStandIn) -> None:
    # Arrange
    body = standin.subscribe()
    day = item(body).current_period_end + 5 * DAY

    # Act
    marked = change(standin, body, cancel_at=day)
    standin.move_to(day)

    # Assert
    assert (marked.cancel_at, marked.cancel_at_period_end) == (day, False)
    assert (again(standin, body).status, again(standin, body).ended_at) == ("canceled", day)
    with pytest.raises(stripe.InvalidRequestError):
        change(standin, standin.subscribe(), cancel_at=day - DAY)


def test_trial_is_ended_at_once_and_billed(standin: StripeStandIn) -> None:
    # Arrange
    body = standin.subscribe(trial_period_days=14)
    standin.move(days=3)

    # Act
    ended = change(standin, body, trial_end="now", expand=["latest_invoice"])

    # Assert
    assert (ended.status, ended.latest_invoice.amount_paid) == ("active", 2900)
    assert item(ended).current_period_start == ended.billing_cycle_anchor == ended.trial_end


def test_trial_is_prolonged(standin: StripeStandIn) -> None:
    # Arrange
    body = standin.subscribe(trial_period_days=14)
    longer = body.trial_end + 10 * DAY

    # Act
    changed = change(standin, body, trial_end=longer)
    standin.move_to(body.trial_end + 7200)

    # Assert
    assert (changed.trial_end, item(changed).current_period_end) == (longer, longer)
    assert again(standin, body).status == "trialing"


def test_cancellation_at_the_end_moves_with_the_trial(standin: StripeStandIn) -> None:
    # Arrange
    body = standin.subscribe(trial_period_days=14)
    change(standin, body, cancel_at_period_end=True)
    longer = body.trial_end + 10 * DAY

    # Act
    changed = change(standin, body, trial_end=longer)
    standin.move_to(longer)

    # Assert
    assert changed.cancel_at == longer
    assert (again(standin, body).status, again(standin, body).ended_at) == ("canceled", longer)


def test_pause_and_resume(standin: StripeStandIn) -> None:
    # Arrange
    body = standin.subscribe()
    end = item(body).current_period_end

    # Act
    paused = standin.client.v1.subscriptions.pause(body.id)
    standin.move_to(end + 10 * DAY)
    untouched = invoices(standin, body)
    resumed = standin.client.v1.subscriptions.resume(body.id)

    # Assert
    types = standin.types(body.customer)
    assert (paused.status, resumed.status) == ("paused", "active")
    assert len(untouched) == 1
    assert len(invoices(standin, body)) == 2
    assert item(resumed).current_period_start >= end + 10 * DAY
    assert "customer.subscription.paused" in types
    assert "customer.subscription.resumed" in types
    with pytest.raises(stripe.InvalidRequestError):
        standin.client.v1.subscriptions.resume(body.id)


@pytest.mark.parametrize(
    ("behavior", "status"),
    [("void", "void"), ("keep_as_draft", "draft"), ("mark_uncollectible", "uncollectible")],
)
def test_paused_collection_renews_and_collects_nothing(
    standin: StripeStandIn, behavior: str, status: str
) -> None:
    # Arrange
    body = standin.subscribe()
    end = item(body).current_period_end

    # Act
    change(standin, body, pause_collection={"behavior": behavior})
    standin.move_to(end + 7200)
    renewed = invoices(standin, body)[0]
    going_on = change(standin, body, pause_collection="")

    # Assert
    assert renewed.status == status
    assert (going_on.status, going_on.pause_collection) == ("active", None)
    standin.move_to(item(again(standin, body)).current_period_end + 7200)
    assert invoices(standin, body)[0].status == "paid"


def test_paused_collection_goes_on_by_itself(standin: StripeStandIn) -> None:
    # Arrange
    body = standin.subscribe()
    day = item(body).current_period_start + 5 * DAY

    # Act
    change(standin, body, pause_collection={"behavior": "void", "resumes_at": day})
    standin.move_to(day)

    # Assert
    assert again(standin, body).pause_collection is None


def test_lists_by_customer_status_and_price(standin: StripeStandIn) -> None:
    # Arrange
    customer = standin.customer("pm_card_visa").id
    starter, clinic = standin.price(), standin.price("clinic_monthly")
    make = standin.client.v1.subscriptions.create
    trial = make({"customer": customer, "items": [{"price": starter}], "trial_period_days": 14})
    active = make({"customer": customer, "items": [{"price": clinic}]})
    over = make({"customer": customer, "items": [{"price": starter}]})
    standin.client.v1.subscriptions.cancel(over.id)

    # Act
    def ids(**filters: str) -> set[str]:
        found = standin.client.v1.subscriptions.list({"customer": customer, **filters})
        return {body.id for body in found.data}

    # Assert
    assert ids() == {trial.id, active.id}
    assert ids(status="all") == {trial.id, active.id, over.id}
    assert ids(status="trialing") == {trial.id}
    assert ids(status="canceled") == ids(status="ended") == {over.id}
    assert ids(price=clinic) == {active.id}
    assert ids(price=starter, status="all") == {trial.id, over.id}


def test_deleting_a_customer_cancels_at_once(standin: StripeStandIn) -> None:
    # Arrange
    body = standin.subscribe()

    # Act
    standin.client.v1.customers.delete(body.customer)

    # Assert
    assert again(standin, body).status == "canceled"


def test_preview_shows_the_next_invoice_and_keeps_nothing(standin: StripeStandIn) -> None:
    # Arrange
    body = standin.subscribe()

    # Act
    preview = standin.client.v1.invoices.create_preview(
        {
            "subscription": body.id,
            "subscription_details": {
                "items": [{"id": item(body).id, "quantity": 3}],
                "proration_behavior": "none",
            },
        }
    )

    # Assert
    assert (preview.amount_due, preview.lines.data[0].quantity) == (3 * 2900, 3)
    assert preview.lines.data[0].period.start == item(body).current_period_end
    assert len(invoices(standin, body)) == 1
    assert item(again(standin, body)).quantity == 1


def test_refund_and_dispute_are_told(standin: StripeStandIn) -> None:
    # Arrange
    body = standin.subscribe()
    charge = standin.client.v1.charges.list({"customer": body.customer}).data[0]

    # Act
    part = standin.client.v1.refunds.create({"charge": charge.id, "amount": 900})
    rest = standin.client.v1.refunds.create({"payment_intent": charge.payment_intent})
    standin.control(f"charges/{charge.id}/dispute")

    # Assert
    after = standin.client.v1.charges.retrieve(charge.id, {"expand": ["refunds"]})
    types = standin.types(body.customer)
    disputes = standin.client.v1.events.list({"type": "charge.dispute.created"}).data
    assert (part.amount, rest.amount) == (900, 2000)
    assert (after.amount_refunded, after.refunded, after.disputed) == (2900, True, True)
    assert {refund.id for refund in after.refunds.data} == {part.id, rest.id}
    assert types.count("charge.refunded") == 2
    assert disputes[0].data.object["charge"] == charge.id
    with pytest.raises(stripe.InvalidRequestError):
        standin.client.v1.refunds.create({"charge": charge.id})


def test_updates_tell_what_was_before(standin: StripeStandIn) -> None:
    # Arrange
    body = standin.subscribe(metadata={"seats": "1", "kept": "yes"})

    # Act
    change(standin, body, cancel_at_period_end=True, metadata={"seats": "2"})

    # Assert
    def told() -> list[stripe.Event]:
        found = standin.client.v1.events.list({"type": "customer.subscription.updated"}).data
        return [event for event in found if event.data.object["id"] == body.id]

    latest = until(told)[0]
    previous = latest.data.previous_attributes.to_dict()
    assert previous["metadata"] == {"seats": "1"}
    assert previous["cancel_at_period_end"] is False
    assert set(previous) == {
        "cancel_at",
        "cancel_at_period_end",
        "canceled_at",
        "cancellation_details",
        "metadata",
    }
    assert latest.request.id.startswith("req_")
