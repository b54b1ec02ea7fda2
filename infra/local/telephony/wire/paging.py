"""Lists a page at a time: the token is the place where the next page begins."""

from __future__ import annotations

from typing import Any

from infra.local.telephony.failures import invalid

Json = dict[str, Any]
_USUAL = 100


def page(found: list[Any], params: Json) -> tuple[list[Any], Json]:
    """One page, and the NextToken if there are more."""
    token = params.get("NextToken", "0")
    if not str(token).isdigit():
        raise invalid("NextToken isn't one that was given")
    start, count = int(token), int(params.get("MaxResults", _USUAL))
    more = {"NextToken": str(start + count)} if start + count < len(found) else {}
    return found[start : start + count], more
