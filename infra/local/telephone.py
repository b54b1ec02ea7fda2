"""The local clinics' telephone: the template's Connect resources, numbers, and who needs their ids.

On AWS CloudFormation does the first and the last, and `infra.bind` binds the numbers.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from infra import bind
from infra.local import connect
from infra.local.stack import Stack
from infra.local.template_values import Values, names_in

# 555-0100 to 555-0199 are kept for fiction in every North American area; texts have other areas.
# An instance takes 50 queues, one for each clinic with a number.
NUMBERS = tuple(f"+140455501{n:02d}" for n in range(45))
_FUNCTION = "AWS::Serverless::Function"
Client = Callable[[Stack, str], Any]
Template = dict[str, Any]


def lay(stack: Stack, client: Client, path: Path, parameters: dict[str, str]) -> None:
    """Make or update what the template wants of Connect; `stack` learns the ids as outputs.

    Done twice it changes nothing.
    """
    template = json.loads(path.read_text())
    exchange = client({**stack, "cloud": stack["telephony"]}, "connect")
    values = _values(stack, client, template, parameters)
    made = connect.bring(exchange, template, values)
    if not made:
        return
    for name, output in template["Outputs"].items():
        if names_in(output["Value"]) & made.keys():
            stack["outputs"][name] = values.resolved(output["Value"])
    _claim(exchange, made["Instance"], made["EntryFlow"])
    _tell_functions(stack, client, template, values, set(made))


def _values(stack: Stack, client: Client, template: Template, parameters: dict[str, str]) -> Values:
    """As AWS would see the template: what stands behind IsAws is wanted here, too."""
    names = {
        **{name: physical for name, physical in stack["resources"].items() if physical},
        "AWS::AccountId": stack["account"],
        "AWS::Region": stack["region"],
        "AWS::Partition": "aws",
    }
    wanted = (names_in(r) for r in template["Resources"].values() if _of_connect(r))
    arns = {}
    for name in set().union(*wanted) & stack["resources"].keys():
        kind = template["Resources"].get(name, {}).get("Type")
        if kind in _ARNS:
            arns[name] = _ARNS[kind](stack, client, stack["resources"][name])
    return Values(template, {**parameters, "Cloud": "aws"}, names, arns)


def _of_connect(resource: dict[str, Any]) -> bool:
    return str(resource["Type"]).startswith("AWS::Connect::")


def _function_arn(stack: Stack, client: Client, name: str) -> str:
    told = client(stack, "lambda").get_function_configuration(FunctionName=name)
    return str(told["FunctionArn"])


def _stream_arn(stack: Stack, client: Client, name: str) -> str:
    told = client(stack, "kinesis").describe_stream_summary(StreamName=name)
    return str(told["StreamDescriptionSummary"]["StreamARN"])


_ARNS: dict[str, Callable[[Stack, Client, str], str]] = {
    _FUNCTION: _function_arn,
    "AWS::Kinesis::Stream": _stream_arn,
}


def _claim(exchange: Any, instance: str, entry: str) -> None:
    """What is there already has its flow: a flow keeps its ARN when it changes."""
    pages = exchange.get_paginator("list_phone_numbers_v2").paginate(TargetArn=instance)
    known = {each["PhoneNumber"] for page in pages for each in page["ListPhoneNumbersSummaryList"]}
    for number in NUMBERS:
        if number not in known:
            exchange.claim_phone_number(TargetArn=instance, PhoneNumber=number)
    fresh = [number for number in NUMBERS if number not in known]
    if fresh:
        bind.bind(exchange, instance, entry, NUMBERS)


def _tell_functions(
    stack: Stack, client: Client, template: Template, values: Values, made: set[str]
) -> None:
    """What a function's environment has of these resources on AWS, it has here."""
    shared = template["Globals"]["Function"]["Environment"]["Variables"]
    lambdas = client(stack, "lambda")
    for name, resource in template["Resources"].items():
        physical = stack["resources"].get(name)
        if resource["Type"] != _FUNCTION or not physical:
            continue
        own = resource["Properties"].get("Environment", {}).get("Variables", {})
        wanted = {
            variable: values.resolved(value)
            for variable, value in {**shared, **own}.items()
            if names_in(value) & made
        }
        _tell(lambdas, physical, wanted)


def _tell(lambdas: Any, function: str, wanted: dict[str, str]) -> None:
    told = lambdas.get_function_configuration(FunctionName=function)
    known = told.get("Environment", {}).get("Variables", {})
    if known != {**known, **wanted}:
        lambdas.update_function_configuration(
            FunctionName=function, Environment={"Variables": {**known, **wanted}}
        )
