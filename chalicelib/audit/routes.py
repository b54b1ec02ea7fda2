"""How owners see who looked at what."""

from chalice import Blueprint

from chalicelib.audit import actions, views
from chalicelib.audit.schemas import AuditQuery, AuditView
from chalicelib.context import Context
from chalicelib.edge import auth
from chalicelib.edge.http import endpoint
from chalicelib.edge.wire import Listed

routes = Blueprint(__name__)


@endpoint(
    routes, "GET", "/api/audit",
    guard=auth.session("owner"), query=AuditQuery, returns=Listed[AuditView],
)  # fmt: skip
def list_audit(ctx: Context, query: AuditQuery) -> Listed[AuditView]:
    """Who listened to which recording, and who stopped or allowed calls to whom, newest first."""
    found = actions.list_page(ctx, query.month, query.limit, query.cursor)
    return Listed(items=views.show_all(ctx, found.items), next_cursor=found.next_cursor)
