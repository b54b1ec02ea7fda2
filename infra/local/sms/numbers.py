"""The clinics' own phone numbers: requested, changed, released, described, and found for a send."""

import json
import uuid
from typing import Any

from infra.local.sms import opt_outs
from infra.local.sms.failures import conflict, invalid, missing
from infra.local.sms.house import Call, House, Json, bare
from infra.local.sms.paging import page
from infra.local.sms.phones import fictional

KIND = "phone-number"
_FILTERS = {
    "status": "Status",
    "iso-country-code": "IsoCountryCode",
    "message-type": "MessageType",
    "number-capability": "NumberCapabilities",
    "number-type": "NumberType",
    "two-way-enabled": "TwoWayEnabled",
    "self-managed-opt-outs-enabled": "SelfManagedOptOutsEnabled",
    "opt-out-list-name": "OptOutListName",
    "deletion-protection-enabled": "DeletionProtectionEnabled",
    "two-way-channel-arn": "TwoWayChannelArn",
}
_CHANGEABLE = (
    "TwoWayEnabled",
    "TwoWayChannelArn",
    "TwoWayChannelRole",
    "SelfManagedOptOutsEnabled",
    "InternationalSendingEnabled",
    "DeletionProtectionEnabled",
)


def request_phone_number(house: House, call: Call) -> Json:
    params = call.params
    listed = opt_outs.listed(house, params.get("OptOutListName", opt_outs.DEFAULT))
    number = _free(house, params["IsoCountryCode"])
    doc = fresh(house, number, params["IsoCountryCode"], listed)
    for name in ("MessageType", "NumberCapabilities", "NumberType", "RegistrationId"):
        if name in params:
            doc[name] = params[name]
    for name in ("InternationalSendingEnabled", "DeletionProtectionEnabled"):
        doc[name] = params.get(name, False)
    keep(house, doc)
    return {**doc, "Tags": params.get("Tags", [])}


def fresh(house: House, number: str, iso: str, listed: str) -> Json:
    """A number as it is before anybody changed it."""
    identity = f"phone-{uuid.uuid4().hex}"
    return {
        "PhoneNumberArn": house.place.arn(KIND, identity),
        "PhoneNumberId": identity,
        "PhoneNumber": number,
        "Status": "ACTIVE",
        "IsoCountryCode": iso,
        "MessageType": "TRANSACTIONAL",
        "NumberCapabilities": ["SMS"],
        "NumberType": "LONG_CODE",
        "MonthlyLeasingPrice": "1.00",
        "TwoWayEnabled": False,
        "SelfManagedOptOutsEnabled": house.place.self_managed,
        "OptOutListName": listed,
        "InternationalSendingEnabled": False,
        "DeletionProtectionEnabled": False,
        "CreatedTimestamp": house.clock.now(),
    }


def update_phone_number(house: House, call: Call) -> Json:
    params = call.params
    doc = get(house, params["PhoneNumberId"])
    doc |= {name: params[name] for name in _CHANGEABLE if name in params}
    if "OptOutListName" in params:
        doc["OptOutListName"] = opt_outs.listed(house, params["OptOutListName"])
    _check_two_way(doc, params)
    keep(house, doc)
    return doc


def release_phone_number(house: House, call: Call) -> Json:
    doc = get(house, call.params["PhoneNumberId"])
    if doc["DeletionProtectionEnabled"]:
        message = "Deletion protection is enabled for the phone number"
        raise conflict("DELETION_PROTECTION_ENABLED", message, KIND, doc["PhoneNumberId"])
    house.ledger.run("DELETE FROM numbers WHERE id = ?", doc["PhoneNumberId"])
    hidden = ("InternationalSendingEnabled", "DeletionProtectionEnabled")
    return {name: doc[name] for name in doc if name not in hidden} | {"Status": "DELETED"}


def describe_phone_numbers(house: House, call: Call) -> Json:
    params = call.params
    wanted = params.get("PhoneNumberIds") or []
    found = [get(house, name) for name in wanted] if wanted else everyone(house)
    fitting = [doc for doc in found if _fits(doc, params.get("Filters") or [])]
    shown, more = page(fitting, params, lambda doc: str(doc["PhoneNumber"]))
    return {"PhoneNumbers": shown, **more}


def everyone(house: House) -> list[Json]:
    rows = house.ledger.rows("SELECT doc FROM numbers ORDER BY number")
    return [json.loads(row["doc"]) for row in rows]


def find(house: House, name: str) -> Json | None:
    """By number (with or without `+`), id or ARN."""
    key = bare(KIND, name)
    digits = "+" + key.lstrip("+")
    row = house.ledger.row("SELECT doc FROM numbers WHERE id = ? OR number = ?", key, digits)
    return json.loads(row["doc"]) if row else None


def get(house: House, name: str) -> Json:
    found = find(house, name)
    if found is None:
        raise missing(KIND, name)
    return found


def origin(house: House, name: str | None) -> Json:
    """The number that a message is sent from; the first of ours where none is named."""
    if name is None:
        able = [doc for doc in everyone(house) if "SMS" in doc["NumberCapabilities"]]
        if not able:
            message = "There is no origination identity to send from"
            raise conflict("NO_ORIGINATION_IDENTITIES_FOUND", message, "account", "account")
        return able[0]
    doc = get(house, name)
    if "SMS" not in doc["NumberCapabilities"]:
        message = "The phone number can't send text messages"
        raise conflict("NUMBER_CAPABILITIES_MISMATCH", message, KIND, doc["PhoneNumberId"])
    return doc


def keep(house: House, doc: Json) -> None:
    house.ledger.run(
        "INSERT OR REPLACE INTO numbers VALUES (?, ?, ?)",
        doc["PhoneNumber"],
        doc["PhoneNumberId"],
        json.dumps(doc),
    )


def _free(house: House, iso: str) -> str:
    taken = {doc["PhoneNumber"] for doc in everyone(house)}
    for number in fictional(iso):
        if number not in taken:
            return number
    raise invalid(
        "COUNTRY_NOT_ENABLED", f"No number of {iso} is left", ("IsoCountryCode", "has no number")
    )


def _check_two_way(doc: Json, params: Json) -> None:
    channel = doc.get("TwoWayChannelArn", "")
    if doc["TwoWayEnabled"] and not channel:
        complaint = ("TwoWayChannelArn", "is needed for two-way messages")
        raise invalid("TWO_WAY_CHANNEL_NOT_PRESENT", "There is no two-way channel", complaint)
    if channel and not channel.startswith("arn:aws:sns:"):
        complaint = ("TwoWayChannelArn", "must be a topic: nothing else is here to receive")
        raise invalid("INVALID_ARN", "The two-way channel isn't an SNS topic", complaint)
    if params.get("SelfManagedOptOutsEnabled") and not doc["TwoWayEnabled"]:
        complaint = ("SelfManagedOptOutsEnabled", "needs two-way messages")
        raise invalid("TWO_WAY_NOT_ENABLED", "Two-way messages aren't enabled", complaint)


def _fits(doc: Json, filters: list[Json]) -> bool:
    return all(_values(doc, each["Name"]) & set(each["Values"]) for each in filters)


def _values(doc: Json, name: str) -> set[str]:
    value: Any = doc.get(_FILTERS[name], "")
    if isinstance(value, bool):
        return {"true" if value else "false"}
    return set(value) if isinstance(value, list) else {str(value)}
