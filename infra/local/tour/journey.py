"""What the steps of the tour hand on to each other, and their order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from infra.local.tour.people import Owner, Patient, new_landline, new_owner, new_patient
from infra.local.tour.stage import Stage


@dataclass
class Journey:
    """One clinic's and one patient's way through the product."""

    stack: dict[str, Any]
    stage: Stage
    is_timed: bool = False  # nothing else runs on this machine, so that slowness is the product's
    owner: Owner = field(default_factory=new_owner)
    site_key: str = ""
    slot: dict[str, Any] = field(default_factory=dict)
    codes: list[str] = field(default_factory=list)
    first_link: str = ""
    booked_at: float = 0.0
    clock: datetime | None = None
    patient: Patient = field(init=False)
    landline: str = field(init=False)

    def __post_init__(self) -> None:
        self.patient = new_patient(self.stack)
        self.landline = new_landline(self.stack)

    def url(self, part: str, path: str = "/") -> str:
        """`path` at the site, console, clinic_page or handset."""
        return f"{self.stack[part].rstrip('/')}{path}"


Walk = Callable[[Journey], str]
