"""Gives every function and workflow a role of its own, and every function a log group that ends.

infra/*.yaml say what a function may do; what its callers, its traces and its logs need besides is
added here. SAM left alone would attach AWS's managed policies, which hold for every queue, stream
and log group of the account.
"""

from typing import Any

Part = dict[str, Any]
_API = "APIHandler"
_TRACES = ["xray:PutTraceSegments", "xray:PutTelemetryRecords"]
_SAMPLED = [*_TRACES, "xray:GetSamplingRules", "xray:GetSamplingTargets"]
_QUEUE = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"]
_RECORDS = [
    "kinesis:DescribeStream",
    "kinesis:DescribeStreamSummary",
    "kinesis:GetRecords",
    "kinesis:GetShardIterator",
    "kinesis:ListShards",
]
_STREAM = ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator"]


def complete(template: Part) -> Part:
    """The template with a role instead of each `Policies`, and with log groups."""
    for name, resource in list(template["Resources"].items()):
        if name == _API or resource.get("Type") == "AWS::Serverless::Function":
            _complete_function(template["Resources"], name, resource["Properties"])
        elif resource.get("Type") == "AWS::Serverless::StateMachine":
            _complete_workflow(template["Resources"], name, resource["Properties"])
    return template


def _complete_function(resources: Part, name: str, properties: Part) -> None:
    logs, role = f"{name}Logs", f"{name}Role"
    own = [
        _allow(_TRACES, "*"),
        _allow(["logs:CreateLogStream", "logs:PutLogEvents"], _arn(logs)),
        *_for_callers(properties),
    ]
    resources[logs] = _log_group(name)
    resources[role] = _role("lambda", [*_taken_statements(properties), *own])
    properties["Role"] = _arn(role)
    properties["LoggingConfig"] = {"LogGroup": {"Ref": logs}}


def _complete_workflow(resources: Part, name: str, properties: Part) -> None:
    role = f"{name}Role"
    statements = [*_taken_statements(properties), _allow(_SAMPLED, "*")]
    resources[role] = _role("states", statements)
    properties["Role"] = _arn(role)


def _taken_statements(properties: Part) -> list[Part]:
    policies = properties.pop("Policies", [])
    return [statement for policy in policies for statement in policy["Statement"]]


def _for_callers(properties: Part) -> list[Part]:
    """What reading a queue or a stream takes, and handing over what can't be handled."""
    events = [(e["Type"], e["Properties"]) for e in properties.get("Events", {}).values()]
    found = [_allow(_QUEUE, told["Queue"]) for kind, told in events if kind == "SQS"]
    streams = [told["Stream"] for kind, told in events if kind == "DynamoDB"]
    found += [_allow(_STREAM, stream) for stream in streams]
    records = [told["Stream"] for kind, told in events if kind == "Kinesis"]
    found += [_allow(_RECORDS, stream) for stream in records]
    if streams:
        found.append(_allow(["dynamodb:ListStreams"], "*"))
    configs = [properties.get("EventInvokeConfig", {}), *(told for _, told in events)]
    failures = [c["DestinationConfig"]["OnFailure"] for c in configs if "DestinationConfig" in c]
    return found + [_allow(["sqs:SendMessage"], each["Destination"]) for each in failures]


def _log_group(name: str) -> Part:
    told = {
        "LogGroupName": {"Fn::Sub": f"/aws/lambda/${{AWS::StackName}}-{name}"},
        "RetentionInDays": {"Ref": "LogRetentionDays"},
    }
    return _deletable("AWS::Logs::LogGroup", told)


def _role(service: str, statements: list[Part]) -> Part:
    trust = {
        "Effect": "Allow",
        "Principal": {"Service": f"{service}.amazonaws.com"},
        "Action": "sts:AssumeRole",
    }
    told = {
        "AssumeRolePolicyDocument": _policy([trust]),
        "Policies": [{"PolicyName": "own", "PolicyDocument": _policy(statements)}],
    }
    return {"Type": "AWS::IAM::Role", "Properties": told}


def _deletable(kind: str, properties: Part) -> Part:
    ends = {"DeletionPolicy": "Delete", "UpdateReplacePolicy": "Delete"}
    return {"Type": kind, **ends, "Properties": properties}


def _policy(statements: list[Part]) -> Part:
    return {"Version": "2012-10-17", "Statement": statements}


def _allow(actions: list[str], resource: Any) -> Part:
    return {"Effect": "Allow", "Action": actions, "Resource": resource}


def _arn(name: str) -> Part:
    return {"Fn::GetAtt": [name, "Arn"]}
