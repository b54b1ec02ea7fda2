"""Who calls in tests of the desk: the API's answers about calls, as its document has them."""

from typing import Any

Json = dict[str, Any]
AT, LATER = "2027-03-01T09:00:00.000Z", "2027-03-01T09:20:00.000Z"
NUMBER, SHOWN = "+447700900106", "07700 900106"


def patient(patient_id: str, name: str) -> Json:
    told = {"phone": NUMBER, "phone_display": SHOWN, "birth_date": "2015-05-05"}
    return {"id": patient_id, "name": name, **told}


def call(contact_id: str, **changes: Any) -> Json:
    return {
        "contact_id": contact_id, "direction": "inbound", "status": "ended", "outcome": "answered",
        "missed": False, "number": NUMBER, "number_display": SHOWN, "calls_refused": False,
        "started_at": AT,
        "answered_at": AT, "ended_at": LATER, "wait_seconds": 22, "talk_seconds": 245,
        "agent": None, "patient": None, "note": "", "wrapped_up": False, "callback": None,
        "recording": "none", **changes,
    }  # fmt: skip


def missed(missed_call_id: str) -> Json:
    return {
        "id": missed_call_id, "number": NUMBER, "number_display": SHOWN, "calls_refused": False,
        "reason": "abandoned",
        "status": "open", "count": 3, "call_ids": ["c"], "first_at": AT, "last_at": AT,
        "due_at": LATER, "patient": None, "text": "sent", "text_at": AT, "because": "",
        "outcome": None, "closed_at": None, "closed_by": None, "version": 1,
    }  # fmt: skip


def pop(*names: str) -> Json:
    """What is known of a caller; of nobody, a draft with the number."""
    people: list[Json] = [
        {
            "patient": patient(f"patient{place}", name), "language": "en", "note": "",
            "next_visit": None, "last_visit": None, "last_contacts": [], "open_inquiries": [],
        }
        for place, name in enumerate(names)
    ]  # fmt: skip
    draft = {
        "source": "phone", "reason": "question", "phone": NUMBER, "phone_display": SHOWN,
        "language": "en",
    }  # fmt: skip
    told = call("contact-1", status="talking", outcome=None)
    return {"call": told, "people": people, "missed_call": None, "draft": None if names else draft}


def board(*names: str) -> Json:
    """Colleagues who are free; nobody calls."""
    agents = [
        {"id": name, "name": name, "state": "Available", "since": AT, "contact_id": None}
        for name in names
    ]
    return {"at": AT, "today": "2027-03-01", "queues": [], "calls": [], "agents": agents}
