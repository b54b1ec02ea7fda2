"""A clinic's telephone line: its number, and what Amazon Connect has for it; pure."""

from dataclasses import dataclass

MARK_LETTERS = 8


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
    """`number` is ours (E.164); calls to it wait in the queue, for agents with the profile.

    By `quick_connect_id` operators hand a call back to the queue; empty on lines from before.
    """

    number: str
    instance: Instance
    queue_id: str
    queue_arn: str
    routing_profile_id: str
    quick_connect_id: str = ""


@dataclass(frozen=True)
class Agent:
    """A member of the staff as a user at Amazon Connect; who `left` is one no longer.

    By `quick_connect_id` colleagues hand them calls; empty for agents from before.
    """

    staff_id: str
    user_id: str
    username: str
    quick_connect_id: str = ""
    left: bool = False


def resource_name(tenant_id: str) -> str:
    """What the clinic's queue and routing profile are called: found again by it."""
    return f"frontdesk-{tenant_id}"


def quick_connect_name(name: str, mark: str) -> str:
    """What somebody is called among all clinics of an instance: 127 letters at most.

    The console shows it without the mark (`web/console/desk/tools/targets.ts`).
    """
    return f"{name[: 127 - MARK_LETTERS - 3]} ({mark[:MARK_LETTERS]})"
