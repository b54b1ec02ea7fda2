"""What the controls take."""

from datetime import UTC, datetime
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

# Far enough for any test; a thousand years of renewals would only keep a typo busy.
FURTHEST = datetime(2100, 1, 1, tzinfo=UTC)
# Seconds that a wanted moment may lie behind without being a move backwards.
SLACK = 60
# A move of the clock waits this long for the events of it to be tried once.
SETTLE_SECONDS = 15.0


class Body(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Empty(Body):
    pass


class ClockMove(Body):
    now: AwareDatetime


class Webhook(Body):
    url: str | None = None
    secrets: list[str] | None = None
    events: list[str] | None = None
    signature_time: Literal["simulated", "machine"] | None = None


class Hold(Body):
    types: list[str] = ["*"]


class Release(Body):
    """`order`: as they happened, the other way round, or these delivery ids first."""

    order: Literal["oldest_first", "newest_first"] | list[str] = "oldest_first"


class Times(Body):
    times: Annotated[int, Field(ge=1, le=100)] = 1


class Pay(Body):
    card: str = "4242 4242 4242 4242"
    expiry: str = "12/99"
    cvc: str = "123"
    name: str = "Test Payer"
    email: str = ""
    confirmed: Literal["", "yes", "no"] = "yes"


class Dispute(Body):
    reason: str = "fraudulent"


class Announcement(Body):
    type: Annotated[str, Field(pattern=r"^[a-z_]+(\.[a-z_]+)+$")]
    object: str
