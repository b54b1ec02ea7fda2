"""When, where and with whom a visit is, once a time was taken for it."""

from typing import Any

from chalicelib.availability import actions as availability
from chalicelib.availability.actions import Taken


def of_taken(taken: Taken) -> dict[str, Any]:
    """The fields of a visit that its time decides."""
    slot = availability.slot_at(taken.board, taken.start, taken.practitioner_id)
    return {
        "practitioner_id": taken.practitioner_id,
        "practitioner_name": slot.practitioner_name,
        "branch_id": taken.board.branch.id,
        "room_id": taken.room_ids[0] if taken.room_ids else None,
        "start": slot.start,
        "end": slot.end,
        "wall": slot.wall,
        "zone": slot.zone,
        "first_cell": taken.cells.start,
        "cells": len(taken.cells),
    }
