"""What the tests of moves and cancellations look at."""

from typing import Any

import pytest

from chalicelib.errors import AppError
from tests.store.desk import Desk

MINUTE, DAY = 60, 86400


def refused(desk: Desk, error: type[AppError], what: Any, *given: Any, **named: Any) -> AppError:
    before = desk.kept()
    with pytest.raises(error) as refused:
        what(*given, **named)
    assert desk.kept() == before
    return refused.value


def kept_sheets(desk: Desk, visit: Any) -> list[Any]:
    from chalicelib.availability import store as sheet_store
    from chalicelib.availability.model import weeks_of

    ids = [*visit.resource_ids, desk.ann.id, desk.room.id]
    found = sheet_store.load_resources(
        desk.ctx, visit.branch_id, dict.fromkeys(ids), weeks_of(visit.taken_cells)
    )
    return [sheet for weeks in found.values() for sheet in weeks.values()]
