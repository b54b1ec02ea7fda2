"""Who may do what with a visit: a doctor sees their own, a patient is bound by the notice."""

from chalicelib import clock
from chalicelib.appointments import model
from chalicelib.appointments.model import Appointment
from chalicelib.clinic import actions as clinic
from chalicelib.context import Context
from chalicelib.errors import Conflict, Forbidden
from chalicelib.staff import actions as staff


def practitioners_of(ctx: Context) -> frozenset[str] | None:
    """Whose visits the caller may see: a doctor's own practitioners; None means everybody's."""
    if ctx.role != "doctor":
        return None
    linked = {p.id for p in clinic.get_setup(ctx).practitioners.values() if p.staff_id == ctx.actor}
    own = staff.get(ctx, ctx.actor).practitioner_id
    return frozenset(linked | ({own} if own else set()))


def require_own(ctx: Context, visit: Appointment) -> None:
    """Raises Forbidden for a doctor whose visit it is not."""
    own = practitioners_of(ctx)
    if own is not None and visit.practitioner_id not in own:
        raise Forbidden("This is another doctor's visit.")


def require_leeway(ctx: Context, visit: Appointment, *, moving: bool) -> None:
    """What a patient may do with a visit now; raises Forbidden or Conflict with the rule."""
    service = clinic.get_setup(ctx).services.get(visit.service_id)
    may = model.leeway(visit, service, clock.now())
    if may.can_move if moving else may.can_cancel:
        return
    if may.why == "conflict":
        raise Conflict("This visit is not planned any more.", fields={"status": visit.status})
    told = {
        "notice_passed": "It is too late to change this visit here. Please call the clinic.",
        "moves_exhausted": "This visit was moved as often as possible. Please call the clinic.",
    }
    raise Forbidden(told[may.why], code=may.why)
