"""Assembles the API: Chalice and every slice's routes; no logic."""

from chalice import Chalice

from chalicelib import kinds  # noqa: F401  (every item kind must be known before a query)
from chalicelib.routes import BLUEPRINTS

app = Chalice(app_name="frontdesk")
app.log.propagate = False
app.api.binary_types = []
for blueprint in BLUEPRINTS:
    app.register_blueprint(blueprint)
