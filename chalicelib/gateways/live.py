"""Amazon API Gateway's WebSocket connections: write to one open console."""

import json
from functools import cache
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from chalicelib import config
from chalicelib.gateways import aws


class Gone(Exception):
    """Nobody listens at this connection."""


class NotPosted(Exception):
    """The frame may not have arrived; the console finds out by itself when it looks next."""


def post(connection_id: str, frame: dict[str, str]) -> None:
    """Raises Gone or NotPosted."""
    data = json.dumps(frame, separators=(",", ":")).encode()
    try:
        _client().post_to_connection(ConnectionId=connection_id, Data=data)
    except ClientError as error:
        is_gone = error.response["ResponseMetadata"].get("HTTPStatusCode") == 410
        raise (Gone if is_gone else NotPosted) from None
    except BotoCoreError:
        raise NotPosted from None


@cache
def _client() -> Any:
    return aws.client_at("apigatewaymanagementapi", config.live_endpoint())
