"""Amazon Cognito: it keeps and checks passwords, and says whose they are."""

import base64
import json
from dataclasses import dataclass
from typing import Any

from botocore.exceptions import ClientError

from chalicelib import config
from chalicelib.errors import Unauthenticated, Unavailable
from chalicelib.gateways import aws

_WRONG = {"NotAuthorizedException", "UserNotFoundException", "UserNotConfirmedException"}


@dataclass(frozen=True)
class Claims:
    """What Cognito vouches for."""

    tenant_id: str
    staff_id: str


def set_user(email: str, password: str, tenant_id: str, staff_id: str) -> None:
    """Make the account, or give the one that is there this password and these claims."""
    attributes = [
        {"Name": "email", "Value": email},
        {"Name": "email_verified", "Value": "true"},
        {"Name": "custom:tenant_id", "Value": tenant_id},
        {"Name": "custom:staff_id", "Value": staff_id},
    ]
    try:
        _call("admin_create_user", email, UserAttributes=attributes, MessageAction="SUPPRESS")
    except ClientError as error:
        if error.response["Error"]["Code"] != "UsernameExistsException":
            raise
        _call("admin_update_user_attributes", email, UserAttributes=attributes)
    set_password(email, password)


def set_password(email: str, password: str) -> None:
    _call("admin_set_user_password", email, Password=password, Permanent=True)


def sign_in(email: str, password: str) -> Claims:
    """Raises Unauthenticated for a wrong password and for an unknown address alike."""
    try:
        answer = aws.client("cognito-idp").admin_initiate_auth(
            UserPoolId=config.user_pool_id(),
            ClientId=config.user_pool_client_id(),
            AuthFlow="ADMIN_USER_PASSWORD_AUTH",
            AuthParameters={"USERNAME": email, "PASSWORD": password},
        )
    except ClientError as error:
        if error.response["Error"]["Code"] in _WRONG:
            raise Unauthenticated("E-mail or password is not right.") from None
        raise Unavailable("Signing in is not possible at the moment.") from None
    if "AuthenticationResult" not in answer:
        raise Unauthenticated("E-mail or password is not right.")
    said = _body(answer["AuthenticationResult"]["IdToken"])
    return Claims(said["custom:tenant_id"], said["custom:staff_id"])


def disable(email: str) -> None:
    _call("admin_disable_user", email)


def enable(email: str) -> None:
    _call("admin_enable_user", email)


def _body(token: str) -> dict[str, Any]:
    """The claims of a token that came from Cognito itself, over TLS, a moment ago."""
    part = token.split(".")[1]
    claims: dict[str, Any] = json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    return claims


def _call(operation: str, email: str, **arguments: Any) -> Any:
    call = getattr(aws.client("cognito-idp"), operation)
    return call(UserPoolId=config.user_pool_id(), Username=email, **arguments)
