"""Amazon Connect: queues, routing profiles and users of clinics, contacts, and calls of ours.

Calls carry what makes them happen once (a name, a client token), so they are tried again.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple

from botocore.exceptions import BotoCoreError, ClientError

from chalicelib import clock, config
from chalicelib.errors import Unavailable
from chalicelib.gateways import aws
from chalicelib.lines.model import Instance

_DUPLICATE = "DuplicateResourceException"
_MISSING = {"ResourceNotFoundException", "InvalidParameterException", "InvalidRequestException"}
_AGAIN = {"ThrottlingException", "TooManyRequestsException", "InternalServiceException"}
_FULL = {"LimitExceededException", "ServiceQuotaExceededException"}
_VOICE = "VOICE"


class ConnectRefused(Exception):
    """Connect took it and said no; `code` is its word (DestinationNotAllowedException …)."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
        self.is_full = code in _FULL


class Queue(NamedTuple):
    id: str
    arn: str


class Contact(NamedTuple):
    """One leg of a call; numbers are E.164, `ours` the clinic's, empty where there is none."""

    id: str
    initial_id: str
    method: str
    ours: str
    number: str
    initiated: datetime | None


def ensure_queue(instance: Instance, name: str, clinic: str, number: str) -> Queue:
    """The queue of that name; callers see `clinic` and `number` when it calls out."""
    caller: dict[str, str] = {"OutboundCallerIdName": clinic[:255]}
    number_id = _number_id(instance, number)
    if number_id:
        caller["OutboundCallerIdNumberId"] = number_id
    wanted = {
        "Name": name,
        "HoursOfOperationId": config.connect_hours_id(),
        "OutboundCallerConfig": caller,
    }
    made = _made(instance, "create_queue", wanted)
    if made:
        return Queue(made["QueueId"], made["QueueArn"])
    found = _named(instance, "list_queues", "QueueSummaryList", name, QueueTypes=["STANDARD"])
    return Queue(found["Id"], found["Arn"])


def ensure_routing_profile(instance: Instance, name: str, queue_id: str) -> str:
    """The id of the routing profile of that name: one call at a time, from one queue."""
    reference = {"QueueId": queue_id, "Channel": _VOICE}
    wanted = {
        "Name": name,
        "Description": "One clinic's calls",
        "DefaultOutboundQueueId": queue_id,
        "QueueConfigs": [{"QueueReference": reference, "Priority": 1, "Delay": 0}],
        "MediaConcurrencies": [{"Channel": _VOICE, "Concurrency": 1}],
    }
    made = _made(instance, "create_routing_profile", wanted)
    if made:
        return str(made["RoutingProfileId"])
    found = _named(instance, "list_routing_profiles", "RoutingProfileSummaryList", name)
    return str(found["Id"])


def ensure_user(instance: Instance, username: str, first: str, last: str, routing: str) -> str:
    """The id of the user of that name, who takes calls of this routing profile."""
    wanted = {
        "Username": username,
        "IdentityInfo": {"FirstName": first[:100], "LastName": (last or first)[:100]},
        "PhoneConfig": {"PhoneType": "SOFT_PHONE", "AutoAccept": False},
        "SecurityProfileIds": [config.connect_security_profile_id()],
        "RoutingProfileId": routing,
    }
    made = _made_user(instance, wanted)
    if made:
        return str(made["UserId"])
    found = _named(instance, "list_users", "UserSummaryList", username, key="Username")
    _call(instance, "update_user_routing_profile", RoutingProfileId=routing, UserId=found["Id"])
    return str(found["Id"])


def ensure_quick_connect(
    instance: Instance, name: str, queue_id: str, user_id: str | None = None
) -> str:
    """The id of the quick connect of that name, which agents of this queue alone see.

    It leads to the user, without one to the queue. Raises ConnectRefused, `is_full` at the quota.
    """
    kind, part, to = ("USER", "User", "AGENT") if user_id else ("QUEUE", "Queue", "QUEUE")
    flow_id = config.connect_transfer_flow_id(to)
    target = {f"{part}Id": user_id or queue_id, "ContactFlowId": flow_id}
    wanted = {"QuickConnectType": kind, f"{part}Config": target}
    made = _made(instance, "create_quick_connect", {"Name": name, "QuickConnectConfig": wanted})
    found = str(made["QuickConnectId"]) if made else ""
    if not found:
        list_ = "QuickConnectSummaryList"
        found = str(_named(instance, "list_quick_connects", list_, name)["Id"])
        change = {"QuickConnectId": found, "QuickConnectConfig": wanted}
        _call(instance, "update_quick_connect_config", **change)
    _call(instance, "associate_queue_quick_connects", QueueId=queue_id, QuickConnectIds=[found])
    return found


