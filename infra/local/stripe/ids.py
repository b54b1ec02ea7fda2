"""Identifiers that look as Stripe's do."""

import secrets
import string

ALPHABET = string.ascii_letters + string.digits
LENGTHS = {
    "customer": ("cus_", 14),
    "product": ("prod_", 14),
    "price": ("price_1", 23),
    "payment_method": ("pm_1", 23),
    "payment_intent": ("pi_3", 23),
    "charge": ("ch_3", 23),
    "refund": ("re_3", 23),
    "dispute": ("du_1", 23),
    "subscription": ("sub_1", 23),
    "subscription_item": ("si_", 14),
    "invoice": ("in_1", 23),
    "invoice_payment": ("inpay_1", 23),
    "line_item": ("il_1", 23),
    "item": ("li_1", 23),
    "checkout.session": ("cs_test_", 58),
    "billing_portal.session": ("bps_1", 23),
    "billing_portal.configuration": ("bpc_1", 23),
    "event": ("evt_1", 23),
    "request": ("req_", 14),
    "delivery": ("whd_", 14),
}


def random_text(length: int) -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def new_id(kind: str) -> str:
    prefix, length = LENGTHS[kind]
    return prefix + random_text(length)
