"""Signing in and out: who a browser is, from its cookie to a Context."""

from dataclasses import replace
from datetime import UTC, datetime

from chalicelib import clock, tokens
from chalicelib.context import Context
from chalicelib.errors import Forbidden, Unauthenticated
from chalicelib.gateways import identity
from chalicelib.gateways.identity import Claims
from chalicelib.staff import store
from chalicelib.staff.model import ACTIVE, Session, Staff
from chalicelib.tenants import addresses, attempts, limits

LIFETIME_SECONDS = 30 * 86400
_TRIES, _WINDOW = 5, 900
_TRIES_OF_CLIENT = 50


def sign_in(email: str, password: str, client: str) -> tuple[Context, Staff, str]:
    """Context, account and cookie value.

    Raises Unauthenticated, Forbidden unconfirmed, TooMany locked after five failures of an address
    in fifteen minutes; an unknown address fails in the same way as a wrong password.
    """
    who = f"signin-{addresses.digest(email)}"
    try:
        limits.spend_public(f"signin-from-{client}", _TRIES_OF_CLIENT, _WINDOW)
        limits.spend_public(who, _TRIES, _WINDOW)
    except limits.TooMany as error:
        error.code = "locked"
        error.message = "Too many tries. Please wait, or set a new password."
        raise
    claims = _claims_of(email, password)
    ctx = Context(claims.tenant_id)
    staff = store.find(ctx, claims.staff_id)
    if staff is None or staff.status != ACTIVE:
        raise Unauthenticated("E-mail or password is not right.")
    limits.forget_public(who, _WINDOW)
    return as_staff(ctx, staff), staff, start(ctx, staff)


def _claims_of(email: str, password: str) -> Claims:
    """Whose the password is; raises Forbidden unconfirmed for one that a sign-up waits with.

    That is told of an address with an account too, so that it tells nothing of the address.
    """
    try:
        claims = identity.sign_in(email, password)
    except Unauthenticated:
        waiting = attempts.find(addresses.digest(email), password)
        known = addresses.find(email) or {}
        if waiting is None or waiting.id == known.get("attempt"):
            raise
        raise _unconfirmed() from None
    if not addresses.is_confirmed(email):
        raise _unconfirmed()
    return claims


def _unconfirmed() -> Forbidden:
    return Forbidden("Please confirm your e-mail address first.", code="unconfirmed")


def start(ctx: Context, staff: Staff) -> str:
    """A new session; gives the cookie's value."""
    # Signing out everywhere ends what began in that second too, but not what begins after it.
    session = Session(clock.new_id(), staff.id, max(clock.epoch(), staff.sessions_valid_from))
    expires = clock.epoch() + LIFETIME_SECONDS
    store.put_session(ctx, session, expires)
    claims = {"t": ctx.tenant_id, "s": staff.id, "i": session.id}
    return tokens.sign("session", claims, datetime.fromtimestamp(expires, UTC))


def context_of(cookie: str, key: str | None, digest: str | None) -> Context:
    """Who the cookie's browser is; raises Unauthenticated."""
    claims = _claims(cookie)
    ctx = Context(claims["t"], known={})
    found = store.find_with_session(ctx, claims["s"], claims["i"])
    if found is None:
        raise Unauthenticated("Please sign in.")
    staff, session = found
    if staff.status != ACTIVE or session.created < staff.sessions_valid_from:
        raise Unauthenticated("Please sign in.")
    return replace(as_staff(ctx, staff), key=key, digest=digest, session_id=session.id)


def end(ctx: Context) -> None:
    """Sign this browser out."""
    store.delete_session(ctx, ctx.actor, ctx.session_id)


def as_staff(ctx: Context, staff: Staff) -> Context:
    return replace(ctx, actor=staff.id, role=staff.role)


def _claims(cookie: str) -> dict[str, str]:
    try:
        return tokens.read("session", cookie)
    except (tokens.BadToken, tokens.ExpiredToken):
        raise Unauthenticated("Please sign in.") from None
