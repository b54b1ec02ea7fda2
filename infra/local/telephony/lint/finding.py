"""What the linter says: where, by which rule, and why."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Finding:
    """`action` is empty where the whole file is meant. A warning alone fails nothing."""

    file: str
    action: str
    rule: str
    reason: str
    warning: bool = False

    def __str__(self) -> str:
        where = f"{self.file}: {self.action}" if self.action else self.file
        return f"{where}: {self.rule}{' (warning)' if self.warning else ''}: {self.reason}"
