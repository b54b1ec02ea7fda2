"""How the platform is asked about itself: is it there, and what does it understand."""

from typing import Any

from chalice import Blueprint

from chalicelib.context import Context
from chalicelib.edge import auth
from chalicelib.edge.http import endpoint
from chalicelib.edge.wire import Wire

routes = Blueprint(__name__)


class Health(Wire):
    status: str


@endpoint(routes, "GET", "/api/health", guard=auth.public(), returns=Health)
def health(ctx: Context) -> Health:
    """Whether the API answers."""
    return Health(status="ok")


@endpoint(routes, "GET", "/api/openapi.json", guard=auth.public())
def describe(ctx: Context) -> dict[str, Any]:
    """This description."""
    from chalicelib.edge import openapi  # rarely asked, and slow to import

    return openapi.document()
