"""Amazon SQS: hand something over, to be done once the caller has its answer."""

import json
from typing import Any

from chalicelib import config
from chalicelib.gateways import aws


def send_in_order(name: str, group: str, deduplication: str, body: dict[str, Any]) -> None:
    """Into a FIFO queue: one group in order, the same deduplication id once."""
    aws.client("sqs").send_message(
        QueueUrl=config.queue_url(name),
        MessageGroupId=group,
        MessageDeduplicationId=deduplication,
        MessageBody=json.dumps(body),
    )


def send(name: str, body: dict[str, Any]) -> None:
    """Into a queue that brings everything at least once, in no order; `body` holds ids only."""
    aws.client("sqs").send_message(QueueUrl=config.queue_url(name), MessageBody=json.dumps(body))
