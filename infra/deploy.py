"""Brings the package to a cloud, AWS or local alike: `python -m infra.deploy --stage prod`.

The zip and the template go to a bucket under names made from their content, so that an update
sees a change exactly when there is one; CloudFormation does the rest by a change set.
"""

import argparse
import hashlib
import json
import time
from pathlib import Path
from typing import Any

import boto3
from botocore.exceptions import ClientError

from infra import bind, pages

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / ".local" / "package"
CAPABILITIES = ["CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND"]
_GONE = ("REVIEW_IN_PROGRESS", "ROLLBACK_COMPLETE", "DELETE_COMPLETE")
_LONGEST_SECONDS = 1800


class DeploymentFailed(Exception):
    """One sentence on what failed and why."""


def deploy(
    stage: str,
    parameters: dict[str, str],
    *,
    package: Path = PACKAGE,
    session: Any = None,
    endpoint: str | None = None,
    poll_seconds: float = 5,
) -> dict[str, str]:
    """Create or update the stack `frontdesk-<stage>`; returns its outputs.

    `endpoint` is where CloudFormation, S3 and STS answer when it isn't AWS.
    """
    session = session or boto3.Session()
    made = {
        name: session.client(name, endpoint_url=endpoint)
        for name in ("cloudformation", "s3", "sts")
    }
    account = made["sts"].get_caller_identity()["Account"]
    bucket = f"frontdesk-deploy-{account}-{session.region_name}"
    _ensure_bucket(made["s3"], bucket, session.region_name)
    template = _uploaded_template(made["s3"], bucket, package)
    url = f"{made['s3'].meta.endpoint_url}/{bucket}/{template}"
    stack = f"frontdesk-{stage}"
    _apply(made["cloudformation"], stack, url, {"Stage": stage, **parameters}, poll_seconds)
    return outputs(made["cloudformation"], stack)


def outputs(cloudformation: Any, stack: str) -> dict[str, str]:
    described = cloudformation.describe_stacks(StackName=stack)["Stacks"][0]
    return {o["OutputKey"]: o["OutputValue"] for o in described.get("Outputs", [])}


def resources(cloudformation: Any, stack: str) -> dict[str, str]:
    """Physical name by logical id."""
    pages = cloudformation.get_paginator("list_stack_resources").paginate(StackName=stack)
    found = [r for page in pages for r in page["StackResourceSummaries"]]
    return {r["LogicalResourceId"]: r.get("PhysicalResourceId", "") for r in found}


def _ensure_bucket(s3: Any, bucket: str, region: str) -> None:
    try:
        s3.head_bucket(Bucket=bucket)
    except ClientError:
        where = {} if region == "us-east-1" else {"LocationConstraint": region}
        extra = {"CreateBucketConfiguration": where} if where else {}
        s3.create_bucket(Bucket=bucket, **extra)


def _uploaded_template(s3: Any, bucket: str, package: Path) -> str:
    zip_key = _upload(s3, bucket, (package / "deployment.zip").read_bytes(), "zip")
    template = json.loads((package / "template.json").read_text())
    where = {"Bucket": bucket, "Key": zip_key}
    for part in (template["Globals"]["Function"], *_function_properties(template)):
        if "CodeUri" in part:
            part["CodeUri"] = where
    text = json.dumps(template, sort_keys=True, separators=(",", ":"))
    return _upload(s3, bucket, text.encode(), "json")


def _function_properties(template: dict[str, Any]) -> list[dict[str, Any]]:
    every = template["Resources"].values()
    return [r["Properties"] for r in every if r["Type"] == "AWS::Serverless::Function"]


def _upload(s3: Any, bucket: str, content: bytes, ending: str) -> str:
    key = f"{hashlib.sha256(content).hexdigest()[:32]}.{ending}"
    try:
        s3.head_object(Bucket=bucket, Key=key)
    except ClientError:
        s3.put_object(Bucket=bucket, Key=key, Body=content)
    return key


