"""Every slice's routes in one list, for app.py and for the API description."""

from chalice import Blueprint

from chalicelib.platform.routes import routes as platform

BLUEPRINTS: list[Blueprint] = [platform]
