"""The hosted invoice page: what is owed, and a form to pay it."""

from collections.abc import Callable, Mapping

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from infra.local.stripe import agenda
from infra.local.stripe.account import Account
from infra.local.stripe.customers import cards, payment_methods
from infra.local.stripe.invoices.routes import pay_with
from infra.local.stripe.ledger import Json
from infra.local.stripe.money import written
from infra.local.stripe.pages import html
from infra.local.stripe.wire.errors import CardDeclined, StripeError

_STATES = {
    "open": "This invoice is open.",
    "paid": "This invoice has been paid.",
    "void": "This invoice has been voided. Nothing is owed.",
    "uncollectible": "This invoice is no longer collected.",
}


class InvoicePage:
    """`wake` is called after a payment, for its events to be sent."""

    def __init__(self, account: Account, wake: Callable[[], None]) -> None:
        self._account, self._wake = account, wake

    async def show(self, request: Request) -> Response:
        agenda.catch_up(self._account)
        body = self._find(request)
        return self._missing() if body is None else self._page(body, {}, None)

    async def pay(self, request: Request) -> Response:
        sent = await html.read_form(request)
        agenda.catch_up(self._account)
        body = self._find(request)
        if body is None:
            return self._missing()
        try:
            if body["status"] == "open":
                self._charge(body, sent)
        except StripeError as error:
            return self._page(self._find(request) or body, sent, error)
        finally:
            self._wake()
        return html.go("?")

    def _charge(self, body: Json, sent: Mapping[str, str]) -> None:
        card = cards.read_form(sent, self._account.clock.now())
        refusal: StripeError | None = None
        with self._account.ledger.transaction():
            kept = payment_methods.keep(self._account, card, body["customer"], sent.get("name"))
            try:
                pay_with(self._account, body, kept, holder_present=True)
            except StripeError as error:
                if not error.keeps_changes:
                    raise
                refusal = error
        if refusal is not None:
            raise refusal

    def _find(self, request: Request) -> Json | None:
        found = self._account.bodies("invoice", _token=request.path_params["token"])
        return found[0] if found and found[0]["status"] != "draft" else None

    def _missing(self) -> Response:
        return html.notice(self._account, "No such invoice", "Check the link.", 404)

    def _page(self, body: Json, typed: Mapping[str, str], error: StripeError | None) -> Response:
        due = written(body["amount_remaining"], body["currency"])
        wrong = (error.param or "number") if isinstance(error, CardDeclined) else None
        fields = html.card_fields(typed, wrong)
        row = Markup('<tr><th scope="row">{}</th><td>{}</td></tr>')
        page = html.fill(
            "invoice",
            number=body["number"],
            state=_STATES[body["status"]],
            alert=html.alert(error.message if error else None),
            lines=html.joined(
                row.format(line["description"], written(line["amount"], line["currency"]))
                for line in body["lines"]["data"]
            ),
            due=due,
            form=html.fill("invoice_form", fields=fields, due=due)
            if body["status"] == "open"
            else "",
        )
        title = f"{'Error: ' if error else ''}Invoice {body['number']} – Frontdesk"
        return html.document(self._account, title, page, error.status if error else 200)
