"""Starts the SMS stand-in and a local cloud as processes of their own, on free ports."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import boto3
import httpx
import pytest
from botocore.config import Config
from botocore.exceptions import ClientError

ROOT = Path(__file__).resolve().parents[2]
CLOUD_PYTHON = ROOT / ".local" / "cloud-venv" / "bin" / "python"
REGION = "eu-central-1"
NOWHERE = "http://127.0.0.1:9"
HTTP = httpx.Client(trust_env=False, timeout=120)
CLINIC = "+12025550100"


def until(look: Callable[[], Any], seconds: float = 60) -> Any:
    """What `look` finds, as soon as it finds something."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := look():
            return found
        time.sleep(0.02)
    raise AssertionError(f"not within {seconds} s")


def client(service: str, url: str) -> Any:
    """An unmodified client; one try, since a broken send must not be repeated."""
    return boto3.client(
        service,
        endpoint_url=url,
        region_name=REGION,
        aws_access_key_id="000000000000",
        aws_secret_access_key="local",
        config=Config(retries={"total_max_attempts": 1}, connect_timeout=60, read_timeout=60),
    )


def refusal_of(call: Callable[..., Any], **asked: Any) -> dict[str, Any]:
    """The error answer to a call that has to be refused."""
    with pytest.raises(ClientError) as caught:
        call(**asked)
    answer: dict[str, Any] = caught.value.response
    return answer


@dataclass
class StandIn:
    """`kill` is kill -9; `start` again on the same folder goes on where it was."""

    data: Path
    cloud: str = NOWHERE
    options: list[str] = field(default_factory=list)
    url: str = ""
    process: subprocess.Popen[str] | None = None

    def start(self) -> "StandIn":
        command = [sys.executable, "-m", "infra.local.sms", "--port", "0"]
        command += ["--data", str(self.data), "--cloud", self.cloud]
        command += ["--stack", str(self.data / "stack.json"), *self.options]
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
    def sms(self) -> Any:
        return client("pinpoint-sms-voice-v2", self.url)

    def get(self, path: str, **query: Any) -> Any:
        answer = HTTP.get(f"{self.url}/_local/{path}", params=query)
        return answer.raise_for_status().json()

    def post(self, path: str, status: int = 0, **body: Any) -> Any:
        """Its JSON; `status` is the one expected where it isn't a success."""
        answer = HTTP.post(f"{self.url}/_local/{path}", json=body)
        assert answer.status_code == status if status else answer.is_success, answer.text
        return answer.json()

    def number(self, phone: str = CLINIC, **more: Any) -> str:
        self.post("numbers", phone_number=phone, **more)
        return phone

    def send(self, to: str, text: str = "Hello", **more: Any) -> str:
        more.setdefault("OriginationIdentity", CLINIC)
        asked = {"DestinationPhoneNumber": to, "MessageBody": text, **more}
        return str(self.sms.send_text_message(**asked)["MessageId"])

    def messages(self, **query: Any) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.get("messages", **query)["messages"]
        return found


@contextmanager
def standing_in(data: Path, cloud: str = NOWHERE, *options: str) -> Iterator[StandIn]:
    running = StandIn(data, cloud, list(options)).start()
    try:
        yield running
    finally:
        running.kill(signal.SIGTERM)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def local_cloud(folder: Path, port: int = 0) -> Iterator[str]:
    """The emulator alone, without the product; the same folder keeps what it had."""
    port = port or free_port()
    folder.mkdir(parents=True, exist_ok=True)
    settings = {
        "GATEWAY_PORT": str(port),
        "BIND_HOST": "127.0.0.1",
        "IOT_MTLS_ENABLED": "0",
        "SFTP_ENABLED": "0",
        "AUTH": "true",
        "LOG_LEVEL": "ERROR",
        "STATE_DIR": str(folder),
        "TMPDIR": str(folder),
        "PERSIST_STATE": "1",
    }
    log = (folder / "log").open("w")
    process = subprocess.Popen(
        [CLOUD_PYTHON, "-m", "ministack"],
        env={**os.environ, **settings},
        cwd=folder,
        stdout=log,
        stderr=log,
    )
    url = f"http://127.0.0.1:{port}"
    try:
        until(lambda: _ready(f"{url}/_ministack/ready"))
        yield url
    finally:
        process.terminate()
        process.wait(60)
        log.close()


def _ready(address: str) -> bool:
    try:
        return HTTP.get(address, timeout=2).is_success
    except httpx.HTTPError:
        return False


@dataclass
class Topic:
    """A topic and the queue that hears it."""

    cloud: str
    arn: str
    queue: str

    def receive(self) -> list[dict[str, Any]]:
        """The published messages that have come since the last look, in their order."""
        queues = client("sqs", self.cloud)
        got = queues.receive_message(QueueUrl=self.queue, MaxNumberOfMessages=10)
        found = got.get("Messages", [])
        for each in found:
            queues.delete_message(QueueUrl=self.queue, ReceiptHandle=each["ReceiptHandle"])
        return [json.loads(json.loads(each["Body"])["Message"]) for each in found]

    def collect(self, count: int) -> list[dict[str, Any]]:
        """At least `count` messages."""
        found: list[dict[str, Any]] = []

        def look() -> bool:
            found.extend(self.receive())
            return len(found) >= count

        until(look)
        return found


def heard_topic(cloud: str, name: str) -> Topic:
    topics, queues = client("sns", cloud), client("sqs", cloud)
    arn = topics.create_topic(Name=name)["TopicArn"]
    url = queues.create_queue(QueueName=name)["QueueUrl"]
    attributes = queues.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])
    queue = attributes["Attributes"]["QueueArn"]
    policy = {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Effect": "Allow",
                "Principal": {"Service": "sns.amazonaws.com"},
                "Action": "sqs:SendMessage",
                "Resource": queue,
            }
        ],
    }
    queues.set_queue_attributes(QueueUrl=url, Attributes={"Policy": json.dumps(policy)})
    topics.subscribe(TopicArn=arn, Protocol="sqs", Endpoint=queue)
    return Topic(cloud, arn, url)
