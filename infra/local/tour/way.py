"""The steps of the tour in their order."""

from __future__ import annotations

from infra.local.tour import booking, calls, clinic, importing, phone, setting_up, signup, visit
from infra.local.tour.journey import Walk

WAY: tuple[tuple[str, Walk], ...] = (
    ("Landing page", signup.read_landing_page),
    ("Sign-up", signup.sign_up),
    ("E-mail confirmed", signup.confirm_email),
    ("Declined card", signup.try_declined_card),
    ("Good card", signup.pay_with_good_card),
    ("Branch", setting_up.add_branch),
    ("Practitioner", setting_up.add_practitioner),
    ("Working hours", setting_up.set_hours),
    ("Service", setting_up.add_service),
    ("Widget page", setting_up.set_up_widget),
    ("Public bookable slot", setting_up.find_bookable_slot),
    ("Clinic's own page", booking.open_clinic_page),
    ("Time chosen and held", booking.choose_time),
    ("Console opened", clinic.open_console),
    ("Details", booking.give_details),
    ("Code by SMS", booking.prove_phone),
    ("Console shows it", clinic.see_booking),
    ("Confirmation by SMS", phone.read_confirmation),
    ("Clock to the reminder", phone.move_clock_to_reminder),
    ("Answer", phone.answer_reminder),
    ("Console shows the answer", clinic.see_confirmed),
    ("Patient's link", visit.open_link),
    ("Visit moved", visit.move_visit),
    ("Used link", visit.try_used_link),
    ("Visit cancelled", visit.cancel_visit),
    ("Inquiry with its source", clinic.see_inquiry),
    ("Phone switched on", calls.switch_phone_on),
    ("Call that books", calls.ring_and_book),
    ("Call for an operator", calls.ring_for_operator),
    ("After the call", calls.note_the_call),
    ("Reminder rings", calls.wait_for_reminder_call),
    ("Answered with 1", calls.press_one),
    ("List of calls", calls.see_calls),
    ("Import of patients", importing.import_patients),
)
