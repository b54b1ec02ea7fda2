"""The clock of the stand-in: forward only, kept over a kill."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.infra.stripe_standin import (
    DAY,
    Receiver,
    StripeStandIn,
)
from tests.infra.stripe_time import again, on_trial


def test_events_carry_the_time_in_which_they_happened(
    standin: StripeStandIn, receiver: Receiver
) -> None:
    # Arrange
    body = on_trial(standin)

    # Act
    moved = standin.move_to(body.trial_end + 3600)

    # Assert
    found = [e for e in receiver.events if e.data.object.to_dict().get("customer") == body.customer]
    times = {event.type: event.created for event in found}
    assert moved["settled"] is True
    assert times["customer.subscription.trial_will_end"] == body.trial_end - 3 * DAY
    assert times["invoice.paid"] == body.trial_end + 3600
    assert receiver.refused == []


def test_clock_goes_forward_only(standin: StripeStandIn) -> None:
    # Arrange
    before = standin.now()

    # Act
    refused = standin.control("clock", 400, now="2020-01-01T00:00:00Z")

    # Assert
    assert "forward" in refused["error"]["message"]
    assert standin.now() >= before


@pytest.mark.parametrize("now", ["soon", "2027-01-01T00:00:00", "9999-01-01T00:00:00Z"])
def test_clock_refuses_what_is_no_moment(standin: StripeStandIn, now: str) -> None:
    # Arrange
    before = standin.now()

    # Act
    standin.control("clock", 400, now=now)

    # Assert
    assert (standin.now() - before).total_seconds() < 60


def test_clock_says_what_is_due_next(tmp_path: Path) -> None:
    # Arrange
    standin = StripeStandIn(tmp_path).start()
    try:
        nothing = standin.control("clock", verb="GET")
        session = standin.checkout()

        # Act
        waiting = standin.control("clock", verb="GET")

        # Assert
        due = datetime.fromisoformat(waiting["next_due"]).timestamp()
        assert nothing["next_due"] is None
        assert due == session.expires_at
    finally:
        standin.kill()


def test_nothing_is_lost_by_kill(tmp_path: Path) -> None:
    # Arrange
    standin = StripeStandIn(tmp_path).start()
    try:
        body = on_trial(standin)
        standin.move_to(body.trial_end - 3600)
        moved = standin.now()

        # Act
        standin.kill()
        standin.start()
        restarted = standin.now()
        standin.move_to(body.trial_end + 3600)

        # Assert
        after = again(standin, body)
        assert 0 <= (restarted - moved).total_seconds() < 60
        assert (after.status, after.latest_invoice.status) == ("active", "paid")
        assert len(standin.client.v1.prices.list({"limit": 100}).data) == 3
        assert after.latest_invoice.hosted_invoice_url.startswith(standin.url)
    finally:
        standin.kill()


def test_reset_empties_and_sows_again(tmp_path: Path) -> None:
    # Arrange
    standin = StripeStandIn(tmp_path).start()
    try:
        on_trial(standin)
        standin.move(days=100)

        # Act
        standin.control("reset")

        # Assert
        assert standin.client.v1.customers.list().data == []
        assert standin.price("clinic_monthly")
        assert abs((standin.now() - datetime.now(UTC)).total_seconds()) < 60
    finally:
        standin.kill()
