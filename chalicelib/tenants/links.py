"""Addresses of pages of ours that belong to a clinic."""

from chalicelib import config
from chalicelib.tenants.model import Clinic


def booking(clinic: Clinic) -> str:
    """The page on which anybody books at the clinic, for those who don't know its own."""
    return f"{config.public_url()}/book/{clinic.site_key}"
