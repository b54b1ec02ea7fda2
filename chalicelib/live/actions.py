"""Open consoles: who may listen, and telling all of a clinic what changed, by ids only."""

from datetime import timedelta
from typing import Any

from chalicelib import clock, config, observe, tokens
from chalicelib.context import Context
from chalicelib.errors import Unauthenticated
from chalicelib.gateways import live
from chalicelib.live import store
from chalicelib.live.store import Console

TICKET_SECONDS = 60
# A frame may overtake the end of the handshake, and then the connection reads as gone.
_YOUNG_SECONDS = 30


def ticket(ctx: Context) -> str:
    """The address at which one console may begin to listen within a minute.

    A browser sends neither headers nor our cookie with a WebSocket, so the address says who it is.
    """
    claims = {"t": ctx.tenant_id, "s": ctx.actor}
    signed = tokens.sign("live", claims, clock.now() + timedelta(seconds=TICKET_SECONDS))
    return f"{config.live_url()}?ticket={signed}"


def listen(signed: str, connection_id: str) -> None:
    """Keep the console of a ticket; raises Unauthenticated."""
    try:
        claims = tokens.read("live", signed)
    except (tokens.BadToken, tokens.ExpiredToken):
        raise Unauthenticated("The ticket is not good any more.") from None
    console = Console(connection_id, claims["s"], clock.epoch())
    store.put(Context(claims["t"], claims["s"], "console"), console)


def tell(ctx: Context, fact: dict[str, Any]) -> None:
    """Tell every open console of the clinic; one that is gone is forgotten.

    `fact` has `kind`, `subject_id` and, for what stands in the calendar, the local `date`.
    """
    frame = frame_of(fact)
    for console in store.list_open(ctx):
        try:
            live.post(console.connection_id, frame)
        except live.Gone:
            if clock.epoch() - console.since > _YOUNG_SECONDS:
                store.delete(ctx, console.connection_id)
        except live.NotPosted:
            observe.count("FramesLost")


def frame_of(fact: dict[str, Any]) -> dict[str, str]:
    frame = {"type": "changed", "kind": fact["kind"], "id": fact["subject_id"]}
    return frame | ({"date": fact["date"]} if fact.get("date") else {})
