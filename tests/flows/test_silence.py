"""Whatever fails in a call, the caller is told so before the line goes dead."""

from infra.local import flowcases
from infra.local.telephony.testcase.sweep import Probe, sweep

# Their call has been had: a failing question afterwards is better not asked at all.
_AFTER_THE_CALL = {"rating"}
# Flows and modules are deployed together, so that one names the other's true id.
_NEVER_MISSING = {"TransferToFlow", "InvokeFlowModule"}


def _probes() -> list[Probe]:
    cases = [flowcases.case(path) for path in flowcases.CASES]
    return list(sweep(cases, flowcases.flows(), flowcases.WORLD, every=True))


def test_no_failure_leaves_the_caller_in_silence() -> None:
    probes = _probes()

    silent = [
        probe.branch
        for probe in probes
        if probe.silent
        and probe.branch.flow not in _AFTER_THE_CALL
        and probe.branch.type not in _NEVER_MISSING
    ]
    assert len(probes) > 200
    assert silent == []
    assert [probe.branch for probe in probes if probe.broken] == []
