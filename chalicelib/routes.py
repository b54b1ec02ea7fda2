"""Every slice's routes in one list, for app.py and for the API description."""

from chalice import Blueprint

from chalicelib.appointments.routes import routes as appointments
from chalicelib.audit.routes import routes as audit
from chalicelib.billing.routes import routes as billing
from chalicelib.calls.routes import routes as calls
from chalicelib.clinic.routes import routes as clinic
from chalicelib.imports.routes import routes as imports
from chalicelib.inquiries.routes import routes as inquiries
from chalicelib.lines.routes import routes as lines
from chalicelib.live.routes import routes as live
from chalicelib.messages.routes import routes as messages
from chalicelib.missed.routes import routes as missed
from chalicelib.onboarding.routes import routes as onboarding
from chalicelib.patients.routes import routes as patients
from chalicelib.platform.routes import routes as platform
from chalicelib.schedules.routes import routes as schedules
from chalicelib.signup.routes import routes as signup
from chalicelib.staff.routes import routes as staff
from chalicelib.tenants.routes import routes as tenants
from chalicelib.timeline.routes import routes as timeline
from chalicelib.visit.routes import routes as visit
from chalicelib.widget.routes import routes as widget

BLUEPRINTS: list[Blueprint] = [
    appointments, audit, billing, calls, clinic, imports, inquiries, lines, live, messages, missed,
    onboarding, patients, platform, schedules, signup, staff, tenants, timeline, visit, widget,
]  # fmt: skip
