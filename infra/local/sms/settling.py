"""Waiting until what was started is finished: executions, queues, and messages under way."""

import time
from dataclasses import dataclass, field
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from infra.local.sms import carrier, outbox
from infra.local.sms.house import House
from infra.local.sms.outbox import client

_LOOK_EVERY = 0.05
_SOON_SECONDS = 2.0
_PARKED = ("WaitStateEntered", "TaskSubmitted")
_DEPTHS = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible", "RedrivePolicy"]


@dataclass
class Settling:
    """`parked` is what was waited for in vain: it waits for people, and isn't waited for again."""

    house: House
    cloud: str
    longest: float = 15.0
    parked: set[str] = field(default_factory=set)

    def wait(self) -> bool:
        """False where something was still going on after `longest` seconds."""
        end = time.monotonic() + self.longest
        quiet = 0
        while quiet < 2:
            busy = self._busy()
            quiet = 0 if busy else quiet + 1
            if time.monotonic() > end:
                self.parked |= busy
                return not busy
            time.sleep(_LOOK_EVERY)
        return True

    def _busy(self) -> set[str]:
        """Names of what is going on; the cloud's part is left out while it doesn't answer."""
        try:
            elsewhere = self._executions() | self._queues()
        except (BotoCoreError, ClientError):
            elsewhere = set()
        self.parked &= elsewhere | {"messages"}
        return (elsewhere - self.parked) | self._messages()

    def _messages(self) -> set[str]:
        soon = self.house.clock.now() + _SOON_SECONDS
        dues = (carrier.next_due(self.house), outbox.next_due(self.house))
        waiting = any(due is not None and due <= soon for due in dues)
        return {"messages"} - self.parked if waiting else set()

    def _executions(self) -> set[str]:
        machines = self._client("stepfunctions")
        running = machines.list_executions(statusFilter="RUNNING")["executions"]
        arns = {each["executionArn"] for each in running}
        return {arn for arn in arns if arn in self.parked or not self._waits(machines, arn)}

    def _waits(self, machines: Any, arn: str) -> bool:
        """An execution in a Wait state, or that gave its token away, waits for people."""
        history = machines.get_execution_history(executionArn=arn, reverseOrder=True, maxResults=1)
        return any(event["type"] in _PARKED for event in history["events"])

    def _queues(self) -> set[str]:
        queues = self._client("sqs")
        urls = queues.list_queues().get("QueueUrls", [])
        found = {
            url: queues.get_queue_attributes(QueueUrl=url, AttributeNames=_DEPTHS).get(
                "Attributes", {}
            )
            for url in urls
        }
        dead = " ".join(each.get("RedrivePolicy", "") for each in found.values())
        return {
            url
            for url, each in found.items()
            if _depth(each) and f':{url.rpartition("/")[2]}"' not in dead
        }

    def _client(self, service: str) -> Any:
        place = self.house.place
        return client(service, self.cloud, place.region, place.account)


def _depth(attributes: dict[str, str]) -> int:
    return sum(int(attributes.get(name, 0)) for name in _DEPTHS[:2])
