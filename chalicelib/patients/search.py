"""Finding people by part of a name, a phone number or a date of birth."""

import re
from datetime import date

from chalicelib import clock
from chalicelib.context import Context
from chalicelib.errors import Invalid
from chalicelib.patients import actions, store
from chalicelib.patients.dates import read_date, usual_order
from chalicelib.patients.model import Hit
from chalicelib.patients.names import normalise_query, search_tokens
from chalicelib.table import keys
from chalicelib.table.connection import Page
from chalicelib.tenants import actions as tenants

_PAGES = 8  # how far a search with several words looks before it shows what it has
_MONTHS = 24
_DIGITS = re.compile(r"\D")
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")


def search(ctx: Context, query: str, limit: int, cursor: str | None) -> Page[Hit]:
    """A page of people: the newest where nothing is asked; by date, number or name otherwise."""
    text = query.strip()
    if not text:
        return _recent(ctx, limit, cursor)
    born = _as_date(ctx, text)
    if born:
        pk, _ = keys.patient_birth(ctx.tenant_id, born, "")
        return store.page_of(ctx, (pk, "PATIENT#"), limit, cursor)
    if not any(c.isalpha() for c in text) and len(_DIGITS.sub("", text)) >= 4:
        return _by_phone(ctx, text, limit, cursor)
    return _by_name(ctx, normalise_query(text), limit, cursor)


def _recent(ctx: Context, limit: int, cursor: str | None) -> Page[Hit]:
    """Newest first, month by month; the cursor names the month where it goes on."""
    now = clock.now()
    month, _, inner = (cursor or f"{now:%Y-%m}~").partition("~")
    if not re.fullmatch(r"\d{4}-\d\d", month):
        raise Invalid("The cursor is not of this list.", fields={"cursor": "Start again."})
    found: list[Hit] = []
    for _ in range(_MONTHS):
        page = store.page_of_month(ctx, month, limit - len(found), inner or None)
        found += page.items
        if page.next_cursor:
            return Page(found, f"{month}~{page.next_cursor}")
        month, inner = _month_before(month), ""
        if len(found) == limit:
            return Page(found, f"{month}~")
    return Page(found, f"{month}~" if found else None)


def _by_phone(ctx: Context, text: str, limit: int, cursor: str | None) -> Page[Hit]:
    """A whole number in any spelling, or its last digits."""
    try:
        number = actions.normalise_phone(text, tenants.get_clinic(ctx).country)
    except Invalid:
        number = ""
    if number:
        key = (keys.patient_phone(ctx.tenant_id, number, "")[0], "PATIENT#")
        first = store.page_of(ctx, key, limit, None)
        if first.items:
            return store.page_of(ctx, key, limit, cursor) if cursor else first
    digits = _DIGITS.sub("", text)
    pk, _ = keys.patient_phone_end(ctx.tenant_id, digits, "")
    ending = (digits.lstrip("0") or digits)[-9:] if len(digits) > 4 else digits
    return store.page_of(ctx, (pk, "PATIENT#"), limit, cursor, ending, max(len(ending), 4))


def _by_name(ctx: Context, terms: tuple[str, ...], limit: int, cursor: str | None) -> Page[Hit]:
    """People of whose names each term begins a word; the longest term leads the search."""
    leading = max(terms, key=len, default="")
    if len(leading) < 2 and leading < "\u2e80":
        return Page([], None)
    pk, sk = keys.patient_name(ctx.tenant_id, leading, "")
    found: dict[str, Hit] = {}
    for _ in range(_PAGES):
        prefix = (pk, sk.rstrip("#"))
        page = store.page_of(ctx, prefix, limit - len(found), cursor, known=len(leading))
        found |= {hit.id: hit for hit in page.items if _matches(hit, terms)}
        cursor = page.next_cursor
        if cursor is None or len(terms) == 1 or len(found) >= limit:
            break
    return Page(list(found.values()), cursor)


def _matches(hit: Hit, terms: tuple[str, ...]) -> bool:
    tokens = search_tokens(hit.name, "")
    return all(any(token.startswith(term) for token in tokens) for term in terms)


def _as_date(ctx: Context, text: str) -> date | None:
    """The day that somebody wrote as they are used to; four digits alone may end a number."""
    if text.isdecimal() or not _YEAR.search(text):
        return None
    clinic = tenants.get_clinic(ctx)
    order, today = usual_order(clinic.country), clock.today(clinic.zone)
    return read_date(text, order, clinic.zone, today).value


def _month_before(month: str) -> str:
    year, number = int(month[:4]), int(month[5:])
    return f"{year - 1}-12" if number == 1 else f"{year}-{number - 1:02d}"
