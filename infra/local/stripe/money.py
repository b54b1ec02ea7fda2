"""Amounts in the smallest unit of their currency, and how a person reads them."""

ZERO_DECIMAL = frozenset(
    [
        *("bif", "clp", "djf", "gnf", "jpy", "kmf", "krw", "mga"),
        *("pyg", "rwf", "ugx", "vnd", "vuv", "xaf", "xof", "xpf"),
    ]
)
SIGNS = {"eur": "€", "usd": "$", "gbp": "£", "try": "₺", "cny": "CN¥", "jpy": "¥", "rub": "₽"}
INTERVALS = {"day": "day", "week": "week", "month": "month", "year": "year"}


def written(amount: int, currency: str) -> str:
    """€29.00, HUF 11,990.00, ¥4,900."""
    digits = f"{amount:,}" if currency in ZERO_DECIMAL else f"{amount / 100:,.2f}"
    sign = SIGNS.get(currency)
    return f"{sign}{digits}" if sign else f"{currency.upper()} {digits}"


def rhythm(interval: str, count: int) -> str:
    """ "month", or "3 months"."""
    return INTERVALS[interval] if count == 1 else f"{count} {INTERVALS[interval]}s"
