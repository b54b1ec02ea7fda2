"""What is left to do until a clinic's first bookable time."""

from chalice import Blueprint

from chalicelib.context import Context
from chalicelib.edge import auth
from chalicelib.edge.http import endpoint
from chalicelib.onboarding import actions
from chalicelib.onboarding.schemas import SetupStep, SetupView
from chalicelib.tenants import actions as tenants
from chalicelib.tenants import views

routes = Blueprint(__name__)


@endpoint(routes, "GET", "/api/setup", guard=auth.session(), returns=SetupView)
def show(ctx: Context) -> SetupView:
    """The list of steps, and the first time that patients can book."""
    progress = actions.look(ctx)
    steps = [{"id": name, "done": is_done} for name, is_done in progress.steps.items()]
    return SetupView(
        steps=[SetupStep.model_validate(step) for step in steps],
        bookable_from=progress.bookable_from,
        script_tag=views.widget(tenants.get_clinic(ctx)).script_tag,
    )
