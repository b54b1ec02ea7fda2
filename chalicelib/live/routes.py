"""How an open console asks to be told of changes."""

from chalice import Blueprint

from chalicelib.context import Context
from chalicelib.edge import auth
from chalicelib.edge.http import endpoint
from chalicelib.live import actions
from chalicelib.live.schemas import TicketView

routes = Blueprint(__name__)


@endpoint(routes, "POST", "/api/live/ticket", guard=auth.session(always=True), returns=TicketView)
def take_ticket(ctx: Context) -> TicketView:
    """The address to open within a minute."""
    return TicketView(url=actions.ticket(ctx))
