"""The desk whose people and rooms move."""

from tests.store.appointments.conftest import desk

__all__ = ["desk"]
