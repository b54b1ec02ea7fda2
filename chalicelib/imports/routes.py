"""How staff bring the patients of another system."""

from chalice import Blueprint

from chalicelib.context import Context
from chalicelib.edge import auth
from chalicelib.edge.http import endpoint
from chalicelib.edge.wire import Listed, Nothing, Paged
from chalicelib.imports import actions, views
from chalicelib.imports.run import by_field
from chalicelib.imports.schemas import (
    CreatedView,
    ImportBody,
    ImportView,
    PreviewView,
    RowsQuery,
    RowView,
    StartBody,
)

routes = Blueprint(__name__)
_desk = auth.session("owner", "operator")


@endpoint(
    routes, "POST", "/api/imports", guard=_desk, body=ImportBody, returns=CreatedView, status=201
)
def create_import(ctx: Context, body: ImportBody) -> CreatedView:
    """Begin an import; the answer says where to put the file."""
    return views.created(*actions.create(ctx, body.filename, body.size))


@endpoint(routes, "GET", "/api/imports", guard=_desk, query=Paged, returns=Listed[ImportView])
def list_imports(ctx: Context, query: Paged) -> Listed[ImportView]:
    """Imports, newest first."""
    found = actions.list_runs(ctx, query.limit, query.cursor)
    return Listed(items=[views.show(run) for run in found.items], next_cursor=found.next_cursor)


@endpoint(routes, "GET", "/api/imports/{import_id}", guard=_desk, returns=ImportView)
def get_import(ctx: Context, import_id: str) -> ImportView:
    """How far an import is."""
    return views.show(actions.get(ctx, import_id))


@endpoint(
    routes, "POST", "/api/imports/{import_id}/preview",
    guard=_desk, body=Nothing, returns=PreviewView,
)  # fmt: skip
def preview_import(ctx: Context, import_id: str, body: Nothing) -> PreviewView:
    """What the file holds, and which column is probably what."""
    return views.preview(actions.preview(ctx, import_id))


@endpoint(
    routes, "POST", "/api/imports/{import_id}/start",
    guard=_desk, body=StartBody, returns=ImportView, status=202,
)  # fmt: skip
def start_import(ctx: Context, import_id: str, body: StartBody) -> ImportView:
    """Take the file's rows into the patients."""
    mapping = by_field({str(column): str(name) for column, name in body.mapping.items()})
    return views.show(actions.start(ctx, import_id, mapping, body.source))


@endpoint(
    routes, "GET", "/api/imports/{import_id}/rows",
    guard=_desk, query=RowsQuery, returns=Listed[RowView],
)  # fmt: skip
def list_rows(ctx: Context, import_id: str, query: RowsQuery) -> Listed[RowView]:
    """The report: what became of rows."""
    found = actions.list_outcomes(ctx, import_id, query.result, query.limit, query.cursor)
    items = [views.outcome(each) for each in found.items]
    return Listed(items=items, next_cursor=found.next_cursor)
