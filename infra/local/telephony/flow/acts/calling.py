"""Calling a Lambda function, and what of its answer a flow accepts."""

from __future__ import annotations

import json
from typing import Any

from infra.local.telephony.flow.answers import LambdaAnswered
from infra.local.telephony.flow.effects import Invoke
from infra.local.telephony.flow.event import lambda_event
from infra.local.telephony.flow.outcomes import Error, Outcome, Success, settle
from infra.local.telephony.flow.scene import Doing, Scene

MOST_BYTES = 32 * 1024
_SECONDS = 3


def invoke_lambda_function(scene: Scene) -> Doing:
    """Any failure leaves `$.External` empty, so that nobody reads the answer before as this one."""
    asked = _invocation(scene)
    if not asked.arn:
        return Error(reason="LambdaFunctionARN is missing.")
    scene.locals.external = {}
    answer = yield asked
    if isinstance(answer, LambdaAnswered) and not asked.asynchronous:
        return _load(scene, answer.payload)
    return settle(answer)


def _invocation(scene: Scene) -> Invoke:
    parameters = scene.filled.get("LambdaInvocationAttributes")
    return Invoke(
        scene.at,
        arn=scene.text("LambdaFunctionARN"),
        event=lambda_event(scene.contact, parameters if isinstance(parameters, dict) else {}),
        seconds=scene.number("InvocationTimeLimitSeconds", _SECONDS, 1, 8),
        asynchronous=scene.text("InvocationType").upper() == "ASYNCHRONOUS",
    )


def _load(scene: Scene, payload: bytes) -> Outcome:
    if len(payload) > MOST_BYTES:
        return Error(reason=f"The function answered {len(payload)} bytes; 32 KB are the most.")
    try:
        loaded = json.loads(payload)
    except (ValueError, RecursionError):
        return Error(reason="The function's answer is not JSON.")
    wrong = _fault(loaded, _wants_json(scene))
    if wrong:
        return Error(reason=wrong)
    scene.locals.external = loaded
    return Success()


def _wants_json(scene: Scene) -> bool:
    wanted = scene.filled.get("ResponseValidation")
    return isinstance(wanted, dict) and wanted.get("ResponseType") == "JSON"


def _fault(loaded: Any, nested: bool) -> str | None:
    if not isinstance(loaded, dict):
        return "The function's answer is no object."
    strange = sorted(name for name, value in loaded.items() if not isinstance(value, str))
    if nested or not strange:
        return None
    return f"STRING_MAP takes texts only, and {', '.join(strange)} is none."
