"""Reading in one call what a booking will ask for one by one."""

from chalicelib.availability import actions as availability
from chalicelib.availability.actions import Ask
from chalicelib.context import Context
from chalicelib.errors import AppError
from chalicelib.table import keys


def read_for_booking(ctx: Context, ask: Ask, start: int, patient_id: str | None) -> None:
    """The patient, the sheets, and the visit that this very request may have made before.

    What can't be booked is not refused here: the booking itself says why.
    """
    beside = [keys.patient(ctx.tenant_id, patient_id)] if patient_id else []
    if ctx.key:
        beside.append(keys.appointment(ctx.tenant_id, ctx.id_for("appointment")))
    try:
        availability.read_ahead(ctx, ask, start, beside)
    except AppError:
        return
