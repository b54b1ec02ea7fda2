"""What the cloud has yet to accept: kept on disk, offered until SNS takes it."""

import time
from dataclasses import dataclass
from functools import cache
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from infra.local.sms import messages
from infra.local.sms.house import House, Json
from infra.local.sms.ledger import Row
from infra.local.standins.worker import Worker

# No proxy of the environment: the cloud is on this machine.
_ONE_TRY = Config(connect_timeout=3, read_timeout=15, retries={"total_max_attempts": 1}, proxies={})
_LONGEST_PAUSE = 2.0


def add(house: House, target: str, payload: str, due: float = 0, message: str = "") -> None:
    """`target` is a topic's ARN; `due` an instant of the application's clock."""
    house.ledger.run(
        "INSERT INTO outbox (target, payload, due, message) VALUES (?, ?, ?, ?)",
        target,
        payload,
        due,
        message,
    )


def waiting(house: House) -> int:
    row = house.ledger.row("SELECT COUNT(*) AS n FROM outbox") or {}
    return int(row["n"])


def next_due(house: House) -> float | None:
    """Instant of the earliest entry; one that is overdue lies in the past."""
    return house.ledger.number("SELECT MIN(due) FROM outbox")


@cache
def client(service: str, cloud: str, region: str, account: str) -> Any:
    """The local cloud takes an account's number as its access key."""
    return boto3.client(
        service,
        endpoint_url=cloud,
        region_name=region,
        aws_access_key_id=account,
        aws_secret_access_key="local",
        config=_ONE_TRY,
    )


@dataclass
class Trouble:
    """A target that refused; it is asked again at `again` (machine's monotonic seconds)."""

    error: str
    tries: int
    again: float


class Publisher(Worker):
    """Publishes in order per target; one that refuses doesn't hold up the others."""

    def __init__(self, house: House, cloud: str) -> None:
        super().__init__("publisher")
        self._house = house
        self._cloud = cloud
        self._troubles: dict[str, Trouble] = {}

    def failing(self) -> list[Json]:
        found = sorted(self._troubles.items())
        return [{"target": key, "error": each.error, "tries": each.tries} for key, each in found]

    def work(self) -> float:
        done = sum(self._try_row(row) for row in self._due_rows())
        return 0.0 if done else self._pause()

    def _due_rows(self) -> list[Row]:
        """The heads of the queues; rows of a failing target must not fill the page."""
        resting = [key for key, each in self._troubles.items() if each.again > time.monotonic()]
        holes = ", ".join("?" for _ in resting)
        return self._house.ledger.rows(
            f"SELECT * FROM outbox WHERE due <= ? AND target NOT IN ({holes})"
            " ORDER BY due, seq LIMIT 50",
            self._house.clock.now(),
            *resting,
        )

    def _try_row(self, row: Row) -> bool:
        trouble = self._troubles.get(row["target"])
        if trouble and trouble.again > time.monotonic():
            return False
        try:
            self._publish(row["target"], row["payload"])
        except (BotoCoreError, ClientError, ValueError) as refused:
            self._note(row["target"], refused)
            return False
        self._accepted(row)
        return True

    def _accepted(self, row: Row) -> None:
        self._troubles.pop(row["target"], None)
        with self._house.ledger.writing():
            self._house.ledger.run("DELETE FROM outbox WHERE seq = ?", row["seq"])
            if row["message"]:
                messages.published(self._house, row["message"])

    def _note(self, target: str, refused: Exception) -> None:
        before = self._troubles.get(target)
        tries = before.tries + 1 if before else 1
        pause = min(_LONGEST_PAUSE, 0.1 * 2 ** min(tries, 10))
        self._troubles[target] = Trouble(str(refused), tries, time.monotonic() + pause)

    def _pause(self) -> float:
        alive = self._house.ledger.rows("SELECT DISTINCT target FROM outbox")
        kept = {row["target"] for row in alive} & self._troubles.keys()
        self._troubles = {target: self._troubles[target] for target in kept}
        agains = [each.again - time.monotonic() for each in self._troubles.values()]
        now = self._house.clock.now()
        due = self._house.ledger.number("SELECT MIN(due) FROM outbox WHERE due > ?", now)
        later = due - now if due is not None else 5.0
        return min([5.0, later, *agains])

    def _publish(self, target: str, payload: str) -> None:
        region, account = target.split(":")[3:5]
        topics = client("sns", self._cloud, region, account)
        topics.publish(TopicArn=target, Message=payload)
