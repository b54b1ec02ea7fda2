"""The desk that visits are booked at."""

import pytest

from chalicelib.context import Context
from tests.store.desk import Desk, make_desk


@pytest.fixture
def desk(ctx: Context) -> Desk:
    return make_desk(ctx)
