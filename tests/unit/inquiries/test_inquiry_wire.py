"""What the wire takes of contacts."""

from typing import Any

import pytest
from pydantic import ValidationError

from chalicelib.inquiries.schemas import InquiriesQuery, InquiryChange, SummaryQuery


@pytest.mark.parametrize(
    ("first", "last"), [("2027-03-02", "2027-03-01"), ("2027-01-01", "2027-04-03")]
)
def test_summary_of_too_many_days_is_refused(first: str, last: str) -> None:
    with pytest.raises(ValidationError):
        SummaryQuery.model_validate({"from": first, "to": last})


def test_summary_of_a_quarter_is_taken() -> None:
    asked = SummaryQuery.model_validate({"from": "2027-01-01", "to": "2027-04-02"})

    assert (asked.to - asked.from_).days == 91


@pytest.mark.parametrize(
    "query", [{"status": "new"}, {"source": "mail"}, {"limit": 0}, {"limit": 101}, {"tenant": "x"}]
)
def test_list_asks_for_known_things_only(query: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        InquiriesQuery.model_validate(query)


@pytest.mark.parametrize(
    "change",
    [{}, {"status": "open"}, {"version": 1, "outcome": "perhaps"}, {"version": 1, "owner_id": "?"}],
)
def test_change_needs_a_version_and_known_words(change: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        InquiryChange.model_validate(change)


def test_owner_that_is_not_told_stays_and_null_takes_away() -> None:
    silent = InquiryChange.model_validate({"version": 1, "status": "open"})
    free = InquiryChange.model_validate({"version": 1, "owner_id": None})

    assert "owner_id" not in silent.model_fields_set
    assert "owner_id" in free.model_fields_set
