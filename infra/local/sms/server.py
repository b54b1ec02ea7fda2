"""The stand-in assembled: wire protocol, handset, clock and desk behind one port."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from infra.local.sms.carrier import Carrier
from infra.local.sms.clock import Clock
from infra.local.sms.desk import Desk
from infra.local.sms.exchange import Exchange
from infra.local.sms.failures import declined
from infra.local.sms.faults import Faults
from infra.local.sms.handset import Handset
from infra.local.sms.house import House, Place
from infra.local.sms.ledger import Ledger
from infra.local.sms.mails import Mails, MailWatch
from infra.local.sms.outbox import Publisher
from infra.local.sms.settling import Settling
from infra.local.sms.sweeper import Sweeper, functions_of
from infra.local.sms.timeline import Timeline
from infra.local.sms.wire import Wire
from infra.local.standins import asked
from infra.local.standins.asked import Asked
from infra.local.standins.feed import Feed
from infra.local.standins.serving import HOSTS, NOTHING_ELSE, READY, working


@dataclass(frozen=True)
class Options:
    """What the command line says; `cloud` and `stripe` are addresses without a trailing slash."""

    data: Path
    cloud: str
    clock_file: Path
    stack: Path
    page: Path
    sweepers: list[str]
    stripe: str | None
    settle: float
    place: Place


def build(options: Options) -> Starlette:
    ledger = Ledger(options.data)
    house = House(options.place, ledger, Clock(options.clock_file), Feed())
    faults = Faults(ledger)
    publisher = Publisher(house, options.cloud)
    mails = Mails(options.cloud)
    carrier, watch = Carrier(house), MailWatch(mails, house.feed)
    house.wake.extend([carrier.news, publisher.news])
    routes = [
        Route("/", Wire(house, faults).answer, methods=["POST"]),
        READY,
        *_handset_routes(Handset(house, faults), mails, house.feed),
        Route("/_local/handset/exchange", answering(Exchange(options.stack).show)),
        *_clock_routes(_timeline(house, options)),
        *_desk_routes(Desk(house, faults, publisher)),
        NOTHING_ELSE,
        # The build keeps all pages' scripts in one folder beside the handset's own.
        Mount("/assets", StaticFiles(directory=options.page.parent / "assets", check_dir=False)),
        Mount("/", StaticFiles(directory=options.page, html=True, check_dir=False)),
    ]
    return Starlette(
        routes=routes, middleware=[HOSTS], lifespan=working([carrier, publisher, watch])
    )


def _timeline(house: House, options: Options) -> Timeline:
    sweeper = Sweeper(house, options.cloud, lambda: functions_of(options.stack, options.sweepers))
    return Timeline(
        house, sweeper, lambda: Settling(house, options.cloud, options.settle), options.stripe
    )


def _handset_routes(handset: Handset, mails: Mails, feed: Feed) -> list[BaseRoute]:
    async def events(request: Request) -> Response:
        headers = {"cache-control": "no-store"}
        return StreamingResponse(feed.stream(), 200, headers, "text/event-stream")

    base = "/_local/handset"
    thread = f"{base}/phones/{{phone}}"
    return [
        Route(f"{base}/phones", answering(handset.list_phones)),
        Route(thread, answering(handset.show_thread)),
        Route(f"{thread}/messages", answering(handset.reply, 201), methods=["POST"]),
        Route(f"{thread}/read", answering(handset.read), methods=["POST"]),
        Route(f"{base}/events", events),
        Route(f"{base}/mails", answering(mails.list_mails)),
    ]


def _clock_routes(timeline: Timeline) -> list[BaseRoute]:
    return [
        Route("/_local/clock", answering(timeline.show)),
        Route("/_local/clock", answering(timeline.move), methods=["POST"]),
    ]


def _desk_routes(desk: Desk) -> list[BaseRoute]:
    return [
        Route("/_local/numbers", answering(desk.list_numbers)),
        Route("/_local/numbers", answering(desk.keep_number), methods=["POST"]),
        Route("/_local/config", answering(desk.show_settings)),
        Route("/_local/config", answering(desk.configure), methods=["POST"]),
        Route("/_local/messages", answering(desk.list_messages)),
        Route("/_local/messages", answering(desk.forget_messages), methods=["DELETE"]),
        Route("/_local/outbox", answering(desk.show_outbox)),
        Route("/_local/faults", answering(desk.list_faults)),
        Route("/_local/faults", answering(desk.add_fault, 201), methods=["POST"]),
        Route("/_local/faults", answering(desk.remove_faults), methods=["DELETE"]),
        Route("/_local/faults/{number:int}", answering(desk.remove_faults), methods=["DELETE"]),
    ]


def answering(function: Callable[[Asked], Any], status: int = 200) -> Callable[..., Any]:
    return asked.answering(function, status, declined)
