"""Amazon Cognito: it keeps and checks passwords, and says whose they are."""

import base64
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from chalicelib import config
from chalicelib.errors import AppError, Invalid, Unauthenticated, Unavailable
from chalicelib.gateways import aws

_WRONG = {"NotAuthorizedException", "UserNotFoundException", "UserNotConfirmedException"}
_WRONG |= {"InvalidParameterException"}  # what can't be an address is no account's


class AccountExists(Exception):
    """There is an account of this address."""


class NoAccount(Exception):
    """There is no account of this address."""


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
    except AccountExists:
        _call("admin_update_user_attributes", email, UserAttributes=attributes)
        _call("admin_enable_user", email)  # it may have been closed at another clinic
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
    except BotoCoreError:
        raise Unavailable("Signing in is not possible at the moment.") from None
    if "AuthenticationResult" not in answer:
        raise Unauthenticated("E-mail or password is not right.")
    said = _body(answer["AuthenticationResult"]["IdToken"])
    return Claims(said["custom:tenant_id"], said["custom:staff_id"])


def disable(email: str) -> None:
    """Nobody signs in as this any more; quietly nothing when there is no such account."""
    try:
        _call("admin_disable_user", email)
    except NoAccount:
        return


def _body(token: str) -> dict[str, Any]:
    """The claims of a token that came from Cognito itself, over TLS, a moment ago."""
    part = token.split(".")[1]
    claims: dict[str, Any] = json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    return claims


def _call(operation: str, email: str, **arguments: Any) -> Any:
    call = getattr(aws.client("cognito-idp"), operation)
    try:
        return call(UserPoolId=config.user_pool_id(), Username=email, **arguments)
    except ClientError as error:
        code = error.response["Error"]["Code"]
        raise _TOLD.get(code, _unavailable)() from None
    except BotoCoreError:
        raise _unavailable() from None


def _invalid(field: str, why: str) -> Callable[[], AppError]:
    return lambda: Invalid("Some fields need another look.", fields={field: why})


def _unavailable() -> AppError:
    return Unavailable("Accounts can't be changed at the moment. Please try again.")


_TOLD: dict[str, Callable[[], Exception]] = {
    "UsernameExistsException": AccountExists,
    "UserNotFoundException": NoAccount,
    "InvalidPasswordException": _invalid("password", "is not possible"),
    "InvalidParameterException": _invalid("email", "is not possible as an account's address"),
}
