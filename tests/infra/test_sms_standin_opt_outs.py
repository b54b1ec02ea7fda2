"""Opt-out lists of the SMS stand-in, as unmodified boto3 sees them."""

from collections.abc import Iterator
from itertools import count

import pytest

from tests.infra.sms_standin import CLINIC, StandIn, refusal_of, standing_in

_phones = (f"+4477009{number:05d}" for number in count(100))


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StandIn]:
    with standing_in(tmp_path_factory.mktemp("sms")) as running:
        running.number()
        yield running


@pytest.fixture
def phone() -> str:
    return next(_phones)


def test_send_to_opted_out_is_a_conflict_until_opted_in(house: StandIn, phone: str) -> None:
    # Arrange
    house.sms.put_opted_out_number(OptOutListName="Default", OptedOutNumber=phone)

    # Act
    refusal = refusal_of(house.send, to=phone)
    nothing = house.messages(to=phone)
    house.sms.delete_opted_out_number(OptOutListName="Default", OptedOutNumber=phone)
    house.send(phone)

    # Assert
    assert refusal["Error"]["Code"] == "ConflictException"
    assert refusal["Reason"] == "DESTINATION_PHONE_NUMBER_OPTED_OUT"
    assert refusal["ResponseMetadata"]["HTTPStatusCode"] == 400
    assert nothing == []
    assert len(house.messages(to=phone)) == 1


def test_opt_out_is_of_one_list_only(house: StandIn, phone: str) -> None:
    # Arrange
    arn = house.sms.create_opt_out_list(OptOutListName="clinic-b")["OptOutListArn"]
    other = house.number("+12025550111", opt_out_list="clinic-b")

    # Act
    house.sms.put_opted_out_number(OptOutListName=arn, OptedOutNumber=phone)
    refusal = refusal_of(house.send, to=phone, OriginationIdentity=other)
    house.send(phone)

    # Assert
    assert refusal["Error"]["Code"] == "ConflictException"
    assert [m["from"] for m in house.messages(to=phone)] == [CLINIC]


def test_opt_out_twice_keeps_the_first_time(house: StandIn, phone: str) -> None:
    # Act
    first = house.sms.put_opted_out_number(OptOutListName="Default", OptedOutNumber=phone)
    second = house.sms.put_opted_out_number(OptOutListName="Default", OptedOutNumber=phone)

    # Assert
    assert first["OptedOutTimestamp"] == second["OptedOutTimestamp"]
    assert not first["EndUserOptedOut"]


def test_opt_in_twice_within_30_days_is_refused(house: StandIn, phone: str) -> None:
    # Arrange
    named = {"OptOutListName": "Default", "OptedOutNumber": phone}
    house.sms.put_opted_out_number(**named)
    house.sms.delete_opted_out_number(**named)
    absent = refusal_of(house.sms.delete_opted_out_number, **named)
    house.sms.put_opted_out_number(**named)

    # Act
    refusal = refusal_of(house.sms.delete_opted_out_number, **named)

    # Assert
    assert absent["Error"]["Code"] == "ResourceNotFoundException"
    assert refusal["Reason"] == "PHONE_NUMBER_CANNOT_BE_OPTED_IN"
    assert refusal_of(house.send, to=phone)["Error"]["Code"] == "ConflictException"


def test_opted_out_numbers_come_in_pages(house: StandIn) -> None:
    # Arrange
    house.sms.create_opt_out_list(OptOutListName="paged")
    expected = sorted(next(_phones) for _ in range(7))
    for each in reversed(expected):
        house.sms.put_opted_out_number(OptOutListName="paged", OptedOutNumber=each)

    # Act
    pages = list(
        house.sms.get_paginator("describe_opted_out_numbers").paginate(
            OptOutListName="paged", PaginationConfig={"PageSize": 3}
        )
    )

    # Assert
    found = [[n["OptedOutNumber"] for n in page["OptedOutNumbers"]] for page in pages]
    assert [len(page) for page in found] == [3, 3, 1]
    assert [each for page in found for each in page] == expected
