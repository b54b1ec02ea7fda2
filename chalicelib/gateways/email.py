"""Amazon SES: sends one mail to one person."""

from botocore.exceptions import BotoCoreError, ClientError

from chalicelib import config
from chalicelib.errors import Unavailable
from chalicelib.gateways import aws


class MailFailed(Unavailable):
    """The mail was not taken; `permanent` when trying again is of no use."""

    def __init__(self, permanent: bool) -> None:
        super().__init__("The mail could not be sent. Please try again.")
        self.permanent = permanent


def send(to: str, subject: str, text: str, html: str | None = None) -> str:
    """SES's message id; raises MailFailed."""
    body = {"Text": {"Data": text, "Charset": "UTF-8"}}
    if html:
        body["Html"] = {"Data": html, "Charset": "UTF-8"}
    content = {"Simple": {"Subject": {"Data": subject, "Charset": "UTF-8"}, "Body": body}}
    try:
        answer = aws.client("sesv2").send_email(
            FromEmailAddress=config.mail_from(),
            Destination={"ToAddresses": [to]},
            Content=content,
        )
    except ClientError as error:
        code = error.response["Error"]["Code"]
        raise MailFailed(code in ("MessageRejected", "BadRequestException")) from None
    except BotoCoreError:
        raise MailFailed(False) from None
    message_id: str = answer["MessageId"]
    return message_id
