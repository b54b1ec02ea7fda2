"""How every command of the local cloud ends: well, or with one clear sentence."""

from __future__ import annotations

import contextlib
import fcntl
import sys
import traceback
from collections.abc import Callable, Iterator

from infra.local.failures import Stopped
from infra.local.layout import Layout
from infra.local.ports import PortInUse


def command(main: Callable[[], None]) -> None:
    """Runs a command; a failure ends with a sentence, the log's path and exit code 1."""
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)
    except (Stopped, PortInUse) as stopped:
        _say(str(stopped))
        log = getattr(stopped, "log", None)
        if log is not None:
            _say(f"Log: {log}")
        sys.exit(1)
    except Exception as error:
        log = Layout().run / "error.log"
        log.parent.mkdir(parents=True, exist_ok=True)
        log.write_text(traceback.format_exc())
        _say(f"This failed unexpectedly ({type(error).__name__}: {error}).\nLog: {log}")
        sys.exit(1)


@contextlib.contextmanager
def only_one(layout: Layout) -> Iterator[None]:
    """Keeps two commands from starting and stopping the same processes at once."""
    layout.run.mkdir(parents=True, exist_ok=True)
    with (layout.folder / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise Stopped("Another `make up`, `down` or `reset` is at work: wait for it.") from None
        yield


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
