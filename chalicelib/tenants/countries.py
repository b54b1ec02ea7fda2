"""What a country suggests to a new clinic: zone, language, phone prefix, currency; all changeable.

Names, zones and prefixes come from tzdata (iso3166.tab, zone1970.tab) and phonenumbers; currencies
from `holidays`-free ISO 4217 knowledge below: where none is listed, the euro or the dollar is told.
"""

from dataclasses import dataclass
from functools import cache
from importlib import resources

_EURO = {
    "AD", "AT", "BE", "CY", "DE", "EE", "ES", "FI", "FR", "GR", "HR", "IE", "IT", "LT",
    "LU", "LV", "MC", "ME", "MT", "NL", "PT", "SI", "SK", "SM", "VA", "XK", "BG",
}  # fmt: skip
_CURRENCIES = {
    "AE": "AED", "AM": "AMD", "AR": "ARS", "AU": "AUD", "AZ": "AZN", "BA": "BAM", "BR": "BRL",
    "BY": "BYN", "CA": "CAD", "CH": "CHF", "CL": "CLP", "CN": "CNY", "CO": "COP", "CZ": "CZK",
    "DK": "DKK", "EG": "EGP", "GB": "GBP", "GE": "GEL", "HK": "HKD", "HU": "HUF", "ID": "IDR",
    "IL": "ILS", "IN": "INR", "IS": "ISK", "JP": "JPY", "KE": "KES", "KG": "KGS", "KR": "KRW",
    "KW": "KWD", "KZ": "KZT", "LI": "CHF", "MA": "MAD", "MD": "MDL", "MK": "MKD", "MX": "MXN",
    "MY": "MYR", "NG": "NGN", "NO": "NOK", "NZ": "NZD", "PE": "PEN", "PH": "PHP", "PK": "PKR",
    "PL": "PLN", "QA": "QAR", "RO": "RON", "RS": "RSD", "RU": "RUB", "SA": "SAR", "SE": "SEK",
    "SG": "SGD", "TH": "THB", "TJ": "TJS", "TR": "TRY", "TW": "TWD", "UA": "UAH", "US": "USD",
    "UZ": "UZS", "VN": "VND", "ZA": "ZAR",
}  # fmt: skip
_LANGUAGES = {
    "TR": "tr", "HU": "hu", "RU": "ru", "BY": "ru", "KZ": "ru", "KG": "ru", "CN": "zh", "TW": "zh",
    "HK": "zh", "SG": "en",
}  # fmt: skip
# Where the first zone in the list is not where most people live.
_CAPITALS = {
    "AU": "Australia/Sydney", "BR": "America/Sao_Paulo", "CA": "America/Toronto",
    "CN": "Asia/Shanghai", "ES": "Europe/Madrid", "ID": "Asia/Jakarta", "KZ": "Asia/Almaty",
    "MX": "America/Mexico_City", "NZ": "Pacific/Auckland", "PT": "Europe/Lisbon",
    "RU": "Europe/Moscow", "US": "America/New_York", "UA": "Europe/Kyiv", "CL": "America/Santiago",
    "DE": "Europe/Berlin", "CY": "Asia/Nicosia",
}  # fmt: skip


@dataclass(frozen=True)
class Country:
    code: str
    name: str
    zone: str
    zones: tuple[str, ...]
    language: str
    phone_prefix: str
    currency: str


@cache
def every() -> dict[str, Country]:
    """Every country with a zone and a phone prefix, by code, in the order of names."""
    import phonenumbers

    zones = _zones()
    found = []
    for code, name in _names().items():
        prefix = phonenumbers.country_code_for_region(code)
        if prefix and code in zones:
            first = _CAPITALS.get(code, zones[code][0])
            language = _LANGUAGES.get(code, "en")
            currency = currency_of(code)
            found.append(
                Country(code, name, first, tuple(zones[code]), language, f"+{prefix}", currency)
            )
    return {each.code: each for each in sorted(found, key=lambda c: c.name)}


def currency_of(code: str) -> str:
    return "EUR" if code in _EURO else _CURRENCIES.get(code, "USD")


def _names() -> dict[str, str]:
    rows = (line.split("\t") for line in _lines("iso3166.tab"))
    return dict(rows)


def _zones() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in _lines("zone.tab"):
        code, _, zone, *_rest = line.split("\t")
        found.setdefault(code, []).append(zone)
    return found


def _lines(name: str) -> list[str]:
    text = (resources.files("tzdata.zoneinfo") / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]
