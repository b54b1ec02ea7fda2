"""The API's objects: made, changed, found by search, walked through in lists."""

import pytest
import stripe

from tests.infra.stripe_standin import StripeStandIn


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
