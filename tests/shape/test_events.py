"""Facts are told in the past tense and with ids only."""

import dataclasses
import inspect
import re

import pytest

from chalicelib import events
from chalicelib.events import Event

FACTS = [
    c
    for name, c in inspect.getmembers(events, inspect.isclass)
    if issubclass(c, Event) and c is not Event and not name.startswith("_")
]
# Beside ids: which version, which local day, by which way, and whether the patient is told.
_NOT_PERSONAL = {"version", "date", "source", "notify"}


@pytest.mark.parametrize("fact", FACTS, ids=lambda f: f.__name__)
def test_fact_is_named_in_the_past_tense(fact: type[Event]) -> None:
    assert re.fullmatch(r"([A-Z][a-z]+)+ed", fact.__name__)


@pytest.mark.parametrize("fact", FACTS, ids=lambda f: f.__name__)
def test_fact_carries_nothing_personal(fact: type[Event]) -> None:
    names = {field.name for field in dataclasses.fields(fact)}

    assert [n for n in names if not n.endswith("_id") and n not in _NOT_PERSONAL] == []


@pytest.mark.parametrize("fact", FACTS, ids=lambda f: f.__name__)
def test_fact_says_what_it_is_about_and_means(fact: type[Event]) -> None:
    assert fact.kind
    assert (inspect.getdoc(fact) or "").endswith(".")
