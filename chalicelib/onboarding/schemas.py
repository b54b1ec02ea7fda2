"""What is said over the wire about a set-up that is not complete yet."""

from typing import Literal

from chalicelib.edge.wire import Instant, Wire


class SetupStep(Wire):
    id: Literal["branch", "practitioner", "hours", "service", "billing", "widget"]
    done: bool


class SetupView(Wire):
    """What is left to do until the first bookable time; `bookable_from` is that time.

    `script_tag` is the line for the clinic's own site.
    """

    steps: list[SetupStep]
    bookable_from: Instant | None
    script_tag: str
