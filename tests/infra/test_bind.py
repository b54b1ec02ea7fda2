"""Numbers begin in the entry flow after a deployment, however often it is done."""

from typing import Any

import pytest

from infra import bind

INSTANCE = "arn:aws:connect:eu-central-1:123456789012:instance/i-1"
FLOW = f"{INSTANCE}/contact-flow/f-1"


class Numbers:
    """The two calls of Connect's client that are made."""

    def __init__(self) -> None:
        self.known = {"+12025550100": "n-1", "+12025550101": "n-2"}
        self.bound: dict[str, tuple[str, str]] = {}

    def get_paginator(self, _: str) -> Any:
        return self

    def paginate(self, **_: str) -> list[Any]:
        listed = [{"PhoneNumber": n, "PhoneNumberId": i} for n, i in self.known.items()]
        return [{"ListPhoneNumbersSummaryList": [each]} for each in listed]

    def associate_phone_number_contact_flow(self, **told: str) -> None:
        self.bound[told["PhoneNumberId"]] = (told["InstanceId"], told["ContactFlowId"])


def test_all_numbers_are_bound_where_none_is_named() -> None:
    connect = Numbers()

    assert bind.bind(connect, INSTANCE, FLOW) == ["+12025550100", "+12025550101"]
    assert bind.bind(connect, INSTANCE, FLOW) == ["+12025550100", "+12025550101"]

    assert connect.bound == {"n-1": ("i-1", "f-1"), "n-2": ("i-1", "f-1")}


def test_named_numbers_alone_are_bound() -> None:
    connect = Numbers()

    bind.bind(connect, INSTANCE, FLOW, ["+12025550101"])

    assert connect.bound == {"n-2": ("i-1", "f-1")}


def test_number_that_the_instance_does_not_have_is_told() -> None:
    with pytest.raises(KeyError, match="555019"):
        bind.bind(Numbers(), INSTANCE, FLOW, ["+12025550199"])
