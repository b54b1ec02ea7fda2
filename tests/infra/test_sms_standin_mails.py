"""The mails that SES sent, as the handset shows them."""

import json
from collections.abc import Iterator

import httpx
import pytest

from tests.infra.sms_standin import StandIn, client, local_cloud, standing_in


@pytest.fixture(scope="module")
def cloud(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with local_cloud(tmp_path_factory.mktemp("cloud")) as url:
        yield url


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory, cloud: str) -> Iterator[StandIn]:
    with standing_in(tmp_path_factory.mktemp("sms"), cloud) as running:
        yield running


def test_mails_of_ses_are_shown_by_address(house: StandIn, cloud: str) -> None:
    # Arrange
    mails = client("sesv2", cloud)
    mails.create_email_identity(EmailIdentity="clinic@example.com")
    for to, subject in (("Ada@example.com", "One"), ("bob@example.com", "Two")):
        body = {
            "Text": {"Data": "Confirm: https://clinic.example/c/1."},
            "Html": {"Data": "<p>Confirm</p>"},
        }
        mails.send_email(
            FromEmailAddress="clinic@example.com",
            Destination={"ToAddresses": [to]},
            Content={"Simple": {"Subject": {"Data": subject}, "Body": body}},
        )

    # Act
    shown = house.get("handset/mails", to="ada@example.com")

    # Assert
    (mail,) = shown["mails"]
    assert (mail["subject"], mail["html"]) == ("One", "<p>Confirm</p>")
    assert mail["links"] == ["https://clinic.example/c/1"]
    assert shown["addresses"] == [
        {"address": "ada@example.com", "count": 1},
        {"address": "bob@example.com", "count": 1},
    ]


def test_mail_is_news_for_an_open_page(house: StandIn, cloud: str) -> None:
    # Arrange
    mails = client("ses", cloud)
    mails.verify_email_identity(EmailAddress="clinic@example.com")

    # Act
    with httpx.stream("GET", f"{house.url}/_local/handset/events", timeout=60) as stream:
        lines = stream.iter_lines()
        before = _next_count(lines)
        mails.send_email(
            Source="clinic@example.com",
            Destination={"ToAddresses": ["ada@example.com"]},
            Message={"Subject": {"Data": "News"}, "Body": {"Text": {"Data": "Hello"}}},
        )
        after = _next_count(lines)

    # Assert
    assert after == before + 1


def _next_count(lines: Iterator[str]) -> int:
    """The number of mails that the next `mail` event tells."""
    while next(lines) != "event: mail":
        pass
    return int(json.loads(next(lines).removeprefix("data: "))["count"])
