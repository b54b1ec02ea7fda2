"""The exchange itself: contacts, routing and agents, without a clock, a socket or a disk."""
