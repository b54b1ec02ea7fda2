"""What is said about the operators' desk over the wire."""

from chalicelib.edge.wire import Wire


class DeskSessionView(Wire):
    """What a softphone needs: the page that holds it, and whose it is; `number` is the clinic's."""

    ccp_url: str
    username: str
    region: str
    instance_id: str
    number: str
    queue_arn: str
