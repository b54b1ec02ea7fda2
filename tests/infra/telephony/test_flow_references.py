"""References are found alone and in texts, walk into what there is, and are empty otherwise."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infra.local.telephony.flow.contact import Agent
from infra.local.telephony.flow.references import fill, fill_text, find_all, is_reference
from infra.local.telephony.flow.world import Locals, world
from tests.infra.telephony.plays import QUEUE, contact

_CONTACT = contact(
    attributes={"name": "Ann", "has space": "yes", "first-name": "Bo", "n1": "7"},
    queue=QUEUE,
    agent=Agent("arn:agent", "deniz", "Deniz", "Kaya"),
    customer_id="p1",
    tags={"team": "a", "cost:unit": "c7"},
    segment_attributes={"connect:Subtype": {"ValueString": "connect:Telephony"}},
)
_OWN = Locals(
    external={"status": "open", "deep": {"list": [{"x": "found"}], "flag": True, "n": 3}},
    attributes={"tries": "2"},
    metrics={"Queue": {"Size": "4"}},
    stored_input="1234",
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("$.Attributes.name", "Ann"),
        ("$.Attributes['name']", "Ann"),
        ("$.Attributes.['has space']", "yes"),
        ('$.Attributes["has space"]', "yes"),
        ("$.Attributes.first-name", "Bo"),
        ("$.Attributes.name/month", "Ann/month"),
        ("$.Tags.cost:unit", "c7"),
        ("$['Attributes']['name']", "Ann"),
        ("Hello $.Attributes.name.", "Hello Ann."),
        ("$.Attributes.name, $.Attributes.n1!", "Ann, 7!"),
        ("($.Attributes.name)-$.Attributes.n1", "(Ann)-7"),
        ("$.Attributes.missing", ""),
        ("a$.Attributes.missing.b", "a"),
        ("$.External.status", "open"),
        ("$.External.deep.list[0].x", "found"),
        ("$.External.deep.list.0.x", "found"),
        ("$.External.deep.list.9.x", ""),
        ("$.External.deep.flag", "true"),
        ("$.External.deep.n", "3"),
        ("$.External.deep.list", '[{"x":"found"}]'),
        ("$.External.status.more", ""),
        ("$.FlowAttributes.tries", "2"),
        ("$.StoredCustomerInput", "1234"),
        ("$.Metrics.Queue.Size", "4"),
        ("$.CustomerEndpoint.Address", "+12025550123"),
        ("$.SystemEndpoint.Address", "+12025550100"),
        ("$.Queue.Name", "Reception"),
        ("$.Queue.OutboundCallerId.Address", "+12025550100"),
        ("$.Agent.FirstName", "Deniz"),
        ("$.Channel/$.InitiationMethod/$.AwsRegion", "VOICE/INBOUND/eu-central-1"),
        ("$.ContactId $.InitialContactId $.PreviousContactId", "c1 c1 c1"),
        ("$.LanguageCode $.CustomerId $.Tags.team", "en-US p1 a"),
        ("$.SegmentAttributes['connect:Subtype'].ValueString", "connect:Telephony"),
        ("It costs $.50 or $5", "It costs $.50 or $5"),
        ("$.Unknown.x", "$.Unknown.x"),
        ("nothing", "nothing"),
    ],
)
def test_reference_is_filled_in_texts(text: str, expected: str) -> None:
    assert fill_text(text, world(_CONTACT, _OWN)) == expected


def test_queue_and_agent_are_empty_when_there_are_none() -> None:
    assert fill_text("[$.Queue.Name][$.Agent.ARN]", world(contact(), Locals())) == "[][]"


def test_fill_reaches_into_lists_and_objects() -> None:
    filled = fill(
        {"a": ["$.Attributes.name", {"b": "$.StoredCustomerInput"}]}, world(_CONTACT, _OWN)
    )

    assert filled == {"a": ["Ann", {"b": "1234"}]}


def test_references_are_told_apart_from_texts() -> None:
    assert is_reference("$.Attributes.['has space']")
    assert not is_reference("Call $.Attributes.name")
    assert list(find_all("$.Attributes.a and $.External.b.c")) == [
        ("Attributes", "a"),
        ("External", "b", "c"),
    ]


@settings(deadline=None)
@given(st.text(alphabet=st.characters(exclude_characters="$'\"[]"), min_size=1), st.text())
def test_any_attribute_can_be_read_in_brackets(name: str, value: str) -> None:
    held = contact(attributes={name: value})

    assert fill_text(f"$.Attributes.['{name}']", world(held, Locals())) == value


@settings(deadline=None)
@given(st.text())
def test_values_are_not_filled_again(value: str) -> None:
    held = contact(attributes={"a": value, "b": "$.Attributes.a"})

    assert fill_text("$.Attributes.b", world(held, Locals())) == "$.Attributes.a"
    assert fill_text("$.Attributes.a", world(held, Locals())) == value


@settings(deadline=None)
@given(st.text())
def test_any_text_is_filled_without_failing(text: str) -> None:
    assert isinstance(fill_text(text, world(contact(), Locals())), str)
