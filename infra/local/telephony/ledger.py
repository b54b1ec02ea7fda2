"""What the exchange keeps on disk: resources, calls, what is to be delivered, faults."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

_SCHEMA = """
CREATE TABLE IF NOT EXISTS resources (kind TEXT, id TEXT, doc TEXT, PRIMARY KEY (kind, id));
CREATE TABLE IF NOT EXISTS calls (seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT UNIQUE, doc TEXT);
CREATE TABLE IF NOT EXISTS outbox (seq INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT, doc TEXT,
    due REAL DEFAULT 0, place REAL);
CREATE TABLE IF NOT EXISTS faults (seq INTEGER PRIMARY KEY AUTOINCREMENT, doc TEXT, left INTEGER);
CREATE TABLE IF NOT EXISTS answers (operation TEXT, token TEXT, answer TEXT, at REAL,
    PRIMARY KEY (operation, token));
CREATE TABLE IF NOT EXISTS settings (name TEXT PRIMARY KEY, value NUMERIC);
"""
Row = dict[str, Any]
Json = dict[str, Any]


class Ledger:
    """One connection behind one lock; every statement runs inside `writing()` or on its own."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._lock = threading.RLock()
        self._depth = 0
        self._connection = sqlite3.connect(
            folder / "telephony.sqlite3", isolation_level=None, check_same_thread=False
        )
        self._connection.row_factory = sqlite3.Row
        # What a process had written survives its kill; only the machine's own fall may lose it.
        self._connection.execute("PRAGMA journal_mode=WAL")
        self._connection.execute("PRAGMA synchronous=NORMAL")
        self._connection.executescript(_SCHEMA)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Kept together, also when it fails half way: what was told has happened in memory."""
        with self._lock:
            if self._depth == 0:
                self._connection.execute("BEGIN IMMEDIATE")
            self._depth += 1
            try:
                yield
            finally:
                self._depth -= 1
                if self._depth == 0:
                    self._connection.execute("COMMIT")

    def rows(self, statement: str, *values: Any) -> list[Row]:
        with self._lock:
            return [dict(row) for row in self._connection.execute(statement, values)]

    def row(self, statement: str, *values: Any) -> Row | None:
        found = self.rows(statement, *values)
        return found[0] if found else None

    def run(self, statement: str, *values: Any) -> int:
        """The new row's id for an INSERT."""
        with self._lock:
            return self._connection.execute(statement, values).lastrowid or 0

    def keep_resource(self, kind: str, key: str, document: Json | None) -> None:
        if document is None:
            self.run("DELETE FROM resources WHERE kind = ? AND id = ?", kind, key)
        else:
            values = (kind, key, json.dumps(document))
            self.run("INSERT OR REPLACE INTO resources VALUES (?, ?, ?)", *values)

    def settings(self) -> dict[str, float]:
        """What was asked for last, over the command line."""
        return {row["name"]: row["value"] for row in self.rows("SELECT * FROM settings")}

    def keep_setting(self, name: str, value: float) -> None:
        self.run("INSERT OR REPLACE INTO settings VALUES (?, ?)", name, value)

    def keep_call(self, key: str, document: Json) -> None:
        self.run(
            "INSERT INTO calls (id, doc) VALUES (?, ?)"
            " ON CONFLICT (id) DO UPDATE SET doc = excluded.doc",
            key,
            json.dumps(document),
        )

    def calls(self, limit: int) -> list[Json]:
        """The latest, oldest first."""
        rows = self.rows("SELECT doc FROM calls ORDER BY seq DESC LIMIT ?", limit)
        return [json.loads(row["doc"]) for row in reversed(rows)]
