"""What the exchange refuses, in words for whoever asked."""


class Refused(Exception):
    """Asked for at the wrong moment, or of somebody who can't."""


class NotThere(Refused):
    """No such contact, agent, number or flow."""


class LimitReached(Refused):
    """As many as the instance may have."""
