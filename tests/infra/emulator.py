"""The patched emulator as the tests of its patches use it."""

import contextlib
import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import boto3
import pytest
from botocore.config import Config

from infra.local.health import await_answer
from infra.local.interpreters import CLOUD_PYTHON, ROOT
from infra.local.processes import Part, Processes
from infra.local.region import ACCOUNT, CREDENTIALS, REGION

HANDLERS = """
import os, time
class SlotTaken(Exception): pass
def answer(event, context):
    return {"clock": os.environ.get("FRONTDESK_CLOCK_FILE"), "names": sorted(os.environ)}
def fail(event, context):
    print("before the failure")
    raise SlotTaken("somebody was faster")
def meet(event, context):
    open(os.path.join(event["folder"], str(os.getpid())), "w").close()
    while len(os.listdir(event["folder"])) < event["wanted"]:
        time.sleep(0.02)
    return os.getpid()
def note(event, context):
    print([record["dynamodb"]["Keys"]["pk"]["S"] for record in event["Records"]])
def incomplete(event, context):
    import yaml
"""


class Emulator:
    """The patched emulator on a port of its own, with clients of its root and its tenants."""

    def __init__(self, folder: Path, port: int) -> None:
        self.processes = Processes(folder / "run", ROOT)
        self.url = f"http://127.0.0.1:{port}"
        self.clock_file = folder / "clock"
        command = [str(CLOUD_PYTHON), "-m", "infra.local.cloud", "--port", str(port)]
        command += ["--data", str(folder / "data"), "--workers", "4", "--keep"]
        environment = {"FRONTDESK_CLOCK_FILE": str(self.clock_file), "SECRET_OF_THE_SHELL": "x"}
        self.part = Part("cloud", tuple(command), environment)
        self.state = folder / "data" / "state"

    def start(self) -> None:
        self.processes.start(self.part)
        fault = await_answer(f"{self.url}/_ministack/ready", lambda _: True)
        if fault:
            pytest.fail(f"{fault}: {self.processes.log('cloud').read_text()}")

    def client(self, service: str, **credentials: str) -> Any:
        config = Config(s3={"addressing_style": "path"}, retries={"max_attempts": 0})
        keys = credentials or CREDENTIALS
        return boto3.client(
            service, endpoint_url=self.url, region_name=REGION, config=config, **keys
        )

    def tenant(self, tenant_id: str, service: str = "dynamodb", role: str = "tenant") -> Any:
        """A client with the credentials that the product takes for one tenant's request."""
        answer = self.client("sts").assume_role(
            RoleArn=f"arn:aws:iam::{ACCOUNT}:role/{role}",
            RoleSessionName="test",
            Tags=[{"Key": "tenant_id", "Value": tenant_id}] if tenant_id else [],
        )["Credentials"]
        return self.client(
            service,
            aws_access_key_id=answer["AccessKeyId"],
            aws_secret_access_key=answer["SecretAccessKey"],
            aws_session_token=answer["SessionToken"],
        )

    def function(self, handler: str) -> str:
        """The name of a function that runs one of HANDLERS, created at its first use."""
        functions, archive = self.client("lambda"), io.BytesIO()
        with zipfile.ZipFile(archive, "w") as made:
            made.writestr("handlers.py", HANDLERS)
        with contextlib.suppress(functions.exceptions.ResourceConflictException):
            functions.create_function(
                FunctionName=handler,
                Runtime=f"python3.{sys.version_info.minor}",
                Handler=f"handlers.{handler}",
                Role=f"arn:aws:iam::{ACCOUNT}:role/open",
                Code={"ZipFile": archive.getvalue()},
                Timeout=60,
            )
        return handler

    def invoke(self, handler: str, event: Any = None) -> dict[str, Any]:
        """{"error": "Unhandled" or None, "body": what the handler answered}"""
        payload, name = json.dumps(event or {}), self.function(handler)
        answer = self.client("lambda").invoke(FunctionName=name, Payload=payload)
        body = json.loads(answer["Payload"].read())
        return {"error": answer.get("FunctionError"), "body": body}

    def create_role(
        self, name: str, statements: list[dict[str, Any]], trusted_if: Any = None
    ) -> None:
        trust: dict[str, Any] = {
            "Effect": "Allow",
            "Principal": {"AWS": f"arn:aws:iam::{ACCOUNT}:root", "Service": "lambda.amazonaws.com"},
            "Action": ["sts:AssumeRole", "sts:TagSession"],
        }
        if trusted_if:
            trust["Condition"] = trusted_if
        document = {"Version": "2012-10-17", "Statement": [trust]}
        iam = self.client("iam")
        iam.create_role(RoleName=name, AssumeRolePolicyDocument=json.dumps(document))
        if statements:
            policy = json.dumps({"Version": "2012-10-17", "Statement": statements})
            iam.put_role_policy(RoleName=name, PolicyName="fence", PolicyDocument=policy)


def python(code: str) -> "subprocess.CompletedProcess[str]":
    """Runs a script with the emulator's own interpreter."""
    command = [CLOUD_PYTHON, "-c", code]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
