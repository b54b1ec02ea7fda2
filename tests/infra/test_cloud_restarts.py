"""What the emulator keeps when it is ended or killed."""

import subprocess
import time
from pathlib import Path

import pytest
from botocore.exceptions import ClientError

from infra.local import ports
from tests.infra.emulator import Emulator
from tests.infra.fenced import BUCKET, OPERATIONS, TABLE, create_fenced_things, everything


def test_snapshots_survive_a_kill(tmp_path: Path) -> None:
    cloud = Emulator(tmp_path, ports.free()["cloud"])
    cloud.start()
    create_fenced_things(cloud)
    _saved(cloud)
    pid = cloud.processes.pid("cloud")
    assert pid

    subprocess.run(["kill", "-9", str(pid)], check=True)
    while cloud.processes.pid("cloud"):
        time.sleep(0.02)
    cloud.start()

    try:
        assert len(everything(cloud)) == 2
        files = cloud.tenant("tenanta", "s3")
        assert files.get_object(Bucket=BUCKET, Key="tenanta/visit.txt")["Body"].read() == b"seen"
    finally:
        cloud.processes.stop("cloud")


def _saved(cloud: Emulator) -> None:
    """Asks for a snapshot by its signal and waits for it."""
    mark, pid = cloud.state / "snapshot", cloud.processes.pid("cloud")
    before = mark.stat().st_mtime_ns if mark.exists() else 0
    subprocess.run(["kill", "-USR1", str(pid)], check=True)
    for _ in range(200):
        if mark.exists() and mark.stat().st_mtime_ns > before:
            return
        time.sleep(0.05)
    pytest.fail("no snapshot was made")


def test_stream_positions_survive_a_restart(tmp_path: Path) -> None:
    cloud = Emulator(tmp_path, ports.free()["cloud"])
    cloud.start()
    try:
        create_fenced_things(cloud)
        _follow_the_table(cloud)
        for number in range(3):
            OPERATIONS["put"](cloud.client("dynamodb"), f"T#before{number}#")
        _await_log(cloud, "T#before2#")
        cloud.processes.stop("cloud")
        cloud.start()

        OPERATIONS["put"](cloud.client("dynamodb"), "T#after#")

        log = _await_log(cloud, "T#after#")
        assert log.count("T#before2#") == 1
    finally:
        cloud.processes.stop("cloud")


def _follow_the_table(cloud: Emulator) -> None:
    table = cloud.client("dynamodb").update_table(
        TableName=TABLE, StreamSpecification={"StreamEnabled": True, "StreamViewType": "KEYS_ONLY"}
    )["TableDescription"]
    cloud.client("lambda").create_event_source_mapping(
        FunctionName=cloud.function("note"),
        EventSourceArn=table["LatestStreamArn"],
        StartingPosition="LATEST",
    )


def _await_log(cloud: Emulator, text: str) -> str:
    for _ in range(200):
        try:
            events = cloud.client("logs").filter_log_events(logGroupName="/aws/lambda/note")
            log = "\n".join(event["message"] for event in events["events"])
        except ClientError:
            log = ""
        if text in log:
            return log
        time.sleep(0.05)
    pytest.fail(f"{text} did not reach the function")
