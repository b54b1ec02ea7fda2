"""What tests of every kind may use."""

from tests.cloud import cloud

__all__ = ["cloud"]
