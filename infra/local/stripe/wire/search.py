"""Search: the part of Stripe's query language that compares fields and metadata."""

import base64
import re
from typing import Annotated

from pydantic import Field

from infra.local.stripe.account import Account
from infra.local.stripe.ledger import Condition, Json
from infra.local.stripe.views import present
from infra.local.stripe.wire.errors import Malformed
from infra.local.stripe.wire.params import Params, Text

_CLAUSE = re.compile(
    r"""\s*(?P<minus>-)?(?P<field>[a-z_]+)(?:\[(?P<quote>["'])(?P<key>[^"'\]]+)(?P=quote)\])?
    \s*(?P<sign>:|~|>=|<=|>|<)\s*
    (?:"(?P<double>(?:[^"\\]|\\.)*)"|'(?P<single>(?:[^'\\]|\\.)*)'|(?P<bare>-?\w+))\s*""",
    re.VERBOSE,
)
_JOINT = re.compile(r"(AND|OR)\b", re.IGNORECASE)
FIELDS = {
    "customer": {"created", "email", "name", "phone", "metadata"},
    "subscription": {"created", "metadata", "status"},
    "price": {"active", "currency", "lookup_key", "metadata", "product", "type"},
    "product": {"active", "description", "metadata", "name", "url"},
    "invoice": {"created", "currency", "customer", "metadata", "number", "status", "total"},
}


class SearchParams(Params):
    query: Text
    limit: Annotated[int, Field(ge=1, le=100)] = 10
    page: Text | None = None


def search(account: Account, kind: str, url: str, params: SearchParams) -> Json:
    """Stripe's search result. Immediate here; at Stripe new objects take up to a minute."""
    conditions, match_any = _read(kind, params.query)
    beyond = _position(params.page)
    rows = account.ledger.select(
        kind, conditions, limit=params.limit + 1, beyond=beyond, match_any=match_any
    )
    shown, more = rows[: params.limit], len(rows) > params.limit
    return {
        "object": "search_result",
        "url": url,
        "has_more": more,
        "next_page": _token(shown[-1][0]) if more else None,
        "data": [present(account, body) for _, body in shown],
    }


def _token(position: int) -> str:
    return base64.urlsafe_b64encode(str(position).encode()).decode()


def _position(token: str | None) -> int | None:
    if token is None:
        return None
    try:
        return int(base64.urlsafe_b64decode(token))
    except ValueError as error:
        raise Malformed("Invalid page", param="page") from error


def _read(kind: str, query: str) -> tuple[list[Condition], bool]:
    """The conditions, and whether any of them is enough (OR) or all must hold (AND)."""
    conditions, joints, at = [], set(), 0
    while True:
        match = _CLAUSE.match(query, at)
        if match is None:
            raise Malformed(f"We were unable to parse your search query: {query}", param="query")
        conditions.append(_condition(kind, match))
        if match.end() == len(query):
            break
        joint = _JOINT.match(query, match.end())
        # Clauses that only a space divides are joined by AND, as at Stripe.
        joints.add(joint[1].upper() if joint else "AND")
        at = joint.end() if joint else match.end()
    if len(joints) > 1:
        raise Malformed("You can't combine AND and OR in one query", param="query")
    return conditions, joints == {"OR"}


def _condition(kind: str, match: re.Match[str]) -> Condition:
    field, key, sign = match["field"], match["key"], match["sign"]
    if field not in FIELDS[kind] or (field == "metadata") != bool(key):
        raise Malformed(f"Field `{field}` is an unsupported search field", param="query")
    path = (field, key) if key else (field,)
    value = _value(match)
    if sign == ":":
        return Condition(path, "IS NOT" if match["minus"] else "IS", value)
    if sign == "~":
        return Condition(path, "LACKS" if match["minus"] else "CONTAINS", value)
    return Condition(path, sign, value)


def _value(match: re.Match[str]) -> str | int | None:
    quoted = match["double"] if match["double"] is not None else match["single"]
    if quoted is not None:
        return re.sub(r"\\(.)", r"\1", quoted)
    bare = {"true": 1, "false": 0, "null": None}
    word = match["bare"]
    return bare[word] if word in bare else int(word) if word.lstrip("-").isdigit() else word
