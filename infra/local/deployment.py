"""Packages the application and deploys it into the local cloud, by the code that deploys to AWS."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

from infra import deploy
from infra.local import settings, telephone
from infra.local.failures import Stopped
from infra.local.inputs import digest, note, unchanged
from infra.local.interpreters import ROOT
from infra.local.layout import PACKAGE, STAGE, Layout
from infra.local.region import ACCOUNT, CREDENTIALS, REGION
from infra.local.stack import Stack

STACK = f"frontdesk-{STAGE}"


def package(log: Path) -> str:
    """Makes zip and template unless nothing changed that they are made from."""
    before = _made()
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("a") as written:
        command = [sys.executable, "-m", "infra.package", "--out", str(PACKAGE)]
        done = subprocess.run(command, cwd=ROOT, stdout=written, stderr=written, check=False)
    if done.returncode:
        raise Stopped("The application could not be packaged: put right what the log says.", log)
    return "unchanged" if _made() == before else "packaged"


def _made() -> int:
    template = PACKAGE / "template.json"
    return template.stat().st_mtime_ns if template.is_file() else 0


def client(stack: Stack, service: str) -> Any:
    """A client of the local cloud's root."""
    return _client(stack["cloud"], service)


@cache
def _client(address: str, service: str) -> Any:
    config = Config(s3={"addressing_style": "path"}, inject_host_prefix=False)
    return session().client(service, endpoint_url=address, config=config)


@cache
def session() -> boto3.Session:
    return boto3.Session(**CREDENTIALS, region_name=REGION)


def parameters(stack: Stack) -> dict[str, str]:
    """The template's parameters, which are all that differs from a deployment to AWS."""
    return {
        "Cloud": "local",
        "PublicUrl": stack["site"],
        "MailFrom": "Frontdesk <hello@frontdesk.example.com>",
        "StripeApiBase": stack["stripe"],
        "SmsEndpoint": stack["sms"],
        "ConnectEndpoint": stack["telephony"],
        "CcpUrl": f"{stack['telephony']}/ccp/",
        "LiveUrl": stack["live"],
        "LiveEndpoint": f"{stack['cloud']}/_aws/execute-api",
    }


def bring(layout: Layout, stack: Stack) -> str:
    """Deploys what changed since the last time; tells `stack` what there is now."""
    given = parameters(stack)
    wanted = digest([PACKAGE / "template.json", PACKAGE / "deployment.zip"], repr(given))
    is_current = unchanged(layout.deployed, wanted) and _stands(stack)
    if not is_current:
        layout.deployed.unlink(missing_ok=True)
        _deploy(stack, given)
    _describe(stack)
    telephone.lay(stack, client, PACKAGE / "template.json", {"Stage": STAGE, **given})
    if not is_current:
        settings.complete(stack, client, PACKAGE / "template.json")
        _forget_older_packages(stack)
        note(layout.deployed, wanted)
    return "unchanged" if is_current else "deployed"


def _deploy(stack: Stack, given: dict[str, str]) -> None:
    try:
        deploy.deploy(STAGE, given, session=session(), endpoint=stack["cloud"], poll_seconds=0.1)
    except (deploy.DeploymentFailed, ClientError) as failed:
        raise Stopped(
            f"The deployment failed: {failed}", Path(stack["logs"]) / "cloud.log"
        ) from failed


def _forget_older_packages(stack: Stack) -> None:
    """The emulator holds every object in memory: a day of deployments would fill it."""
    s3, bucket = client(stack, "s3"), f"frontdesk-deploy-{ACCOUNT}-{REGION}"
    current = hashlib.sha256((PACKAGE / "deployment.zip").read_bytes()).hexdigest()[:32]
    objects = s3.list_objects_v2(Bucket=bucket).get("Contents", [])
    for key in (each["Key"] for each in objects):
        if key.endswith(".zip") and not key.startswith(current):
            s3.delete_object(Bucket=bucket, Key=key)


def _stands(stack: Stack) -> bool:
    try:
        client(stack, "cloudformation").describe_stacks(StackName=STACK)
    except ClientError:
        return False
    return True


def _describe(stack: Stack) -> None:
    cloudformation = client(stack, "cloudformation")
    stack["outputs"] = deploy.outputs(cloudformation, STACK)
    stack["resources"] = deploy.resources(cloudformation, STACK)
    stack["functions"] = {
        name: physical for name, physical in stack["resources"].items() if name.endswith("Function")
    } | {"APIHandler": stack["resources"].get("APIHandler", "")}
