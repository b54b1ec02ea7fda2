"""Identifiers and ARNs of an instance and of what belongs to it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from random import Random


@dataclass(frozen=True)
class Instance:
    """The contact centre; its id follows from account and Region, so that it outlives its data."""

    region: str = "eu-central-1"
    account: str = "000000000000"
    alias: str = "frontdesk"
    chance: Random = field(default_factory=Random, compare=False, repr=False)

    @property
    def id(self) -> str:
        return str(uuid.uuid5(uuid.NAMESPACE_URL, f"connect/{self.account}/{self.region}"))

    @property
    def arn(self) -> str:
        return f"arn:aws:connect:{self.region}:{self.account}:instance/{self.id}"

    def arn_of(self, kind: str, key: str) -> str:
        """Phone numbers stand beside the instance, everything else below it."""
        if kind == "phone-number":
            return f"arn:aws:connect:{self.region}:{self.account}:phone-number/{key}"
        return f"{self.arn}/{kind}/{key}"

    def new_id(self) -> str:
        """Random, and the same in every run with the same seed."""
        return str(uuid.UUID(int=self.chance.getrandbits(128), version=4))


def bare(arn_or_id: str) -> str:
    """The id at the end of an ARN, or the id itself."""
    return arn_or_id.rpartition("/")[2]
