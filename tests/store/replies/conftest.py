"""The desk and the carrier of the notices' tests."""

from tests.store.notices.conftest import desk, post

__all__ = ["desk", "post"]
