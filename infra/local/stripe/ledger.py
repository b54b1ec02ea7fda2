"""What the stand-in keeps: objects, timers, facts; one SQLite file that survives kill -9."""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

Json = dict[str, Any]

SCHEMA = """
CREATE TABLE IF NOT EXISTS objects (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, id TEXT NOT NULL UNIQUE,
  body TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS objects_by_kind ON objects (kind, seq);
CREATE INDEX IF NOT EXISTS objects_by_customer
  ON objects (kind, json_extract(body, '$."customer"'), seq);
CREATE TABLE IF NOT EXISTS timers (
  object_id TEXT NOT NULL, step TEXT NOT NULL, due INTEGER NOT NULL, rank INTEGER NOT NULL);
CREATE INDEX IF NOT EXISTS timers_by_due ON timers (due, rank);
CREATE INDEX IF NOT EXISTS timers_by_object ON timers (object_id);
CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS idempotency (
  key TEXT PRIMARY KEY, path TEXT NOT NULL, fingerprint TEXT NOT NULL, status INTEGER NOT NULL,
  body TEXT NOT NULL, request_id TEXT NOT NULL, created INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS deliveries (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, event_id TEXT NOT NULL,
  type TEXT NOT NULL, state TEXT NOT NULL, held INTEGER NOT NULL, position INTEGER NOT NULL,
  next_at REAL NOT NULL, attempts TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS deliveries_by_state ON deliveries (state, held, next_at);
CREATE INDEX IF NOT EXISTS deliveries_by_event ON deliveries (event_id);
"""
TABLES = ("objects", "timers", "facts", "idempotency", "deliveries")


class Condition(NamedTuple):
    """One comparison on an object's body; `path` is the keys from the top, e.g. ("customer",)."""

    path: tuple[str, ...]
    operator: str
    value: Any


class Timer(NamedTuple):
    """A step that is due on an object; `due` in Unix seconds, lower `rank` first within one."""

    object_id: str
    step: str
    due: int
    rank: int


class Ledger:
    """All tables of one stand-in. Used from one thread; writes happen inside `transaction`."""

    def __init__(self, directory: Path) -> None:
        directory.mkdir(parents=True, exist_ok=True)
        # Autocommit mode: transactions are opened by hand, where a whole call is one.
        self.db = sqlite3.connect(directory / "stripe.sqlite3", isolation_level=None)
        self.db.execute("PRAGMA journal_mode = WAL")
        self.db.execute("PRAGMA synchronous = NORMAL")
        self.db.executescript(SCHEMA)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        self.db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self.db.execute("ROLLBACK")
            raise
        self.db.execute("COMMIT")

    def empty(self) -> None:
        for table in TABLES:
            self.db.execute(f"DELETE FROM {table}")

    def add(self, body: Json) -> None:
        self.db.execute(
            "INSERT INTO objects (kind, id, body) VALUES (?, ?, ?)",
            (body["object"], body["id"], _text(body)),
        )

    def replace(self, body: Json) -> None:
        self.db.execute("UPDATE objects SET body = ? WHERE id = ?", (_text(body), body["id"]))

    def find(self, kind: str, identifier: str) -> Json | None:
        row = self.db.execute(
            "SELECT body FROM objects WHERE id = ? AND kind = ?", (identifier, kind)
        ).fetchone()
        return None if row is None else dict(json.loads(row[0]))

    def find_any(self, identifier: str) -> Json | None:
        row = self.db.execute("SELECT body FROM objects WHERE id = ?", (identifier,)).fetchone()
        return None if row is None else dict(json.loads(row[0]))

    def seq_of(self, kind: str, identifier: str) -> int | None:
        row = self.db.execute(
            "SELECT seq FROM objects WHERE id = ? AND kind = ?", (identifier, kind)
        ).fetchone()
        return None if row is None else int(row[0])

    def select(
        self,
        kind: str,
        conditions: Sequence[Condition] = (),
        *,
        limit: int = -1,
        oldest_first: bool = False,
        beyond: int | None = None,
        match_any: bool = False,
    ) -> list[tuple[int, Json]]:
        """(seq, body) of one kind, newest first; `beyond` is the seq that the page starts after."""
        clauses, values = _where(conditions, match_any)
        if beyond is not None:
            clauses += f" AND seq {'>' if oldest_first else '<'} ?"
            values.append(beyond)
        order = "ASC" if oldest_first else "DESC"
        rows = self.db.execute(
            "SELECT seq, body FROM objects"
            " WHERE kind = ? AND json_extract(body, '$.deleted') IS NULL"
            f"{clauses} ORDER BY seq {order} LIMIT ?",
            (kind, *values, limit),
        )
        return [(int(seq), json.loads(body)) for seq, body in rows]

    def bodies(self, kind: str, *conditions: Condition) -> list[Json]:
        return [body for _, body in self.select(kind, conditions)]

    def set_timers(self, object_id: str, timers: Sequence[Timer]) -> None:
        self.db.execute("DELETE FROM timers WHERE object_id = ?", (object_id,))
        self.db.executemany("INSERT INTO timers VALUES (?, ?, ?, ?)", timers)

    def drop_timer(self, timer: Timer) -> None:
        self.db.execute(
            "DELETE FROM timers WHERE object_id = ? AND step = ? AND due = ?", timer[:3]
        )

    def next_timer(self) -> Timer | None:
        row = self.db.execute(
            "SELECT object_id, step, due, rank FROM timers ORDER BY due, rank, rowid LIMIT 1"
        ).fetchone()
        return None if row is None else Timer(*row)

    def fact(self, name: str, default: Any = None) -> Any:
        row = self.db.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
        return default if row is None else json.loads(row[0])

    def set_fact(self, name: str, value: Any) -> None:
        self.db.execute(
            "INSERT INTO facts VALUES (?, ?)"
            " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            (name, _text(value)),
        )


def _text(value: Any) -> str:
    # SQLite compares the keys of a path with the text as it is: escapes would hide a "ş".
    return json.dumps(value, ensure_ascii=False)


def _where(conditions: Sequence[Condition], match_any: bool) -> tuple[str, list[Any]]:
    if not conditions:
        return "", []
    parts, values = zip(*(_clause(condition) for condition in conditions), strict=True)
    joined = (" OR " if match_any else " AND ").join(parts)
    return f" AND ({joined})", [value for group in values for value in group]


def _clause(condition: Condition) -> tuple[str, list[Any]]:
    keys = ".".join(f'"{key}"' for key in condition.path).replace("'", "''")
    field = f"json_extract(body, '$.{keys}')"
    if condition.operator in ("IN", "NOT IN"):
        marks = ", ".join("?" * len(condition.value))
        return f"{field} {condition.operator} ({marks})", list(condition.value)
    if condition.operator in ("CONTAINS", "LACKS"):
        sign = ">" if condition.operator == "CONTAINS" else "="
        return f"instr(lower(coalesce({field}, '')), lower(?)) {sign} 0", [condition.value]
    # IS / IS NOT compare like = and <> and also count an absent value as "not that".
    return f"{field} {condition.operator} ?", [condition.value]
