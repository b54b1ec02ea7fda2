"""Imports every module that defines items, so that no kind is invisible to a query."""

from chalicelib.table import outbox

STORES = [outbox]
