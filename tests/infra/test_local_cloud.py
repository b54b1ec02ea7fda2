"""The whole local cloud: what it listens on, and that nothing is lost when a part is killed."""

import os
import re
import signal
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from infra.local.deployment import client
from infra.local.interpreters import ROOT
from infra.local.localcloud import LocalCloud
from infra.local.parts import ORDER
from infra.local.processes import Processes
from infra.local.stack import Stack
from tests.infra.sms_standin import until

pytestmark = pytest.mark.cloud
_LOOPBACK = {"0100007F", "00000000000000000000000001000000"}
_LISTENS = "0A"


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[LocalCloud, Stack]]:
    """A cloud of this module's own, saved as `make up` saves its own: its parts get killed."""
    cloud = LocalCloud(tmp_path_factory.mktemp("kept"), keep=True)
    with cloud as stack:
        yield cloud, stack


def test_nothing_listens_on_anything_but_loopback(kept: tuple[LocalCloud, Stack]) -> None:
    cloud, stack = kept

    heard = _listening_addresses(cloud)

    assert {port for _, port in heard} == set(stack["ports"].values())
    assert {address for address, _ in heard} <= _LOOPBACK


def _listening_addresses(cloud: LocalCloud) -> list[tuple[str, int]]:
    """Local addresses (as the kernel writes them) and ports on which our processes listen."""
    inodes = set()
    for name in ORDER:
        pid = Processes(cloud.layout.run, ROOT).pid(name)
        for descriptor in Path(f"/proc/{pid}/fd").iterdir():
            found = re.fullmatch(r"socket:\[(\d+)\]", str(descriptor.readlink()))
            inodes |= {found[1]} if found else set()
    rows = [row.split() for kind in ("tcp", "tcp6") for row in _rows(Path("/proc/net") / kind)]
    listening = [row[1].split(":") for row in rows if row[3] == _LISTENS and row[9] in inodes]
    return [(address, int(port, 16)) for address, port in listening]


def _rows(table: Path) -> list[str]:
    return table.read_text().splitlines()[1:] if table.exists() else []


@pytest.mark.parametrize("name", ORDER)
def test_a_killed_part_comes_back_with_its_data(kept: tuple[LocalCloud, Stack], name: str) -> None:
    cloud, stack = kept
    key = {"pk": {"S": f"T#test#{name}"}, "sk": {"S": "1"}}
    table = stack["outputs"]["TableName"]
    client(stack, "dynamodb").put_item(TableName=table, Item=key)
    _send_text(stack, name)
    _await_saved(cloud, f"T#test#{name}")

    _kill(cloud, name)
    cloud.start()

    assert client(stack, "dynamodb").get_item(TableName=table, Key=key)["Item"] == key
    assert name in _texts(stack)
    assert httpx.get(f"{stack['api']}/health", timeout=60).status_code == 200


def _send_text(stack: Stack, text: str) -> None:
    number = httpx.get(f"{stack['sms']}/_local/numbers", timeout=60).json()["phone_numbers"]
    if not number:
        told = {"phone_number": "+12025550100"}
        httpx.post(f"{stack['sms']}/_local/numbers", json=told, timeout=60).raise_for_status()
    phone = "%2B12025550177"
    answer = httpx.post(
        f"{stack['sms']}/_local/handset/phones/{phone}/messages",
        json={"text": text, "to": "+12025550100"},
        timeout=60,
    )
    answer.raise_for_status()


def _texts(stack: Stack) -> list[str]:
    messages = httpx.get(f"{stack['sms']}/_local/messages", timeout=60).json()["messages"]
    return [message["text"] for message in messages]


def _await_saved(cloud: LocalCloud, text: str) -> None:
    """What was written is saved within seconds, without being asked for."""
    saved = cloud.layout.data / "cloud" / "state" / "dynamodb.json"
    until(lambda: saved.exists() and text in saved.read_text())


def _kill(cloud: LocalCloud, name: str) -> None:
    processes = Processes(cloud.layout.run, ROOT)
    pid = processes.pid(name)
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    assert processes.pid(name) is None
