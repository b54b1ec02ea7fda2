"""The exchange with what surrounds it on this machine: lock, disk, news and the cloud."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from infra.local.standins.feed import Feed
from infra.local.telephony.clock import Clock, RealTime
from infra.local.telephony.core.contact import revived
from infra.local.telephony.core.directory import Directory
from infra.local.telephony.core.exchange import Exchange
from infra.local.telephony.core.floor import Floor, Settings
from infra.local.telephony.core.ids import Instance
from infra.local.telephony.faults import Faults
from infra.local.telephony.ledger import Ledger
from infra.local.telephony.pace import Pace
from infra.local.telephony.world import World

Json = dict[str, Any]
_REMEMBERED_CALLS = 2000


@dataclass(frozen=True)
class Options:
    """What the command line says; `cloud` is an address without a trailing slash."""

    data: Path
    cloud: str
    clock_file: Path
    region: str
    account: str
    per_letter: float


class House:
    """Every use of `exchange` is inside `turn()`."""

    def __init__(self, options: Options) -> None:
        self.options = options
        self.ledger = Ledger(options.data)
        self.clock = Clock(options.clock_file)
        self.feed = Feed()
        self.faults = Faults(self.ledger)
        self._lock = threading.RLock()
        self.time = RealTime(self.clock, self.turn)
        self.world = World(self)
        self.pace = Pace()
        with self.turn():
            self.exchange = self._exchange()
            self.furnish()
            self.exchange.restore([revived(each) for each in self.ledger.calls(_REMEMBERED_CALLS)])

    def furnish(self) -> None:
        """The instance's alias and its storage of recordings take effect."""
        floor = self.exchange.floor
        instances = floor.directory.every("instance")
        alias = instances[0]["InstanceAlias"] if instances else floor.instance.alias
        recordings = floor.directory.named("storage", "CALL_RECORDINGS", "ResourceType") or {}
        bucket = recordings.get("StorageConfig", {}).get("S3Config") or {}
        prefix = bucket.get("BucketPrefix", "").rstrip("/").removesuffix("/CallRecordings")
        floor.settings.bucket = bucket.get("BucketName", "")
        floor.settings.prefix = prefix or f"connect/{alias}"

    @contextmanager
    def turn(self) -> Iterator[None]:
        """One thing after the other; what came of it is kept together."""
        with self._lock, self.ledger.writing():
            try:
                yield
            finally:
                self.world.flush()

    def _exchange(self) -> Exchange:
        instance = Instance(self.options.region, self.options.account)
        directory = Directory(instance, self.ledger.keep_resource)
        for row in self.ledger.rows("SELECT * FROM resources"):
            directory.load(row["kind"], row["id"], json.loads(row["doc"]))
        settings = Settings(per_letter=self.options.per_letter)
        for name, value in self.ledger.settings().items():
            setattr(settings, name, value)
        floor = Floor(instance, directory, self.time, self.world, settings)
        floor.outcomes = self.faults.outcome
        return Exchange(floor)
