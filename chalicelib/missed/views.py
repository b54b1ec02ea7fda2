"""Missed calls as the wire shows them, with the person where one is known."""

from chalicelib.context import Context
from chalicelib.missed.model import MissedCall
from chalicelib.missed.schemas import MissedCallView
from chalicelib.patients import actions as patients
from chalicelib.patients.model import Patient, display
from chalicelib.patients.schemas import PatientHitView
from chalicelib.refusals import actions as refusals

_SAME = (
    "id", "number", "reason", "status", "count", "first_at", "last_at", "due_at", "text", "text_at",
    "because", "outcome", "closed_at", "closed_by", "version",
)  # fmt: skip


def show(ctx: Context, entry: MissedCall) -> MissedCallView:
    return show_all(ctx, [entry])[0]


def show_all(ctx: Context, entries: list[MissedCall]) -> list[MissedCallView]:
    """Several entries with one read of all their people."""
    people = patients.get_many(ctx, sorted({e.patient_id for e in entries if e.patient_id}))
    refusing = refusals.refusing(ctx, (e.number for e in entries))
    return [
        _view(each, people.get(each.patient_id or ""), each.number in refusing) for each in entries
    ]


def _view(entry: MissedCall, patient: Patient | None, refused: bool) -> MissedCallView:
    return MissedCallView(
        **{name: getattr(entry, name) for name in _SAME},
        call_ids=list(entry.call_ids),
        number_display=display(entry.number or None) or "",
        calls_refused=refused,
        patient=_hit(patient) if patient else None,
    )


def _hit(patient: Patient) -> PatientHitView:
    same = ("id", "name", "phone", "phone_display", "birth_date")
    return PatientHitView(**{name: getattr(patient, name) for name in same})
