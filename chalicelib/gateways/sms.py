"""AWS End User Messaging: one text to one number.

SendTextMessage takes no idempotency key, so it is called once; whoever calls says what happens
when nobody knows whether it was.
"""

from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    ConnectTimeoutError,
    EndpointConnectionError,
)

from chalicelib import config
from chalicelib.gateways import aws

_SURE_NOT = {"ThrottlingException", "ServiceQuotaExceededException", "AccessDeniedException"}


class TextRefused(Exception):
    """The text was not and will not be sent; `reason` is AWS's."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class TextNotSent(Exception):
    """The text was surely not sent; trying again may help."""


class TextUncertain(Exception):
    """Nobody knows whether the text was sent."""


def send(to: str, body: str, origin: str, context: dict[str, str]) -> str:
    """AWS's message id. `context` comes back with the delivery events."""
    request = {
        "DestinationPhoneNumber": to,
        "OriginationIdentity": origin,
        "MessageBody": body,
        "MessageType": "TRANSACTIONAL",
        "TimeToLive": 14400,
        "Context": context,
    }
    if config.sms_configuration_set():
        request["ConfigurationSetName"] = config.sms_configuration_set()
    try:
        answer = aws.client_once("pinpoint-sms-voice-v2").send_text_message(**request)
    except ClientError as error:
        raise _told(error) from None
    except (ConnectTimeoutError, EndpointConnectionError):
        raise TextNotSent from None
    except BotoCoreError:
        raise TextUncertain from None
    message_id: str = answer["MessageId"]
    return message_id


def _told(error: ClientError) -> Exception:
    code = error.response["Error"]["Code"]
    if code in _SURE_NOT:
        return TextNotSent(code)
    status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 500)
    if status >= 500:
        return TextUncertain(code)
    return TextRefused(str(error.response.get("Reason") or code))
