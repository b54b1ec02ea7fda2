"""Finds in flows what would fail when they are deployed or called."""
