"""Numbers that want no calls by machine; a text's STOP is another matter and another list."""

from collections.abc import Iterable

from chalicelib.audit import actions as audit
from chalicelib.audit.model import CALLS_ALLOWED, CALLS_REFUSED
from chalicelib.context import Context
from chalicelib.refusals import store


def refuses_calls(ctx: Context, number: str) -> bool:
    return store.find(ctx, number) is not None


def refusing(ctx: Context, numbers: Iterable[str]) -> set[str]:
    """Those of the numbers that want no calls, by one read."""
    return store.find_many(ctx, sorted({number for number in numbers if number}))


def refuse_calls(ctx: Context, number: str, by: str = "") -> None:
    """No more calls to this number; saying it twice changes nothing."""
    if not refuses_calls(ctx, number):
        store.put(ctx, number, by or ctx.actor)


def allow_calls(ctx: Context, number: str) -> None:
    """Calls may go to this number again."""
    store.delete(ctx, number)


def keep(ctx: Context, number: str, patient_id: str, *, refused: bool) -> None:
    """What staff noted on a patient's card, written down with who it was; as it is already, nothing
    changes."""
    if refuses_calls(ctx, number) == refused:
        return
    audit.write(ctx, CALLS_REFUSED if refused else CALLS_ALLOWED, "patient", patient_id)
    change = refuse_calls if refused else allow_calls
    change(ctx, number)
