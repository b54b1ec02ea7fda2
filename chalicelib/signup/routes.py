"""How a clinic signs up on the web."""

from chalice import Blueprint

from chalicelib import clock
from chalicelib.context import Context
from chalicelib.edge import auth
from chalicelib.edge.http import Reply, endpoint
from chalicelib.signup import actions
from chalicelib.signup.schemas import (
    ConfirmRequest,
    ConfirmView,
    CountriesView,
    CountryView,
    ResendRequest,
    SignupRequest,
    SignupView,
)
from chalicelib.staff import sessions, views
from chalicelib.tenants import addresses, countries

routes = Blueprint(__name__)


@endpoint(routes, "GET", "/api/countries", guard=auth.public(), returns=CountriesView)
def list_countries(ctx: Context) -> CountriesView:
    """Every country with what it proposes."""
    found = countries.every().values()
    return CountriesView(items=[CountryView(**{**vars(c), "zones": list(c.zones)}) for c in found])


@endpoint(
    routes, "POST", "/api/signup",
    guard=auth.public(), body=SignupRequest, returns=SignupView, status=202,
)  # fmt: skip
def begin(ctx: Context, body: SignupRequest) -> SignupView:
    """Sign up; the address is confirmed by a mailed link."""
    form = body.model_dump(exclude={"password"})
    with clock.lasting(addresses.ANSWER_SECONDS):
        actions.begin(form, body.password.get_secret_value(), ctx.client)
    return SignupView(email=body.email)


@endpoint(routes, "POST", "/api/signup/resend", guard=auth.public(), body=ResendRequest, status=202)
def resend(ctx: Context, body: ResendRequest) -> None:
    """Mail the link again."""
    with clock.lasting(addresses.ANSWER_SECONDS):
        actions.resend(body.email, ctx.client)


@endpoint(
    routes, "POST", "/api/signup/confirm",
    guard=auth.public(), body=ConfirmRequest, returns=ConfirmView,
)  # fmt: skip
def confirm(ctx: Context, body: ConfirmRequest) -> Reply:
    """Confirm the address: makes the clinic, signs in, and tells where to pay."""
    tenant, owner, cookie, url = actions.confirm(body.token, body.password.get_secret_value())
    view = ConfirmView(checkout_url=url, session=views.session(tenant, owner))
    return Reply(view, auth.set_cookie(cookie, sessions.LIFETIME_SECONDS))
