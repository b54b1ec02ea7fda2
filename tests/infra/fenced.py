"""A table and a bucket of two tenants, the role that fences them, and every way to an item."""

from collections.abc import Callable
from typing import Any

import pytest
from botocore.exceptions import ClientError

from infra.local.region import ACCOUNT, REGION
from tests.infra.emulator import Emulator

TABLE, BUCKET, INDEX = "fenced", "fenced-files", "byday"
MINE, YOURS = "T#tenanta#visits", "T#tenantb#visits"


def create_fenced_things(emulator: Emulator) -> None:
    dynamodb, s3 = emulator.client("dynamodb"), emulator.client("s3")
    dynamodb.create_table(
        TableName=TABLE,
        BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[
            {"AttributeName": name, "AttributeType": "S"} for name in ("pk", "sk", "day")
        ],
        KeySchema=[
            {"AttributeName": "pk", "KeyType": "HASH"},
            {"AttributeName": "sk", "KeyType": "RANGE"},
        ],
        GlobalSecondaryIndexes=[
            {
                "IndexName": INDEX,
                "KeySchema": [{"AttributeName": "day", "KeyType": "HASH"}],
                "Projection": {"ProjectionType": "ALL"},
            }
        ],
    )
    s3.create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": REGION})
    for partition in (MINE, YOURS):
        tenant = partition.split("#")[1]
        dynamodb.put_item(TableName=TABLE, Item=item(partition))
        s3.put_object(Bucket=BUCKET, Key=f"{tenant}/visit.txt", Body=b"seen")
    emulator.create_role("tenant", _fence())
    emulator.create_role("open", _fence(condition=None))


def _fence(condition: dict[str, Any] | None = {}) -> list[dict[str, Any]]:  # noqa: B006
    table = f"arn:aws:dynamodb:{REGION}:{ACCOUNT}:table/{TABLE}"
    keys = {
        "ForAllValues:StringLike": {"dynamodb:LeadingKeys": "T#${aws:PrincipalTag/tenant_id}#*"},
        "Null": {"dynamodb:LeadingKeys": "false"},
    }
    items: dict[str, Any] = {
        "Effect": "Allow",
        "Action": ["dynamodb:*"],
        "Resource": [table, f"{table}/index/*"],
    }
    if condition is not None:
        items["Condition"] = keys
    files = {
        "Effect": "Allow",
        "Action": ["s3:GetObject", "s3:PutObject"],
        "Resource": f"arn:aws:s3:::{BUCKET}/${{aws:PrincipalTag/tenant_id}}/*",
    }
    return [items, files]


def item(partition: str, sort: str = "V#1") -> dict[str, Any]:
    return {"pk": {"S": partition}, "sk": {"S": sort}, "day": {"S": f"{partition}#2027-03-02"}}


def key(partition: str, sort: str = "V#1") -> dict[str, Any]:
    return {"pk": {"S": partition}, "sk": {"S": sort}}


def query(client: Any, expression: str, values: dict[str, str], **more: Any) -> Any:
    bound = {name: {"S": value} for name, value in values.items()}
    return client.query(
        TableName=TABLE,
        KeyConditionExpression=expression,
        ExpressionAttributeValues=bound,
        **more,
    )


OPERATIONS: dict[str, Callable[[Any, str], Any]] = {
    "get": lambda c, pk: c.get_item(TableName=TABLE, Key=key(pk)),
    "put": lambda c, pk: c.put_item(TableName=TABLE, Item=item(pk, "V#2")),
    "update": lambda c, pk: c.update_item(
        TableName=TABLE,
        Key=key(pk, "V#3"),
        UpdateExpression="SET note = :n",
        ExpressionAttributeValues={":n": {"S": "x"}},
    ),
    "delete": lambda c, pk: c.delete_item(TableName=TABLE, Key=key(pk, "V#4")),
    "query": lambda c, pk: query(c, "pk = :p", {":p": pk}),
    "query with names": lambda c, pk: query(
        c,
        "#s BETWEEN :a AND :b AND #p=:p",
        {":p": pk, ":a": "V#", ":b": "V#9"},
        ExpressionAttributeNames={"#p": "pk", "#s": "sk"},
    ),
    "query in brackets": lambda c, pk: query(
        c, "(:p = pk) AND (begins_with(sk, :s))", {":p": pk, ":s": "V"}
    ),
    "query of old": lambda c, pk: c.query(
        TableName=TABLE,
        KeyConditions={"pk": {"ComparisonOperator": "EQ", "AttributeValueList": [{"S": pk}]}},
    ),
    "query of an index": lambda c, pk: query(
        c, "#d = :d", {":d": f"{pk}#2027-03-02"}, IndexName=INDEX,
        ExpressionAttributeNames={"#d": "day"},
    ),
    "batch get": lambda c, pk: c.batch_get_item(RequestItems={TABLE: {"Keys": [key(pk)]}}),
    "batch write": lambda c, pk: c.batch_write_item(
        RequestItems={TABLE: [{"PutRequest": {"Item": item(pk, "V#5")}}]}
    ),
    "batch delete": lambda c, pk: c.batch_write_item(
        RequestItems={TABLE: [{"DeleteRequest": {"Key": key(pk, "V#5")}}]}
    ),
    "transact write": lambda c, pk: c.transact_write_items(
        TransactItems=[{"Put": {"TableName": TABLE, "Item": item(pk, "V#6")}}]
    ),
    "transact check": lambda c, pk: c.transact_write_items(
        TransactItems=[
            {
                "ConditionCheck": {
                    "TableName": TABLE,
                    "Key": key(pk),
                    "ConditionExpression": "attribute_exists(pk)",
                }
            }
        ]
    ),
    "transact get": lambda c, pk: c.transact_get_items(
        TransactItems=[{"Get": {"TableName": TABLE, "Key": key(pk)}}]
    ),
}  # fmt: skip


def everything(emulator: Emulator) -> Any:
    return emulator.client("dynamodb").scan(TableName=TABLE)["Items"]


def refusal(call: Callable[[], Any]) -> str:
    with pytest.raises(ClientError) as refused:
        call()
    return str(refused.value.response["Error"]["Code"])
