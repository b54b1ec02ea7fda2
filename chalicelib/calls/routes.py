"""How the desk sees calls, the board and who is calling, and notes what became of it."""

from chalice import Blueprint

from chalicelib.calls import actions, board_views, listing, pop, pop_views, recordings, views
from chalicelib.calls.listing import Wanted
from chalicelib.calls.schemas import (
    BoardView,
    CallsQuery,
    CallView,
    PopView,
    RecordingView,
    WrapUpBody,
)
from chalicelib.context import Context
from chalicelib.edge import auth
from chalicelib.edge.http import endpoint
from chalicelib.edge.wire import Listed

routes = Blueprint(__name__)
_desk = auth.session("owner", "operator")


@endpoint(
    routes, "GET", "/api/calls", guard=_desk, query=CallsQuery, returns=Listed[CallView]
)  # fmt: skip
def list_calls(ctx: Context, query: CallsQuery) -> Listed[CallView]:
    """Calls, newest first."""
    wanted = Wanted(
        direction=query.direction,
        outcome=query.outcome,
        user_ids=actions.users_of(ctx, query.agent_id),
        number=actions.number_of(ctx, query.number),
        missed=query.missed,
        promised=query.promised,
    )
    found = listing.list_page(ctx, wanted, query.from_, query.to, query.limit, query.cursor)
    return Listed(items=views.show_all(ctx, found.items), next_cursor=found.next_cursor)


@endpoint(routes, "GET", "/api/calls/{contact_id}", guard=_desk, returns=CallView)
def show_call(ctx: Context, contact_id: str) -> CallView:
    """One call, by any of its contacts."""
    return views.show(ctx, actions.get(ctx, contact_id))


@endpoint(routes, "GET", "/api/calls/{contact_id}/pop", guard=_desk, returns=PopView)
def pop_up(ctx: Context, contact_id: str) -> PopView:
    """Who is calling, with what is next, last and open of them."""
    return pop_views.show(ctx, pop.look(ctx, contact_id))


@endpoint(
    routes, "POST", "/api/calls/{contact_id}/wrap-up",
    guard=_desk, body=WrapUpBody, returns=CallView,
)  # fmt: skip
def wrap_up(ctx: Context, contact_id: str, body: WrapUpBody) -> CallView:
    """Note what became of a call."""
    call = actions.wrap_up(ctx, contact_id, body.outcome, body.note, body.patient_id)
    return views.show(ctx, call)


@endpoint(routes, "GET", "/api/calls/{contact_id}/recording", guard=_desk, returns=RecordingView)
def listen(ctx: Context, contact_id: str) -> RecordingView:
    """An address to listen at for a few minutes; who asked is written down."""
    heard = recordings.listen(ctx, contact_id)
    return RecordingView(url=heard.url, expires_at=heard.until)


@endpoint(routes, "GET", "/api/board", guard=_desk, returns=BoardView)
def show_board(ctx: Context) -> BoardView:
    """Who waits, who talks, and what operators do."""
    return board_views.show(ctx, actions.board(ctx))
