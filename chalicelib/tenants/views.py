"""A clinic's profile as the wire shows it."""

from chalicelib import config
from chalicelib.clinic.schemas import ReminderBody
from chalicelib.tenants.model import Clinic
from chalicelib.tenants.schemas import ClinicView, QuietHours, WidgetView


def clinic(profile: Clinic) -> ClinicView:
    same = (
        "id", "name", "phone", "country", "zone", "language", "currency", "email", "status", "plan",
        "trial_end", "is_open", "sms_number", "voice_number", "record_calls", "version",
    )  # fmt: skip
    return ClinicView(
        **{name: getattr(profile, name) for name in same},
        languages=list(profile.languages),
        quiet_hours=QuietHours(from_=profile.quiet_from, to=profile.quiet_to),
        reminders=[ReminderBody(**vars(each)) for each in profile.reminders],
    )


def widget(profile: Clinic) -> WidgetView:
    address = f"{config.public_url()}/widget.js"
    return WidgetView(
        site_key=profile.site_key,
        script_tag=f'<script src="{address}" data-site="{profile.site_key}" async></script>',
        allowed_origins=list(profile.allowed_origins),
        color=profile.color,
        languages=list(profile.languages),
        version=profile.version,
    )
