"""A failure of the local cloud that a person can do something about."""

from pathlib import Path


class Stopped(Exception):
    """One clear sentence on what went wrong and what to do, and the log that tells more."""

    def __init__(self, sentence: str, log: Path | None = None) -> None:
        super().__init__(sentence)
        self.log = log
