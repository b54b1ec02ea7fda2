"""What the cloud has yet to accept: kept on disk, offered until it is taken."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any

from botocore.exceptions import BotoCoreError, ClientError

from infra.local.standins.worker import Worker
from infra.local.telephony.cloud import client
from infra.local.telephony.core.floor import AGENT_EVENT, EVENT, RECORD, RECORDING
from infra.local.telephony.ledger import Ledger, Row
from infra.local.telephony.sound import wav

if TYPE_CHECKING:
    from infra.local.telephony.house import House

Json = dict[str, Any]
_LONGEST_PAUSE = 2.0
_DISORDER = 0.5  # seconds in which what is unordered gathers
# By this mark the local cloud knows events that AWS itself would put (infra/local/cloud).
TRACE = "Root=1-frontdesk-telephony"
_STREAMS = {RECORD: "CONTACT_TRACE_RECORDS", AGENT_EVENT: "AGENT_EVENTS"}


def add(ledger: Ledger, kind: str, document: Json, unordered: bool = False) -> None:
    seq = ledger.run("INSERT INTO outbox (kind, doc) VALUES (?, ?)", kind, json.dumps(document))
    place, due = (-seq, _gathering(ledger)) if unordered else (seq, 0.0)
    ledger.run("UPDATE outbox SET place = ?, due = ? WHERE seq = ?", place, due, seq)


def _gathering(ledger: Ledger) -> float:
    """What comes within a moment leaves together, the last first."""
    now = time.time()
    row = ledger.row("SELECT MAX(due) AS due FROM outbox WHERE place < 0 AND due > ?", now)
    return float(row["due"]) if row and row["due"] else now + _DISORDER


class Publisher(Worker):
    """Offers each kind in its order; one that is refused doesn't hold up the others."""

    def __init__(self, house: House) -> None:
        super().__init__("publisher")
        self._house = house
        self._troubles: dict[str, Json] = {}

    def failing(self) -> list[Json]:
        return [{"kind": kind, **told} for kind, told in sorted(self._troubles.items())]

    def work(self) -> float:
        done = [self._deliver(row) for row in self._due()]
        return 0.0 if any(done) else self._pause()

    def _due(self) -> list[Row]:
        """The heads of the queues, without those that rest after a refusal."""
        now = time.monotonic()
        resting = [kind for kind, told in self._troubles.items() if told["again"] > now]
        holes = ", ".join("?" for _ in resting)
        return self._house.ledger.rows(
            f"SELECT * FROM outbox WHERE due <= ? AND kind NOT IN ({holes})"
            " ORDER BY place, seq LIMIT 50",
            time.time(),
            *resting,
        )

    def _deliver(self, row: Row) -> bool:
        trouble = self._troubles.get(row["kind"])
        if trouble and trouble["again"] > time.monotonic():
            return False
        try:
            self._put(row["kind"], json.loads(row["doc"]))
        except (BotoCoreError, ClientError, ValueError) as refused:
            tries = trouble["tries"] + 1 if trouble else 1
            pause = min(_LONGEST_PAUSE, 0.1 * 2 ** min(tries, 10))
            again = time.monotonic() + pause
            self._troubles[row["kind"]] = {"error": str(refused), "tries": tries, "again": again}
            return False
        self._troubles.pop(row["kind"], None)
        self._house.ledger.run("DELETE FROM outbox WHERE seq = ?", row["seq"])
        return True

    def _pause(self) -> float:
        waits: list[float] = [each["again"] - time.monotonic() for each in self._troubles.values()]
        row = self._house.ledger.row("SELECT MIN(due) AS due FROM outbox WHERE due > ?", 1.0)
        due: float = row["due"] - time.time() if row and row["due"] else 5.0
        return min([5.0, max(0.01, due), *waits])

    def _put(self, kind: str, document: Json) -> None:
        if kind == EVENT:
            self._put_event(document)
        elif kind == RECORDING:
            self._put_recording(document)
        else:
            self._put_record(_STREAMS[kind], document)

    def _client(self, service: str) -> Any:
        options = self._house.options
        return client(service, options.cloud, options.region, options.account)

    def _put_event(self, event: Json) -> None:
        entry = {
            "Source": event["source"],
            "DetailType": event["detail-type"],
            "Detail": json.dumps(event["detail"]),
            "Resources": event["resources"],
            "TraceHeader": TRACE,
        }
        answer = self._client("events").put_events(Entries=[entry])
        if answer.get("FailedEntryCount"):
            raise ValueError(answer["Entries"][0].get("ErrorMessage", "refused"))

    def _put_record(self, resource: str, document: Json) -> None:
        """Nobody hears it where the instance has no stream for it, as on AWS."""
        arn = self.stream(resource)
        if arn:
            key = document.get("ContactId") or document["AgentARN"]
            streams = self._client("kinesis")
            streams.put_record(StreamARN=arn, Data=json.dumps(document), PartitionKey=key)

    def stream(self, resource: str) -> str | None:
        found = self._house.exchange.floor.directory.named("storage", resource, "ResourceType")
        config = (found or {}).get("StorageConfig", {}).get("KinesisStreamConfig") or {}
        arn: str | None = config.get("StreamArn")
        return arn

    def _put_recording(self, told: Json) -> None:
        self._client("s3").put_object(
            Bucket=told["bucket"],
            Key=told["key"],
            Body=wav(told["seconds"]),
            ContentType="audio/wav",
        )
