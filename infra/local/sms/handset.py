"""The backend of the handset page: phones, threads, replies, what is unread."""

import re
from typing import Any

from infra.local.sms import messages, numbers, opt_outs, replies
from infra.local.sms.clock import iso
from infra.local.sms.faults import Faults
from infra.local.sms.house import House, Json
from infra.local.sms.ledger import Row
from infra.local.sms.phones import spoken
from infra.local.standins.asked import Asked, Declined

_LINK = re.compile(r"https?://[^\s<>\"']+")
_LONGEST = 1600


class Handset:
    """Answers /_local/handset; shapes in api.md, section 1."""

    def __init__(self, house: House, faults: Faults) -> None:
        self._house = house
        self._faults = faults

    def list_phones(self, asked: Asked) -> Json:
        rows = messages.phones(self._house)
        shown = [self._phone(row) for row in rows]
        return {"phones": shown, "unread": sum(each["unread"] for each in shown)}

    def show_thread(self, asked: Asked) -> Json:
        phone = spoken(asked.path["phone"])
        limit = asked.limit()
        peer = asked.query.get("peer")
        every = asked.query.get("all") == "1"
        wanted = {"limit": limit, "before": asked.query.get("before"), "all": every}
        wanted["peer"] = spoken(peer) if peer else None
        rows = messages.thread(self._house, phone, wanted)
        shown = [message(row) for row in reversed(rows[:limit])]
        older = shown[0]["id"] if len(rows) > limit else None
        return {**self._about(phone), "messages": shown, "before": older}

    def reply(self, asked: Asked) -> Json:
        phone = spoken(asked.path["phone"])
        text = asked.text("text") or ""
        if not text.strip() or len(text) > _LONGEST:
            raise Declined(422, "invalid", "A message has 1 to 1,600 characters", text="invalid")
        clinic = self._clinic(phone, asked.text("to"))
        fault = self._faults.take("reply", clinic)
        with self._house.ledger.writing():
            row = replies.receive(self._house, phone, clinic, text, fault)
        self._house.stir()
        return {"message": message(row)}

    def read(self, asked: Asked) -> Json:
        phone = spoken(asked.path["phone"])
        messages.mark_read(self._house, phone)
        return {"unread": messages.unread(self._house, phone)}

    def _clinic(self, phone: str, named: str | None) -> str:
        known = messages.peers(self._house, phone)
        if named is None and not known:
            raise Declined(422, "invalid", "Say to which number it goes", to="required")
        clinic = spoken(named) if named else known[0]
        if numbers.find(self._house, clinic) is None:
            raise Declined(422, "invalid", f"{clinic} is no number of a clinic here", to="unknown")
        return clinic

    def _phone(self, row: Row) -> Json:
        return {
            "phone": row["phone"],
            "unread": row["unread"] or 0,
            "peers": messages.peers(self._house, row["phone"]),
            "last": self._last(row["last"]),
        }

    def _last(self, seq: int | None) -> Json | None:
        row = self._house.ledger.row("SELECT * FROM messages WHERE seq = ?", seq)
        shown = message(row) if row else {}
        return {name: shown[name] for name in ("text", "at", "direction")} if shown else None

    def _about(self, phone: str) -> Json:
        return {
            "phone": phone,
            "unread": messages.unread(self._house, phone),
            "peers": messages.peers(self._house, phone),
            "opted_out_of": opt_outs.lists_with(self._house, phone),
        }


def message(row: Row) -> Json:
    """A message as the phone shows it; the phone's own messages have arrived when written."""
    own = row["direction"] == messages.INBOUND
    return {
        "id": row["id"],
        "direction": "sent" if own else "received",
        "peer": row["clinic"],
        "text": row["text"],
        "at": iso(row["at"]),
        "arrived_at": iso(row["at"] if own else row["arrived"]),
        "state": row["state"],
        "links": links(row["text"]),
        "parts": row["parts"],
        "encoding": row["encoding"],
        "read": own or bool(row["seen"]),
    }


def links(text: str | None) -> list[str]:
    """Addresses in a text, each once, without the full stop that ends the sentence."""
    found: Any = (link.rstrip(".,;:!?)]}»”’") for link in _LINK.findall(text or ""))
    return list(dict.fromkeys(found))
