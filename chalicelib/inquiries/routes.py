"""How staff see who got in touch, and settle what is open."""

from chalice import Blueprint

from chalicelib.context import Context
from chalicelib.edge import auth
from chalicelib.edge.http import endpoint
from chalicelib.edge.wire import Listed
from chalicelib.inquiries import actions, views
from chalicelib.inquiries.schemas import (
    InquiriesQuery,
    InquiryChange,
    InquiryView,
    SummaryLine,
    SummaryQuery,
    SummaryView,
)

routes = Blueprint(__name__)
_desk = auth.session("owner", "operator")


@endpoint(
    routes, "GET", "/api/inquiries",
    guard=_desk, query=InquiriesQuery, returns=Listed[InquiryView],
)  # fmt: skip
def list_inquiries(ctx: Context, query: InquiriesQuery) -> Listed[InquiryView]:
    """Contacts, newest first."""
    found = actions.list_page(ctx, query.status, query.source, query.limit, query.cursor)
    return Listed(items=views.show_all(ctx, found.items), next_cursor=found.next_cursor)


@endpoint(
    routes, "GET", "/api/inquiries/summary", guard=_desk, query=SummaryQuery, returns=SummaryView
)
def summarise(ctx: Context, query: SummaryQuery) -> SummaryView:
    """How many contacts came from where and ended how."""
    found = sorted(actions.summarise(ctx, query.from_, query.to).items())
    lines = [SummaryLine(source=s, outcome=o, count=n) for (s, o), n in found if n]
    return SummaryView(total=sum(line.count for line in lines), items=lines)


@endpoint(
    routes, "PATCH", "/api/inquiries/{inquiry_id}",
    guard=_desk, body=InquiryChange, returns=InquiryView,
)  # fmt: skip
def settle_inquiry(ctx: Context, inquiry_id: str, body: InquiryChange) -> InquiryView:
    """Close or reopen a contact, or give it to a colleague."""
    changes = body.model_dump(exclude_unset=True, exclude={"version"})
    return views.show(ctx, actions.settle(ctx, inquiry_id, changes, body.version))
