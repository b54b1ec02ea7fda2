"""The fictional price list that every stand-in has: found by lookup key, made only once."""

from decimal import Decimal

from infra.local.stripe.account import Account
from infra.local.stripe.catalogue import prices, products
from infra.local.stripe.catalogue.prices import CreatePrice, CurrencyOption, Recurring
from infra.local.stripe.catalogue.products import CreateProduct
from infra.local.stripe.money import ZERO_DECIMAL
from infra.local.stripe.portal import configurations

PLANS = {
    "starter": ("Starter", "One branch, up to 3 practitioners."),
    "clinic": ("Clinic", "Up to 3 branches and 15 practitioners, with the phone line."),
    "network": ("Network", "Any number of branches and practitioners."),
}
# A month of starter, clinic and network in each currency, in its main unit.
AMOUNTS = {
    "eur": ("29.00", "79.00", "199.00"),
    "usd": ("32.00", "87.00", "219.00"),
    "gbp": ("25.00", "69.00", "175.00"),
    "try": ("990.00", "2690.00", "6790.00"),
    "huf": ("11900.00", "31900.00", "79900.00"),
    "rub": ("2490.00", "6790.00", "16990.00"),
    "cny": ("229.00", "629.00", "1579.00"),
    "aed": ("119.00", "319.00", "799.00"),
    "ars": ("32000.00", "87000.00", "219000.00"),
    "aud": ("49.00", "133.00", "335.00"),
    "azn": ("55.00", "149.00", "375.00"),
    "bam": ("57.00", "155.00", "389.00"),
    "brl": ("179.00", "489.00", "1229.00"),
    "cad": ("44.00", "119.00", "299.00"),
    "chf": ("29.00", "79.00", "199.00"),
    "clp": ("30000", "82000", "206000"),
    "cop": ("129000.00", "349000.00", "879000.00"),
    "czk": ("719.00", "1959.00", "4939.00"),
    "dkk": ("219.00", "589.00", "1489.00"),
    "egp": ("1590.00", "4290.00", "10790.00"),
    "gel": ("87.00", "237.00", "597.00"),
    "hkd": ("249.00", "679.00", "1709.00"),
    "idr": ("529000.00", "1439000.00", "3629000.00"),
    "ils": ("119.00", "319.00", "799.00"),
    "inr": ("2790.00", "7590.00", "18990.00"),
    "isk": ("4190.00", "11490.00", "28990.00"),
    "jpy": ("4900", "13400", "33800"),
    "kes": ("4190.00", "11290.00", "28390.00"),
    "krw": ("45000", "122000", "307000"),
    "kzt": ("16900.00", "45900.00", "115900.00"),
    "mad": ("309.00", "849.00", "2139.00"),
    "mdl": ("569.00", "1549.00", "3899.00"),
    "mkd": ("1790.00", "4890.00", "12290.00"),
    "mxn": ("599.00", "1629.00", "4099.00"),
    "myr": ("139.00", "379.00", "949.00"),
    "ngn": ("47000.00", "128000.00", "322000.00"),
    "nok": ("339.00", "929.00", "2339.00"),
    "nzd": ("55.00", "149.00", "379.00"),
    "pen": ("115.00", "315.00", "789.00"),
    "php": ("1890.00", "5090.00", "12790.00"),
    "pkr": ("8990.00", "24490.00", "61690.00"),
    "pln": ("125.00", "339.00", "849.00"),
    "qar": ("115.00", "315.00", "799.00"),
    "ron": ("145.00", "399.00", "999.00"),
    "rsd": ("3390.00", "9290.00", "23290.00"),
    "sar": ("119.00", "325.00", "819.00"),
    "sek": ("319.00", "869.00", "2189.00"),
    "sgd": ("42.00", "115.00", "289.00"),
    "thb": ("1050.00", "2850.00", "7150.00"),
    "twd": ("1000.00", "2700.00", "6800.00"),
    "uah": ("1390.00", "3790.00", "9490.00"),
    "uzs": ("395000.00", "1075000.00", "2710000.00"),
    "vnd": ("849000", "2309000", "5819000"),
    "zar": ("569.00", "1549.00", "3899.00"),
}


def sow(account: Account) -> None:
    """Products, prices and the portal's default settings, where they are not there yet."""
    with account.ledger.transaction():
        configurations.seed_default(account)
        for position, plan in enumerate(PLANS):
            if not account.bodies("price", lookup_key=f"{plan}_monthly"):
                _plan(account, plan, position)


def _plan(account: Account, plan: str, position: int) -> None:
    name, description = PLANS[plan]
    identifier = f"prod_{plan}"
    if account.ledger.find("product", identifier) is None:
        wanted = CreateProduct(id=identifier, name=name, description=description)
        products.create(account, wanted)
    options = {
        currency: CurrencyOption(unit_amount=_cents(amounts[position], currency))
        for currency, amounts in AMOUNTS.items()
    }
    own = options.pop("eur")
    price = CreatePrice(
        currency="eur",
        currency_options=options,
        lookup_key=f"{plan}_monthly",
        metadata={"plan": plan},
        nickname=f"{name}, monthly",
        product=identifier,
        recurring=Recurring(interval="month"),
        unit_amount=own.unit_amount,
    )
    prices.create(account, price)


def _cents(amount: str, currency: str) -> int:
    return int(Decimal(amount) * (1 if currency in ZERO_DECIMAL else 100))
