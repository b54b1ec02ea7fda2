"""The patch that lets a sleeping workflow notice that waiting was made shorter."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any

from infra.local.cloud.fitting import replace

NAME = "wait-scale"
_LOOK = 0.1  # seconds between looks at the scale
_changed = threading.Condition()


def apply() -> None:
    """Makes sleeping states read _SFN_WAIT_SCALE again whenever it changes."""
    replace(NAME, "services.stepfunctions:_scaled_sleep", "5ed19df2efa9", _waking)
    from ministack.services import stepfunctions

    watch = threading.Thread(target=_watch, args=(stepfunctions,), daemon=True, name="wait-scale")
    watch.start()


def _waking(original: Callable[[float], None]) -> Callable[[float], None]:
    scale_of = original.__globals__

    def scaled_sleep(seconds: float) -> None:
        left = float(seconds)
        while left > 0:
            # The scale is read under the lock, so that no change is missed before the wait.
            with _changed:
                scale = scale_of["_SFN_WAIT_SCALE"]
                if scale <= 0:
                    return
                started = time.monotonic()
                _changed.wait(timeout=left * scale)
            left -= (time.monotonic() - started) / scale

    return scaled_sleep


def _watch(stepfunctions: Any) -> None:
    seen = stepfunctions._SFN_WAIT_SCALE
    while True:
        time.sleep(_LOOK)
        if seen != stepfunctions._SFN_WAIT_SCALE:
            seen = stepfunctions._SFN_WAIT_SCALE
            with _changed:
                _changed.notify_all()
