"""The Checkout page: what is bought, a form for the card, and the way back."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from infra.local.stripe import agenda
from infra.local.stripe.account import Account
from infra.local.stripe.catalogue.prices import amount_in
from infra.local.stripe.checkout.completion import HolderAsked, Typed, complete, needs_card
from infra.local.stripe.ledger import Json
from infra.local.stripe.money import rhythm, written
from infra.local.stripe.pages import html
from infra.local.stripe.subscriptions.trials import trial_end_of
from infra.local.stripe.wire.errors import CardDeclined, StripeError

BUSINESS = "Frontdesk"
_PLACEHOLDER = "{CHECKOUT_SESSION_ID}"


class CheckoutPage:
    """`wake` is called after a payment, for its events to be sent."""

    def __init__(self, account: Account, wake: Callable[[], None]) -> None:
        self._account, self._wake = account, wake

    async def show(self, request: Request) -> Response:
        agenda.catch_up(self._account)
        body = self._find(request)
        if body is None or body["status"] != "open":
            return self._closed(body)
        return self._form(body, {}, None)

    async def pay(self, request: Request) -> Response:
        # Read first: from here on nothing is awaited, so no other tab comes in between.
        sent = await html.read_form(request)
        agenda.catch_up(self._account)
        body = self._find(request)
        if body is None or body["status"] != "open":
            return self._closed(body)
        typed = Typed(**{name: sent.get(name, "").strip() for name in Typed._fields})
        try:
            with self._account.ledger.transaction():
                done = complete(self._account, body, typed)
        except HolderAsked:
            return self._ask_holder(body, typed)
        except StripeError as error:
            return self._form(body, typed._asdict(), error)
        self._wake()
        return html.go(success_url(done))

    def _find(self, request: Request) -> Json | None:
        return self._account.ledger.find("checkout.session", request.path_params["id"])

    def _closed(self, body: Json | None) -> Response:
        if body is None:
            text = "The page you were looking for could not be found. Check the link."
            return html.notice(self._account, "Something went wrong", text, 404)
        if body["status"] == "complete":
            link = (success_url(body), f"Back to {BUSINESS}")
            text = "This Checkout page has been used: you are all done here."
            return html.notice(self._account, "Already paid", text, 200, link)
        back = (body["cancel_url"], f"Back to {BUSINESS}") if body["cancel_url"] else None
        text = "This Checkout page has expired. Nothing was charged: please start again."
        return html.notice(self._account, "Link expired", text, 410, back)

    def _ask_holder(self, body: Json, typed: Typed) -> Response:
        again = typed._asdict()
        again.pop("confirmed")
        hidden = html.joined(
            Markup('<input type="hidden" name="{}" value="{}">').format(*pair)
            for pair in again.items()
        )
        today = written(body["amount_total"], body["currency"])
        page = html.fill("confirm_holder", business=BUSINESS, today=today, hidden=hidden)
        return html.document(self._account, "Confirm your payment", page)

    def _form(self, body: Json, typed: Mapping[str, str], error: StripeError | None) -> Response:
        wrong = (error.param or "number") if isinstance(error, CardDeclined) else None
        offer = Offer(self._account, body)
        page = html.fill(
            "checkout",
            back=_back_link(body),
            heading=f"Subscribe to {offer.names}",
            headline=offer.headline,
            lines=offer.lines,
            trial=offer.trial_row,
            today=written(body["amount_total"], body["currency"]),
            pay_title="Payment details" if needs_card(body) else "Start your trial",
            alert=html.alert(error.message if error else None),
            email=_email_field(body, typed, wrong),
            card=html.card_fields(typed, wrong) if needs_card(body) else "",
            action="Start trial" if offer.trial_days else "Subscribe",
            terms=offer.terms,
            cards=html.fill("test_cards") if needs_card(body) else "",
        )
        title = f"{'Error: ' if error else ''}Subscribe to {offer.names} – {BUSINESS}"
        return html.document(self._account, title, page, error.status if error else 200)


class Offer:
    """What a session offers, in words."""

    def __init__(self, account: Account, body: Json) -> None:
        self._account, self._body, self._currency = account, body, body["currency"]
        items = body["line_items"]
        self.names = " + ".join(item["description"] for item in items)
        self.lines = html.joined(self._line(item) for item in items)
        data = body["_subscription_data"]
        trial_end = str(data["trial_end"]) if data["trial_end"] else None
        end = trial_end_of(account, trial_end, data["trial_period_days"])
        self.trial_days = -(-(end - account.clock.now()) // 86_400) if end else 0
        self._first_charge = datetime.fromtimestamp(end, UTC) if end else None
        each = written(sum(self._amount(item) for item in items), self._currency)
        self.price = f"{each} per {self._rhythm(items[0])}"
        self.headline = f"{self._days} free" if end else self.price

    @property
    def _days(self) -> str:
        return f"{self.trial_days} day{'' if self.trial_days == 1 else 's'}"

    @property
    def trial_row(self) -> Markup:
        if self._first_charge is None:
            return Markup()
        day = f"{self._first_charge.day} {self._first_charge:%B %Y}"
        row = Markup(
            '<tr><th scope="row">Free trial<br><span class="hint">Then {}, from {}</span></th>'
            "<td>{}</td></tr>"
        )
        return row.format(self.price, day, self._days)

    @property
    def terms(self) -> str:
        when = "after your trial ends" if self.trial_days else "now"
        return f"Your card is charged {self.price} {when}, until you cancel."

    def _amount(self, item: Json) -> int:
        price = self._account.get("price", item["price"])
        return amount_in(price, self._currency) * int(item["quantity"])

    def _rhythm(self, item: Json) -> str:
        recurring = self._account.get("price", item["price"])["recurring"]
        return rhythm(recurring["interval"], recurring["interval_count"])

    def _line(self, item: Json) -> Markup:
        count = f" × {item['quantity']}" if item["quantity"] > 1 else ""
        amount = f"{written(self._amount(item), self._currency)} per {self._rhythm(item)}"
        row = Markup('<tr><th scope="row">{}{}</th><td>{}</td></tr>')
        return row.format(item["description"], count, amount)


def success_url(body: Json) -> str:
    """Where the payer goes afterwards, with the session's id in its place."""
    return str(body["success_url"]).replace(_PLACEHOLDER, body["id"])


def _back_link(body: Json) -> Markup:
    if not body["cancel_url"]:
        return Markup()
    link = Markup('<p><a href="{}"><span aria-hidden="true">← </span>Back to {}</a></p>')
    return link.format(body["cancel_url"], BUSINESS)


def _email_field(body: Json, typed: Mapping[str, str], wrong: str | None) -> Markup:
    known = (body["customer_details"] or {}).get("email")
    if known or body["customer"]:
        return Markup("<p>Email: <strong>{}</strong></p>").format(known) if known else Markup()
    field = Markup(
        '<div class="field"><label for="email">Email</label><input id="email" name="email" '
        'type="email" autocomplete="email" required maxlength="512" value="{}" {}></div>'
    )
    return field.format(typed.get("email", ""), html.flag(wrong == "email"))