def delete_quick_connect(instance: Instance, quick_connect_id: str, queue_id: str) -> None:
    """Nobody sees it any more; quietly nothing when it is gone."""
    links = {"QueueId": queue_id, "QuickConnectIds": [quick_connect_id]}
    _gone(instance, "disassociate_queue_quick_connects", **links)
    _gone(instance, "delete_quick_connect", QuickConnectId=quick_connect_id)


def delete_user(instance: Instance, user_id: str) -> None:
    """Nobody signs in as them any more; quietly nothing when they are gone."""
    _gone(instance, "delete_user", UserId=user_id)


def describe_contact(instance: Instance, contact_id: str) -> Contact | None:
    """A contact as Connect knows it; None where it knows none of this id."""
    try:
        told = _call(instance, "describe_contact", ContactId=contact_id)["Contact"]
    except ConnectRefused as refused:
        if refused.code in _MISSING:
            return None
        raise
    return Contact(
        id=told["Id"],
        initial_id=told.get("InitialContactId") or told["Id"],
        method=told.get("InitiationMethod", ""),
        ours=(told.get("SystemEndpoint") or {}).get("Address", ""),
        number=(told.get("CustomerEndpoint") or {}).get("Address", ""),
        initiated=told.get("InitiationTimestamp"),
    )


def start_outbound_call(
    instance: Instance, flow_id: str, from_: str, to: str, token: str, attributes: dict[str, str]
) -> str:
    """Ring a number and run a flow when it answers; the contact's id, the same for a `token`.

    Raises ConnectRefused, or Unavailable: try again with the same token.
    """
    made = _call(
        instance,
        "start_outbound_voice_contact",
        ContactFlowId=flow_id,
        SourcePhoneNumber=from_,
        DestinationPhoneNumber=to,
        ClientToken=token,
        Attributes=attributes,
    )
    return str(made["ContactId"])


def stop_contact(instance: Instance, contact_id: str) -> None:
    """Hang up; quietly nothing when it is over."""
    _gone(instance, "stop_contact", ContactId=contact_id)


def _gone(instance: Instance, operation: str, **given: Any) -> None:
    """Ends something; what is not there has ended."""
    try:
        _call(instance, operation, **given)
    except ConnectRefused as refused:
        if refused.code not in {*_MISSING, "ContactNotFoundException"}:
            raise


def _number_id(instance: Instance, number: str) -> str | None:
    found = _call(instance, "list_phone_numbers_v2", PhoneNumberPrefix=number)
    listed = found.get("ListPhoneNumbersSummaryList", [])
    ids = [each["PhoneNumberId"] for each in listed if each["PhoneNumber"] == number]
    return ids[0] if ids else None


def _made(instance: Instance, operation: str, wanted: dict[str, Any]) -> dict[str, Any] | None:
    """What was made; None when there is one of this name."""
    try:
        return _call(instance, operation, **wanted)
    except ConnectRefused as refused:
        if refused.code != _DUPLICATE:
            raise
    return None


def _made_user(instance: Instance, wanted: dict[str, Any]) -> dict[str, Any] | None:
    """A directory of Connect's own asks for a password, another one refuses it."""
    try:
        return _made(instance, "create_user", wanted)
    except ConnectRefused as refused:
        if refused.code not in _MISSING:
            raise
    return _made(instance, "create_user", {**wanted, "Password": f"Aa1-{clock.new_id(32)}"})


def _named(
    instance: Instance, operation: str, list_: str, name: str, *, key: str = "Name", **given: Any
) -> dict[str, Any]:
    for page in _pages(instance, operation, given):
        for each in page.get(list_, []):
            if each[key] == name:
                found: dict[str, Any] = each
                return found
    raise Unavailable("The telephone is being set up. Please try again.")


def _pages(instance: Instance, operation: str, given: dict[str, Any]) -> Iterator[dict[str, Any]]:
    page = _call(instance, operation, MaxResults=100, **given)
    yield page
    while page.get("NextToken"):
        page = _call(instance, operation, MaxResults=100, NextToken=page["NextToken"], **given)
        yield page


def _call(instance: Instance, operation: str, **given: Any) -> dict[str, Any]:
    """Raises ConnectRefused, or Unavailable where trying again may help."""
    client = aws.client_in("connect", instance.region)
    try:
        answer: dict[str, Any] = getattr(client, operation)(
            InstanceId=instance.instance_id, **given
        )
    except ClientError as error:
        code = error.response["Error"]["Code"]
        status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 500)
        if code in _AGAIN or status >= 500:
            raise Unavailable("The telephone doesn't answer. Please try again.") from None
        raise ConnectRefused(code) from None
    except BotoCoreError:
        raise Unavailable("The telephone doesn't answer. Please try again.") from None
    return answer
