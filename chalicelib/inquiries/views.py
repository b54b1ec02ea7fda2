"""Contacts as the wire shows them, with the person where one is known."""

from collections.abc import Iterable

from chalicelib.context import Context
from chalicelib.inquiries.model import Inquiry
from chalicelib.inquiries.schemas import InquiryView
from chalicelib.patients import actions as patients
from chalicelib.patients.model import Patient
from chalicelib.patients.schemas import PatientHitView


def show(ctx: Context, inquiry: Inquiry) -> InquiryView:
    return show_all(ctx, [inquiry])[0]


def show_all(ctx: Context, inquiries: Iterable[Inquiry]) -> list[InquiryView]:
    """Several contacts with one read of all their people."""
    found = list(inquiries)
    people = patients.get_many(ctx, sorted({i.patient_id for i in found if i.patient_id}))
    return [_view(each, people.get(each.patient_id or "")) for each in found]


def _view(inquiry: Inquiry, patient: Patient | None) -> InquiryView:
    same = (
        "id", "source", "reason", "status", "appointment_id", "outcome", "owner_id", "due_at",
        "created_at", "version",
    )  # fmt: skip
    return InquiryView(
        **{name: getattr(inquiry, name) for name in same},
        patient=_hit(patient) if patient else None,
        phone=inquiry.phone or (patient.phone if patient else None) or "",
        text=inquiry.text or None,
        campaign=inquiry.campaign or None,
    )


def _hit(patient: Patient) -> PatientHitView:
    same = ("id", "name", "phone", "phone_display", "birth_date")
    return PatientHitView(**{name: getattr(patient, name) for name in same})
