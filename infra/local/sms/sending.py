"""SendTextMessage as AWS decides it: accepted with an id, or refused for a named reason."""

import uuid

from infra.local.sms import carrier, destinations, messages, numbers, opt_outs, segments
from infra.local.sms.failures import conflict, invalid
from infra.local.sms.house import Call, House, Json
from infra.local.sms.phones import country, e164

_THREE_DAYS = 72 * 3600
_DOLLARS_A_PART = {"US": 0.00883, "CA": 0.0068, "GB": 0.0399, "TR": 0.0159, "HU": 0.0722}
_DOLLARS_ELSEWHERE = 0.05


def send_text_message(house: House, call: Call) -> Json:
    params = call.params
    phone = e164(params["DestinationPhoneNumber"])
    number = numbers.origin(house, params.get("OriginationIdentity"))
    named = params.get("ConfigurationSetName")
    set_name = destinations.named(house, named) if named else None
    _check_opt_out(house, number["OptOutListName"], phone)
    price = _price(phone, params["MessageBody"], params.get("MaxPrice"))
    if params.get("DryRun"):
        return {"MessageId": str(uuid.uuid4())}
    row = messages.add(
        house,
        messages.OUTBOUND,
        number["PhoneNumber"],
        phone,
        params["MessageBody"],
        "ACCEPTED",
        context=params.get("Context") or {},
        configuration_set=set_name,
        message_type=params.get("MessageType", number["MessageType"]),
        price=price,
        ttl=params.get("TimeToLive", _THREE_DAYS),
    )
    carrier.schedule(house, row, call.fault)
    return {"MessageId": row["id"]}


def send_voice_message(house: House, call: Call) -> Json:
    """Voice has its place here; no number of ours can speak yet."""
    numbers.get(house, call.params["OriginationIdentity"])
    complaint = ("OriginationIdentity", "has no voice capability")
    raise invalid("VOICE_CAPABILITY_NOT_AVAILABLE", "The number can't place calls", complaint)


def _check_opt_out(house: House, listed: str, phone: str) -> None:
    if opt_outs.contains(house, listed, phone):
        reason = "DESTINATION_PHONE_NUMBER_OPTED_OUT"
        message = "The destination phone number is opted out"
        raise conflict(reason, message, "opted-out-number", phone)


def _price(phone: str, body: str, most: str | None) -> float:
    """Dollars for all parts; refuses what costs more than the caller would pay."""
    rate = _DOLLARS_A_PART.get(country(phone) or "", _DOLLARS_ELSEWHERE)
    price = round(rate * segments.count(body).parts, 5)
    if most is not None and price > float(most):
        complaint = ("MaxPrice", f"is less than the message's price of {price}")
        raise invalid("PRICE_OVER_THRESHOLD", "The price is over the threshold", complaint)
    return price
