"""Faults, settings and what is still to be delivered, for deployment and tests."""

from __future__ import annotations

from typing import Any

from infra.local.standins.asked import Asked, Declined
from infra.local.telephony.house import House
from infra.local.telephony.outbox import Publisher

Json = dict[str, Any]
_SETTINGS = ("per_letter", "concurrent_calls", "agent_rings", "phone_rings", "dials_per_second")


class Desk:
    """Answers the rest of /_local; shapes in api.md."""

    def __init__(self, house: House, publisher: Publisher) -> None:
        self._house = house
        self._publisher = publisher

    def add_fault(self, asked: Asked) -> Json:
        return self._house.faults.add(asked.body)

    def list_faults(self, asked: Asked) -> Json:
        return {"faults": self._house.faults.all()}

    def remove_faults(self, asked: Asked) -> Json:
        self._house.faults.remove()
        return self.list_faults(asked)

    def show_outbox(self, asked: Asked) -> Json:
        row = self._house.ledger.row("SELECT COUNT(*) AS n FROM outbox") or {"n": 0}
        return {"waiting": row["n"], "failing": self._publisher.failing()}

    def show_settings(self, asked: Asked) -> Json:
        settings = self._house.exchange.floor.settings
        return {name: getattr(settings, name) for name in _SETTINGS}

    def configure(self, asked: Asked) -> Json:
        """Also after the next start."""
        for name, value in asked.body.items():
            number = isinstance(value, int | float) and not isinstance(value, bool) and value >= 0
            if name not in _SETTINGS or not number:
                told = f"There is no setting {name} = {value!r}"
                raise Declined(422, "invalid", told, **{name: "invalid"})
        with self._house.turn():
            for name, value in asked.body.items():
                setattr(self._house.exchange.floor.settings, name, value)
                self._house.ledger.keep_setting(name, value)
        return self.show_settings(asked)
