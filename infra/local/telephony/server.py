"""The exchange assembled: Connect's API, telephones, agents and the control panel on one port."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from infra.local.standins import asked
from infra.local.standins.asked import Asked
from infra.local.standins.serving import HOSTS, NOTHING_ELSE, READY, working
from infra.local.telephony.failures import declined
from infra.local.telephony.house import House, Options
from infra.local.telephony.local.agents import Agents
from infra.local.telephony.local.desk import Desk
from infra.local.telephony.local.phones import Phones
from infra.local.telephony.outbox import Publisher
from infra.local.telephony.wire.server import Wire

_NEIGHBOURS = r"http://(127\.0\.0\.1|localhost|[\w-]+\.localhost)(:\d+)?"
_PANEL = Path(__file__).resolve().parent / "panel"


def build(options: Options) -> Starlette:
    house = House(options)
    publisher = Publisher(house)
    house.world.news = publisher.news
    routes = [
        READY,
        *_phone_routes(Phones(house)),
        *_agent_routes(Agents(house)),
        *_desk_routes(Desk(house, publisher)),
        Route("/_local/events", _events(house)),
        NOTHING_ELSE,
        Mount("/ccp", StaticFiles(directory=_PANEL, html=True)),
        Route("/{rest:path}", Wire(house).answer, methods=["GET", "POST", "PUT", "DELETE"]),
    ]
    return Starlette(
        routes=routes,
        middleware=[
            HOSTS,
            Middleware(
                CORSMiddleware,
                allow_origin_regex=_NEIGHBOURS,
                allow_methods=["GET", "POST", "DELETE"],
                allow_headers=["content-type"],
            ),
        ],
        lifespan=working([house.time, publisher]),
    )


def _phone_routes(phones: Phones) -> list[BaseRoute]:
    call = "/_local/calls/{contact_id}"
    acts = {
        "keys": phones.press,
        "answer": phones.answer,
        "reject": phones.reject,
        "hang-up": phones.hang_up,
        "say": phones.speak,
    }
    return [
        Route("/_local/phones/{number}/call", answering(phones.show_current)),
        Route("/_local/numbers", answering(phones.list_numbers)),
        Route("/_local/calls", answering(phones.list_calls)),
        Route("/_local/calls", answering(phones.ring, 201), methods=["POST"]),
        Route(call, answering(phones.show)),
        *(Route(f"{call}/{act}", answering(do), methods=["POST"]) for act, do in acts.items()),
    ]


def _agent_routes(agents: Agents) -> list[BaseRoute]:
    one = "/_local/agents/{username}"
    return [
        Route("/_local/agents", answering(agents.list_agents)),
        Route(one, answering(agents.show)),
        Route(f"{one}/endpoints", answering(agents.list_endpoints)),
        Route(f"{one}/{{act}}", answering(agents.act), methods=["POST"]),
    ]


def _desk_routes(desk: Desk) -> list[BaseRoute]:
    return [
        Route("/_local/faults", answering(desk.list_faults)),
        Route("/_local/faults", answering(desk.add_fault, 201), methods=["POST"]),
        Route("/_local/faults", answering(desk.remove_faults), methods=["DELETE"]),
        Route("/_local/outbox", answering(desk.show_outbox)),
        Route("/_local/settings", answering(desk.show_settings)),
        Route("/_local/settings", answering(desk.configure), methods=["POST"]),
    ]


def _events(house: House) -> Callable[[Request], object]:
    async def events(request: Request) -> Response:
        headers = {"cache-control": "no-store"}
        return StreamingResponse(house.feed.stream(), 200, headers, "text/event-stream")

    return events


def answering(function: Callable[[Asked], Any], status: int = 200) -> Callable[..., Any]:
    return asked.answering(function, status, declined)
