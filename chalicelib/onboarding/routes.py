"""What is left to do until a clinic's first bookable time."""

from chalice import Blueprint

from chalicelib.clinic.schemas import SetupView
from chalicelib.context import Context
from chalicelib.edge import auth
from chalicelib.edge.http import endpoint
from chalicelib.onboarding import actions

routes = Blueprint(__name__)


@endpoint(routes, "GET", "/api/setup", guard=auth.session(), returns=SetupView)
def show(ctx: Context) -> SetupView:
    """The list of steps, and the first time that patients can book."""
    return actions.show(ctx)
