"""Which branches of which actions were taken by a set of test cases, and which were not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from infra.local.telephony.flow import branches
from infra.local.telephony.flow.document import Flow
from infra.local.telephony.flow.library import short
from infra.local.telephony.flow.notes import Step


@dataclass(frozen=True, order=True)
class Branch:
    """One way out of one action."""

    flow: str
    action: str
    type: str
    branch: str


class Coverage:
    """Counts steps against all the branches that the flows have."""

    def __init__(self, flows: Mapping[str, Flow]) -> None:
        self._names = {short(name): name for name in flows}
        self.branches = [
            Branch(name, action.id, action.type, branch)
            for name, flow in flows.items()
            for action in flow.actions.values()
            for branch in branches.names(action)
        ]
        self.taken: Counter[Branch] = Counter()

    def add(self, steps: Iterable[Step]) -> None:
        for step in steps:
            flow = self._names.get(short(step.at.flow), step.at.flow)
            self.taken[Branch(flow, step.at.action, step.at.type, step.branch)] += 1

    def missing(self) -> list[Branch]:
        return [branch for branch in self.branches if not self.taken[branch]]

    @property
    def percent(self) -> float:
        """Of all branches; 100 where there are none."""
        if not self.branches:
            return 100.0
        return 100 * (len(self.branches) - len(self.missing())) / len(self.branches)

    def table(self) -> str:
        """One line a flow, below it the branches that nobody took."""
        missing = self.missing()
        lines = [f"{'flow':24} {'branches':>8} {'taken':>6} {'%':>6}"]
        for name in dict.fromkeys(branch.flow for branch in self.branches):
            every = sum(branch.flow == name for branch in self.branches)
            left = [branch for branch in missing if branch.flow == name]
            part = 100 * (every - len(left)) / every
            lines.append(f"{name:24} {every:8} {every - len(left):6} {part:6.1f}")
            lines += [f"    {one.action} ({one.type}): {one.branch}" for one in left]
        every, left_over = len(self.branches), len(missing)
        lines.append(f"{'in all':24} {every:8} {every - left_over:6} {self.percent:6.1f}")
        return "\n".join(lines)
