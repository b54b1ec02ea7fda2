"""Numbers that want no calls by machine; a text's STOP is another matter and another list."""

from chalicelib.context import Context
from chalicelib.refusals import store


def refuses_calls(ctx: Context, number: str) -> bool:
    return store.find(ctx, number) is not None


def refuse_calls(ctx: Context, number: str, by: str = "") -> None:
    """No more calls to this number; saying it twice changes nothing."""
    if not refuses_calls(ctx, number):
        store.put(ctx, number, by or ctx.actor)


def allow_calls(ctx: Context, number: str) -> None:
    """Calls may go to this number again."""
    store.delete(ctx, number)
