"""Assembles the API: Chalice and every slice's routes; no logic."""

from collections.abc import Callable
from typing import Any

from chalice import Blueprint, Chalice, Response

from chalicelib import config, routes
from chalicelib.staff import actions  # noqa: F401  (nearly every request asks who is signed in)

app = Chalice(app_name="frontdesk")
app.log.propagate = False
app.api.binary_types = []
_assembled: list[Blueprint] = []


def _assemble(blueprints: list[Blueprint]) -> None:
    for blueprint in blueprints:
        if blueprint not in _assembled:
            app.register_blueprint(blueprint)
            _assembled.append(blueprint)


def _bring_in(request: Any, answer: Callable[[Any], Response]) -> Response:
    """Import the slices that are asked for before Chalice looks up the route (ADR 9)."""
    _assemble(routes.below(request.context["resourcePath"]))
    return answer(request)


app.register_middleware(_bring_in, "http")
# Who packages, describes or tests the API wants to see all of it.
_assemble(routes.below("/api/health") if config.is_deployed() else routes.every())
