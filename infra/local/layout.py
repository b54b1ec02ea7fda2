"""Where a local cloud keeps its things: data, logs, pid files and stack.json."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from infra.local.interpreters import LOCAL, ROOT


@dataclass(frozen=True)
class Layout:
    """The folder of one local cloud."""

    folder: Path = LOCAL

    @property
    def run(self) -> Path:
        """Pid files and logs."""
        return self.folder / "run"

    @property
    def data(self) -> Path:
        """All that `make reset` empties."""
        return self.folder / "data"

    @property
    def stack(self) -> Path:
        return self.folder / "stack.json"

    @property
    def clock(self) -> Path:
        """The file with the seconds that the application's clock is ahead."""
        return self.data / "clock-offset"

    @property
    def deployed(self) -> Path:
        """The fingerprint of what was deployed into this data."""
        return self.data / "deployed"

    @property
    def demo(self) -> Path:
        """What the seed told about the demo clinic in this data."""
        return self.data / "demo.json"


PACKAGE = LOCAL / "package"
PAGES = ROOT / "web" / "dist"
STAGE = "local"
