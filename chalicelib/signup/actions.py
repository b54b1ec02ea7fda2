"""From a form to a clinic: each step may be tried again, and none happens twice."""

from datetime import timedelta
from typing import Any
from zoneinfo import available_timezones

from chalicelib import clock, config, texts, tokens
from chalicelib.billing import actions as billing
from chalicelib.context import Context
from chalicelib.errors import Conflict, Invalid, NotFound
from chalicelib.gateways import email as mail
from chalicelib.gateways import identity
from chalicelib.staff import actions as staff
from chalicelib.staff import sessions
from chalicelib.staff.model import Staff
from chalicelib.tenants import actions as tenants
from chalicelib.tenants import addresses, countries, limits
from chalicelib.tenants.model import Clinic

_LIFETIME = timedelta(hours=48)
_PAYING = ("trialing", "active", "past_due")


def begin(form: dict[str, Any], password: str, client: str) -> None:
    """Keep the form and mail a link; the answer is the same for an address that is known."""
    staff.require_password(password, form["clinic_name"], form["email"], form["owner_name"])
    form = _with_proposals(form)
    limits.spend_public(f"signup-from-{client}", 20, 3600)
    email = form["email"].strip().lower()
    limits.spend_public(f"signup-{addresses.digest(email)}", 6, 3600)
    known = addresses.find(email)
    if known and known.get("state") == addresses.CONFIRMED:
        _mail_known(email, form["language"])
        return
    tenant_id = (known or {}).get("tenant_id") or clock.new_id(10)
    staff_id = (known or {}).get("staff_id") or clock.new_id()
    identity.set_user(email, password, tenant_id, staff_id)
    note = {
        "state": addresses.UNCONFIRMED,
        "tenant_id": tenant_id,
        "staff_id": staff_id,
        "nonce": addresses.fresh_nonce(),
        "form": {**form, "email": email},
    }
    addresses.keep(email, note)
    _mail_link(note)


def resend(email: str, client: str) -> None:
    """Mail the link again; the answer never tells whether there was a sign-up."""
    limits.spend_public(f"signup-from-{client}", 20, 3600)
    limits.spend_public(f"signup-{addresses.digest(email)}", 6, 3600)
    note = addresses.find(email)
    if note and note.get("state") == addresses.UNCONFIRMED and "form" in note:
        _mail_link(note)


def confirm(token: str) -> tuple[Context, Staff, str, str | None]:
    """Make the clinic; gives context, owner, cookie value and the address of Checkout.

    A link that was used gives the same again while the clinic has not paid, else link_used.
    """
    note = _note_of(token)
    form = note["form"]
    ctx = Context(note["tenant_id"], note["staff_id"], "owner")
    tenants.create(ctx, _clinic(ctx, form))
    owner = Staff(ctx.actor, form["email"], form["owner_name"], "owner", language=form["language"])
    staff.create_owner(ctx, owner)
    addresses.keep(form["email"], {**note, "state": addresses.CONFIRMED})
    profile = tenants.get_clinic(ctx)
    if profile.status in _PAYING:
        raise Conflict("This link was already used. Please sign in.", code="link_used")
    url = billing.open_checkout(ctx, form["plan"])
    return ctx, owner, sessions.start(ctx, owner), url


def _note_of(token: str) -> dict[str, Any]:
    try:
        claims = tokens.read("confirm", token)
    except tokens.ExpiredToken:
        raise NotFound("This link has expired.", code="link_expired") from None
    except tokens.BadToken:
        raise NotFound("This link is not complete.", code="link_invalid") from None
    note = addresses.find_by_digest(claims["a"])
    if note is None or note.get("nonce") != claims["n"] or "form" not in note:
        raise Conflict("This link was replaced by a newer one.", code="link_used")
    return note


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
    if filled["zone"] not in available_timezones():
        raise Invalid("The time zone is not known.", fields={"zone": "must be an IANA time zone"})
    return filled


def _mail_link(note: dict[str, Any]) -> None:
    form = note["form"]
    claims = {"a": addresses.digest(form["email"]), "n": note["nonce"]}
    token = tokens.sign("confirm", claims, clock.now() + _LIFETIME)
    link = f"{config.public_url()}/confirm#token={token}"
    values = {"clinic": form["clinic_name"], "name": form["owner_name"], "link": link}
    subject = texts.text("mail.confirm.subject", form["language"], **values)
    mail.send(form["email"], subject, texts.text("mail.confirm.text", form["language"], **values))


def _mail_known(email: str, language: str) -> None:
    home = config.public_url()
    values = {"link": f"{home}/console/", "reset": f"{home}/forgot"}
    subject = texts.text("mail.known.subject", language)
    mail.send(email, subject, texts.text("mail.known.text", language, **values))
