"""A visit as a calendar file (RFC 5545), for the patient's own calendar."""

from chalicelib import clock
from chalicelib.appointments.model import CANCELLED, Appointment
from chalicelib.clinic.model import Branch
from chalicelib.tenants.model import Clinic


def ics(profile: Clinic, visit: Appointment, branch: Branch | None, link: str) -> str:
    """One event; a moved visit keeps its UID and gets a higher SEQUENCE, so calendars move it."""
    from icalendar import Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", "-//Frontdesk//Visit//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if visit.status == CANCELLED else "PUBLISH")
    event = Event()
    event.add("uid", f"{visit.id}@frontdesk")
    event.add("sequence", visit.schedule_version - 1)
    event.add("dtstamp", clock.now())
    event.add("dtstart", visit.start)
    event.add("dtend", visit.end)
    event.add("summary", f"{visit.service_name}, {profile.name}")
    event.add("description", f"{visit.practitioner_name}\n{link}")
    event.add("location", ", ".join(filter(None, (branch.name, branch.address))) if branch else "")
    event.add("status", "CANCELLED" if visit.status == CANCELLED else "CONFIRMED")
    calendar.add_component(event)
    text: str = calendar.to_ical().decode()
    return text
