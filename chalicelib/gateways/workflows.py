"""AWS Step Functions: start a workflow under a name of its own."""

import json
from typing import Any

from botocore.exceptions import ClientError

from chalicelib import config
from chalicelib.gateways import aws


def start(machine: str, name: str, given: dict[str, Any]) -> bool:
    """Start it; False when one of this name is there already. `given` holds ids only."""
    try:
        aws.client("stepfunctions").start_execution(
            stateMachineArn=config.state_machine_arn(machine), name=name, input=json.dumps(given)
        )
    except ClientError as error:
        if error.response["Error"]["Code"] == "ExecutionAlreadyExists":
            return False
        raise
    return True
