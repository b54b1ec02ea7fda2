"""Accounts of staff: invitations, roles, new passwords, and signing out everywhere."""

from dataclasses import replace
from datetime import timedelta

from chalicelib import clock, config, texts, tokens
from chalicelib.clinic import actions as clinic
from chalicelib.context import Context
from chalicelib.errors import Conflict, Invalid, NotFound, VersionChanged
from chalicelib.gateways import email as mail
from chalicelib.gateways import identity
from chalicelib.staff import sessions, store
from chalicelib.staff.model import ACTIVE, DISABLED, INVITED, Staff
from chalicelib.table.work import ConditionFailed
from chalicelib.tenants import actions as tenants
from chalicelib.tenants import addresses, limits

context_of = sessions.context_of
_RESET_HOURS, _INVITATION_DAYS = 1, 7
_MOST = 200


find = store.find


def get(ctx: Context, staff_id: str) -> Staff:
    found = store.find(ctx, staff_id)
    if found is None:
        raise NotFound.of("colleague")
    return found


def list_all(ctx: Context) -> list[Staff]:
    """By name; a clinic's staff is small by the limit on invitations."""
    return sorted(store.list_all(ctx), key=lambda s: (s.status == DISABLED, s.name, s.id))


def create_owner(ctx: Context, staff: Staff) -> None:
    """The first account of a clinic; quietly nothing when it is there."""
    try:
        store.create(ctx, staff)
    except ConditionFailed:
        return


def invite(ctx: Context, staff: Staff) -> Staff:
    """Invite a colleague by mail, once for the same request.

    An address that has an account already is refused.
    """
    if staff.practitioner_id not in (None, *clinic.get_setup(ctx).practitioners):
        told = {"practitioner_id": "must be a practitioner of this clinic"}
        raise Invalid("The practitioner is not known.", fields=told)
    known = addresses.find(staff.email)
    if known and known.get("state") == addresses.CONFIRMED:
        told = {"email": "has an account already"}
        raise Conflict("This address is in use.", fields=told)
    made = replace(staff, id=ctx.id_for("staff"), status=INVITED, request_digest=ctx.digest)
    _require_new(store.list_all(ctx), made)
    try:
        store.create(ctx, made)
    except ConditionFailed:
        return _same_request(ctx, get(ctx, made.id))
    _send_invitation(ctx, made)
    return made


def _require_new(colleagues: list[Staff], made: Staff) -> None:
    others = [each for each in colleagues if each.id != made.id]
    if len(others) >= _MOST:
        raise Conflict(f"A clinic has at most {_MOST} accounts.")
    address = addresses.digest(made.email)
    if any(o.status == INVITED and addresses.digest(o.email) == address for o in others):
        told = {"email": "is invited already; the invitation can be sent again"}
        raise Conflict("This colleague is invited already.", fields=told)


def resend(ctx: Context, staff_id: str) -> Staff:
    staff = get(ctx, staff_id)
    if staff.status != INVITED:
        raise Conflict("This colleague has accepted already.")
    limits.spend(ctx, f"invitations-{staff_id}", 5, 86400)
    _send_invitation(ctx, staff)
    return staff


def find_invitation(token: str) -> tuple[Context, Staff]:
    """Whom a link invites; raises NotFound link_invalid or link_expired, Conflict link_used."""
    claims = _read("invitation", token)
    ctx = Context(claims["t"])
    staff = store.find(ctx, claims["s"])
    if staff is None:
        raise NotFound("This link is not complete.", code="link_invalid")
    if staff.status != INVITED:
        raise Conflict("This invitation was already used.", code="link_used")
    return ctx, staff


def accept(
    token: str, name: str, password: str, language: str | None = None
) -> tuple[Context, Staff, str]:
    """Take an invitation up; gives context, account and cookie value."""
    ctx, staff = find_invitation(token)
    staff = replace(staff, language=language or staff.language)
    note = {"tenant_id": ctx.tenant_id, "staff_id": staff.id, "language": staff.language}
    _take_address(staff.email, note)
    identity.set_user(staff.email, password, ctx.tenant_id, staff.id)
    addresses.keep(staff.email, {**note, "state": addresses.CONFIRMED})
    active = replace(staff, name=name, status=ACTIVE, version=staff.version + 1)
    _save(ctx, active, staff.version)
    return sessions.as_staff(ctx, active), active, sessions.start(ctx, active)


def _take_address(email: str, note: dict[str, str]) -> None:
    """The address is this invitation's; of several at once, of other clinics too, one has it."""
    known = addresses.find(email)
    if known is None and addresses.claim(addresses.digest(email), note):
        return
    known = known or addresses.find(email) or {}
    if known.get("staff_id") != note["staff_id"]:
        raise Conflict("This address has an account already.", code="link_used")


def speak(ctx: Context, language: str) -> Staff:
    """One's own language, in which letters come."""
    known = get(ctx, ctx.actor)
    if known.language == language:
        return known
    changed = _changed(ctx, ctx.actor, language=language)
    note = addresses.find(changed.email)
    if note and note.get("staff_id") == ctx.actor:
        addresses.keep(changed.email, {**note, "language": language})
    return changed


