"""Which slices answer below which part of the address, and their routes when these are needed."""

from importlib import import_module

from chalice import Blueprint

# Slice → the parts that follow /api/ in the addresses of its routes.
PARTS = {
    "appointments": ("appointments", "calendar", "slots"),
    "audit": ("audit",),
    "billing": ("billing", "plans", "stripe"),
    "calls": ("board", "calls"),
    "clinic": ("branches", "closures", "holidays", "practitioners", "rooms", "services"),
    "imports": ("imports",),
    "inquiries": ("inquiries",),
    "lines": ("desk",),
    "live": ("live",),
    "messages": ("patients",),
    "missed": ("missed-calls",),
    "onboarding": ("setup",),
    "patients": ("patients",),
    "platform": ("health", "openapi.json"),
    "schedules": ("leave", "practitioners"),
    "signup": ("countries", "signup"),
    "staff": ("auth", "colleagues", "staff"),
    "tenants": ("clinic", "widget-settings"),
    "timeline": ("patients",),
    "visit": ("visit",),
    "widget": ("widget",),
}
_DESCRIPTION = "openapi.json"


def every() -> list[Blueprint]:
    return [_routes(name) for name in PARTS]


def below(path: str) -> list[Blueprint]:
    """The routes among which that of a path is; all of them for the API's description."""
    part = path.removeprefix("/api/").split("/")[0]
    if part == _DESCRIPTION:
        return every()
    return [_routes(name) for name, parts in PARTS.items() if part in parts]


def _routes(name: str) -> Blueprint:
    return import_module(f"chalicelib.{name}.routes").routes
