"""HTML from templates: every value is escaped, unless it is markup already."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from urllib.parse import urlsplit

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from infra.local.stripe.account import Account
from infra.local.stripe.wire import forms

_FOLDER = Path(__file__).parent
_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


def fill(template: str, **values: object) -> Markup:
    """The template of that name with its {placeholders} filled in."""
    return Markup((_FOLDER / f"{template}.html").read_text("utf-8")).format(**values)


def joined(parts: Iterable[Markup]) -> Markup:
    return Markup("\n").join(parts)


def document(account: Account, title: str, body: Markup, status: int = 200) -> HTMLResponse:
    root = urlsplit(account.public_url).path.rstrip("/")
    return HTMLResponse(fill("document", title=title, body=body, root=root), status, _HEADERS)


def notice(
    account: Account, title: str, text: str, status: int, link: tuple[str, str] | None = None
) -> HTMLResponse:
    """A page with one message, and the way on."""
    way_on = Markup('<p><a href="{}">{}</a></p>').format(*link) if link else Markup()
    return document(account, title, fill("notice", title=title, text=text, link=way_on), status)


def alert(message: str | None) -> Markup:
    """What went wrong, read out at once; nothing if nothing did."""
    if not message:
        return Markup()
    return Markup('<p class="alert" role="alert" id="problem">{}</p>').format(message)


def flag(is_wrong: bool) -> Markup:
    """The attributes of an input that the alert is about."""
    wrong = Markup('aria-invalid="true" aria-describedby="problem" autofocus')
    return wrong if is_wrong else Markup()


def card_fields(typed: Mapping[str, str], wrong: str | None) -> Markup:
    """Inputs for a card; `wrong` names the one that the alert is about."""
    names = ("number", "expiry", "cvc", "name")
    values = {name: typed.get(name, "") for name in names}
    flags = {f"{name}_flag": flag(wrong == name) for name in names}
    return fill("card_fields", **values, **flags)


def go(url: str) -> Response:
    return RedirectResponse(url, 303, _HEADERS)


async def read_form(request: Request) -> dict[str, str]:
    """The submitted fields; nested names are not ours and are left out."""
    tree = forms.decode((await request.body()).decode(errors="replace"))
    return {name: value for name, value in tree.items() if isinstance(value, str)}


async def stylesheet(request: Request) -> Response:
    text = (_FOLDER / "style.css").read_text("utf-8")
    return Response(text, media_type="text/css", headers={"Cache-Control": "no-cache"})
