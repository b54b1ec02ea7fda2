"""Every way to a tenant's items and files past the application: what IAM alone must refuse."""

from collections.abc import Callable
from typing import Any

from botocore.exceptions import ClientError

ALLOWED = "allowed"
Stack = dict[str, Any]
Way = Callable[[Any, str, str], Any]
_INDEXES = {"lists": "g1", "timelines": "g2"}


def _key(partition: str) -> Stack:
    return {"pk": {"S": partition}, "sk": {"S": "nothing"}}


def _query(index: str | None = None) -> Way:
    name = f"{_INDEXES[index]}pk" if index else "pk"
    more = {"IndexName": index} if index else {}
    return lambda c, table, pk: c.query(
        TableName=table,
        KeyConditionExpression="#p = :p",
        ExpressionAttributeNames={"#p": name},
        ExpressionAttributeValues={":p": {"S": pk}},
        **more,
    )


def _transact(kind: str, **request: Any) -> Way:
    """`request` without the table; with no Item, it is about the partition's key."""

    def run(client: Any, table: str, pk: str) -> Any:
        subject = {"Item": _key(pk)} if kind == "Put" else {"Key": _key(pk)}
        return client.transact_write_items(
            TransactItems=[{kind: {"TableName": table, **subject, **request}}]
        )

    return run


_NOTE = {
    "UpdateExpression": "SET note = :n",
    "ExpressionAttributeValues": {":n": {"S": "seen"}},
}
_ABSENT = {"ConditionExpression": "attribute_not_exists(pk)"}
# Each takes a DynamoDB client, the table's name and a partition; none touches what is kept there.
ITEMS: dict[str, Way] = {
    "GetItem": lambda c, table, pk: c.get_item(TableName=table, Key=_key(pk)),
    "Query": _query(),
    "Query of lists": _query("lists"),
    "Query of timelines": _query("timelines"),
    "PutItem": lambda c, table, pk: c.put_item(TableName=table, Item=_key(pk)),
    "UpdateItem": lambda c, table, pk: c.update_item(TableName=table, Key=_key(pk), **_NOTE),
    "DeleteItem": lambda c, table, pk: c.delete_item(TableName=table, Key=_key(pk)),
    "TransactWriteItems Put": _transact("Put"),
    "TransactWriteItems Update": _transact("Update", **_NOTE),
    "TransactWriteItems Delete": _transact("Delete"),
    "TransactWriteItems ConditionCheck": _transact("ConditionCheck", **_ABSENT),
    "TransactGetItems": lambda c, table, pk: c.transact_get_items(
        TransactItems=[{"Get": {"TableName": table, "Key": _key(pk)}}]
    ),
    "BatchGetItem": lambda c, table, pk: c.batch_get_item(
        RequestItems={table: {"Keys": [_key(pk)]}}
    ),
    "BatchWriteItem": lambda c, table, pk: c.batch_write_item(
        RequestItems={table: [{"PutRequest": {"Item": _key(pk)}}]}
    ),
    "BatchWriteItem delete": lambda c, table, pk: c.batch_write_item(
        RequestItems={table: [{"DeleteRequest": {"Key": _key(pk)}}]}
    ),
}
# The ways that the product takes itself: the policy opens no other, not even to a tenant's own.
TAKEN = {name: way for name, way in ITEMS.items() if not name.startswith("BatchWriteItem")}
# These name no partition, so that nobody may use them.
WHOLE_TABLE: dict[str, Way] = {
    "Scan": lambda c, table, pk: c.scan(TableName=table, Limit=1),
    "Scan of lists": lambda c, table, pk: c.scan(TableName=table, IndexName="lists", Limit=1),
    "Scan of due": lambda c, table, pk: c.scan(TableName=table, IndexName="due", Limit=1),
    "Query of due": lambda c, table, pk: c.query(
        TableName=table,
        IndexName="due",
        KeyConditionExpression="due_hour = :h",
        ExpressionAttributeValues={":h": {"S": "DUE#2027-03-22T09#0"}},
    ),
    "PartiQL": lambda c, table, pk: c.execute_statement(
        Statement=f"SELECT * FROM \"{table}\" WHERE pk = '{pk}'"
    ),
}
# Each takes an S3 client, the bucket and a key.
FILES: dict[str, Way] = {
    "GetObject": lambda c, bucket, key: c.get_object(Bucket=bucket, Key=key),
    "HeadObject": lambda c, bucket, key: c.head_object(Bucket=bucket, Key=key),
    "PutObject": lambda c, bucket, key: c.put_object(Bucket=bucket, Key=key, Body=b"seen"),
    "DeleteObject": lambda c, bucket, key: c.delete_object(Bucket=bucket, Key=key),
    "CopyObject": lambda c, bucket, key: c.copy_object(
        Bucket=bucket, Key=f"{key}-copy", CopySource={"Bucket": bucket, "Key": key}
    ),
    "ListObjects": lambda c, bucket, key: c.list_objects_v2(Bucket=bucket, Prefix=key),
}
REFUSED = {"AccessDenied", "AccessDeniedException", "403", "UnauthorizedOperation"}


def outcomes(ways: dict[str, Way], client: Any, place: str, key: str) -> dict[str, str]:
    """What became of each way: `allowed`, or the code of the error."""
    return {name: _outcome(way, client, place, key) for name, way in ways.items()}


def _outcome(way: Way, client: Any, place: str, key: str) -> str:
    try:
        way(client, place, key)
    except ClientError as error:
        return str(error.response["Error"]["Code"])
    return ALLOWED
