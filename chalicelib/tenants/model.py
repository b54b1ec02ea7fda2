"""A clinic as a customer of ours: its settings, its subscription, and what they allow."""

from dataclasses import dataclass
from datetime import datetime

from chalicelib.clinic.model import Reminder

BOOKING = frozenset({"trialing", "active", "past_due"})
WRITING = BOOKING
# What a plan includes: branches and practitioners.
PLAN_LIMITS = {"starter": (1, 3), "clinic": (3, 20), "network": (50, 300)}
TEXTS, VOICE = "texts", "voice"  # what a number of ours is for
DEFAULT_REMINDERS = (Reminder(24), Reminder(2))


@dataclass(frozen=True)
class Clinic:
    """One tenant. `status` is Stripe's word for its subscription, or `pending` before there is one.

    `quiet_from` and `quiet_to` are wall times between which nobody is texted.
    `record_calls` says whether callers' talk with operators is recorded, which they are told first.
    """

    id: str
    name: str
    country: str
    zone: str
    language: str
    currency: str
    site_key: str
    phone: str = ""
    email: str = ""
    languages: tuple[str, ...] = ("en",)
    quiet_from: str = "21:00"
    quiet_to: str = "08:00"
    reminders: tuple[Reminder, ...] = DEFAULT_REMINDERS
    status: str = "pending"
    plan: str = "clinic"
    trial_end: datetime | None = None
    customer_id: str | None = None
    allowed_origins: tuple[str, ...] = ()
    color: str = "#2f6f8f"
    sms_number: str | None = None
    voice_number: str | None = None
    record_calls: bool = False
    version: int = 1

    @property
    def is_open(self) -> bool:
        """May take bookings."""
        return self.status in BOOKING

    @property
    def is_writable(self) -> bool:
        """May change anything but its subscription."""
        return self.status in WRITING
