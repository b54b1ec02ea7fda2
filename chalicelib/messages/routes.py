"""How staff write to a patient."""

from chalice import Blueprint

from chalicelib.context import Context
from chalicelib.edge import auth
from chalicelib.edge.http import endpoint
from chalicelib.messages import actions, views
from chalicelib.messages.schemas import MessageView, TextRequest

routes = Blueprint(__name__)


@endpoint(
    routes, "POST", "/api/patients/{patient_id}/messages",
    guard=auth.session("owner", "operator"), body=TextRequest, returns=MessageView, status=201,
)  # fmt: skip
def write_to_patient(ctx: Context, patient_id: str, body: TextRequest) -> MessageView:
    """Text a patient; the same request twice sends one text."""
    return views.show(actions.write_to_patient(ctx, patient_id, body.body))
