"""Binds numbers to the entry flow, which CloudFormation can't: `python -m infra.bind ARN ARN +1…`.

`make deploy` does it for the stack's own instance, all of whose numbers are clinics'; where the
instance serves others too, a person names the numbers. Bound twice is bound once.
"""

import argparse
from collections.abc import Sequence
from typing import Any

import boto3


def bind(connect: Any, instance: str, flow: str, numbers: Sequence[str] = ()) -> list[str]:
    """Calls to these numbers of an instance (all, if none is named) begin in the flow.

    `instance` and `flow` are ARNs. Raises KeyError for a number that the instance doesn't have.
    """
    pages = connect.get_paginator("list_phone_numbers_v2").paginate(TargetArn=instance)
    known = {
        each["PhoneNumber"]: each["PhoneNumberId"]
        for page in pages
        for each in page["ListPhoneNumbersSummaryList"]
    }
    wanted = list(numbers) or sorted(known)
    for number in wanted:
        connect.associate_phone_number_contact_flow(
            PhoneNumberId=known[number], InstanceId=_id(instance), ContactFlowId=_id(flow)
        )
    return wanted


def _id(arn: str) -> str:
    return arn.rpartition("/")[2]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("instance", help="the output ConnectInstanceArn")
    parser.add_argument("flow", help="the output EntryFlowArn")
    parser.add_argument("numbers", nargs="*")
    arguments = parser.parse_args()
    connect = boto3.client("connect")
    bound = bind(connect, arguments.instance, arguments.flow, arguments.numbers)
    print(f"{len(bound)} numbers begin in the entry flow")  # noqa: T201  (a command's answer)


if __name__ == "__main__":
    main()
