"""A small reception to run test cases against: hours, a function, a menu and a queue."""

from typing import Any

from infra.local.telephony.flow.document import Flow
from infra.local.telephony.testcase.case import read_case
from infra.local.telephony.testcase.runner import Result, run_case
from infra.local.telephony.testcase.world import World
from tests.infra.telephony.cases import case
from tests.infra.telephony.plays import NMC, NME, QUEUE, action, flow

HOURS = "arn:aws:connect:eu-central-1:1:instance/i/operating-hours/basic"
MENU = {"Text": "Welcome. Press 1 to be connected to an agent", "StoreInput": "False"}
_FLOW = flow(
    action(
        "Hours",
        "CheckHoursOfOperation",
        {"HoursOfOperationId": HOURS},
        "Sorry",
        {"True": "Ask", "False": "Closed"},
        **{NME: "Sorry"},
    ),
    action("Ask", "InvokeLambdaFunction", {"LambdaFunctionARN": "arn:f"}, "Menu", **{NME: "Sorry"}),
    action(
        "Menu",
        "GetParticipantInput",
        MENU,
        "Sorry",
        {"1": "Aim"},
        **{NME: "Sorry", NMC: "Wrong", "InputTimeLimitExceeded": "Late"},
    ),
    action("Aim", "UpdateContactTargetQueue", {"QueueId": "q1"}, "Go", **{NME: "Sorry"}),
    action("Go", "TransferContactToQueue", {}, "Full", **{NME: "Sorry", "QueueAtCapacity": "Full"}),
    action("Closed", "MessageParticipant", {"Text": "We are closed"}, "Bye"),
    action("Full", "MessageParticipant", {"Text": "All lines are busy"}, "Bye"),
    action("Late", "MessageParticipant", {"Text": "You pressed nothing"}, "Bye"),
    action("Wrong", "MessageParticipant", {"Text": "That key means nothing"}, "Bye"),
    action("Sorry", "MessageParticipant", {"Text": "Something failed"}, "Bye"),
)
_WAITING = flow(
    action("Wait", "MessageParticipantIteratively", {"Messages": [{"Text": "Hold on"}]})
)
FLOWS: dict[str, Flow] = {"main": _FLOW, "waiting": _WAITING}
WORLD = World(
    queues={"q1": QUEUE},
    hours={"basic": True, "never": False},
    functions={"arn:f": lambda event: {"who": event["Details"]["ContactData"]["ContactId"]}},
    queue_flow="waiting",
)


def run(
    *observations: dict[str, Any], expected: list[dict[str, Any]] | None = None, **world: Any
) -> Result:
    document = case(*observations, world=world)
    document["Metadata"]["Expected"] = {"Actions": expected or []}
    return run_case(read_case(document, "try"), FLOWS, WORLD, flow_id="main")
