"""The API's manners: keys, versions, errors, parameters."""

import httpx
import pytest
import stripe

from tests.infra.stripe_standin import StripeStandIn, json_of


@pytest.mark.parametrize(
    ("params", "param", "code"),
    [
        ({"limit": 0}, "limit", "parameter_invalid_integer"),
        ({"limit": 101}, "limit", None),
        ({"limit": "many"}, "limit", "parameter_invalid_integer"),
        ({"starting_after": "cus_nobody"}, "starting_after", "resource_missing"),
        ({"shoe_size": 43}, "shoe_size", "parameter_unknown"),
    ],
)
def test_list_refuses_wrong_parameters(
    standin: StripeStandIn, params: dict[str, object], param: str, code: str | None
) -> None:
    # Act
    with pytest.raises(stripe.InvalidRequestError) as refused:
        standin.client.v1.customers.list(params)

    # Assert
    assert (refused.value.http_status, refused.value.param) == (400, param)
    assert refused.value.code == code


def test_missing_object_is_404_in_stripes_words(standin: StripeStandIn) -> None:
    # Act
    with pytest.raises(stripe.InvalidRequestError) as refused:
        standin.client.v1.customers.retrieve("cus_nobody")

    # Assert
    error = refused.value
    assert (error.http_status, error.code, error.param) == (404, "resource_missing", "id")
    assert error.user_message == "No such customer: 'cus_nobody'"
    assert error.request_id.startswith("req_")
    assert error.error.type == "invalid_request_error"
    assert error.error.doc_url.endswith("/resource-missing")


def test_missing_object_in_a_parameter_is_400(standin: StripeStandIn) -> None:
    # Act
    with pytest.raises(stripe.InvalidRequestError) as refused:
        standin.client.v1.billing_portal.sessions.create({"customer": "cus_nobody"})

    # Assert
    error = refused.value
    assert (error.http_status, error.code, error.param) == (400, "resource_missing", "customer")


@pytest.mark.parametrize(
    ("fields", "param", "code"),
    [
        ({"email": "nobody"}, "email", "email_invalid"),
        ({"metadata": {"k": "v" * 501}}, "metadata", None),
        ({"metadata": {"k" * 41: "v"}}, "metadata", None),
        ({"metadata": {f"k{n}": "v" for n in range(51)}}, "metadata", None),
        ({"tax_exempt": "maybe"}, "tax_exempt", None),
        ({"address": {"planet": "Mars"}}, "address[planet]", "parameter_unknown"),
        ({"payment_method": ""}, "payment_method", "parameter_invalid_empty"),
        ({"payment_method": "pm_nothing"}, "id", "resource_missing"),
    ],
)
def test_customer_refuses_wrong_fields(
    standin: StripeStandIn, fields: dict[str, object], param: str, code: str | None
) -> None:
    # Arrange
    before = standin.client.v1.customers.list({"limit": 1}).data[:1]

    # Act
    with pytest.raises(stripe.InvalidRequestError) as refused:
        standin.client.v1.customers.create(fields)

    # Assert
    assert (refused.value.param, refused.value.code) == (param, code)
    after = standin.client.v1.customers.list({"limit": 1}).data[:1]
    assert [customer.id for customer in after] == [customer.id for customer in before]


def test_deleted_customer_is_gone_from_lists(standin: StripeStandIn) -> None:
    # Arrange
    customer = standin.customer(email="leaving@example.com", metadata={"tenant_id": "leaving"})

    # Act
    gone = standin.client.v1.customers.delete(customer.id)

    # Assert
    assert gone.deleted is True
    assert standin.client.v1.customers.retrieve(customer.id).deleted is True
    assert standin.client.v1.customers.list({"email": "leaving@example.com"}).data == []
    query = {"query": "metadata['tenant_id']:'leaving'"}
    assert standin.client.v1.customers.search(query).data == []
    with pytest.raises(stripe.InvalidRequestError):
        standin.client.v1.customers.update(customer.id, {"name": "Back again"})


@pytest.mark.parametrize("key", ["", "pk_test_local", "sk_live_0123456789", "rubbish"])
def test_wrong_key_is_unauthenticated(standin: StripeStandIn, key: str) -> None:
    # Act
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    answer = httpx.get(f"{standin.url}/v1/customers", headers=headers, timeout=60)

    # Assert
    assert answer.status_code == 401
    assert json_of(answer)["error"]["type"] == "invalid_request_error"
    assert "0123456789" not in answer.text


def test_basic_authentication_is_taken_as_curl_sends_it(standin: StripeStandIn) -> None:
    # Act
    answer = httpx.get(f"{standin.url}/v1/customers", auth=("sk_test_local", ""), timeout=60)

    # Assert
    assert answer.status_code == 200


def test_version_is_answered_and_another_is_refused(standin: StripeStandIn) -> None:
    # Act
    current = standin.client.v1.customers.list({"limit": 1})
    with pytest.raises(stripe.InvalidRequestError) as refused:
        standin.client.v1.customers.list({"limit": 1}, {"stripe_version": "2020-08-27"})

    # Assert
    assert current.last_response.headers["Stripe-Version"] == "2026-10-28.endive"
    assert current.last_response.request_id.startswith("req_")
    assert "2020-08-27" in refused.value.user_message


def test_unknown_address_says_that_it_is_not_modelled(standin: StripeStandIn) -> None:
    # Act
    with pytest.raises(stripe.InvalidRequestError) as refused:
        standin.client.v1.coupons.create({"duration": "once"})

    # Assert
    assert refused.value.http_status == 404
    assert "does not model" in refused.value.user_message


@pytest.mark.parametrize("body", ["a[b=1", "a[b]=1&a=2", "a=1&a[b]=2", "[x]=1"])
def test_malformed_forms_are_refused(standin: StripeStandIn, body: str) -> None:
    # Act
    answer = httpx.post(
        f"{standin.url}/v1/customers",
        content=body,
        headers={
            "Authorization": "Bearer sk_test_local",
            "Content-Type": "application/x-www-form-urlencoded",
        },
        timeout=60,
    )

    # Assert
    assert answer.status_code == 400
    assert json_of(answer)["error"]["type"] == "invalid_request_error"
