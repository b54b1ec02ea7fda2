"""The way from a Stripe customer to its clinic, and which of Stripe's events are done."""

from chalicelib.table import keys
from chalicelib.table.keys import Key
from chalicelib.tenants import store


def point(customer_id: str, tenant_id: str) -> None:
    store.point(keys.platform_customer(customer_id), tenant_id)


def is_done(event: Key) -> bool:
    return store.find_note(event) is not None


def mark_done(event: Key, expires: int) -> None:
    store.put_note(event, {}, expires)
