"""How people sign in and out, and how owners keep the accounts of their staff."""

from typing import Any

from chalice import Blueprint

from chalicelib import clock
from chalicelib.context import Context
from chalicelib.edge import auth
from chalicelib.edge.http import Reply, endpoint
from chalicelib.edge.wire import Listed, Nothing, Paged, page_by_id
from chalicelib.lines import actions as lines
from chalicelib.staff import actions, sessions, views
from chalicelib.staff.model import Staff
from chalicelib.staff.schemas import (
    AcceptRequest,
    ColleagueView,
    EmailRequest,
    InvitationLook,
    InvitationView,
    InviteRequest,
    LanguageRequest,
    ResetRequest,
    RoleRequest,
    SessionView,
    SignInRequest,
    StaffView,
)
from chalicelib.tenants import actions as tenants
from chalicelib.tenants import addresses

routes = Blueprint(__name__)
_owner = auth.session("owner")


@endpoint(
    routes,
    "POST",
    "/api/auth/sign-in",
    guard=auth.public(),
    body=SignInRequest,
    returns=SessionView,
)
def sign_in(ctx: Context, body: SignInRequest) -> Reply:
    """Sign in; the session is a cookie."""
    password = body.password.get_secret_value()
    return views.signed_in(*sessions.sign_in(body.email, password, ctx.client))


@endpoint(
    routes, "POST", "/api/auth/sign-out",
    guard=auth.session(always=True), body=Nothing, status=204,
)  # fmt: skip
def sign_out(ctx: Context, body: Nothing) -> Reply:
    """Sign this browser out."""
    sessions.end(ctx)
    return Reply(None, auth.set_cookie("", 0))


@endpoint(
    routes, "POST", "/api/auth/sign-out-everywhere",
    guard=auth.session(always=True), body=Nothing, status=204,
)  # fmt: skip
def sign_out_everywhere(ctx: Context, body: Nothing) -> Reply:
    """Sign all browsers of this account out."""
    actions.end_all_sessions(ctx)
    return Reply(None, auth.set_cookie("", 0))


@endpoint(routes, "POST", "/api/auth/forgot", guard=auth.public(), body=EmailRequest, status=202)
def forget_password(ctx: Context, body: EmailRequest) -> None:
    """Ask for a link to set a new password; the answer is the same for every address."""
    with clock.lasting(addresses.ANSWER_SECONDS):
        actions.forget_password(body.email, ctx.client)


@endpoint(routes, "POST", "/api/auth/reset", guard=auth.public(), body=ResetRequest, status=204)
def reset_password(ctx: Context, body: ResetRequest) -> None:
    """Set a new password with the link's token."""
    password = body.password.get_secret_value()
    actions.require_password(password)
    actions.reset_password(body.token, password)


@endpoint(routes, "GET", "/api/auth/session", guard=auth.session(), returns=SessionView)
def get_session(ctx: Context) -> SessionView:
    """Who is signed in, and at which clinic."""
    return views.session(ctx, actions.get(ctx, ctx.actor))


@endpoint(
    routes, "PATCH", "/api/auth/session",
    guard=auth.session(always=True), body=LanguageRequest, returns=SessionView,
)  # fmt: skip
def change_language(ctx: Context, body: LanguageRequest) -> SessionView:
    """Choose one's own language, for the pages and for letters."""
    return views.session(ctx, actions.speak(ctx, body.language))


@endpoint(
    routes, "POST", "/api/auth/invitation/look",
    guard=auth.public(), body=InvitationLook, returns=InvitationView,
)  # fmt: skip
def look_at_invitation(ctx: Context, body: InvitationLook) -> InvitationView:
    """Whom a link invites to which clinic; asked by POST, for addresses are logged."""
    tenant, staff = actions.find_invitation(body.token)
    clinic = tenants.get_clinic(tenant)
    return InvitationView(
        clinic_name=clinic.name,
        email=staff.email,
        name=staff.name,
        role=staff.role,
    )


@endpoint(
    routes, "POST", "/api/auth/invitation",
    guard=auth.public(), body=AcceptRequest, returns=SessionView,
)  # fmt: skip
def accept_invitation(ctx: Context, body: AcceptRequest) -> Reply:
    """Take an invitation up with a password of one's own."""
    password = body.password.get_secret_value()
    actions.require_password(password, body.name)
    return views.signed_in(*actions.accept(body.token, body.name, password, body.language))


@endpoint(routes, "GET", "/api/staff", guard=_owner, query=Paged, returns=Listed[StaffView])
def list_staff(ctx: Context, query: Paged) -> Listed[StaffView]:
    """The clinic's accounts; the cursor is the last one's id."""
    return page_by_id(actions.list_all(ctx), query.limit, query.cursor, views.account)


@endpoint(
    routes, "GET", "/api/colleagues",
    guard=auth.session("owner", "operator"), query=Paged, returns=Listed[ColleagueView],
)  # fmt: skip
def list_colleagues(ctx: Context, query: Paged) -> Listed[ColleagueView]:
    """Who works at the desk, or did: for finding what somebody did, without their addresses."""
    desk = [each for each in actions.list_all(ctx) if each.is_of_the_desk]
    return page_by_id(desk, query.limit, query.cursor, views.colleague)


@endpoint(
    routes, "POST", "/api/staff/invitations",
    guard=_owner, body=InviteRequest, returns=StaffView, status=201,
)  # fmt: skip
def invite(ctx: Context, body: InviteRequest) -> StaffView:
    """Invite a colleague by mail."""
    said: dict[str, Any] = body.model_dump()
    said["language"] = body.language or tenants.get_clinic(ctx).language
    return views.account(actions.invite(ctx, Staff(id="", **said)))


@endpoint(
    routes, "POST", "/api/staff/{staff_id}/resend", guard=_owner, body=Nothing, returns=StaffView
)
def resend_invitation(ctx: Context, staff_id: str, body: Nothing) -> StaffView:
    """Mail the invitation again."""
    return views.account(actions.resend(ctx, staff_id))


@endpoint(
    routes, "PATCH", "/api/staff/{staff_id}", guard=_owner, body=RoleRequest, returns=StaffView
)
def change_role(ctx: Context, staff_id: str, body: RoleRequest) -> StaffView:
    """Give a colleague another role."""
    changed = actions.change_role(ctx, staff_id, body.role)
    if body.role not in lines.ROLES:
        lines.close_desk(ctx, staff_id)
    return views.account(changed)


@endpoint(routes, "DELETE", "/api/staff/{staff_id}", guard=_owner, returns=StaffView)
def close_account(ctx: Context, staff_id: str) -> StaffView:
    """Close a colleague's account; asked again it goes on where it failed."""
    closed = actions.disable(ctx, staff_id)
    lines.close_desk(ctx, staff_id)
    return views.account(closed)
