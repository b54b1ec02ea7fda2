"""Why a time cannot be had: the rules, in the order in which they are told."""

from enum import StrEnum
from typing import NamedTuple


class Rule(StrEnum):
    """A rule that removes a time. The values go over the wire: they are never renamed."""

    NOTICE = "notice"  # already past, or sooner than the service may be booked
    HORIZON = "horizon"  # further ahead than the service may be booked
    CLOSURE = "closure"  # the branch is closed that day: a public holiday
    HOURS = "hours"  # the visit does not lie within working hours
    LEAVE = "leave"  # the practitioner is away
    BUSY = "busy"  # another visit, or its buffer, takes part of the time
    HOLD = "hold"  # somebody else is just booking it
    BUFFER = "buffer"  # the time itself is free, but not its buffer before or after
    ROOM = "room"  # no room of a kind that the service needs is free
    STEP = "step"  # the service does not begin at this minute


POLICY = frozenset({Rule.NOTICE, Rule.HORIZON, Rule.STEP})
"""What a clinic asks of its patients, and its own staff may overrule: nobody is in the way."""


class Refusal(NamedTuple):
    """A claim or hold was refused by `rule` (BUSY or HOLD), first at the cell `cell`."""

    rule: Rule
    cell: int
