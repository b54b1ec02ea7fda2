"""Where a run finds other flows: by id, by ARN, by name, and modules with or without a version."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from infra.local.telephony.flow.document import Flow


class Library(Protocol):
    """Gives the flow of that id, or None."""

    def find(self, flow_id: str) -> Flow | None: ...


class Flows:
    """A library of flows that are known beforehand."""

    def __init__(self, flows: Mapping[str, Flow]) -> None:
        self._flows = {short(flow_id): flow for flow_id, flow in flows.items()}

    def find(self, flow_id: str) -> Flow | None:
        return self._flows.get(short(flow_id))


def short(flow_id: str) -> str:
    """`arn:…:contact-flow/abc` and `abc:$LATEST` are both `abc`."""
    last = flow_id.rsplit("/", 1)[-1]
    return last.split(":", 1)[0] if not last.startswith("arn:") else last
