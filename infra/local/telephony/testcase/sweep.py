"""Makes actions fail that no case makes fail, and looks whether the caller is left in silence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from infra.local.telephony.flow.document import Flow
from infra.local.telephony.flow.library import short
from infra.local.telephony.testcase.case import Case
from infra.local.telephony.testcase.coverage import Branch, Coverage
from infra.local.telephony.testcase.runner import Result, run_case
from infra.local.telephony.testcase.world import Fault, World


@dataclass(frozen=True)
class Probe:
    """One case run again with one action failing; what the case expects counts no more."""

    branch: Branch
    result: Result

    @property
    def broken(self) -> bool:
        """The flow had no way on, or went round without end."""
        return self.result.ended is not None and self.result.ended.how == "failed"

    @property
    def silent(self) -> bool:
        """The caller was disconnected and told nothing after the failure."""
        ended, begun = self.result.ended, self.result.disturbed_at
        if ended is None or begun is None or ended.how not in ("disconnected", "failed"):
            return False
        said = self.result.transcript[begun:]
        return not any(who == "system" and text.strip() for _, who, text in said)


def sweep(
    cases: Sequence[Case],
    flows: Mapping[str, Flow],
    world: World | None = None,
    *,
    flow_id: str | None = None,
    every: bool = False,
) -> Iterator[Probe]:
    """One probe for each error branch that the cases come past without taking it.

    With `every` also for those that some case takes: what follows there is judged as well.
    """
    world, coverage = world or World(), Coverage(flows)
    results = [(case, run_case(case, flows, world, flow_id=flow_id)) for case in cases]
    for _, result in results:
        coverage.add(result.steps)
    for branch in coverage.branches if every else coverage.missing():
        if branch.branch not in flows[branch.flow].actions[branch.action].errors:
            continue
        case = next((case for case, result in results if _comes_past(result, branch)), None)
        if case is not None:
            fault = Fault(branch.flow, branch.action, branch.branch)
            disturbed = replace(world, faults=(*world.faults, fault))
            yield Probe(branch, run_case(case, flows, disturbed, flow_id=flow_id, lenient=True))


def _comes_past(result: Result, branch: Branch) -> bool:
    wanted = (short(branch.flow), branch.action)
    return any((short(step.at.flow), step.at.action) == wanted for step in result.steps)
