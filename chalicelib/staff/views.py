"""Accounts as the wire shows them, and the answer that signs a browser in."""

from chalicelib.context import Context
from chalicelib.edge import auth
from chalicelib.edge.http import Reply
from chalicelib.staff import sessions
from chalicelib.staff.model import Staff
from chalicelib.staff.schemas import ColleagueView, SessionView, StaffView, UserView
from chalicelib.tenants import actions as tenants
from chalicelib.tenants.views import clinic


def signed_in(ctx: Context, staff: Staff, cookie: str) -> Reply:
    """The session, with the cookie that keeps it."""
    headers = auth.set_cookie(cookie, sessions.LIFETIME_SECONDS)
    return Reply(session(ctx, staff), headers)


def session(ctx: Context, staff: Staff) -> SessionView:
    same = ("id", "name", "email", "role", "practitioner_id", "language")
    user = UserView(**{name: getattr(staff, name) for name in same})
    return SessionView(user=user, clinic=clinic(tenants.get_clinic(ctx)))


def colleague(staff: Staff) -> ColleagueView:
    return ColleagueView(id=staff.id, name=staff.name)


def account(staff: Staff) -> StaffView:
    same = ("id", "name", "email", "role", "status", "practitioner_id", "language")
    return StaffView(**{name: getattr(staff, name) for name in same})
