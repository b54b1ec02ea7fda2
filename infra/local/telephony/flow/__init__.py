"""Executes flows in Amazon Connect's flow language without any input or output of its own."""
