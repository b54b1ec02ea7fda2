"""The threads: every message between a clinic's number and a patient's phone."""

import json
import uuid
from typing import Any

from infra.local.sms import segments
from infra.local.sms.house import House, Json
from infra.local.sms.ledger import Row

OUTBOUND = "outbound"
INBOUND = "inbound"


def add(
    house: House, direction: str, clinic: str, phone: str, text: str, state: str, **doc: Any
) -> Row:
    """Keeps a message at the present instant; `doc` is what only its sender knows."""
    identity = str(uuid.uuid4())
    counted = segments.count(text)
    house.ledger.run(
        "INSERT INTO messages (id, direction, clinic, phone, text, at, state, parts, encoding, doc)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        identity,
        direction,
        clinic,
        phone,
        text,
        house.clock.now(),
        state,
        counted.parts,
        counted.encoding,
        json.dumps(doc),
    )
    _tell(house, phone, identity)
    return get(house, identity)


def find(house: House, identity: str) -> Row | None:
    """The row with its `doc` read; `at` and `arrived` in seconds since 1970."""
    row = house.ledger.row("SELECT * FROM messages WHERE id = ?", identity)
    return _read(row) if row else None


def get(house: House, identity: str) -> Row:
    row = find(house, identity)
    if row is None:
        raise LookupError(identity)
    return row


def advance(house: House, row: Row, state: str, arrived: float | None, settled: bool) -> None:
    """A later state; what came after the final one changes nothing any more."""
    house.ledger.run(
        "UPDATE messages SET state = CASE WHEN settled THEN state ELSE ? END,"
        " arrived = COALESCE(arrived, ?), settled = settled OR ? WHERE id = ?",
        state,
        arrived,
        settled,
        row["id"],
    )
    _tell(house, row["phone"], row["id"])


def published(house: House, identity: str) -> None:
    """The cloud has accepted the reply."""
    row = find(house, identity)
    if row and row["state"] == "SENDING":
        advance(house, row, "SENT", None, True)


def last_between(house: House, clinic: str, phone: str) -> Row | None:
    """The latest message that the clinic sent to the phone."""
    return house.ledger.row(
        "SELECT * FROM messages WHERE clinic = ? AND phone = ? AND direction = ?"
        " ORDER BY seq DESC LIMIT 1",
        clinic,
        phone,
        OUTBOUND,
    )


def thread(house: House, phone: str, asked: Json) -> list[Row]:
    """At most `limit` + 1 messages, newest first: `before` an id, with one `peer`, or `all`."""
    rows = house.ledger.rows(
        "SELECT * FROM messages WHERE phone = ?1 AND (?2 IS NULL OR clinic = ?2)"
        " AND (?3 OR direction = 'inbound' OR arrived IS NOT NULL)"
        " AND seq < COALESCE((SELECT seq FROM messages WHERE id = ?4), 9e18)"
        " ORDER BY seq DESC LIMIT ?5",
        phone,
        asked.get("peer"),
        bool(asked.get("all")),
        asked.get("before"),
        asked["limit"] + 1,
    )
    return [_read(row) for row in rows]


def selected(house: House, asked: Json) -> list[Row]:
    """Messages to assert on, oldest first: `to`, `sender`, `since` (seconds), `limit`."""
    rows = house.ledger.rows(
        "SELECT * FROM messages WHERE (?1 IS NULL OR ?1 = CASE direction WHEN 'outbound'"
        " THEN phone ELSE clinic END) AND (?2 IS NULL OR ?2 = CASE direction WHEN 'outbound'"
        " THEN clinic ELSE phone END) AND at >= ?3 ORDER BY seq LIMIT ?4",
        asked.get("to"),
        asked.get("sender"),
        asked.get("since") or 0,
        asked["limit"],
    )
    return [_read(row) for row in rows]


def phones(house: House) -> list[Row]:
    """Every phone with its last visible message's seq and its unread count, newest first."""
    return house.ledger.rows(
        "SELECT phone, MAX(CASE WHEN direction = 'inbound' OR arrived IS NOT NULL THEN seq END)"
        " AS last, SUM(direction = 'outbound' AND arrived IS NOT NULL AND NOT seen) AS unread"
        " FROM messages GROUP BY phone ORDER BY COALESCE(last, 0) DESC, phone"
    )


def unread(house: House, phone: str) -> int:
    found = house.ledger.number(
        "SELECT COUNT(*) FROM messages WHERE phone = ? AND direction = 'outbound'"
        " AND arrived IS NOT NULL AND NOT seen",
        phone,
    )
    return int(found or 0)


def peers(house: House, phone: str) -> list[str]:
    """The clinics' numbers of a phone's thread, the latest first."""
    rows = house.ledger.rows(
        "SELECT clinic, MAX(seq) AS last FROM messages WHERE phone = ? GROUP BY clinic"
        " ORDER BY last DESC",
        phone,
    )
    return [row["clinic"] for row in rows]


def mark_read(house: House, phone: str) -> None:
    house.ledger.run(
        "UPDATE messages SET seen = 1 WHERE phone = ? AND direction = 'outbound'"
        " AND arrived IS NOT NULL",
        phone,
    )
    house.feed.tell("read", phone=phone)


def _read(row: Row) -> Row:
    return {**row, "doc": json.loads(row["doc"])}


def _tell(house: House, phone: str, identity: str) -> None:
    house.feed.tell("message", phone=phone, id=identity)
