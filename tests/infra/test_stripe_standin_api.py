"""The API's manners: keys, versions, errors, parameters, lists, search, expansion."""

import httpx
import pytest
import stripe

from tests.infra.stripe_standin import StripeStandIn, json_of

pytest_plugins = ["tests.infra.stripe_standin_fixtures"]


def test_seeded_prices_are_found_by_lookup_key(standin: StripeStandIn) -> None:
    # Arrange
    keys = ["starter_monthly", "clinic_monthly", "network_monthly"]

    # Act
    found = standin.client.v1.prices.list(
        {"lookup_keys": keys, "expand": ["data.currency_options", "data.product"]}
    ).data

    # Assert
    amounts = {price.lookup_key: price.unit_amount for price in found}
    assert amounts == {"starter_monthly": 2900, "clinic_monthly": 7900, "network_monthly": 19900}
    assert {price.currency for price in found} == {"eur"}
    assert all(
        {"eur", "usd", "gbp", "try", "huf"} <= set(p.currency_options.to_dict()) for p in found
    )
    assert {price.product.name for price in found} == {"Starter", "Clinic", "Network"}
    assert all(price.recurring.interval == "month" for price in found)


def test_currency_options_are_shown_only_on_request(standin: StripeStandIn) -> None:
    # Act
    found = standin.client.v1.prices.list({"lookup_keys": ["starter_monthly"]}).data[0]

    # Assert
    assert "currency_options" not in found.to_dict()


def test_customer_is_created_changed_and_read_back(standin: StripeStandIn) -> None:
    # Arrange
    created = standin.client.v1.customers.create(
        {
            "email": "first@example.com",
            "name": "Şişli Kliniği",
            "metadata": {"tenant_id": "t1", "plan": "starter"},
            "address": {"city": "İstanbul", "country": "TR"},
        }
    )

    # Act
    standin.client.v1.customers.update(
        created.id, {"name": "Ősz & Fia [1]", "metadata": {"plan": "", "seats": "3"}}
    )

    # Assert
    read = standin.client.v1.customers.retrieve(created.id)
    assert read.name == "Ősz & Fia [1]"
    assert read.email == "first@example.com"
    assert read.address.city == "İstanbul"
    assert read.metadata.to_dict() == {"tenant_id": "t1", "seats": "3"}


def test_metadata_is_emptied_by_an_empty_value(standin: StripeStandIn) -> None:
    # Arrange
    customer = standin.customer(metadata={"a": "1", "b": "2"})

    # Act
    changed = standin.client.v1.customers.update(customer.id, {"metadata": "", "phone": ""})

    # Assert
    assert changed.metadata.to_dict() == {}
    assert changed.phone is None


def test_customer_is_found_by_metadata(standin: StripeStandIn) -> None:
    # Arrange
    wanted = standin.customer(metadata={"tenant_id": 'it\'s "quoted"'})
    standin.customer(metadata={"tenant_id": "another"})

    # Act
    found = standin.client.v1.customers.search(
        {"query": "metadata['tenant_id']:'it\\'s \"quoted\"'"}
    )

    # Assert
    assert [customer.id for customer in found.data] == [wanted.id]
    assert found.object == "search_result"


@pytest.mark.parametrize(
    ("query", "matches"),
    [
        ("email:'{mark}a@example.com'", {"a"}),
        ("name~'{mark}' AND -metadata['kind']:'odd'", {"b"}),
        ("email:'{mark}a@example.com' OR metadata['kind']:'{mark}even'", {"a", "b"}),
        ('name~"{mark}" created>0', {"a", "b"}),
        ("metadata['kind']:'50%'", set()),
        ("name~'{mark}' AND name~'%'", set()),
    ],
)
def test_search_follows_the_query(
    standin: StripeStandIn, request: pytest.FixtureRequest, query: str, matches: set[str]
) -> None:
    # Arrange
    mark = f"m{abs(hash(request.node.name))}"
    ids = {
        "a": standin.customer(email=f"{mark}a@example.com", name=mark, metadata={"kind": "odd"}).id,
        "b": standin.customer(
            email=f"{mark}b@example.com", name=mark, metadata={"kind": f"{mark}even"}
        ).id,
    }

    # Act
    found = standin.client.v1.customers.search({"query": query.replace("{mark}", mark)})

    # Assert
    assert {customer.id for customer in found.data} == {ids[name] for name in matches}


@pytest.mark.parametrize(
    "query",
    ["", "nonsense", "shoe_size:'43'", "metadata:'x'", "email:'a' AND name:'b' OR name:'c'"],
)
def test_search_refuses_what_it_cannot_read(standin: StripeStandIn, query: str) -> None:
    # Act
    with pytest.raises(stripe.InvalidRequestError) as refused:
        standin.client.v1.customers.search({"query": query})

    # Assert
    assert refused.value.param == "query"


def test_lists_are_walked_in_both_directions(standin: StripeStandIn) -> None:
    # Arrange
    email = "walked@example.com"
    ids = [standin.customer(email=email).id for _ in range(7)][::-1]
    customers = standin.client.v1.customers

    # Act
    first = customers.list({"email": email, "limit": 3})
    second = customers.list({"email": email, "limit": 3, "starting_after": first.data[-1].id})
    third = customers.list({"email": email, "limit": 3, "starting_after": second.data[-1].id})
    back = customers.list({"email": email, "limit": 2, "ending_before": third.data[0].id})
    start = customers.list({"email": email, "limit": 5, "ending_before": ids[2]})

    # Assert
    walked = [customer.id for page in (first, second, third) for customer in page.data]
    assert walked == ids
    assert [page.has_more for page in (first, second, third)] == [True, True, False]
    assert [customer.id for customer in back.data] == ids[4:6]
    assert (back.has_more, start.has_more) == (True, False)
    assert [customer.id for customer in start.data] == ids[:2]
    assert first.url == "/v1/customers"


