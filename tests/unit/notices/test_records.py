"""A contact record of a reminder's call says whose it was and whether somebody answered."""

from typing import Any

import pytest

from chalicelib.notices import records
from chalicelib.notices.records import Ended

_RECORD = {
    "ContactId": "c1", "InitialContactId": None, "InitiationMethod": "API", "Channel": "VOICE",
    "Attributes": {"message_id": "m1", "language": "en"},
    "SystemEndpoint": {"Address": "+12025550190", "Type": "TELEPHONE_NUMBER"},
    "ConnectedToSystemTimestamp": "2031-03-05T10:00:05Z",
    "DisconnectTimestamp": "2031-03-05T10:00:40Z", "DisconnectReason": "CUSTOMER_DISCONNECT",
}  # fmt: skip


@pytest.mark.parametrize(
    ("connected", "reason", "result"),
    [
        ("2031-03-05T10:00:05Z", "CUSTOMER_DISCONNECT", "answered"),
        ("2031-03-05T10:00:05Z", "TELECOM_PROBLEM", "answered"),
        (None, "TELECOM_PROBLEM", "failed"),
        (None, "OTHER", "no_answer"),
        (None, "CUSTOMER_DISCONNECT", "no_answer"),
        (None, None, "no_answer"),
    ],
)
def test_record_says_what_became_of_the_call(
    connected: str | None, reason: str | None, result: str
) -> None:
    record = {**_RECORD, "ConnectedToSystemTimestamp": connected, "DisconnectReason": reason}

    assert records.read(record) == Ended("m1", "c1", "+12025550190", result)


@pytest.mark.parametrize(
    "other",
    [
        {"Attributes": {}},
        {"Attributes": None},
        {"DisconnectTimestamp": None},
        {"SystemEndpoint": None},
        {"ContactId": None},
        {"InitialContactId": "c0"},
    ],
)
def test_record_of_another_call_or_a_later_part_is_none(other: dict[str, Any]) -> None:
    assert records.read({**_RECORD, **other}) is None
    assert records.read({**_RECORD, "InitialContactId": "c1"}) is not None
