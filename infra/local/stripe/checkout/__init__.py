"""Checkout sessions: the way from a plan to a subscription."""
