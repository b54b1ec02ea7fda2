"""Idempotency keys: the same request is done once and answered the same."""

from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
import stripe

from tests.infra.stripe_keys import create, with_email
from tests.infra.stripe_standin import StripeStandIn


@pytest.fixture
def key() -> str:
    return str(uuid4())


def test_same_request_is_answered_the_same(standin: StripeStandIn, key: str) -> None:
    # Arrange
    email = f"{key}@example.com"
    first = create(standin, key, email)
    standin.client.v1.customers.update(first.id, {"name": "Changed meanwhile"})

    # Act
    second = create(standin, key, email)

    # Assert
    assert second.to_dict() == first.to_dict()
    assert second.last_response.headers["Idempotent-Replayed"] == "true"
    assert second.last_response.headers["Original-Request"] == first.last_response.request_id
    assert with_email(standin, email) == [first.id]


def test_other_parameters_are_refused(standin: StripeStandIn, key: str) -> None:
    # Arrange
    create(standin, key, f"{key}@example.com")

    # Act
    with pytest.raises(stripe.IdempotencyError) as refused:
        create(standin, key, f"other-{key}@example.com")

    # Assert
    assert refused.value.http_status == 400
    assert refused.value.error.type == "idempotency_error"
    assert key in refused.value.user_message
    assert with_email(standin, f"other-{key}@example.com") == []


def test_another_endpoint_is_refused(standin: StripeStandIn, key: str) -> None:
    # Arrange
    customer = create(standin, key, f"{key}@example.com")

    # Act
    with pytest.raises(stripe.IdempotencyError) as refused:
        standin.client.v1.billing_portal.sessions.create(
            {"customer": customer.id}, {"idempotency_key": key}
        )

    # Assert
    assert "'/v1/billing_portal/sessions' vs '/v1/customers'" in refused.value.user_message


def test_key_in_use_is_a_conflict(standin: StripeStandIn, key: str) -> None:
    # Arrange
    email = f"{key}@example.com"
    standin.control("faults", kind="slow", path="/v1/customers", method="POST", delay_ms=1500)

    # Act
    with ThreadPoolExecutor() as threads:
        calls = [threads.submit(create, standin, key, email) for _ in range(2)]
    conflicts = [error for call in calls if (error := call.exception())]

    # Assert
    (made,) = (call.result() for call in calls if not call.exception())
    (conflict,) = conflicts
    assert isinstance(conflict, stripe.StripeError)
    assert (conflict.http_status, conflict.error.code) == (409, "idempotency_key_in_use")
    assert with_email(standin, email) == [made.id]
    assert create(standin, key, email).id == made.id


def test_sdk_retries_of_a_key_in_use_reach_the_first_answer(
    standin: StripeStandIn, key: str
) -> None:
    # Arrange
    email = f"{key}@example.com"
    patient = stripe.StripeClient(
        "sk_test_local", base_addresses={"api": standin.url}, max_network_retries=8
    )
    standin.control("faults", kind="slow", path="/v1/customers", method="POST", delay_ms=800)

    # Act
    with ThreadPoolExecutor() as threads:
        fields, options = {"email": email}, {"idempotency_key": key}
        create_patiently = patient.v1.customers.create
        calls = [threads.submit(create_patiently, fields, options) for _ in range(2)]
        ids = {call.result().id for call in calls}

    # Assert
    assert len(ids) == 1
    assert with_email(standin, email) == list(ids)


def test_lost_answer_is_found_again_by_its_key(standin: StripeStandIn, key: str) -> None:
    # Arrange
    email = f"{key}@example.com"
    standin.control("faults", kind="lose_answer", path="/v1/customers", method="POST")

    # Act
    with pytest.raises(stripe.APIError) as lost:
        create(standin, key, email)
    found = create(standin, key, email)

    # Assert
    assert lost.value.http_status == 500
    assert with_email(standin, email) == [found.id]
