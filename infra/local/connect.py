"""Brings the AWS::Connect resources of a template into the exchange by its API."""

from __future__ import annotations

from graphlib import TopologicalSorter
from typing import Any, NamedTuple

from infra.local.template_values import Values, names_in

Properties = dict[str, Any]
_PREFIX = "AWS::Connect::"


class Kind(NamedTuple):
    """How the API lists, makes and changes one type; `{name}` is its noun in the calls' names.

    `lists` is the list in the answer of listing, `arn` what the answer of making calls the ARN,
    `changes` the calls that bring an existing one up to date, with the parameters that each takes.
    """

    noun: str
    lists: str
    arn: str
    changes: tuple[tuple[str, tuple[str, ...]], ...] = ()
    listing: str = ""


_KINDS = {
    "HoursOfOperation": Kind(
        "hours_of_operation", "HoursOfOperationSummaryList", "HoursOfOperationArn",
        (("update_hours_of_operation", ("TimeZone", "Config")),), "list_hours_of_operations",
    ),
    "Queue": Kind("queue", "QueueSummaryList", "QueueArn"),
    "RoutingProfile": Kind("routing_profile", "RoutingProfileSummaryList", "RoutingProfileArn"),
    "SecurityProfile": Kind("security_profile", "SecurityProfileSummaryList", "SecurityProfileArn"),
    "ContactFlow": Kind(
        "contact_flow", "ContactFlowSummaryList", "ContactFlowArn",
        (("update_contact_flow_content", ("Content",)),),
    ),
    "ContactFlowModule": Kind(
        "contact_flow_module", "ContactFlowModulesSummaryList", "Arn",
        (("update_contact_flow_module_content", ("Content",)),),
    ),
}  # fmt: skip
# What the API takes as an id stands in a template as an ARN, or under another name.
_RENAMED = {
    "InstanceArn": "InstanceId",
    "HoursOfOperationArn": "HoursOfOperationId",
    "DefaultOutboundQueueArn": "DefaultOutboundQueueId",
    "QueueArn": "QueueId",
}
_TEMPLATE_ONLY = {"State"}


def bring(connect: Any, template: dict[str, Any], values: Values) -> dict[str, str]:
    """Make or update every resource by its name; gives the ARNs by logical id.

    `values` learns them, so that what refers to them can be resolved afterwards.
    """
    wanted = {
        name: resource
        for name, resource in template["Resources"].items()
        if resource["Type"].startswith(_PREFIX) and values.holds(resource.get("Condition"))
    }
    refers = {name: names_in(r["Properties"]) & wanted.keys() for name, r in wanted.items()}
    for name in TopologicalSorter(refers).static_order():
        kind = wanted[name]["Type"].removeprefix(_PREFIX)
        properties = values.resolved(wanted[name]["Properties"])
        values.learn(name, _brought(connect, kind, properties))
    return {name: values.arns[name] for name in wanted}


def _brought(connect: Any, kind: str, properties: Properties) -> str:
    if kind in _KINDS:
        return _named(connect, _KINDS[kind], _arguments(properties))
    return _SETTINGS[kind](connect, properties)


def _named(connect: Any, kind: Kind, wanted: Properties) -> str:
    """The ARN of what bears the name already, brought up to date, or of what is made now."""
    name = wanted.get("Name") or wanted["SecurityProfileName"]
    listed = _listed(connect, kind, wanted["InstanceId"])
    found = next((each for each in listed if each.get("Name") == name), None)
    if found is None:
        return str(getattr(connect, f"create_{kind.noun}")(**wanted)[kind.arn])
    for change, taken in kind.changes:
        told = {taking: wanted[taking] for taking in taken}
        named = "ContactFlowModuleId" if "Modules" in kind.lists else kind.arn.replace("Arn", "Id")
        getattr(connect, change)(InstanceId=wanted["InstanceId"], **{named: found["Id"]}, **told)
    return str(found["Arn"])


def _listed(connect: Any, kind: Kind, instance: str) -> list[dict[str, Any]]:
    pages = connect.get_paginator(kind.listing or f"list_{kind.noun}s").paginate(
        InstanceId=instance
    )
    return [each for page in pages for each in page[kind.lists]]


def _arguments(part: Any) -> Any:
    """A template's properties as the API's parameters: ids where the template has ARNs."""
    if isinstance(part, list):
        return [_arguments(each) for each in part]
    if not isinstance(part, dict):
        return part
    return {
        _RENAMED.get(name, name): _id(value) if name in _RENAMED else _arguments(value)
        for name, value in part.items()
        if name not in _TEMPLATE_ONLY
    }


def _id(arn: str) -> str:
    return arn.rpartition("/")[2]


def _instance(connect: Any, properties: Properties) -> str:
    """The exchange has one, whatever it was called when it was made."""
    listed = connect.list_instances()["InstanceSummaryList"]
    if listed:
        return str(listed[0]["Arn"])
    made = connect.create_instance(
        InstanceAlias=properties["InstanceAlias"],
        IdentityManagementType=properties["IdentityManagementType"],
        InboundCallsEnabled=properties["Attributes"]["InboundCalls"],
        OutboundCallsEnabled=properties["Attributes"]["OutboundCalls"],
    )
    return str(made["Arn"])


def _storage(connect: Any, properties: Properties) -> str:
    instance, kind = _id(properties["InstanceArn"]), properties["ResourceType"]
    listed = connect.list_instance_storage_configs(InstanceId=instance, ResourceType=kind)
    for known in listed["StorageConfigs"]:
        connect.disassociate_instance_storage_config(
            InstanceId=instance, ResourceType=kind, AssociationId=known["AssociationId"]
        )
    config = {n: properties[n] for n in ("StorageType", "S3Config", "KinesisStreamConfig")
              if n in properties}  # fmt: skip
    made = connect.associate_instance_storage_config(
        InstanceId=instance, ResourceType=kind, StorageConfig=config
    )
    return str(made["AssociationId"])


def _integration(connect: Any, properties: Properties) -> str:
    instance, function = _id(properties["InstanceId"]), properties["IntegrationArn"]
    if function not in connect.list_lambda_functions(InstanceId=instance)["LambdaFunctions"]:
        connect.associate_lambda_function(InstanceId=instance, FunctionArn=function)
    return str(function)


def _origin(connect: Any, properties: Properties) -> str:
    instance, origin = _id(properties["InstanceId"]), properties["Origin"]
    if origin not in connect.list_approved_origins(InstanceId=instance)["Origins"]:
        connect.associate_approved_origin(InstanceId=instance, Origin=origin)
    return str(origin)


_SETTINGS = {
    "Instance": _instance,
    "InstanceStorageConfig": _storage,
    "IntegrationAssociation": _integration,
    "ApprovedOrigin": _origin,
}
