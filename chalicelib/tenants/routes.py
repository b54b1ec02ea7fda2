"""How owners keep their clinic's profile and its widget."""

from typing import Any

from chalice import Blueprint

from chalicelib.clinic.model import Reminder
from chalicelib.context import Context
from chalicelib.edge import auth
from chalicelib.edge.http import endpoint
from chalicelib.edge.wire import Wire
from chalicelib.tenants import actions, views
from chalicelib.tenants.schemas import ClinicChange, ClinicView, WidgetChange, WidgetView

routes = Blueprint(__name__)


@endpoint(routes, "GET", "/api/clinic", guard=auth.session(), returns=ClinicView)
def get_clinic(ctx: Context) -> ClinicView:
    """The clinic's profile."""
    return views.clinic(actions.get_clinic(ctx))


@endpoint(
    routes,
    "PATCH",
    "/api/clinic",
    guard=auth.session("owner"),
    body=ClinicChange,
    returns=ClinicView,
)
def change_clinic(ctx: Context, body: ClinicChange) -> ClinicView:
    """Change the profile that was read as `version`."""
    return views.clinic(actions.update(ctx, _changes(body), body.version))


@endpoint(routes, "GET", "/api/widget-settings", guard=auth.session(), returns=WidgetView)
def get_widget(ctx: Context) -> WidgetView:
    """The widget's script tag and settings."""
    return views.widget(actions.get_clinic(ctx))


@endpoint(
    routes, "PATCH", "/api/widget-settings",
    guard=auth.session("owner"), body=WidgetChange, returns=WidgetView,
)  # fmt: skip
def change_widget(ctx: Context, body: WidgetChange) -> WidgetView:
    """Change the widget's origins, colour or languages."""
    return views.widget(actions.update(ctx, _changes(body), body.version))


def _changes(body: Wire) -> dict[str, Any]:
    """What was really said, in the model's words."""
    said = body.model_dump(exclude_unset=True, exclude_none=True, exclude={"version"})
    quiet = said.pop("quiet_hours", None)
    if quiet:
        said |= {"quiet_from": quiet["from_"], "quiet_to": quiet["to"]}
    if "reminders" in said:
        said["reminders"] = tuple(Reminder(**each) for each in said["reminders"])
    for name in ("languages", "allowed_origins"):
        if name in said:
            said[name] = tuple(dict.fromkeys(said[name]))
    return said
