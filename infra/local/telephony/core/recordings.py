"""Which recordings a contact leaves, and under which keys."""

from __future__ import annotations

from typing import Any

from infra.local.telephony.core.contact import Contact
from infra.local.telephony.core.floor import RECORDING, Floor
from infra.local.telephony.core.instants import day, minute, to_second

Json = dict[str, Any]


def make(floor: Floor, contact: Contact) -> list[Json]:
    """The `Recordings` of the contact's record; their making is told."""
    if not floor.settings.bucket or contact.connected_to_system is None:
        return []
    made = []
    ended = contact.disconnected or floor.time.now()
    if contact.ivr_recorded:
        until = contact.connected_to_agent or ended
        began = contact.connected_to_system
        made.append(_recording(floor, contact, "IvrRecordings", began, until))
    if contact.recorded and contact.connected_to_agent is not None:
        began = contact.connected_to_agent
        made.append(_recording(floor, contact, "CallRecordings", began, ended))
    return made


def _recording(floor: Floor, contact: Contact, folder: str, began: float, ended: float) -> Json:
    prefix = floor.settings.prefix or f"connect/{floor.instance.alias}"
    name = f"{contact.id}_{minute(began)}_UTC.wav"
    key = f"{prefix}/{folder}/{day(began)}/{name}"
    bucket = floor.settings.bucket
    told = {"bucket": bucket, "key": key, "seconds": max(0.0, ended - began)}
    floor.outside.tell(RECORDING, {**told, "contact_id": contact.id})
    ivr = folder == "IvrRecordings"
    return {
        "DeletionReason": None,
        "FragmentStartNumber": None,
        "FragmentStopNumber": None,
        "Location": f"{bucket}/{key}",
        "MediaStreamType": "AUDIO",
        "ParticipantType": "IVR" if ivr else None,
        "StartTimestamp": to_second(began) if ivr else None,
        "Status": "AVAILABLE",
        "StopTimestamp": to_second(ended) if ivr else None,
        "StorageType": "S3",
    }
