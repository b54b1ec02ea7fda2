"""Runs test cases in Amazon Connect's own test language, in simulated time."""
