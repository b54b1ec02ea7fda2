"""How staff see whom to call back, and say that it is done."""

from chalice import Blueprint

from chalicelib.context import Context
from chalicelib.edge import auth
from chalicelib.edge.http import endpoint
from chalicelib.edge.wire import Listed
from chalicelib.missed import actions, views
from chalicelib.missed.schemas import MissedCallChange, MissedCallsQuery, MissedCallView

routes = Blueprint(__name__)
_desk = auth.session("owner", "operator")


@endpoint(
    routes, "GET", "/api/missed-calls",
    guard=_desk, query=MissedCallsQuery, returns=Listed[MissedCallView],
)  # fmt: skip
def list_missed_calls(ctx: Context, query: MissedCallsQuery) -> Listed[MissedCallView]:
    """Who has to be called back, the most urgent first."""
    found = actions.list_page(ctx, query.status, query.limit, query.cursor)
    return Listed(items=views.show_all(ctx, found.items), next_cursor=found.next_cursor)


@endpoint(routes, "GET", "/api/missed-calls/{missed_call_id}", guard=_desk, returns=MissedCallView)
def show_missed_call(ctx: Context, missed_call_id: str) -> MissedCallView:
    """One entry."""
    return views.show(ctx, actions.get(ctx, missed_call_id))


@endpoint(
    routes, "PATCH", "/api/missed-calls/{missed_call_id}",
    guard=_desk, body=MissedCallChange, returns=MissedCallView,
)  # fmt: skip
def settle_missed_call(ctx: Context, missed_call_id: str, body: MissedCallChange) -> MissedCallView:
    """Close an entry: they were called, or need not be."""
    return views.show(ctx, actions.settle(ctx, missed_call_id, body.outcome, body.version))
