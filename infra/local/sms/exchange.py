"""Where the handset page finds the telephone exchange, and which clinics it may ring."""

import json
from pathlib import Path
from typing import Any

from infra.local.seed import FORM
from infra.local.sms.house import Json
from infra.local.standins.asked import Asked


class Exchange:
    """Answers /_local/handset/exchange from stack.json; shapes in api.md, section 1."""

    def __init__(self, stack: Path) -> None:
        self._stack = stack

    def show(self, asked: Asked) -> Json:
        told = self._told()
        number = told.get("demo", {}).get("voice_number")
        numbers = [{"number": number, "name": FORM["clinic_name"]}] if number else []
        return {"url": told.get("telephony"), "numbers": numbers}

    def _told(self) -> dict[str, Any]:
        """Nothing is told before the local cloud was started, or while the file is replaced."""
        try:
            told: dict[str, Any] = json.loads(self._stack.read_text())
        except (OSError, ValueError):
            return {}
        return told
