"""What happened to a visit, as the events of the catalogue tell it."""

from chalicelib.appointments.model import Appointment
from chalicelib.events import Event


def fact(kind: type[Event], visit: Appointment, source: str, notify: bool = True) -> Event:
    """What happened to a visit, as an event of the kind."""
    return kind(
        visit.id,
        version=visit.schedule_version,  # type: ignore[call-arg]
        patient_id=visit.patient_id,
        date=visit.wall[:10],
        source=source,
        notify=notify,
    )