def test_lists_are_filtered_by_time(standin: StripeStandIn) -> None:
    # Arrange
    email = "timed@example.com"
    early = standin.customer(email=email)
    standin.move(hours=1)
    late = standin.customer(email=email)

    # Act
    def ids(created: object) -> list[str]:
        found = standin.client.v1.customers.list({"email": email, "created": created})
        return [customer.id for customer in found.data]

    # Assert
    assert ids({"gt": early.created}) == ids({"gte": late.created}) == [late.id]
    assert ids({"lt": late.created}) == ids({"lte": early.created}) == [early.id]
    assert ids(early.created) == [early.id]


def test_sdk_pages_through_everything(standin: StripeStandIn) -> None:
    # Arrange
    email = "paged@example.com"
    made = {standin.customer(email=email).id for _ in range(5)}

    # Act
    pages = standin.client.v1.customers.list({"email": email, "limit": 2}).auto_paging_iter()

    # Assert
    assert {customer.id for customer in pages} == made


def test_search_pages_through_everything(standin: StripeStandIn) -> None:
    # Arrange
    made = {standin.customer(metadata={"group": "searched"}).id for _ in range(5)}
    query = {"query": "metadata['group']:'searched'", "limit": 2}

    # Act
    found = [
        customer.id for customer in standin.client.v1.customers.search(query).auto_paging_iter()
    ]

    # Assert
    assert set(found) == made
    assert len(found) == len(made)


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
    answer = httpx.get(f"{standin.url}/v1/customers", headers=headers)

    # Assert
    assert answer.status_code == 401
    assert json_of(answer)["error"]["type"] == "invalid_request_error"
    assert "0123456789" not in answer.text


def test_basic_authentication_is_taken_as_curl_sends_it(standin: StripeStandIn) -> None:
    # Act
    answer = httpx.get(f"{standin.url}/v1/customers", auth=("sk_test_local", ""))

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
    )

    # Assert
    assert answer.status_code == 400
    assert json_of(answer)["error"]["type"] == "invalid_request_error"


def test_expansion_reaches_through_lists_and_links(standin: StripeStandIn) -> None:
    # Arrange
    made = standin.subscribe()

    # Act
    read = standin.client.v1.subscriptions.retrieve(
        made.id,
        {
            "expand": [
                "customer.subscriptions",
                "latest_invoice.payments",
                "default_payment_method",
                "items.data.price.product",
                "items.data.price.currency_options",
            ]
        },
    )

    # Assert
    price = read["items"].data[0].price
    assert read.customer.subscriptions.data[0].id == made.id
    assert read.latest_invoice.payments.data[0].status == "paid"
    assert read.default_payment_method is None
    assert price.product.name == "Starter"
    assert price.currency_options["usd"].unit_amount == 3200


@pytest.mark.parametrize(
    "path", ["shoes", "status", "customer.shoes", "a.b.c.d.e", "items.data.id"]
)
def test_expansion_into_nothing_is_refused(standin: StripeStandIn, path: str) -> None:
    # Arrange
    made = standin.subscribe()

    # Act
    with pytest.raises(stripe.InvalidRequestError) as refused:
        standin.client.v1.subscriptions.retrieve(made.id, {"expand": [path]})

    # Assert
    assert "expand" in refused.value.user_message


def test_products_and_prices_are_made_and_changed(standin: StripeStandIn) -> None:
    # Arrange
    product = standin.client.v1.products.create({"name": "Kiosk", "metadata": {"kind": "extra"}})
    wanted = {
        "product": product.id,
        "currency": "EUR",
        "unit_amount": 1000,
        "recurring": {"interval": "year"},
        "lookup_key": "kiosk_yearly",
        "currency_options": {"usd": {"unit_amount": 1100}},
    }

    # Act
    price = standin.client.v1.prices.create(wanted)
    moved = standin.client.v1.prices.create({**wanted, "transfer_lookup_key": True})
    standin.client.v1.prices.update(price.id, {"active": False})

    # Assert
    assert (price.currency, price.type) == ("eur", "recurring")
    assert standin.price("kiosk_yearly") == moved.id
    active = standin.client.v1.prices.list({"product": product.id, "active": True}).data
    yearly = standin.client.v1.prices.list({"recurring": {"interval": "year"}}).data
    assert [found.id for found in active] == [moved.id]
    assert {price.id, moved.id} <= {found.id for found in yearly}


def test_lookup_key_of_another_price_is_refused(standin: StripeStandIn) -> None:
    # Arrange
    holder = standin.price("clinic_monthly")

    # Act
    with pytest.raises(stripe.InvalidRequestError) as refused:
        standin.client.v1.prices.create(
            {
                "product_data": {"name": "Thief"},
                "currency": "eur",
                "unit_amount": 1,
                "lookup_key": "clinic_monthly",
            }
        )

    # Assert
    assert refused.value.param == "lookup_key"
    assert standin.price("clinic_monthly") == holder
    names = [product.name for product in standin.client.v1.products.list({"limit": 100}).data]
    assert "Thief" not in names


def test_foreign_host_names_are_refused(standin: StripeStandIn) -> None:
    # Act
    answer = httpx.get(f"{standin.url}/_local/health", headers={"Host": "evil.example"})

    # Assert
    assert answer.status_code == 400
