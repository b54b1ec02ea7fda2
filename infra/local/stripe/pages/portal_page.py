"""The customer portal's page: the plan, the card, the invoices."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from infra.local.stripe import agenda
from infra.local.stripe.account import Account
from infra.local.stripe.catalogue.prices import amount_in
from infra.local.stripe.customers import cards
from infra.local.stripe.ledger import Json
from infra.local.stripe.money import rhythm, written
from infra.local.stripe.pages import html
from infra.local.stripe.portal import sessions
from infra.local.stripe.subscriptions import model
from infra.local.stripe.views import present
from infra.local.stripe.wire.errors import CardDeclined, StripeError

_DONE = {
    "cancel": "Your plan has been cancelled.",
    "keep": "Your plan goes on.",
    "card": "Your card has been saved.",
}
_STATES = {"past_due": "Payment overdue", "unpaid": "Unpaid", "paused": "Paused"}


class PortalPage:
    """`wake` is called after a change, for its events to be sent."""

    def __init__(self, account: Account, wake: Callable[[], None]) -> None:
        self._account, self._wake = account, wake

    async def show(self, request: Request) -> Response:
        agenda.catch_up(self._account)
        session = sessions.usable(self._account, request.path_params["token"])
        if session is None:
            return self._over()
        flow = (session["flow"] or {}).get("subscription_cancel") or {}
        asked = request.query_params.get("cancel") or flow.get("subscription")
        if asked and not request.query_params.get("done"):
            return self._confirmation(session, asked)
        return self._home(session, {}, None, request.query_params.get("done", ""))

    async def act(self, request: Request) -> Response:
        sent = await html.read_form(request)
        agenda.catch_up(self._account)
        session = sessions.usable(self._account, request.path_params["token"])
        if session is None:
            return self._over()
        try:
            with self._account.ledger.transaction():
                self._do(session, sent)
        except StripeError as error:
            return self._home(session, sent, error, "")
        self._wake()
        after = (session["flow"] or {}).get("after_completion") or {}
        redirect = (after.get("redirect") or {}).get("return_url")
        return html.go(redirect or f"?done={sent['act']}")

    def _do(self, session: Json, sent: Mapping[str, str]) -> None:
        act, subject = sent.get("act"), sent.get("subscription", "")
        if act == "cancel":
            sessions.cancel(self._account, session, subject)
        elif act == "keep":
            sessions.keep(self._account, session, subject)
        elif act == "card":
            card = cards.read_form(sent, self._account.clock.now())
            sessions.replace_card(self._account, session, card, sent.get("name", ""))
        else:
            raise StripeError("This is not something that can be done here.")

    def _over(self) -> Response:
        text = "This link is over. Open billing from your account again."
        return html.notice(self._account, "Link expired", text, 410)

    def _confirmation(self, session: Json, subscription_id: str) -> Response:
        try:
            body = sessions.owned(self._account, session, subscription_id)
        except StripeError as error:
            return self._home(session, {}, error, "")
        now = sessions.features_of(self._account, session)["subscription_cancel"]["mode"]
        end = "now" if now == "immediately" else f"on {_day(model.period(body)[1])}"
        page = html.fill(
            "portal_cancel",
            consequence=f"Your plan will end {end}.",
            subscription=subscription_id,
        )
        return html.document(self._account, "Cancel your plan?", page)

    def _home(
        self, session: Json, typed: Mapping[str, str], error: StripeError | None, done: str
    ) -> Response:
        customer = self._account.get("customer", session["customer"])
        page = html.fill(
            "portal",
            back=_back_link(session),
            customer=customer["name"] or customer["email"] or "",
            done=Markup('<p class="done" role="status">{}</p>').format(_DONE[done])
            if done in _DONE
            else "",
            alert=html.alert(error.message if error else None),
            plans=self._plans(session),
            card=self._card(session, customer, typed, error),
            invoices=self._invoices(session),
        )
        title = f"{'Error: ' if error else ''}Billing – Frontdesk"
        return html.document(self._account, title, page, error.status if error else 200)

    def _plans(self, session: Json) -> Markup:
        running = sessions.running(self._account, session["customer"])
        if not running:
            return Markup("<p>No active plan.</p>")
        return html.joined(self._plan(session, body) for body in running)

    def _plan(self, session: Json, body: Json) -> Markup:
        name, price = self._sold(body)
        return html.fill(
            "portal_plan",
            name=name,
            price=price,
            state=_state(body),
            form=self._plan_form(session, body, name),
        )

    def _sold(self, body: Json) -> tuple[str, str]:
        names, total, each = [], 0, ""
        for item in body["items"]["data"]:
            price = self._account.get("price", item["price"])
            names.append(self._account.get("product", price["product"])["name"])
            total += amount_in(price, body["currency"]) * item["quantity"]
            each = rhythm(price["recurring"]["interval"], price["recurring"]["interval_count"])
        return " + ".join(names), f"{written(total, body['currency'])} per {each}"

    def _plan_form(self, session: Json, body: Json, name: str) -> Markup:
        if not sessions.features_of(self._account, session)["subscription_cancel"]["enabled"]:
            return Markup()
        if not body["cancel_at"]:
            link = Markup(
                '<p><a href="?cancel={}">Cancel plan<span class="hidden"> {}</span></a></p>'
            )
            return link.format(body["id"], name)
        form = Markup(
            '<form method="post"><input type="hidden" name="subscription" value="{}">'
            '<button type="submit" name="act" value="keep">Keep plan'
            '<span class="hidden"> {}</span></button></form>'
        )
        return form.format(body["id"], name)

    def _card(
        self, session: Json, customer: Json, typed: Mapping[str, str], error: StripeError | None
    ) -> Markup:
        on_file = self._card_on_file(session, customer)
        if not sessions.features_of(self._account, session)["payment_method_update"]["enabled"]:
            return Markup("<p>{}</p>").format(on_file)
        wrong = (error.param or "number") if isinstance(error, CardDeclined) else None
        asked = (session["flow"] or {}).get("type") == "payment_method_update"
        fields = html.card_fields(typed, wrong)
        opened = "open" if asked or error else ""
        return html.fill("portal_card", on_file=on_file, fields=fields, open=opened)

    def _card_on_file(self, session: Json, customer: Json) -> str:
        running = sessions.running(self._account, session["customer"])
        chosen = next((body["default_payment_method"] for body in running), None)
        chosen = chosen or customer["invoice_settings"]["default_payment_method"]
        if not chosen:
            return "No card on file."
        card = self._account.get("payment_method", chosen)["card"]
        return (
            f"{card['brand'].title()} ending in {card['last4']}, "
            f"valid until {card['exp_month']:02}/{card['exp_year']}"
        )

    def _invoices(self, session: Json) -> Markup:
        if not sessions.features_of(self._account, session)["invoice_history"]["enabled"]:
            return Markup("<p>Invoices are not shown here.</p>")
        found = self._account.bodies("invoice", customer=session["customer"])
        rows = [self._invoice(body) for body in found if body["status"] != "draft"]
        if not rows:
            return Markup("<p>No invoices yet.</p>")
        caption = Markup('<table><caption class="hidden">Invoices</caption><tbody>')
        return caption + html.joined(rows) + Markup("</tbody></table>")

    def _invoice(self, body: Json) -> Markup:
        link = present(self._account, body)["hosted_invoice_url"]
        row = Markup(
            '<tr><th scope="row"><a href="{}">{}</a><br><span class="hint">{}</span></th>'
            "<td>{}<br>{}</td></tr>"
        )
        amount = written(body["total"], body["currency"])
        return row.format(link, body["number"], _day(body["created"]), amount, body["status"])


def _day(moment: int) -> str:
    day = datetime.fromtimestamp(moment, UTC)
    return f"{day.day} {day:%B %Y}"


def _state(body: Json) -> str:
    if body["cancel_at"]:
        return f"Ends on {_day(body['cancel_at'])}"
    if body["status"] == "trialing":
        return f"Free trial until {_day(body['trial_end'])}"
    known = _STATES.get(body["status"])
    return known or f"Renews on {_day(model.period(body)[1])}"


def _back_link(session: Json) -> Markup:
    if not session["return_url"]:
        return Markup()
    link = Markup('<p><a href="{}"><span aria-hidden="true">← </span>Back to Frontdesk</a></p>')
    return link.format(session["return_url"])
