"""Rules on how actions lead on: nothing dangling, nothing unreachable, no endless circle."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from infra.local.telephony.flow import branches
from infra.local.telephony.flow.acts.table import ACTS
from infra.local.telephony.flow.document import Action
from infra.local.telephony.lint.circles import circles
from infra.local.telephony.lint.draft import Draft
from infra.local.telephony.lint.finding import Finding

# Here the caller is waited for, or rounds are counted, so a circle through it is none without end.
_PAUSING = frozenset(
    {
        "GetParticipantInput",
        "Loop",
        "MessageParticipantIteratively",
        "ConnectParticipantWithLexBot",
        "TransferParticipantToThirdParty",
        "ShowView",
        "Wait",
    }
)
# CreateContactFlow wants it of all others, also of those whose branches decide.
_NEEDING_NEXT = (
    (set(ACTS) | branches.ELSEWHERE) - branches.TERMINAL - {"MessageParticipantIteratively"}
)
_WAITING_KINDS = frozenset({"CUSTOMER_QUEUE", "CUSTOMER_HOLD", "AGENT_HOLD"})


def check_targets(draft: Draft) -> Iterator[Finding]:
    known = draft.flow.actions
    if draft.flow.start not in known:
        yield draft.finding("", "dangling", f"StartAction {draft.flow.start!r} doesn't exist.")
    for action in draft.actions():
        for target in dict.fromkeys(action.targets()):
            if target not in known:
                yield draft.finding(action.id, "dangling", f"Leads to {target!r}: no such action.")


def check_reached(draft: Draft) -> Iterator[Finding]:
    reached = _reach(draft.flow.start, draft.flow.actions)
    for action in draft.actions():
        if action.id not in reached:
            yield draft.finding(action.id, "unreachable", "Nothing leads here.", warning=True)


def check_ends(draft: Draft) -> Iterator[Finding]:
    for action in draft.actions():
        if action.type in branches.TERMINAL:
            if any(action.targets()):
                yield draft.finding(action.id, "terminal", "Nothing follows the end of a flow.")
        elif action.next is None and action.type in _NEEDING_NEXT:
            yield draft.finding(action.id, "no-next", "NextAction is missing.")


def check_circles(draft: Draft) -> Iterator[Finding]:
    """A circle in which nobody is waited for never ends; one without a way out neither."""
    pausing = _PAUSING | ({"MessageParticipant"} if draft.kind in _WAITING_KINDS else set())
    moving = [action for action in draft.actions() if action.type not in pausing]
    for circle in circles(_ways(moving)):
        reason = f"{' → '.join(circle)} goes round without waiting for the caller or counting."
        yield draft.finding(circle[0], "endless", reason, warning=True)
    for circle in circles(_ways(draft.actions())):
        inside = set(circle)
        ways = {t for name in inside for t in draft.flow.actions[name].targets()}
        if ways <= inside and draft.kind not in _WAITING_KINDS:
            reason = f"No way leads out of {' → '.join(circle)}."
            yield draft.finding(circle[0], "no-exit", reason, warning=True)


def _ways(actions: Iterable[Action]) -> dict[str, list[str]]:
    return {action.id: list(action.targets()) for action in actions}


def _reach(start: str, actions: Mapping[str, Action]) -> set[str]:
    reached: set[str] = set()
    ahead = [start]
    while ahead:
        name = ahead.pop()
        if name in actions and name not in reached:
            reached.add(name)
            ahead.extend(actions[name].targets())
    return reached
