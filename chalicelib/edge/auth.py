"""Who may ask: a guard looks at the request and builds the Context, or refuses."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from http.cookies import CookieError, SimpleCookie
from typing import Any

from chalicelib import config, tokens
from chalicelib.context import Context
from chalicelib.errors import Forbidden, Invalid, Unauthenticated

SESSION_COOKIE = "__Host-session"
_ANYBODY = {"Access-Control-Allow-Origin": "*"}
_KEY = re.compile(r"[A-Za-z0-9_-]{1,64}")
Admit = Callable[[Any, dict[str, Any], str], Context]


@dataclass(frozen=True)
class Guard:
    """`admit(request, path parameters, body digest)`; `headers` go on every answer."""

    name: str
    admit: Admit
    headers: dict[str, str] = field(default_factory=dict)
    roles: tuple[str, ...] = ()


def public() -> Guard:
    """Anybody; there is no tenant yet, so the context's tables hold nothing.

    A write comes from our own pages, or a foreign one could sign its visitors in as somebody else.
    """

    def admit(request: Any, path: dict[str, Any], digest: str) -> Context:
        if request.method != "GET":
            _refuse_foreign(request)
        return Context(
            "public",
            "public",
            "public",
            key=key(request),
            digest=digest,
            client=client_hash(request),
        )

    return Guard("public", admit)


def session(*roles: str, always: bool = False) -> Guard:
    """Somebody of the staff who is signed in and has one of `roles` (none named: any).

    A clinic without a subscription reads only, except where `always` says otherwise.
    """

    def admit(request: Any, path: dict[str, Any], digest: str) -> Context:
        from chalicelib.staff import actions as staff
        from chalicelib.tenants import actions as tenants

        if request.method != "GET":
            _refuse_foreign(request)
        ctx = staff.context_of(session_cookie(request), key(request), digest)
        if roles and ctx.role not in roles:
            raise Forbidden("Your role doesn't include this.")
        if request.method != "GET" and not always:
            tenants.require_writable(ctx)
        return replace(ctx, client=client_hash(request))

    return Guard("session", admit, roles=roles)


def site_key() -> Guard:
    """The widget on a clinic's own site; the tenant comes from the site key in the path."""

    def admit(request: Any, path: dict[str, Any], digest: str) -> Context:
        from chalicelib.tenants import actions as tenants

        ctx = tenants.context_of_site_key(
            path.pop("site_key"), origin=_header(request, "origin"), key=key(request), digest=digest
        )
        return replace(ctx, client=client_hash(request))

    return Guard("site_key", admit, _ANYBODY)


def link(*, by_query: bool = False) -> Guard:
    """A patient with a signed link in the header X-Link; gives `link`.

    `by_query` takes it from `t` of the query, too: for a file that a browser fetches by itself.
    """

    def admit(request: Any, path: dict[str, Any], digest: str) -> Context:
        from chalicelib.appointments import links

        asked = (request.query_params or {}).get("t") if by_query else None
        link = links.read(_header(request, "x-link") or asked or "")
        path["link"] = link
        client = client_hash(request)
        return Context(
            link.tenant_id, "patient", "patient", key=key(request), digest=digest, client=client
        )

    return Guard("link", admit)


def signed_by_stripe() -> Guard:
    """Whoever can sign as Stripe; gives `raw` and `signature`, which the action checks."""

    def admit(request: Any, path: dict[str, Any], digest: str) -> Context:
        path |= {"raw": request.raw_body or b"", "signature": _header(request, "stripe-signature")}
        return Context("public", "stripe", "public")

    return Guard("stripe", admit)


def session_cookie(request: Any) -> str:
    try:
        morsel = SimpleCookie(_header(request, "cookie") or "").get(SESSION_COOKIE)
    except CookieError:
        morsel = None
    if morsel is None:
        raise Unauthenticated("Please sign in.")
    return morsel.value


def set_cookie(value: str, max_age_seconds: int) -> dict[str, str]:
    """The header that gives a browser its session, or with 0 seconds takes it away."""
    attributes = f"Max-Age={max_age_seconds}; Path=/; Secure; HttpOnly; SameSite=Lax"
    return {"Set-Cookie": f"{SESSION_COOKIE}={value}; {attributes}"}


def client_hash(request: Any) -> str:
    """What limits are counted by: a digest of the caller's address, never the address."""
    return tokens.digest(f"client {_client_address(request)}")[:20]


def _client_address(request: Any) -> str:
    """The caller's address, which the caller can't choose.

    API Gateway adds at the end who called it. Where that was the front door, its own caller stands
    before; whoever goes around the front door doesn't know its mark.
    """
    chain = [each.strip() for each in (_header(request, "x-forwarded-for") or "").split(",")]
    mark = config.front_door()
    through_door = mark is not None and _header(request, "x-front-door") == mark
    return chain[-2 if through_door and len(chain) > 1 else -1][:45] or "unknown"


def key(request: Any) -> str | None:
    """The idempotency key, if one came."""
    value = _header(request, "idempotency-key")
    if value is not None and not _KEY.fullmatch(value):
        told = "1 to 64 of A-Z a-z 0-9 _ -"
        raise Invalid("The idempotency key is not usable.", fields={"Idempotency-Key": told})
    return value


def _refuse_foreign(request: Any) -> None:
    """A write needs our header, which foreign pages can't send, and our origin where told."""
    if _header(request, "x-frontdesk") is None:
        raise Forbidden("The header X-Frontdesk is missing.")
    origin = _header(request, "origin")
    if origin is not None and origin != config.public_url():
        raise Forbidden("Writes come from our own pages.")


def _header(request: Any, name: str) -> str | None:
    value: str | None = request.headers.get(name)
    return value
