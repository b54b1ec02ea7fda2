"""A timeline as the wire shows it; people and set-up are read once for all entries."""

from chalicelib.appointments import views as visit_views
from chalicelib.appointments.model import Appointment
from chalicelib.context import Context
from chalicelib.inquiries import views as inquiry_views
from chalicelib.inquiries.model import Inquiry
from chalicelib.messages import views as message_views
from chalicelib.messages.model import Message
from chalicelib.timeline.actions import Thing
from chalicelib.timeline.schemas import TimelineEntry


def show(ctx: Context, things: list[Thing]) -> list[TimelineEntry]:
    """The same order; each kind is shown at once, so that its people are read together."""
    visits = visit_views.show_all(ctx, (t for t in things if isinstance(t, Appointment)))
    contacts = inquiry_views.show_all(ctx, (t for t in things if isinstance(t, Inquiry)))
    messages = [message_views.show(t) for t in things if isinstance(t, Message)]
    shown = {
        **{v.id: TimelineEntry(at=v.start, kind="appointment", appointment=v) for v in visits},
        **{c.id: TimelineEntry(at=c.created_at, kind="inquiry", inquiry=c) for c in contacts},
        **{m.id: TimelineEntry(at=m.at, kind="message", message=m) for m in messages},
    }
    return [shown[thing.id] for thing in things]
