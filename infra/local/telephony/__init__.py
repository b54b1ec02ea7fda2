"""A telephone exchange for flows in Amazon Connect's language, on one machine."""
