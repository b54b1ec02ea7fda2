"""The table's stream tells of facts that were written: put them on the bus."""

from typing import Any

from chalicelib import observe
from chalicelib.gateways import bus
from chalicelib.table import outbox


@observe.observed
def handler(event: dict[str, Any], lambda_context: Any) -> None:
    images = [record["dynamodb"]["NewImage"] for record in event["Records"]]
    bus.publish([outbox.fact_of(image) for image in images])
