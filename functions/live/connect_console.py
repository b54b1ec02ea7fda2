"""A console wants to listen: its ticket tells whose it is."""

from typing import Any

from chalicelib import observe
from chalicelib.errors import Unauthenticated
from chalicelib.live import actions


@observe.observed
def handler(event: dict[str, Any], lambda_context: Any) -> dict[str, int]:
    signed = (event.get("queryStringParameters") or {}).get("ticket") or ""
    try:
        actions.listen(signed, event["requestContext"]["connectionId"])
    except Unauthenticated:
        return {"statusCode": 401}
    return {"statusCode": 200}
