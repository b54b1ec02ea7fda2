"""A fictional clinic's own website on another origin, with the widget as its only foreign part."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.routing import Route

from infra.local.frontdoor.told import Told

FOLDER = Path(__file__).parent / "clinic_page"
FILES = ("style.css", "icon.svg")
LANGUAGES = ("en", "tr", "ru", "hu", "zh")
_KEY = re.compile(r"[A-Za-z0-9_-]{1,64}")
# What a careful clinic's website allows: its own styles and pictures, and the one foreign script.
_POLICY = (
    "default-src 'none'; script-src {widget}; connect-src {widget}; style-src 'self'; "
    "img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


def application(told: Told, product: str) -> Starlette:
    """`product` is the origin that the widget comes from."""

    async def page(request: Request) -> Response:
        site_key = _chosen(request, "site") or told.find("demo", "site_key") or ""
        text = rendered(product, site_key, request.query_params.get("lang", "en"))
        policy = _POLICY.format(widget=product)
        headers = {"content-security-policy": policy, "x-content-type-options": "nosniff"}
        return HTMLResponse(text, headers={**headers, "cache-control": "no-cache"})

    return Starlette(
        routes=[
            Route("/", page),
            Route("/{name}", _file),
        ]
    )


def rendered(product: str, site_key: str, language: str) -> str:
    """The page in a language; an unknown one is answered in English."""
    language = language if language in LANGUAGES else "en"
    texts = json.loads((FOLDER / "texts.json").read_text())[language]
    values = {**texts, "lang": language, "product": product, "site_key": site_key}
    page = (FOLDER / "index.html").read_text()
    escaped = {name: html.escape(value, quote=True) for name, value in values.items()}
    return re.sub(r"\{\{(\w+)\}\}", lambda found: escaped[found[1]], page)


async def _file(request: Request) -> Response:
    name = request.path_params["name"]
    return FileResponse(FOLDER / name) if name in FILES else Response(status_code=404)


def _chosen(request: Request, name: str) -> str | None:
    """Another clinic's site key may be shown by ?site=."""
    told = request.query_params.get(name, "")
    return told if _KEY.fullmatch(told) else None
