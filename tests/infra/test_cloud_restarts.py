"""What the emulator keeps when it is ended or killed."""

import subprocess
from pathlib import Path

from botocore.exceptions import ClientError

from infra.local import ports
from tests.infra.emulator import Emulator
from tests.infra.fenced import BUCKET, OPERATIONS, TABLE, create_fenced_things, everything
from tests.infra.sms_standin import until


def test_snapshots_survive_a_kill(tmp_path: Path) -> None:
    emulator = Emulator(tmp_path, ports.free()["cloud"])
    emulator.start()
    create_fenced_things(emulator)
    _saved(emulator)
    pid = emulator.processes.pid("cloud")
    assert pid

    subprocess.run(["kill", "-9", str(pid)], check=True)
    until(lambda: not emulator.processes.pid("cloud"))
    emulator.start()

    try:
        assert len(everything(emulator)) == 2
        files = emulator.tenant("tenanta", "s3")
        assert files.get_object(Bucket=BUCKET, Key="tenanta/visit.txt")["Body"].read() == b"seen"
    finally:
        emulator.processes.stop("cloud")


def _saved(emulator: Emulator) -> None:
    """Asks for a snapshot by its signal and waits for it."""
    mark, pid = emulator.state / "snapshot", emulator.processes.pid("cloud")
    before = mark.stat().st_mtime_ns if mark.exists() else 0
    subprocess.run(["kill", "-USR1", str(pid)], check=True)
    until(lambda: mark.exists() and mark.stat().st_mtime_ns > before)


def test_stream_positions_survive_a_restart(tmp_path: Path) -> None:
    emulator = Emulator(tmp_path, ports.free()["cloud"])
    emulator.start()
    try:
        create_fenced_things(emulator)
        _follow_the_table(emulator)
        for number in range(3):
            OPERATIONS["put"](emulator.client("dynamodb"), f"T#before{number}#")
        _await_log(emulator, "T#before2#")
        emulator.processes.stop("cloud")
        emulator.start()

        OPERATIONS["put"](emulator.client("dynamodb"), "T#after#")

        log = _await_log(emulator, "T#after#")
        assert log.count("T#before2#") == 1
    finally:
        emulator.processes.stop("cloud")


def test_queues_reach_their_functions_on_other_ports_too(tmp_path: Path) -> None:
    first, later = (Emulator(tmp_path, ports.free()["cloud"]) for _ in range(2))
    assert first.url != later.url
    try:
        first.start()
        create_fenced_things(first)
        url = _function_with_a_queue(first)
        first.processes.stop("cloud")
        later.start()

        later.client("sqs").send_message(QueueUrl=url, MessageBody="moved")

        _await_taken(later, url)
    finally:
        later.processes.stop("cloud")


def _function_with_a_queue(emulator: Emulator) -> str:
    queues = emulator.client("sqs")
    url: str = queues.create_queue(QueueName="work")["QueueUrl"]
    arn = queues.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])
    emulator.client("lambda").create_event_source_mapping(
        FunctionName=emulator.function("answer"), EventSourceArn=arn["Attributes"]["QueueArn"]
    )
    return url


def _await_taken(emulator: Emulator, url: str) -> None:
    """A message is gone when its function has taken it."""
    asked = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
    queues = emulator.client("sqs")

    def left() -> set[str]:
        found = queues.get_queue_attributes(QueueUrl=url, AttributeNames=asked)
        return set(found["Attributes"].values())

    until(lambda: left() == {"0"})


def _follow_the_table(emulator: Emulator) -> None:
    table = emulator.client("dynamodb").update_table(
        TableName=TABLE, StreamSpecification={"StreamEnabled": True, "StreamViewType": "KEYS_ONLY"}
    )["TableDescription"]
    emulator.client("lambda").create_event_source_mapping(
        FunctionName=emulator.function("note"),
        EventSourceArn=table["LatestStreamArn"],
        StartingPosition="LATEST",
    )


def _await_log(emulator: Emulator, text: str) -> str:
    """What the function wrote, once it was told of that text."""
    logs = emulator.client("logs")

    def look() -> str:
        try:
            events = logs.filter_log_events(logGroupName="/aws/lambda/note")["events"]
        except ClientError:
            return ""
        log = "\n".join(event["message"] for event in events)
        return log if text in log else ""

    found: str = until(look)
    return found
