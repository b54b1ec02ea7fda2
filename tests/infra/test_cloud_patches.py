"""Each patch of the emulator, seen from outside: when one no longer works, its test says so."""

import json
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx

from infra.local.region import ACCOUNT
from tests.infra.emulator import Emulator, python


def test_error_types_keep_the_exceptions_class(emulator: Emulator) -> None:
    answer = emulator.invoke("fail")

    assert answer["error"] == "Unhandled"
    assert answer["body"]["errorType"] == "SlotTaken"
    assert answer["body"]["errorMessage"] == "somebody was faster"


def test_error_types_are_caught_by_name_in_a_workflow(emulator: Emulator) -> None:
    workflows, name = emulator.client("stepfunctions"), emulator.function("fail")
    task = {
        "Type": "Task",
        "Resource": "arn:aws:states:::lambda:invoke",
        "Parameters": {"FunctionName": name},
        "Catch": [{"ErrorEquals": ["SlotTaken"], "Next": "Caught"}],
        "End": True,
    }
    states = {"Try": task, "Caught": {"Type": "Pass", "Result": "caught", "End": True}}

    status = _run(workflows, "catching", {"StartAt": "Try", "States": states})

    assert (status["status"], status["output"]) == ("SUCCEEDED", '"caught"')


def _run(workflows: Any, name: str, definition: Any, seconds: float = 60) -> Any:
    machine = workflows.create_state_machine(
        name=name, definition=json.dumps(definition), roleArn=f"arn:aws:iam::{ACCOUNT}:role/open"
    )["stateMachineArn"]
    execution = workflows.start_execution(stateMachineArn=machine)["executionArn"]
    return _outcome(workflows, execution, seconds)


def _outcome(workflows: Any, execution: str, seconds: float) -> Any:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        status = workflows.describe_execution(executionArn=execution)
        if status["status"] != "RUNNING":
            break
        time.sleep(0.05)
    return status


def test_a_failed_invocation_leaves_its_process_alive(emulator: Emulator) -> None:
    emulator.invoke("fail")
    before = _worker_pids(emulator)

    emulator.invoke("fail")

    assert before and _worker_pids(emulator) == before


def _worker_pids(emulator: Emulator) -> set[str]:
    found = set()
    for entry in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            command = entry.read_text()
        except OSError:
            continue
        if str(emulator.state.parent) in command and "-fail-" in command:
            found.add(entry.parent.name)
    return found


def test_logs_of_an_invocation_are_complete(emulator: Emulator) -> None:
    emulator.invoke("fail")

    events = emulator.client("logs").filter_log_events(logGroupName="/aws/lambda/fail")["events"]

    text = "\n".join(event["message"] for event in events)
    assert "before the failure" in text and "SlotTaken: somebody was faster" in text
    assert "\x1e" not in text


def test_invoke_floor_is_gone() -> None:
    """The log is read up to its end mark: nothing sleeps, also where a handler logs nothing."""
    code = """
import time
from infra.local.cloud import invocations
invocations.apply()
from ministack.core.lambda_runtime import Worker
def slept(*_): raise AssertionError("slept")
time.sleep = slept
worker = Worker("f", {"Runtime": "python3.11"}, b"")
for line in ("\\x1e", "first", "second\\x1e"):
    worker._stderr_queue.put(line)
print([worker._drain_stderr_bounded(), worker._drain_stderr_bounded()])
"""

    done = python(code)

    assert done.stdout.strip() == r"['', 'first\nsecond']", done.stderr


def test_workers_see_the_clock_file_and_not_the_launchers_environment(emulator: Emulator) -> None:
    body = emulator.invoke("answer")["body"]

    assert body["clock"] == str(emulator.clock_file)
    assert {"AWS_REGION", "AWS_ENDPOINT_URL", "AWS_LAMBDA_FUNCTION_NAME"} <= set(body["names"])
    assert not {"SECRET_OF_THE_SHELL", "STATE_DIR", "GATEWAY_PORT", "AUTH"} & set(body["names"])


def test_workers_import_only_what_the_zip_brings(emulator: Emulator) -> None:
    answer = emulator.invoke("incomplete")

    assert answer["body"]["errorType"] == "ModuleNotFoundError"


def test_workers_run_side_by_side_up_to_their_number(emulator: Emulator, tmp_path: Path) -> None:
    """The first four wait for each other; whoever comes later meets them there."""
    emulator.function("meet")
    meeting = {"folder": str(tmp_path), "wanted": 4}

    with ThreadPoolExecutor(24) as pool:
        answers = list(pool.map(lambda _: emulator.invoke("meet", meeting), range(24)))

    assert all(answer["error"] is None for answer in answers)
    assert len({answer["body"] for answer in answers}) == 4


def test_wait_scale_wakes_a_sleeping_workflow(emulator: Emulator) -> None:
    workflows = emulator.client("stepfunctions")
    machine = workflows.create_state_machine(
        name="sleeping",
        roleArn=f"arn:aws:iam::{ACCOUNT}:role/open",
        definition=json.dumps(
            {"StartAt": "Wait", "States": {"Wait": {"Type": "Wait", "Seconds": 3600, "End": True}}}
        ),
    )["stateMachineArn"]
    execution = workflows.start_execution(stateMachineArn=machine)["executionArn"]
    asleep = _outcome(workflows, execution, 0.5)["status"]
    scale = f"{emulator.url}/_ministack/config"
    try:
        httpx.post(scale, json={"stepfunctions._SFN_WAIT_SCALE": 0}, timeout=60)
        woken = _outcome(workflows, execution, 60)["status"]
    finally:
        httpx.post(scale, json={"stepfunctions._SFN_WAIT_SCALE": 1}, timeout=60)

    assert (asleep, woken) == ("RUNNING", "SUCCEEDED")


def test_a_patch_that_does_not_fit_is_named() -> None:
    code = (
        "from infra.local.cloud import fitting\n"
        "fitting.replace('leading-keys', 'core.iam_evaluator:enforce', 'another', id)\n"
    )

    done = python(code)

    assert done.returncode != 0
    assert "The patch 'leading-keys' does not fit ministack" in done.stderr
    assert "core.iam_evaluator:enforce changed" in done.stderr
