"""What is kept: one SQLite file that survives a kill, used by one process at a time."""

import json
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

_SCHEMA = """
CREATE TABLE IF NOT EXISTS numbers (number TEXT PRIMARY KEY, id TEXT UNIQUE, doc TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS lists (name TEXT PRIMARY KEY, created REAL NOT NULL);
CREATE TABLE IF NOT EXISTS opted_out (list TEXT, phone TEXT, at REAL, by_user INTEGER,
    PRIMARY KEY (list, phone));
CREATE TABLE IF NOT EXISTS opted_in (list TEXT, phone TEXT, at REAL, PRIMARY KEY (list, phone));
CREATE TABLE IF NOT EXISTS sets (name TEXT PRIMARY KEY, created REAL NOT NULL);
CREATE TABLE IF NOT EXISTS destinations (set_name TEXT, name TEXT, doc TEXT NOT NULL,
    PRIMARY KEY (set_name, name));
CREATE TABLE IF NOT EXISTS messages (seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT UNIQUE,
    direction TEXT, clinic TEXT, phone TEXT, text TEXT, at REAL, arrived REAL, state TEXT,
    parts INTEGER, encoding TEXT, seen INTEGER DEFAULT 0,
    settled INTEGER DEFAULT 0, doc TEXT NOT NULL DEFAULT '{}');
CREATE INDEX IF NOT EXISTS by_phone ON messages (phone, seq);
CREATE TABLE IF NOT EXISTS steps (seq INTEGER PRIMARY KEY AUTOINCREMENT, message TEXT,
    event TEXT, final INTEGER, arrives INTEGER, stamp REAL, due REAL, copies INTEGER);
CREATE INDEX IF NOT EXISTS steps_due ON steps (due, seq);
CREATE TABLE IF NOT EXISTS outbox (seq INTEGER PRIMARY KEY AUTOINCREMENT, target TEXT,
    payload TEXT, due REAL, message TEXT);
CREATE INDEX IF NOT EXISTS outbox_due ON outbox (due, seq);
CREATE TABLE IF NOT EXISTS faults (seq INTEGER PRIMARY KEY AUTOINCREMENT, doc TEXT, left INTEGER);
CREATE TABLE IF NOT EXISTS settings (key TEXT PRIMARY KEY, value TEXT);
CREATE TABLE IF NOT EXISTS answers (operation TEXT, token TEXT, request TEXT, answer TEXT,
    PRIMARY KEY (operation, token));
"""
Row = dict[str, Any]


class Ledger:
    """One connection behind one lock; every statement runs inside `writing()` or on its own."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._lock = threading.RLock()
        self._depth = 0
        self._connection = sqlite3.connect(
            folder / "sms.sqlite3", isolation_level=None, check_same_thread=False
        )
        self._connection.row_factory = sqlite3.Row
        self._connection.execute("PRAGMA journal_mode=WAL")
        self._connection.executescript(_SCHEMA)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """All or nothing; a nested use joins the outer transaction."""
        with self._lock:
            outermost = self._depth == 0
            if outermost:
                self._connection.execute("BEGIN IMMEDIATE")
            self._depth += 1
            try:
                yield
            except BaseException:
                self._end("ROLLBACK" if outermost else "")
                raise
            self._end("COMMIT" if outermost else "")

    def _end(self, statement: str) -> None:
        self._depth -= 1
        if statement:
            self._connection.execute(statement)

    def rows(self, statement: str, *values: Any) -> list[Row]:
        with self._lock:
            return [dict(row) for row in self._connection.execute(statement, values)]

    def row(self, statement: str, *values: Any) -> Row | None:
        found = self.rows(statement, *values)
        return found[0] if found else None

    def number(self, statement: str, *values: Any) -> float | None:
        """The single number that the statement selects; None where there is none."""
        row = self.row(statement, *values)
        found: float | None = next(iter(row.values())) if row else None
        return found

    def run(self, statement: str, *values: Any) -> int:
        """The new row's id for an INSERT."""
        with self._lock:
            return self._connection.execute(statement, values).lastrowid or 0

    def setting(self, key: str) -> Any:
        row = self.row("SELECT value FROM settings WHERE key = ?", key)
        return json.loads(row["value"]) if row else None

    def set(self, key: str, value: Any) -> None:
        self.run("INSERT OR REPLACE INTO settings VALUES (?, ?)", key, json.dumps(value))
