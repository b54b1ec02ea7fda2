"""What takes as long whatever it was."""

import time

import pytest

from chalicelib import clock


@pytest.mark.parametrize(("taken", "rest"), [(0.3, 0.5), (2.0, 0.0)])
def test_lasting_waits_for_the_rest_also_after_an_error(
    monkeypatch: pytest.MonkeyPatch, taken: float, rest: float
) -> None:
    slept: list[float] = []
    instants = iter([10.0, 10.0 + taken])
    monkeypatch.setattr(time, "monotonic", lambda: next(instants))
    monkeypatch.setattr(time, "sleep", slept.append)

    with pytest.raises(KeyError), clock.lasting(0.8):
        raise KeyError

    assert slept == [pytest.approx(rest)]
