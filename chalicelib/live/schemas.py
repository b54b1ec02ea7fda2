"""What is said about listening for changes."""

from chalicelib.edge.wire import Wire


class TicketView(Wire):
    """A wss:// address that is good for one minute."""

    url: str
