"""A patient's visits, messages and inquiries in one order, each as it is now."""

from typing import NamedTuple

from chalicelib.appointments import actions as appointments
from chalicelib.appointments.model import Appointment
from chalicelib.context import Context
from chalicelib.inquiries import actions as inquiries
from chalicelib.inquiries.model import Inquiry
from chalicelib.messages import actions as messages
from chalicelib.messages.model import Message
from chalicelib.patients import actions as patients
from chalicelib.timeline import store

Thing = Appointment | Message | Inquiry


class Timeline(NamedTuple):
    """A page, newest first; visits that are still to come stand above."""

    things: list[Thing]
    next_cursor: str | None


def read(ctx: Context, patient_id: str, limit: int, cursor: str | None) -> Timeline:
    """Raises NotFound for a patient of nobody, or of another clinic."""
    patients.get(ctx, patient_id)
    return _read(ctx, patient_id, limit, cursor)


def list_latest(ctx: Context, patient_id: str, limit: int) -> list[Thing]:
    """The same for somebody who was read already: the newest, visits to come among them."""
    return _read(ctx, patient_id, limit, None).things


def _read(ctx: Context, patient_id: str, limit: int, cursor: str | None) -> Timeline:
    entries = store.page(ctx, patient_id, limit, cursor)
    ids: dict[str, list[str]] = {"appointment": [], "message": [], "inquiry": []}
    for entry in entries.items:
        ids[entry.kind].append(entry.id)
    found: dict[str, Thing] = {
        **appointments.find_many(ctx, ids["appointment"]),
        **messages.find_many(ctx, ids["message"]),
        **inquiries.find_many(ctx, ids["inquiry"]),
    }
    things = [found[entry.id] for entry in entries.items if entry.id in found]
    return Timeline(things, entries.next_cursor)
