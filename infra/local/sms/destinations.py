"""Configuration sets and where their delivery events go."""

import json

from infra.local.sms.failures import AwsError, conflict, invalid, missing
from infra.local.sms.house import Call, House, Json, bare
from infra.local.sms.paging import page

KIND = "configuration-set"
_KINDS = ("SnsDestination", "CloudWatchLogsDestination", "KinesisFirehoseDestination")
_MOST = 5


def create_configuration_set(house: House, call: Call) -> Json:
    name = call.params["ConfigurationSetName"]
    if house.ledger.row("SELECT 1 FROM sets WHERE name = ?", name):
        raise conflict("RESOURCE_ALREADY_EXISTS", f"The set {name} exists", KIND, name)
    house.ledger.run("INSERT INTO sets VALUES (?, ?)", name, house.clock.now())
    created = {"CreatedTimestamp": _created(house, name), "Tags": call.params.get("Tags", [])}
    return {**_names_of(house, name), **created}


def delete_configuration_set(house: House, call: Call) -> Json:
    name = named(house, call.params["ConfigurationSetName"])
    answer = _information(house, name)
    house.ledger.run("DELETE FROM sets WHERE name = ?", name)
    house.ledger.run("DELETE FROM destinations WHERE set_name = ?", name)
    return answer


def describe_configuration_sets(house: House, call: Call) -> Json:
    if call.params.get("Filters"):
        raise invalid(
            "INVALID_FILTER_VALUES", "Sets aren't filtered here", ("Filters", "must be empty")
        )
    wanted = call.params.get("ConfigurationSetNames") or []
    every = [row["name"] for row in house.ledger.rows("SELECT name FROM sets")]
    names = [named(house, name) for name in wanted] if wanted else every
    found = [_information(house, name) for name in names]
    shown, more = page(found, call.params, lambda each: str(each["ConfigurationSetName"]))
    return {"ConfigurationSets": shown, **more}


def create_event_destination(house: House, call: Call) -> Json:
    set_name = named(house, call.params["ConfigurationSetName"])
    name = call.params["EventDestinationName"]
    _check_topic(call.params, needed=True)
    present = of_set(house, set_name)
    if any(each["EventDestinationName"] == name for each in present):
        raise conflict("RESOURCE_ALREADY_EXISTS", f"{name} exists", "event-destination", name)
    if len(present) >= _MOST:
        reason = "EVENT_DESTINATIONS_PER_CONFIGURATION_SET"
        raise AwsError("ServiceQuotaExceededException", "Too many destinations", Reason=reason)
    doc = {"EventDestinationName": name, "Enabled": True, **_changes(call.params)}
    return _kept(house, set_name, doc)


def update_event_destination(house: House, call: Call) -> Json:
    set_name = named(house, call.params["ConfigurationSetName"])
    _check_topic(call.params, needed=False)
    doc = _get(house, set_name, call.params["EventDestinationName"])
    return _kept(house, set_name, doc | _changes(call.params))


def delete_event_destination(house: House, call: Call) -> Json:
    set_name = named(house, call.params["ConfigurationSetName"])
    doc = _get(house, set_name, call.params["EventDestinationName"])
    gone = "DELETE FROM destinations WHERE set_name = ? AND name = ?"
    house.ledger.run(gone, set_name, doc["EventDestinationName"])
    return {**_names_of(house, set_name), "EventDestination": doc}


def named(house: House, name: str) -> str:
    """The set's plain name, by name or ARN; refuses one that doesn't exist."""
    plain = bare(KIND, name)
    if not house.ledger.row("SELECT 1 FROM sets WHERE name = ?", plain):
        raise missing(KIND, name)
    return plain


def of_set(house: House, set_name: str) -> list[Json]:
    query = "SELECT doc FROM destinations WHERE set_name = ? ORDER BY name"
    return [json.loads(row["doc"]) for row in house.ledger.rows(query, set_name)]


def topics(house: House, set_name: str | None, event_type: str) -> list[str]:
    """ARNs of the topics that want the event; the configured one where no set was named."""
    if set_name is None:
        return [topic] if (topic := house.ledger.setting("delivery_topic_arn")) else []
    return [
        each["SnsDestination"]["TopicArn"]
        for each in of_set(house, set_name)
        if each["Enabled"] and {event_type, "TEXT_ALL", "ALL"} & set(each["MatchingEventTypes"])
    ]


def _check_topic(params: Json, needed: bool) -> None:
    given = [kind for kind in _KINDS if params.get(kind)]
    if len(given) > 1 or (needed and not given):
        reason = "PARAMETERS_CANNOT_BE_USED_TOGETHER" if given else "MISSING_PARAMETER"
        complaint = ("SnsDestination", "exactly one kind of destination is needed")
        raise invalid(reason, "One destination is needed", complaint)
    if given and given != ["SnsDestination"]:
        complaint = (given[0], "isn't here: the stand-in delivers to SNS only")
        raise invalid("INVALID_PARAMETER", "The destination isn't available", complaint)


def _changes(params: Json) -> Json:
    names = ("Enabled", "MatchingEventTypes", "SnsDestination")
    return {name: params[name] for name in names if name in params}


def _kept(house: House, set_name: str, doc: Json) -> Json:
    house.ledger.run(
        "INSERT OR REPLACE INTO destinations VALUES (?, ?, ?)",
        set_name,
        doc["EventDestinationName"],
        json.dumps(doc),
    )
    return {**_names_of(house, set_name), "EventDestination": doc}


def _get(house: House, set_name: str, name: str) -> Json:
    query = "SELECT doc FROM destinations WHERE set_name = ? AND name = ?"
    row = house.ledger.row(query, set_name, name)
    if row is None:
        raise missing("event-destination", name)
    doc: Json = json.loads(row["doc"])
    return doc


def _created(house: House, name: str) -> float:
    return house.ledger.number("SELECT created FROM sets WHERE name = ?", name) or 0.0


def _names_of(house: House, name: str) -> Json:
    return {
        "ConfigurationSetArn": house.place.arn(KIND, name),
        "ConfigurationSetName": name,
    }


def _information(house: House, name: str) -> Json:
    found = {"EventDestinations": of_set(house, name), "CreatedTimestamp": _created(house, name)}
    return {**_names_of(house, name), **found}
