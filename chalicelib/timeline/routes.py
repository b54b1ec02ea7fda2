"""How staff see what happened to a patient."""

from chalice import Blueprint

from chalicelib.context import Context
from chalicelib.edge import auth
from chalicelib.edge.http import endpoint
from chalicelib.edge.wire import Listed, Paged
from chalicelib.timeline import actions, views
from chalicelib.timeline.schemas import TimelineEntry

routes = Blueprint(__name__)


@endpoint(
    routes, "GET", "/api/patients/{patient_id}/timeline",
    guard=auth.session(), query=Paged, returns=Listed[TimelineEntry],
)  # fmt: skip
def read_timeline(ctx: Context, patient_id: str, query: Paged) -> Listed[TimelineEntry]:
    """Visits, messages and inquiries, newest first."""
    found = actions.read(ctx, patient_id, query.limit, query.cursor)
    return Listed(items=views.show(ctx, found.things), next_cursor=found.next_cursor)
