"""Lists: one page of a kind, newest first, walked by the ids at its ends."""

from collections.abc import Sequence

from infra.local.stripe.account import Account
from infra.local.stripe.ledger import Condition, Json
from infra.local.stripe.views import present
from infra.local.stripe.wire.errors import Malformed, missing_reference
from infra.local.stripe.wire.params import PageParams


def page(
    account: Account, kind: str, url: str, params: PageParams, conditions: Sequence[Condition]
) -> Json:
    """Stripe's list: {object, url, has_more, data}; `has_more` in the direction of walking."""
    if params.starting_after and params.ending_before:
        raise Malformed(
            "You can only provide one of `starting_after` or `ending_before`",
            param="ending_before",
        )
    backwards = params.ending_before is not None
    created = params.created.conditions("created") if params.created else []
    rows = account.ledger.select(
        kind,
        [*conditions, *created],
        limit=params.limit + 1,
        oldest_first=backwards,
        beyond=_cursor(account, kind, params),
    )
    bodies = [body for _, body in rows[: params.limit]]
    return {
        "object": "list",
        "url": url,
        "has_more": len(rows) > params.limit,
        "data": [present(account, body) for body in (reversed(bodies) if backwards else bodies)],
    }


def _cursor(account: Account, kind: str, params: PageParams) -> int | None:
    name = "ending_before" if params.ending_before else "starting_after"
    identifier = params.ending_before or params.starting_after
    if identifier is None:
        return None
    seq = account.ledger.seq_of(kind, identifier)
    if seq is None:
        raise missing_reference(kind, identifier, name)
    return seq


def equal(**fields: object) -> list[Condition]:
    """One condition for each filter that was given; `a__b` is the key b inside a."""
    return [
        Condition(tuple(name.split("__")), "IS", value)
        for name, value in fields.items()
        if value is not None
    ]


def among(field: str, values: Sequence[str]) -> list[Condition]:
    """The field is one of these; no values, no condition."""
    return [Condition((field,), "IN", list(values))] if values else []
