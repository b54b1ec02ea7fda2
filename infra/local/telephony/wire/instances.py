"""The instance itself: its creation, functions, storage and origins."""

from __future__ import annotations

from typing import Any

from infra.local.telephony.core.ids import bare
from infra.local.telephony.failures import AwsError, missing
from infra.local.telephony.house import House
from infra.local.telephony.wire.nouns import check_instance
from infra.local.telephony.wire.paging import page

Json = dict[str, Any]
_CONFLICT = "ResourceConflictException"


def create_instance(house: House, params: Json) -> Json:
    """One instance a machine; a second asks for more than there is."""
    directory, instance = house.exchange.floor.directory, house.exchange.floor.instance
    if directory.find("instance", instance.id):
        raise AwsError("ServiceQuotaExceededException", "The instance exists", 402)
    alias = params.get("InstanceAlias") or instance.id
    directory.add(
        "instance",
        Id=instance.id,
        IdentityManagementType=params["IdentityManagementType"],
        InstanceAlias=alias,
        InboundCallsEnabled=params["InboundCallsEnabled"],
        OutboundCallsEnabled=params["OutboundCallsEnabled"],
        InstanceStatus="ACTIVE",
        CreatedTime=house.clock.now(),
    )
    house.furnish()
    return {"Id": instance.id, "Arn": instance.arn}


def _told(house: House, found: Json) -> Json:
    return {**found, "Arn": house.exchange.floor.instance.arn}


def list_instances(house: House, params: Json) -> Json:
    found = [_told(house, each) for each in house.exchange.floor.directory.every("instance")]
    shown, more = page(found, params)
    return {"InstanceSummaryList": shown, **more}


def describe_instance(house: House, params: Json) -> Json:
    check_instance(house, params)
    return {"Instance": _told(house, house.exchange.floor.directory.every("instance")[0])}


def associate_lambda_function(house: House, params: Json) -> Json:
    check_instance(house, params)
    directory, arn = house.exchange.floor.directory, params["FunctionArn"]
    if arn in {each["Id"] for each in directory.every("lambda")}:
        raise AwsError(_CONFLICT, f"{arn} is associated already", 409)
    directory.put("lambda", {"Id": arn, "Arn": arn})
    return {}


def disassociate_lambda_function(house: House, params: Json) -> Json:
    check_instance(house, params)
    directory, arn = house.exchange.floor.directory, params["FunctionArn"]
    found = next((each for each in directory.every("lambda") if each["Id"] == arn), None)
    if found is None:
        raise missing(f"{arn} isn't associated")
    directory.remove("lambda", arn)
    return {}


def list_lambda_functions(house: House, params: Json) -> Json:
    check_instance(house, params)
    found = [each["Id"] for each in house.exchange.floor.directory.every("lambda")]
    shown, more = page(found, params)
    return {"LambdaFunctions": shown, **more}


def associate_storage(house: House, params: Json) -> Json:
    """Of each resource type one, as on Connect."""
    check_instance(house, params)
    directory, kind = house.exchange.floor.directory, params["ResourceType"]
    if directory.named("storage", kind, "ResourceType"):
        raise AwsError(_CONFLICT, f"There is a storage of {kind} already", 409)
    key = house.exchange.floor.instance.new_id()
    directory.add(
        "storage",
        Id=key,
        ResourceType=kind,
        StorageConfig={**params["StorageConfig"], "AssociationId": key},
    )
    house.furnish()
    return {"AssociationId": key}


def update_storage(house: House, params: Json) -> Json:
    found = _storage(house, params)
    config = {**params["StorageConfig"], "AssociationId": found["Id"]}
    house.exchange.floor.directory.put("storage", {**found, "StorageConfig": config})
    house.furnish()
    return {}


def disassociate_storage(house: House, params: Json) -> Json:
    house.exchange.floor.directory.remove("storage", _storage(house, params)["Id"])
    house.furnish()
    return {}


def describe_storage(house: House, params: Json) -> Json:
    return {"StorageConfig": _storage(house, params)["StorageConfig"]}


def list_storage(house: House, params: Json) -> Json:
    check_instance(house, params)
    kind = params["ResourceType"]
    every = house.exchange.floor.directory.every("storage")
    found = [each["StorageConfig"] for each in every if each["ResourceType"] == kind]
    shown, more = page(found, params)
    return {"StorageConfigs": shown, **more}


def _storage(house: House, params: Json) -> Json:
    check_instance(house, params)
    found = house.exchange.floor.directory.find("storage", bare(params["AssociationId"]))
    if found is None or found["ResourceType"] != params["ResourceType"]:
        raise missing(f"There is no storage {params['AssociationId']}")
    return found


def associate_origin(house: House, params: Json) -> Json:
    check_instance(house, params)
    directory, origin = house.exchange.floor.directory, params["Origin"]
    if directory.named("origin", origin):
        raise AwsError(_CONFLICT, f"{origin} is approved already", 409)
    directory.add("origin", Name=origin)
    return {}


def list_origins(house: House, params: Json) -> Json:
    check_instance(house, params)
    found = [each["Name"] for each in house.exchange.floor.directory.every("origin")]
    shown, more = page(found, params)
    return {"Origins": shown, **more}
