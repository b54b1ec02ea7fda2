"""How somebody at the desk gets a softphone."""

from chalice import Blueprint

from chalicelib import config
from chalicelib.context import Context
from chalicelib.edge import auth
from chalicelib.edge.http import endpoint
from chalicelib.edge.wire import Nothing
from chalicelib.lines import actions
from chalicelib.lines.schemas import DeskSessionView

routes = Blueprint(__name__)


@endpoint(
    routes, "POST", "/api/desk/session",
    guard=auth.session(*actions.ROLES), body=Nothing, returns=DeskSessionView,
)  # fmt: skip
def open_desk(ctx: Context, body: Nothing) -> DeskSessionView:
    """A softphone for whoever is signed in; asked again it is the same one."""
    desk = actions.open_desk(ctx)
    line = desk.line
    return DeskSessionView(
        ccp_url=config.ccp_url(),
        username=desk.agent.username,
        region=line.instance.region,
        instance_id=line.instance.instance_id,
        number=line.number,
        queue_arn=line.queue_arn,
    )
