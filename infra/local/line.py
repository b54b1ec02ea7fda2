"""Asks the function of the phone once, so that the first caller does not wait for its start."""

from __future__ import annotations

import json
from pathlib import Path

from infra.local.deployment import client
from infra.local.failures import Stopped
from infra.local.stack import Stack

_NOBODYS = {"Address": "+12025550000", "Type": "TELEPHONE_NUMBER"}
_CONTACT = {"ContactId": "health", "InitialContactId": "health", "SystemEndpoint": _NOBODYS}
_ASKED = {"Details": {"ContactData": _CONTACT, "Parameters": {"step": "greet", "language": ""}}}


def check(stack: Stack) -> None:
    """Raises Stopped unless a call to a number that no clinic has is told so."""
    name = stack["functions"]["AnswerCallFunction"]
    answer = client(stack, "lambda").invoke(FunctionName=name, Payload=json.dumps(_ASKED).encode())
    said = answer["Payload"].read().decode()
    if '"not_ours"' not in said:
        log = Path(stack["logs"]) / "cloud.log"
        raise Stopped(f"The telephone line answers {said[:200]!r}.", log)
