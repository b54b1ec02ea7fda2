"""What the exchange asks of the world, done on this machine: functions, news, keeping."""

from __future__ import annotations

import json
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError, ReadTimeoutError

from infra.local.telephony import outbox
from infra.local.telephony.cloud import client
from infra.local.telephony.core.contact import Call

if TYPE_CHECKING:
    from infra.local.telephony.house import House

Json = dict[str, Any]
_TRIES = 3
_AT_ONCE = 16


class World:
    """Implements Outside. Functions run on threads; their answers are turns of their own."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._pool = ThreadPoolExecutor(_AT_ONCE, "invoke")
        self._calls: dict[str, Call] = {}
        self._agents: set[str] = set()
        self._told = False
        self.news = threading.Event()

    def invoke(self, arn: str, event: Json, seconds: float, done: Callable[[Any], None]) -> None:
        self._pool.submit(self._invoke, arn, event, seconds, done)

    def _invoke(self, arn: str, event: Json, seconds: float, done: Callable[[Any], None]) -> None:
        answer: Any
        try:
            answer = self._answer(arn, event, seconds)
        except Exception as failed:
            print(f"{arn}: {failed!r}", file=sys.stderr)
            answer = failed
        with self._house.turn():
            done(answer)

    def _answer(self, arn: str, event: Json, seconds: float) -> bytes:
        """Tried again within its time when it was throttled or the cloud failed, as Connec."""
        self._check_allowed(arn)
        end = time.monotonic() + seconds
        for attempt in range(_TRIES):
            left = end - time.monotonic()
            try:
                return self._ask(arn, event, max(0.1, left))
            except ClientError as refused:
                status = refused.response["ResponseMetadata"]["HTTPStatusCode"]
                if attempt == _TRIES - 1 or (status < 500 and status != 429):
                    raise
            time.sleep(0.1 * (attempt + 1))
        raise TimeoutError

    def _ask(self, arn: str, event: Json, seconds: float) -> bytes:
        options = self._house.options
        # Whole seconds, so that a few clients serve all limits.
        limit = float(max(1, round(seconds)))
        functions = client("lambda", options.cloud, options.region, options.account, limit)
        try:
            answer = functions.invoke(FunctionName=arn, Payload=json.dumps(event).encode())
        except ReadTimeoutError as late:
            raise TimeoutError from late
        payload: bytes = answer["Payload"].read()
        if answer.get("FunctionError"):
            raise ValueError(payload[:500].decode(errors="replace"))
        return payload

    def _check_allowed(self, arn: str) -> None:
        """A flow calls only functions that were associated with the instance."""
        known = {each["Id"] for each in self._house.exchange.floor.directory.every("lambda")}
        if arn not in known:
            raise PermissionError("the function isn't associated with the instance")

    def tell(self, kind: str, document: Json) -> None:
        duplicates, unordered = self._house.faults.delivery(kind)
        for _ in range(1 + duplicates):
            outbox.add(self._house.ledger, kind, document, unordered)
        self._told = True

    def keep(self, call: Call) -> None:
        self._calls[call.id] = call

    def agents_changed(self, username: str) -> None:
        self._agents.add(username)

    def flush(self) -> None:
        """At the end of a turn: what has changed is kept, and open pages hear of it."""
        calls, self._calls = self._calls, {}
        agents, self._agents = self._agents, set()
        for call in calls.values():
            self._house.ledger.keep_call(call.id, call.document())
            self._house.feed.tell("call", contact_id=call.id, number=call.number)
        for username in agents:
            self._house.feed.tell("agent", username=username)
        if self._told:
            self._told = False
            self.news.set()
