"""Shows the steps of a command and their times: live on a terminal, plain lines elsewhere."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Iterator

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TaskID, TextColumn

_WIDTH = 28


class Steps:
    """A list of steps, some of which may run side by side."""

    def __init__(self, console: Console | None = None) -> None:
        self._console = console or Console(highlight=False)
        self._lock = threading.Lock()
        self._live = self._console.is_terminal
        self._progress = Progress(
            SpinnerColumn(finished_text="[green]✓[/]"),
            TextColumn("{task.description:<" + str(_WIDTH) + "}"),
            TextColumn("{task.fields[time]:>7}"),
            TextColumn("[dim]{task.fields[outcome]}[/]"),
            console=self._console,
        )

    def __enter__(self) -> Steps:
        if self._live:
            self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._live:
            self._progress.stop()

    @contextlib.contextmanager
    def step(self, name: str) -> Iterator[Step]:
        """Runs a step; its outcome may be told by `step.outcome = …`."""
        step, started = Step(), time.monotonic()
        task = self._begin(name)
        try:
            yield step
        except BaseException:
            self._end(task, name, started, "failed", ok=False)
            raise
        self._end(task, name, started, step.outcome, ok=True)

    def _begin(self, name: str) -> TaskID | None:
        if not self._live:
            return None
        return self._progress.add_task(name, total=1, time="", outcome="")

    def _end(self, task: TaskID | None, name: str, started: float, said: str, *, ok: bool) -> None:
        took = f"{time.monotonic() - started:.1f} s"
        if task is not None:
            done = 1 if ok else 0
            self._progress.update(task, completed=done, time=took, outcome=said)
            return
        with self._lock:
            self._console.print(
                f"{name:<{_WIDTH}}{took:>8}  {said}".rstrip(), markup=False, soft_wrap=True
            )


class Step:
    """What a running step has to tell."""

    outcome: str = ""
