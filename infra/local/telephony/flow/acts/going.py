"""Actions that lead to other flows and modules, and those that end one."""

from __future__ import annotations

from typing import Any

from infra.local.telephony.flow.outcomes import (
    CallModule,
    Enter,
    Error,
    Finish,
    Outcome,
    ReturnModule,
)
from infra.local.telephony.flow.scene import Scene


def transfer_to_flow(scene: Scene) -> Outcome:
    flow = scene.text("ContactFlowId")
    return Enter(flow) if scene.library.find(flow) else Error(reason=f"{flow!r} is no flow.")


def invoke_flow_module(scene: Scene) -> Outcome:
    module = scene.text("FlowModuleId")
    if scene.library.find(module) is None:
        return Error(reason=f"{module!r} is no module.")
    return CallModule(module, _object(scene.filled.get("Input")))


def end_flow_module_execution(scene: Scene) -> Outcome:
    return ReturnModule(scene.find("Result"), _object(scene.filled.get("ResultData")))


def end_flow_execution(scene: Scene) -> Outcome:
    return Finish("ended")


def disconnect_participant(scene: Scene) -> Outcome:
    return Finish("disconnected")


def _object(found: Any) -> dict[str, Any]:
    return found if isinstance(found, dict) else {}