def _apply(
    cloudformation: Any, stack: str, url: str, parameters: dict[str, str], poll_seconds: float
) -> None:
    exists = _exists(cloudformation, stack)
    name = f"deploy-{int(time.time() * 1000)}"
    cloudformation.create_change_set(
        StackName=stack,
        ChangeSetName=name,
        ChangeSetType="UPDATE" if exists else "CREATE",
        TemplateURL=url,
        Capabilities=CAPABILITIES,
        Parameters=[{"ParameterKey": k, "ParameterValue": v} for k, v in parameters.items()],
    )
    if not _prepared(cloudformation, stack, name, poll_seconds):
        return
    cloudformation.execute_change_set(StackName=stack, ChangeSetName=name)
    _finish(cloudformation, stack, poll_seconds)


def _exists(cloudformation: Any, stack: str) -> bool:
    try:
        status = cloudformation.describe_stacks(StackName=stack)["Stacks"][0]["StackStatus"]
    except ClientError:
        return False
    if status == "ROLLBACK_COMPLETE":
        cloudformation.delete_stack(StackName=stack)
        cloudformation.get_waiter("stack_delete_complete").wait(StackName=stack)
    return status not in _GONE


def _prepared(cloudformation: Any, stack: str, name: str, poll_seconds: float) -> bool:
    """Wait for the change set; False when there is nothing to change."""
    until = time.monotonic() + _LONGEST_SECONDS
    while time.monotonic() < until:
        found = cloudformation.describe_change_set(StackName=stack, ChangeSetName=name)
        reason = found.get("StatusReason", "")
        if found["Status"] == "CREATE_COMPLETE":
            return True
        if found["Status"] == "FAILED" and ("didn't contain" in reason or "No updates" in reason):
            cloudformation.delete_change_set(StackName=stack, ChangeSetName=name)
            return False
        if found["Status"] == "FAILED":
            raise DeploymentFailed(f"The change set of {stack} failed: {reason}")
        time.sleep(poll_seconds)
    raise DeploymentFailed(f"The change set of {stack} was not ready in time.")


def _finish(cloudformation: Any, stack: str, poll_seconds: float) -> None:
    until = time.monotonic() + _LONGEST_SECONDS
    while time.monotonic() < until:
        status = cloudformation.describe_stacks(StackName=stack)["Stacks"][0]["StackStatus"]
        if status in ("CREATE_COMPLETE", "UPDATE_COMPLETE"):
            return
        if not status.endswith("_IN_PROGRESS") or "ROLLBACK" in status:
            raise DeploymentFailed(f"{stack} is {status}: {_first_failure(cloudformation, stack)}")
        time.sleep(poll_seconds)
    raise DeploymentFailed(f"{stack} did not finish in time.")


def _first_failure(cloudformation: Any, stack: str) -> str:
    events = cloudformation.describe_stack_events(StackName=stack)["StackEvents"]
    failed = [e for e in events if e.get("ResourceStatus", "").endswith("FAILED")]
    if not failed:
        return "no reason was given"
    first = failed[-1]
    return f"{first['LogicalResourceId']}: {first.get('ResourceStatusReason', '')}"


def _parameters(path: Path, stage: str) -> dict[str, str]:
    """Parameters of a stage from a file of this shape: {"prod": {"PublicUrl": "https://…"}}."""
    told: dict[str, dict[str, str]] = json.loads(path.read_text()) if path.is_file() else {}
    if stage not in told:
        raise SystemExit(f"{path} says nothing of {stage}: docs/deploy.md tells what it needs.")
    return told[stage]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stage", required=True)
    parser.add_argument("--parameters", type=Path, default=ROOT / "infra" / "stages.json")
    arguments = parser.parse_args()
    given = _parameters(arguments.parameters, arguments.stage)
    pages.build()
    told = deploy(arguments.stage, given)
    pages.publish(told)
    if "ConnectInstanceArn" not in given:  # an instance of one's own serves nobody else
        bind.bind(boto3.client("connect"), told["ConnectInstanceArn"], told["EntryFlowArn"])
    for name, value in sorted(told.items()):
        print(f"{name} = {value}")  # noqa: T201  (a command's answer)


if __name__ == "__main__":
    main()
