"""The patches of a Lambda invocation: no idle wait for logs, and errors that keep their type."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable
from importlib import import_module
from typing import Any

from infra.local.cloud.fitting import PatchBroken, fitting, replace

FLOOR, ERRORS = "invoke-floor", "error-types"
_END = "\x1e"  # a line that the worker writes to stderr when an invocation has ended
_LONGEST = 0.25  # seconds to wait for that line, as the emulator's own hard cap
_last = threading.local()  # the failure of this thread's latest invocation

_REPORT = (
    '_real_stdout.write(json.dumps({"status": "error", "error": str(e), '
    '"trace": traceback.format_exc()}) + "\\n")\n        _real_stdout.flush()'
)
# As on AWS, an exception in the handler ends the invocation and not the process: it is reported
# as an "ok" of the process, from which the launcher makes a failure again.
_REPORT_WITH_TYPE = (
    '_real_stdout.write(json.dumps({"status": "ok", "result": None, "failure": {'
    '"errorType": type(e).__name__, "errorMessage": str(e), '
    '"stackTrace": traceback.format_exc().splitlines()}}) + "\\n")\n'
    "            sys.stderr.write(traceback.format_exc())\n"
    f'        sys.stderr.write({_END!r} + "\\n")\n'
    "        sys.stderr.flush()\n"
    "        _real_stdout.flush()"
)


def apply() -> None:
    """Marks the end of each invocation's log, and carries the exception's class name."""
    script = fitting(ERRORS, "core.lambda_runtime:_PYTHON_WORKER_SCRIPT", "368800addf4d")
    if script.count(_REPORT) != 1:
        raise PatchBroken(f"The patch '{ERRORS}' finds no place in the emulator's worker script.")
    runtime: Any = import_module("ministack.core.lambda_runtime")
    runtime._PYTHON_WORKER_SCRIPT = script.replace(_REPORT, _REPORT_WITH_TYPE)
    place = "core.lambda_runtime:Worker._drain_stderr_bounded"
    replace(FLOOR, place, "3fd7cc742872", _until_the_end)
    replace(ERRORS, "core.lambda_runtime:Worker.invoke", "96751a754710", _keeping_the_failure)
    place = "services.lambda_svc:_execute_function_warm"
    replace(ERRORS, place, "62b9218bef5b", _naming_the_failure)


def _until_the_end(original: Callable[..., str]) -> Callable[..., str]:
    def drain(self: Any, *args: Any, **kwargs: Any) -> str:
        if not str(self.config.get("Runtime", "")).startswith("python"):
            return original(self, *args, **kwargs)
        return "\n".join(_lines(self._stderr_queue, time.monotonic() + _LONGEST))

    return drain


def _lines(log: queue.Queue[str], deadline: float) -> list[str]:
    lines: list[str] = []
    while True:
        try:
            line = log.get(timeout=max(0.0, deadline - time.monotonic()))
        except queue.Empty:
            return lines
        if line.endswith(_END):
            return lines + ([line[:-1]] if len(line) > 1 else [])
        lines.append(line)


def _keeping_the_failure(original: Callable[..., Any]) -> Callable[..., Any]:
    def invoke(self: Any, *args: Any, **kwargs: Any) -> Any:
        result = original(self, *args, **kwargs)
        _last.failure = failure = result.pop("failure", None)
        if failure:
            result.update(status="error", error=failure["errorMessage"])
        return result

    return invoke


def _naming_the_failure(original: Callable[..., Any]) -> Callable[..., Any]:
    def execute(*args: Any, **kwargs: Any) -> Any:
        _last.failure = None
        result = original(*args, **kwargs)
        if _last.failure and result.get("error"):
            result["body"] = dict(_last.failure)
        return result

    return execute
