"""Pages of a Describe operation: MaxResults, and a NextToken that holds the last key shown."""

import base64
import binascii
from collections.abc import Callable
from typing import Any

from infra.local.sms.failures import invalid

Item = dict[str, Any]


def page(
    items: list[Item], params: Item, key: Callable[[Item], str]
) -> tuple[list[Item], dict[str, str]]:
    """The page's items in the key's order, and `{"NextToken": …}` where more follow."""
    after = _opened(params["NextToken"]) if params.get("NextToken") else ""
    rest = sorted((item for item in items if key(item) > after), key=key)
    size = params.get("MaxResults", 100)
    shown = rest[:size]
    more = {"NextToken": _sealed(key(shown[-1]))} if len(rest) > size else {}
    return shown, more


def _sealed(key: str) -> str:
    return base64.urlsafe_b64encode(f"after:{key}".encode()).decode()


def _opened(token: str) -> str:
    try:
        text = base64.b64decode(token.encode(), altchars=b"-_", validate=True).decode()
    except (binascii.Error, UnicodeError):
        text = ""
    if not text.startswith("after:"):
        raise invalid(
            "INVALID_NEXT_TOKEN", "The token is invalid", ("NextToken", "is not one of ours")
        )
    return text.removeprefix("after:")
