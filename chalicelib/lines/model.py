"""A clinic's telephone line: its number, and what Amazon Connect has for it; pure."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Instance:
    """The instance of Amazon Connect that a clinic is on: all share one, a large one may not."""

    arn: str

    @property
    def region(self) -> str:
        return self.arn.split(":")[3]

    @property
    def instance_id(self) -> str:
        return self.arn.rpartition("/")[2]


@dataclass(frozen=True)
class Line:
    """`number` is ours (E.164); calls to it wait in the queue, for agents with the profile."""

    number: str
    instance: Instance
    queue_id: str
    queue_arn: str
    routing_profile_id: str


@dataclass(frozen=True)
class Agent:
    """A member of the staff as a user at Amazon Connect."""

    staff_id: str
    user_id: str
    username: str


def resource_name(tenant_id: str) -> str:
    """What the clinic's queue and routing profile are called: found again by it."""
    return f"frontdesk-{tenant_id}"
