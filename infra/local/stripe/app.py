"""Assembles the stand-in: the API, the pages, the controls, and the loops behind them."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from infra.local.stripe import agenda
from infra.local.stripe.account import Account
from infra.local.stripe.catalogue import prices, products
from infra.local.stripe.checkout import sessions as checkout_sessions
from infra.local.stripe.customers import customers, payment_methods
from infra.local.stripe.ids import new_id
from infra.local.stripe.invoices import routes as invoices
from infra.local.stripe.local.routes import Controls
from infra.local.stripe.pages import html
from infra.local.stripe.pages.checkout_page import CheckoutPage
from infra.local.stripe.pages.invoice_page import InvoicePage
from infra.local.stripe.pages.portal_page import PortalPage
from infra.local.stripe.payments import charges
from infra.local.stripe.portal import configurations
from infra.local.stripe.portal import sessions as portal_sessions
from infra.local.stripe.subscriptions import routes as subscriptions
from infra.local.stripe.webhooks import routes as events
from infra.local.stripe.webhooks.sender import Sender
from infra.local.stripe.wire.errors import InvalidRequest
from infra.local.stripe.wire.gate import Gate

OPERATIONS = [
    *customers.OPERATIONS,
    *payment_methods.OPERATIONS,
    *products.OPERATIONS,
    *prices.OPERATIONS,
    *checkout_sessions.OPERATIONS,
    *configurations.OPERATIONS,
    *portal_sessions.OPERATIONS,
    *subscriptions.OPERATIONS,
    *invoices.OPERATIONS,
    *charges.OPERATIONS,
    *events.OPERATIONS,
]
# Only names of this machine: a page elsewhere can't reach the stand-in by renaming itself.
LOCAL_NAMES = ["localhost", "127.0.0.1", "[::1]"]


class TimeKeeper:
    """Runs due steps when their moment comes, for what nobody asks about."""

    def __init__(self, account: Account, sender: Sender) -> None:
        self._account, self._sender = account, sender
        self._woken = asyncio.Event()

    async def settled(self, seconds: float) -> bool:
        """Whether every delivery that is due was tried within so many seconds."""
        self.wake()
        return await self._sender.settled(seconds)

    def wake(self) -> None:
        """Something changed: deliveries may be due, and the next moment may be another."""
        self._woken.set()
        self._sender.wake()

    async def run(self) -> None:
        while True:
            self._woken.clear()
            agenda.catch_up(self._account)
            self._sender.wake()
            due = agenda.next_due(self._account)
            pause = None if due is None else max(0, due - self._account.clock.now())
            try:
                await asyncio.wait_for(self._woken.wait(), pause)
            except TimeoutError:
                continue


def build(account: Account) -> Starlette:
    sender = Sender(account)
    keeper = TimeKeeper(account, sender)

    @asynccontextmanager
    async def loops(app: Starlette) -> AsyncIterator[None]:
        tasks = [asyncio.create_task(sender.run()), asyncio.create_task(keeper.run())]
        yield
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    gate = Gate(account, keeper.wake)
    routes = [Route(op.path, gate.endpoint(op), methods=[op.method]) for op in OPERATIONS]
    routes += _pages(account, keeper)
    routes += Controls(account, keeper).routes()
    routes.append(Route("/{path:path}", _unknown, methods=["GET", "POST", "DELETE", "PUT"]))
    names = [*LOCAL_NAMES, urlsplit(account.public_url).hostname or "localhost"]
    guard = Middleware(TrustedHostMiddleware, allowed_hosts=names, www_redirect=False)
    return Starlette(routes=routes, middleware=[guard], lifespan=loops)


def _pages(account: Account, keeper: TimeKeeper) -> list[Route]:
    checkout = CheckoutPage(account, keeper.wake)
    portal = PortalPage(account, keeper.wake)
    invoice = InvoicePage(account, keeper.wake)
    return [
        Route("/_pages/style.css", html.stylesheet, methods=["GET"]),
        Route("/c/pay/{id}", checkout.show, methods=["GET"]),
        Route("/c/pay/{id}", checkout.pay, methods=["POST"]),
        Route("/p/session/{token}", portal.show, methods=["GET"]),
        Route("/p/session/{token}", portal.act, methods=["POST"]),
        Route("/i/{token}", invoice.show, methods=["GET"]),
        Route("/i/{token}", invoice.pay, methods=["POST"]),
    ]


async def _unknown(request: Request) -> Response:
    error = InvalidRequest(
        f"Unrecognized request URL ({request.method}: {request.url.path}). If api.stripe.com has "
        "it: the local stand-in does not model it."
    )
    headers = {"Request-Id": new_id("request")}
    return Response(json.dumps(error.body()), 404, headers, "application/json")
