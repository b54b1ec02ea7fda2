"""Telephone numbers: claimed, described, bound to a flow."""

from __future__ import annotations

from typing import Any

import phonenumbers

from infra.local.telephony.core.ids import bare
from infra.local.telephony.failures import AwsError, invalid
from infra.local.telephony.house import House
from infra.local.telephony.wire.model import fitted, operation
from infra.local.telephony.wire.nouns import check_instance, existing
from infra.local.telephony.wire.paging import page

Json = dict[str, Any]


def claim_phone_number(house: House, params: Json) -> Json:
    """Any fictional number can be claimed here; on Connect only an available one."""
    check_instance(house, params)
    phone = params["PhoneNumber"]
    if house.exchange.floor.directory.number(phone):
        raise AwsError("ResourceNotFoundException", f"{phone} isn't available", 404)
    instance = house.exchange.floor.instance
    made = house.exchange.floor.directory.add(
        "phone-number",
        PhoneNumber=phone,
        PhoneNumberCountryCode=_country(phone),
        PhoneNumberType="DID",
        PhoneNumberDescription=params.get("PhoneNumberDescription"),
        TargetArn=instance.arn,
        InstanceId=instance.id,
        Tags=params.get("Tags"),
        PhoneNumberStatus={"Status": "CLAIMED"},
    )
    return {"PhoneNumberId": made["Id"], "PhoneNumberArn": made["Arn"]}


def _country(phone: str) -> str:
    try:
        parsed = phonenumbers.parse(phone)
    except phonenumbers.NumberParseException:
        raise invalid(f"{phone} is no number in E.164 format") from None
    exact = phonenumbers.region_code_for_number(parsed)
    usual = phonenumbers.region_code_for_country_code(parsed.country_code or 0)
    return str(exact or usual)


def describe_phone_number(house: House, params: Json) -> Json:
    found = existing(house, "phone-number", params["PhoneNumberId"])
    shape = operation("DescribePhoneNumber").output_shape.members["ClaimedPhoneNumberSummary"]
    return {"ClaimedPhoneNumberSummary": fitted(shape, _view(found))}


def list_phone_numbers_v2(house: House, params: Json) -> Json:
    check_instance(house, params)
    prefix = params.get("PhoneNumberPrefix") or ""
    every = house.exchange.floor.directory.every("phone-number")
    found = [each for each in every if each["PhoneNumber"].startswith(prefix)]
    shown, more = page(found, params)
    member = "ListPhoneNumbersSummaryList"
    shape = operation("ListPhoneNumbersV2").output_shape.members[member]
    return {member: [fitted(shape.member, _view(each)) for each in shown], **more}


def _view(found: Json) -> Json:
    return {**found, "PhoneNumberId": found["Id"], "PhoneNumberArn": found["Arn"]}


def associate_phone_number_contact_flow(house: House, params: Json) -> Json:
    check_instance(house, params)
    found = existing(house, "phone-number", params["PhoneNumberId"])
    flow = existing(house, "contact-flow", params["ContactFlowId"])
    changed = {**found, "ContactFlowId": flow["Id"]}
    house.exchange.floor.directory.put("phone-number", changed)
    return {}


def disassociate_phone_number_contact_flow(house: House, params: Json) -> Json:
    check_instance(house, params)
    found = existing(house, "phone-number", params["PhoneNumberId"])
    kept = {name: value for name, value in found.items() if name != "ContactFlowId"}
    house.exchange.floor.directory.put("phone-number", kept)
    return {}


def release_phone_number(house: House, params: Json) -> Json:
    found = existing(house, "phone-number", params["PhoneNumberId"])
    house.exchange.floor.directory.remove("phone-number", bare(found["Id"]))
    return {}
