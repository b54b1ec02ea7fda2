"""Imports every module that defines items, so that no kind is invisible to a query."""

from chalicelib.appointments import store as appointments
from chalicelib.audit import store as audit
from chalicelib.availability import store as availability
from chalicelib.calls import store as calls
from chalicelib.clinic import store as clinic
from chalicelib.dialogue import store as dialogue
from chalicelib.imports import store as imports
from chalicelib.inquiries import store as inquiries
from chalicelib.lines import store as lines
from chalicelib.live import store as live
from chalicelib.messages import store as messages
from chalicelib.missed import store as missed
from chalicelib.patients import store as patients
from chalicelib.refusals import store as refusals
from chalicelib.reminders import store as reminders
from chalicelib.staff import store as staff
from chalicelib.table import outbox
from chalicelib.tenants import store as tenants
from chalicelib.widget import store as widget

STORES = [
    appointments, audit, availability, calls, clinic, dialogue, imports, inquiries, lines, live,
    messages, missed, outbox, patients, refusals, reminders, staff, tenants, widget,
]  # fmt: skip
