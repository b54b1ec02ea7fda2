"""From a form to a clinic: each step may be tried again, and none happens twice."""

from typing import Any
from zoneinfo import available_timezones

from chalicelib import clock, config, texts, tokens
from chalicelib.billing import actions as billing
from chalicelib.context import Context
from chalicelib.errors import Conflict, Invalid, NotFound, Unauthenticated
from chalicelib.gateways import email as mail
from chalicelib.gateways import identity
from chalicelib.staff import actions as staff
from chalicelib.staff import sessions
from chalicelib.staff.model import Staff
from chalicelib.tenants import actions as tenants
from chalicelib.tenants import addresses, attempts, countries, limits
from chalicelib.tenants.model import Clinic

_PAYING = ("trialing", "active", "past_due")


def begin(form: dict[str, Any], password: str, client: str) -> None:
    """Keep the form and mail a link; the answer is the same for an address that is known."""
    staff.require_password(password, form["clinic_name"], form["email"], form["owner_name"])
    form = _with_proposals(form)
    email = form["email"].strip().lower()
    address = addresses.digest(email)
    _spend(address, client)
    attempts.keep(address, {**form, "email": email}, password)
    _mail(address, form | {"email": email})


def resend(email: str, client: str) -> None:
    """Mail the link again; the answer never tells whether there was a sign-up."""
    address = addresses.digest(email)
    _spend(address, client)
    live = attempts.list_live(address)
    if live:
        _mail(address, live[0].form)


def confirm(token: str, password: str) -> tuple[Context, Staff, str, str | None]:
    """Make the clinic; gives context, owner, cookie value and the address of Checkout.

    Of the sign-ups with this address it is the one with this password: whoever reads the letters
    may not know what others signed up with it. What was done gives the same again while the clinic
    has not paid, else link_used.
    """
    address = _address_of(token)
    attempt = attempts.find(address, password)
    if attempt is None:
        told = {"password": "is not the one that you signed up with"}
        raise Invalid("This is not the password that you signed up with.", fields=told)
    form = attempt.form
    ctx = Context(attempt.tenant_id, attempt.staff_id, "owner")
    note = {"attempt": attempt.id, "tenant_id": ctx.tenant_id, "staff_id": ctx.actor}
    _take_address(address, form["email"], password, note)
    tenants.create(ctx, _clinic(ctx, form))
    language = form["owner_language"]
    owner = Staff(ctx.actor, form["email"], form["owner_name"], "owner", language=language)
    staff.create_owner(ctx, owner)
    addresses.keep(form["email"], {**note, "language": language, "state": addresses.CONFIRMED})
    profile = tenants.get_clinic(ctx)
    if profile.status in _PAYING:
        raise _used()
    url = billing.open_checkout(ctx, form["plan"])
    return ctx, owner, sessions.start(ctx, owner), url


def _take_address(address: str, email: str, password: str, note: dict[str, Any]) -> None:
    """The address's account is this sign-up's; raises link_used where it is somebody else's."""
    known = addresses.find_by_digest(address)
    if known and known.get("attempt") != note["attempt"]:
        raise _used()
    if known and known["state"] == addresses.CONFIRMED:
        _require_current(email, password)
        return
    if known is None and not addresses.claim(address, note):
        raise Conflict("This address is being confirmed. Please try again in some minutes.")
    identity.set_user(email, password, note["tenant_id"], note["staff_id"])


def _require_current(email: str, password: str) -> None:
    """Raises link_used where the account has another password by now."""
    try:
        identity.sign_in(email, password)
    except Unauthenticated:
        raise _used() from None


def _used() -> Conflict:
    return Conflict("This link was already used. Please sign in.", code="link_used")


def _address_of(token: str) -> str:
    try:
        address: str = tokens.read("confirm", token)["a"]
    except tokens.ExpiredToken:
        raise NotFound("This link has expired.", code="link_expired") from None
    except tokens.BadToken:
        raise NotFound("This link is not complete.", code="link_invalid") from None
    return address


def _spend(address: str, client: str) -> None:
    limits.spend_public(f"signup-from-{client}", 20, 3600)
    limits.spend_public(f"signup-{address}", 6, 3600)


def _clinic(ctx: Context, form: dict[str, Any]) -> Clinic:
    languages = tuple(dict.fromkeys((form["language"], "en")))
    return Clinic(
        id=ctx.tenant_id,
        name=form["clinic_name"],
        country=form["country"],
        zone=form["zone"],
        language=form["language"],
        languages=languages,
        currency=form["currency"],
        phone=form["phone"],
        email=form["email"],
        site_key=clock.derived_id("site", ctx.tenant_id),
        plan=form["plan"],
    )


def _with_proposals(form: dict[str, Any]) -> dict[str, Any]:
    country = countries.every().get(form["country"])
    if country is None:
        raise Invalid("The country is not known.", fields={"country": "must be a country's code"})
    filled = dict(form)
    for name in ("zone", "language", "currency"):
        filled[name] = form.get(name) or getattr(country, name)
    filled["owner_language"] = form.get("owner_language") or filled["language"]
    if filled["zone"] not in available_timezones():
        raise Invalid("The time zone is not known.", fields={"zone": "must be an IANA time zone"})
    return filled


def _mail(address: str, form: dict[str, Any]) -> None:
    """The link, or to somebody who has an account the way in, in their own language."""
    known = addresses.find_by_digest(address)
    if known and known["state"] == addresses.CONFIRMED:
        _mail_known(form["email"], known.get("language") or form["owner_language"])
    else:
        _mail_link(address, form)


def _mail_link(address: str, form: dict[str, Any]) -> None:
    token = tokens.sign("confirm", {"a": address}, clock.now() + attempts.LIFETIME)
    link = f"{config.public_url()}/confirm#token={token}"
    values = {"clinic": form["clinic_name"], "name": form["owner_name"], "link": link}
    language = form["owner_language"]
    subject = texts.text("mail.confirm.subject", language, **values)
    mail.send(form["email"], subject, texts.text("mail.confirm.text", language, **values))


def _mail_known(email: str, language: str) -> None:
    home = config.public_url()
    values = {"link": f"{home}/console/", "reset": f"{home}/forgot"}
    subject = texts.text("mail.known.subject", language)
    mail.send(email, subject, texts.text("mail.known.text", language, **values))
