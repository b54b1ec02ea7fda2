"""What Amazon Connect reports, in our words: contact events, contact records, agents' events; pure.

AWS's samples mix the case of keys, so they are read without it. What is no report of a call on the
telephone gives None.
"""

from dataclasses import dataclass
from typing import Any

from chalicelib.calls.facts import Contact, Record, Told
from chalicelib.calls.instants import normalised

Json = dict[str, Any]
_VOICE = "VOICE"
_ENDPOINT = "aws:connect:systemendpoint"
# The instant that an event itself is about, where the detail doesn't say it.
_ABOUT = {
    "INITIATED": "initiated", "QUEUED": "queued", "CONNECTED_TO_SYSTEM": "connected",
    "CONNECTED_TO_AGENT": "answered", "DISCONNECTED": "ended",
}  # fmt: skip


@dataclass(frozen=True)
class Report:
    """Something about one contact. `ours` is the clinic's number, empty where it is not said."""

    call_id: str
    contact: Contact
    ours: str


@dataclass(frozen=True)
class AgentReport:
    """What a user at Connect does since when, as told at an instant."""

    user_id: str
    state: str
    since: str
    at: str


def of_event(event: Json) -> Report | None:
    """From an event of EventBridge (detail-type Amazon Connect Contact Event)."""
    detail = lowered(event.get("detail"))
    contact_id = detail.get("contactid")
    if not contact_id or detail.get("channel", _VOICE) != _VOICE:
        return None
    queue, agent = lowered(detail.get("queueinfo")), lowered(detail.get("agentinfo"))
    values = {
        "method": _text(detail.get("initiationmethod")),
        "number": _address(detail.get("customerendpoint")),
        "queue": _text(queue.get("queuearn")),
        "agent": _last(agent.get("agentarn")),
        "reason": _text(detail.get("disconnectreason")),
        "initiated": normalised(detail.get("initiationtimestamp")),
        "connected": normalised(detail.get("connectedtosystemtimestamp")),
        "queued": normalised(queue.get("enqueuetimestamp")),
        "answered": normalised(agent.get("connectedtoagenttimestamp")),
        "ended": normalised(detail.get("disconnecttimestamp")),
    }
    about = _ABOUT.get(str(detail.get("eventtype")))
    if about and not values[about]:
        values[about] = normalised(event.get("time"))
    ours = _address(detail.get("systemendpoint")) or _text(
        lowered(detail.get("tags")).get(_ENDPOINT)
    )
    call_id = _text(detail.get("initialcontactid")) or str(contact_id)
    return Report(call_id, Contact(str(contact_id), Told(**values)), ours)


def of_record(record: Json) -> Report | None:
    """From a contact record (Kinesis)."""
    told = lowered(record)
    contact_id, updated = told.get("contactid"), normalised(told.get("lastupdatetimestamp"))
    if not contact_id or not updated or told.get("channel", _VOICE) != _VOICE:
        return None
    agent, queue = lowered(told.get("agent")), lowered(told.get("queue"))
    values = Told(
        method=_text(told.get("initiationmethod")),
        number=_address(told.get("customerendpoint")),
        queue=_text(queue.get("arn")),
        agent=_last(agent.get("arn")),
        reason=_text(told.get("disconnectreason")),
        initiated=normalised(told.get("initiationtimestamp")),
        connected=normalised(told.get("connectedtosystemtimestamp")),
        queued=normalised(queue.get("enqueuetimestamp")),
        answered=normalised(agent.get("connectedtoagenttimestamp")),
        ended=normalised(told.get("disconnecttimestamp")),
    )
    recording = lowered(told.get("recording"))
    recorded = recording.get("status") == "AVAILABLE" or bool(told.get("recordings"))
    call_id = _text(told.get("initialcontactid")) or str(contact_id)
    contact = Contact(str(contact_id), record=Record(updated, values, recorded))
    return Report(call_id, contact, _address(told.get("systemendpoint")))


def of_agent(event: Json) -> AgentReport | None:
    """From an event of an agent's (Kinesis): LOGIN, LOGOUT, STATE_CHANGE or HEART_BEAT."""
    told = lowered(event)
    user_id, at = _last(told.get("agentarn")), normalised(told.get("eventtimestamp"))
    status = lowered(lowered(told.get("currentagentsnapshot")).get("agentstatus"))
    if not user_id or not at:
        return None
    logged_out = told.get("eventtype") == "LOGOUT"
    state = "Offline" if logged_out else _text(status.get("name"))
    since = normalised(status.get("starttimestamp"))
    return AgentReport(user_id, state, at if logged_out else since or at, at) if state else None


def lowered(value: Any) -> Json:
    """An object with its keys in lower case; an empty one for anything else."""
    return {str(k).lower(): v for k, v in value.items()} if isinstance(value, dict) else {}


def contact_of_recording(key: str) -> str | None:
    """The contact of a recording in Connect's bucket: …/<contact id>_<when>_UTC.wav."""
    name = key.rpartition("/")[2]
    contact_id, separator, rest = name.partition("_")
    return contact_id if separator and rest.endswith(".wav") and contact_id else None


def _address(endpoint: Any) -> str:
    return _text(lowered(endpoint).get("address"))


def _last(arn: Any) -> str:
    return _text(arn).rpartition("/")[2]


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
