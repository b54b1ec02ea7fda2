"""A product in small for the clock to drive, and a neighbour that is told the time."""

import io
import json
import sys
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from tests.infra.sms_standin import client

# What is due stands in a file; a sweep takes it, notes it and starts work.
PRODUCT = """
import json, os, time
from datetime import datetime, timezone
from pathlib import Path

FOLDER = Path(os.environ["FOLDER"])

def now():
    clock = FOLDER / "clock"
    return time.time() + float(clock.read_text() if clock.exists() else 0)

def note(**line):
    with (FOLDER / "log").open("a") as log:
        log.write(json.dumps({**line, "now": now()}) + chr(10))

def sweep(event, context):
    ahead = event["look_ahead_hours"]
    if ahead > 1000:
        raise ValueError("so many hours take too long")
    kind = (FOLDER / "kind").read_text()
    if kind == "broken":
        raise ValueError("not today")
    due = json.loads((FOLDER / "due").read_text())
    ripe = [] if kind == "stuck" else [each for each in due if each <= now()]
    left = [each for each in due if each not in ripe]
    (FOLDER / "due").write_text(json.dumps(left))
    for each in ripe:
        note(swept=each)
        start(each)
    if kind == "blind":
        return {"started": len(ripe)}
    seen = [each for each in left if each <= now() + (ahead + 1) * 3600]
    following = datetime.fromtimestamp(min(seen), timezone.utc).isoformat() if seen else None
    return {"started": len(ripe), "next_due": following}

def start(each):
    import boto3
    machine = (FOLDER / "machine").read_text()
    if machine:
        steps = boto3.client("stepfunctions", endpoint_url=(FOLDER / "cloud").read_text())
        steps.start_execution(stateMachineArn=machine, input=json.dumps({"due": each}))

def work(event, context):
    time.sleep(0.6)
    while (FOLDER / "held").exists():
        time.sleep(0.02)
    note(worked=event["due"])
    return {}
"""


@dataclass
class Product:
    """The small product's files."""

    folder: Path

    def set(self, due: list[float], kind: str = "telling", machine: str = "") -> None:
        (self.folder / "due").write_text(json.dumps(due))
        (self.folder / "kind").write_text(kind)
        (self.folder / "machine").write_text(machine)
        (self.folder / "log").write_text("")

    def log(self) -> list[dict[str, float]]:
        return [json.loads(line) for line in (self.folder / "log").read_text().splitlines()]

    def swept(self) -> list[float]:
        return [line["swept"] for line in self.log() if "swept" in line]


class Listener(ThreadingHTTPServer):
    """Keeps the paths and instants that it was told."""

    told: list[tuple[str, str]]


class _Handler(BaseHTTPRequestHandler):
    server: Listener

    def do_POST(self) -> None:
        told = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.told.append((self.path, told["now"]))
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"{}")

    def log_message(self, *_: Any) -> None:
        pass


@contextmanager
def listening() -> Iterator[Listener]:
    server = Listener(("127.0.0.1", 0), _Handler)
    server.told = []
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()


def _create_role(cloud: str) -> None:
    def document(**statement: Any) -> str:
        return json.dumps(
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", **statement}]}
        )

    services = ["lambda.amazonaws.com", "states.amazonaws.com"]
    trust = document(Principal={"Service": services}, Action="sts:AssumeRole")
    iam = client("iam", cloud)
    iam.create_role(RoleName="any", AssumeRolePolicyDocument=trust)
    rights = document(Action=["states:*", "lambda:*"], Resource="*")
    iam.put_role_policy(RoleName="any", PolicyName="any", PolicyDocument=rights)


def _create_function(cloud: str, handler: str, folder: Path) -> None:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as made:
        made.writestr("product.py", PRODUCT)
    client("lambda", cloud).create_function(
        FunctionName=handler,
        Runtime=f"python3.{sys.version_info.minor}",
        Handler=f"product.{handler}",
        Role="arn:aws:iam::000000000000:role/any",
        Code={"ZipFile": archive.getvalue()},
        Timeout=20,
        Environment={"Variables": {"FOLDER": str(folder)}},
    )


def deploy(cloud: str, folder: Path) -> None:
    """The product's two functions, `sweep` and `work`, and the role that they run with."""
    (folder / "cloud").write_text(cloud)
    _create_role(cloud)
    for handler in ("sweep", "work"):
        _create_function(cloud, handler, folder)


def create_machine(cloud: str) -> str:
    """A workflow of one task that takes more than half a second; its ARN."""
    task = "arn:aws:lambda:eu-central-1:000000000000:function:work"
    states = {"Work": {"Type": "Task", "Resource": task, "End": True}}
    made = client("stepfunctions", cloud).create_state_machine(
        name="work",
        definition=json.dumps({"StartAt": "Work", "States": states}),
        roleArn="arn:aws:iam::000000000000:role/any",
        type="EXPRESS",
    )
    return str(made["stateMachineArn"])
