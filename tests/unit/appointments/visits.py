"""A visit to try rules on."""

from datetime import UTC, datetime, timedelta

from chalicelib.appointments.model import Appointment

START = datetime(2027, 3, 22, 6, tzinfo=UTC)
VISIT = Appointment(
    id="visitvisitvisit2",
    patient_id="patientpatient22",
    service_id="serviceservice22",
    practitioner_id="practitioner2222",
    branch_id="branchbranch2222",
    start=START,
    end=START + timedelta(minutes=30),
    wall="2027-03-22T09:00",
    zone="Europe/Istanbul",
    first_cell=0,
    cells=6,
    created_at=datetime(2027, 3, 1, tzinfo=UTC),
    source="widget",
    language="en",
    service_name="Check",
    practitioner_name="Dr. Example",
)