def change_role(ctx: Context, staff_id: str, role: str) -> Staff:
    """Nobody changes their own role, so that a clinic keeps an owner."""
    if staff_id == ctx.actor and role != ctx.role:
        raise Conflict("You can't change your own role.")
    return _changed(ctx, staff_id, role=role)


def disable(ctx: Context, staff_id: str) -> Staff:
    """Close an account: all its browsers are signed out at once, and its address is free."""
    if staff_id == ctx.actor:
        raise Conflict("You can't close your own account.")
    staff = get(ctx, staff_id)
    if staff.status == ACTIVE:
        identity.disable(staff.email)
    closed = _changed(ctx, staff_id, status=DISABLED, sessions_valid_from=clock.epoch() + 1)
    addresses.release(staff.email, ctx.tenant_id, staff_id)
    return closed


def end_all_sessions(ctx: Context) -> None:
    """Sign out everywhere: every session that began until now."""
    _changed(ctx, ctx.actor, sessions_valid_from=clock.epoch() + 1)


def forget_password(email: str, client: str) -> None:
    """Mail a link for a new password, if the address has an account; the answer never tells."""
    limits.spend_public(f"forgot-from-{client}", 20, 3600)
    limits.spend_public(f"forgot-{addresses.digest(email)}", 4, 3600)
    note = addresses.find(email)
    if note is None or note.get("state") != addresses.CONFIRMED:
        return
    staff = store.find(Context(note["tenant_id"]), note["staff_id"])
    if staff is None or staff.status != ACTIVE:
        return
    nonce = addresses.fresh_nonce()
    addresses.keep(email, {**note, "nonce": nonce})
    claims = {"a": addresses.digest(email), "n": nonce}
    link = _link("reset", claims, timedelta(hours=_RESET_HOURS))
    _mail(staff.email, "reset", staff.language, name=staff.name, link=link)


def reset_password(token: str, password: str) -> None:
    """Set a new password by a mailed link, once; signs out everywhere."""
    claims = _read("reset", token)
    note = addresses.find_by_digest(claims["a"])
    if note is None or note.get("nonce") != claims["n"]:
        raise Conflict("This link was already used.", code="link_used")
    ctx = Context(note["tenant_id"], actor=note["staff_id"])
    staff = get(ctx, note["staff_id"])
    identity.set_password(staff.email, password)
    addresses.keep(staff.email, {k: v for k, v in note.items() if k != "nonce"})
    limits.forget_public(f"signin-{claims['a']}", 900)
    end_all_sessions(ctx)


def require_password(password: str, *names: str) -> None:
    """At least ten characters, and not a word that stands on the form."""
    plain = password.lower()
    if len(password) < 10:
        raise _weak("at least 10 characters")
    if len(set(plain)) < 4 or any(n and n.lower() in plain and len(n) > 3 for n in names):
        raise _weak("not your name, address or one letter repeated")


def _weak(why: str) -> Invalid:
    return Invalid("Please choose another password.", fields={"password": why})


def _same_request(ctx: Context, known: Staff) -> Staff:
    if known.request_digest != ctx.digest:
        told = {"Idempotency-Key": "was used for another invitation"}
        raise Conflict("This key belongs to another invitation.", fields=told)
    return known


def _send_invitation(ctx: Context, staff: Staff) -> None:
    profile = tenants.get_clinic(ctx)
    claims = {"t": ctx.tenant_id, "s": staff.id}
    link = _link("invitation", claims, timedelta(days=_INVITATION_DAYS))
    _mail(
        staff.email, "invitation", staff.language, clinic=profile.name, name=staff.name, link=link
    )


def _link(page: str, claims: dict[str, str], lifetime: timedelta) -> str:
    token = tokens.sign(page, claims, clock.now() + lifetime)
    return f"{config.public_url()}/{page}#token={token}"


def _mail(to: str, kind: str, language: str, **values: object) -> None:
    subject = texts.text(f"mail.{kind}.subject", language, **values)
    mail.send(to, subject, texts.text(f"mail.{kind}.text", language, **values))


def _read(purpose: str, token: str) -> dict[str, str]:
    try:
        return tokens.read(purpose, token)
    except tokens.ExpiredToken:
        raise NotFound("This link has expired.", code="link_expired") from None
    except tokens.BadToken:
        raise NotFound("This link is not complete.", code="link_invalid") from None


def _changed(ctx: Context, staff_id: str, **changes: object) -> Staff:
    old = get(ctx, staff_id)
    new = replace(old, **changes, version=old.version + 1)  # type: ignore[arg-type]
    _save(ctx, new, old.version)
    return new


def _save(ctx: Context, staff: Staff, read_version: int) -> None:
    try:
        store.replace(ctx, staff, read_version)
    except ConditionFailed:
        raise VersionChanged("This account was just changed. Please try again.") from None
