"""Bare calls of DynamoDB: the yardsticks beside which requests are measured."""

import os
import uuid
from typing import Any

from chalicelib import config
from chalicelib.gateways import aws, tenant_credentials


class Bare:
    """A client as botocore makes it where nothing is set, so that the yardstick stays the same."""

    def __init__(self, tenant_id: str) -> None:
        given = tenant_credentials.client("dynamodb", tenant_id)
        known = given._request_signer._credentials.get_frozen_credentials()
        self._client: Any = aws.session().create_client(
            "dynamodb",
            region_name=config.region(),
            aws_access_key_id=known.access_key,
            aws_secret_access_key=known.secret_key,
            aws_session_token=known.token,
        )
        self._table, self._tenant_id = os.environ["TABLE_NAME"], tenant_id
        self._list = f"T#{tenant_id}#PLAINLIST"
        for day in range(7):
            item = {"pk": {"S": self._list}, "sk": {"S": f"D#{day}"}, "m": {"B": bytes(36)}}
            self._client.put_item(TableName=self._table, Item=item)

    def transaction(self) -> None:
        """Four new items of 300 bytes."""
        keys = [f"T#{self._tenant_id}#PLAIN#{uuid.uuid4().hex}" for _ in range(4)]
        items = [{"pk": {"S": k}, "sk": {"S": "PLAIN"}, "data": {"S": "x" * 300}} for k in keys]
        new = {"ConditionExpression": "attribute_not_exists(pk)", "TableName": self._table}
        self._client.transact_write_items(
            TransactItems=[{"Put": {"Item": item, **new}} for item in items]
        )

    def query(self) -> None:
        """Seven small items of one partition."""
        self._client.query(
            TableName=self._table,
            KeyConditionExpression="pk = :p AND begins_with(sk, :s)",
            ExpressionAttributeValues={":p": {"S": self._list}, ":s": {"S": "D#"}},
        )
