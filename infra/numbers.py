"""Fills the pool of numbers that new clinics get theirs from: `python -m infra.numbers TABLE +1…`.

A number is for texts, or with `--for voice` for calls. The numbers must be ours already
(docs/deploy.md says how to request them); a number that a clinic has stays with it.
"""

import argparse
from typing import Any

import boto3
from botocore.exceptions import ClientError

from chalicelib.table import call_keys, keys

_FREE = {"texts": keys.platform_free_number, "voice": call_keys.platform_free_voice_number}


def fill(dynamodb: Any, table: str, numbers: list[str], use: str = "texts") -> int:
    """Put what no clinic has yet into the pool of a use; gives how many were new."""
    return sum(_offer(dynamodb, table, number, use) for number in numbers)


def _offer(dynamodb: Any, table: str, number: str, use: str) -> bool:
    pk, sk = keys.platform_number(number)
    free_pk, free_sk = _FREE[use](number)
    taken = {"TableName": table, "Key": {"pk": {"S": pk}, "sk": {"S": sk}}}
    item = {"pk": {"S": free_pk}, "sk": {"S": free_sk}, "kind": {"S": "Platform"}}
    nobodys = "attribute_not_exists(pk)"
    free = {"TableName": table, "Item": item, "ConditionExpression": nobodys}
    unowned = {**taken, "ConditionExpression": nobodys}
    try:
        dynamodb.transact_write_items(TransactItems=[{"ConditionCheck": unowned}, {"Put": free}])
    except ClientError as error:
        if error.response["Error"]["Code"] == "TransactionCanceledException":
            return False
        raise
    return True


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("table")
    parser.add_argument("numbers", nargs="+")
    parser.add_argument("--for", dest="use", choices=sorted(_FREE), default="texts")
    arguments = parser.parse_args()
    added = fill(boto3.client("dynamodb"), arguments.table, arguments.numbers, arguments.use)
    print(f"{added} numbers added")  # noqa: T201  (a command's answer)


if __name__ == "__main__":
    main()
