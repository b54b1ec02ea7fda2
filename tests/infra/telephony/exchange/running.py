"""Starts the exchange as a process of its own, on a free port."""

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from tests.infra.sms_standin import HTTP, NOWHERE, ROOT, client, until

Json = dict[str, Any]


@dataclass
class Running:
    """`kill` is kill -9; `start` again on the same folder goes on where it was."""

    data: Path
    cloud: str = NOWHERE
    options: list[str] = field(default_factory=lambda: ["--per-letter", "0"])
    url: str = ""
    process: subprocess.Popen[str] | None = None
    instance: str = ""

    def start(self) -> "Running":
        command = [sys.executable, "-m", "infra.local.telephony", "--port", "0"]
        command += ["--data", str(self.data), "--cloud", self.cloud, *self.options]
        self.process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout
        self.url = json.loads(self.process.stdout.readline())["url"]
        HTTP.get(f"{self.url}/_local/ready").raise_for_status()
        return self

    def kill(self, number: int = signal.SIGKILL) -> None:
        if self.process and self.process.poll() is None:
            self.process.send_signal(number)
            self.process.wait(60)
        if self.process and self.process.stdout:
            self.process.stdout.close()

    @property
    def connect(self) -> Any:
        return client("connect", self.url)

    def create_instance(self) -> str:
        made = self.connect.create_instance(
            IdentityManagementType="CONNECT_MANAGED",
            InstanceAlias="demo",
            InboundCallsEnabled=True,
            OutboundCallsEnabled=True,
        )
        self.instance = made["Id"]
        return self.instance

    def flow(self, name: str, content: str, kind: str = "CONTACT_FLOW") -> str:
        made = self.connect.create_contact_flow(
            InstanceId=self.instance, Name=name, Type=kind, Content=content
        )
        return str(made["ContactFlowId"])

    def number(self, phone: str, flow_id: str) -> str:
        connect = self.connect
        made = connect.claim_phone_number(InstanceId=self.instance, PhoneNumber=phone)
        connect.associate_phone_number_contact_flow(
            PhoneNumberId=made["PhoneNumberId"], InstanceId=self.instance, ContactFlowId=flow_id
        )
        return str(made["PhoneNumberId"])

    def get(self, path: str, **query: Any) -> Any:
        return HTTP.get(f"{self.url}/_local/{path}", params=query).raise_for_status().json()

    def post(self, path: str, expecting: int = 0, **body: Any) -> Any:
        """Its JSON; `expecting` is the status where it isn't a success."""
        answer: httpx.Response = HTTP.post(f"{self.url}/_local/{path}", json=body)
        assert answer.status_code == expecting if expecting else answer.is_success, answer.text
        return answer.json()

    def call_in(self, contact_id: str, state: str) -> Json:
        """The call as soon as it is in that state."""

        def look() -> Json | None:
            found: Json = self.get(f"calls/{contact_id}")
            return found if found["state"] == state else None

        found: Json = until(look)
        return found


@contextmanager
def running(data: Path, cloud: str = NOWHERE, *options: str) -> Iterator[Running]:
    started = Running(data, cloud, ["--per-letter", "0", *options]).start()
    try:
        yield started
    finally:
        started.kill(signal.SIGTERM)
