"""Runs one flow for one contact: asks for effects, takes answers, and says how it ended."""

from __future__ import annotations

from collections.abc import Generator
from random import Random

from infra.local.telephony.flow import branches, conditions, references
from infra.local.telephony.flow.acts.table import ACTS, is_allowed
from infra.local.telephony.flow.answers import Answer, Failed
from infra.local.telephony.flow.bots import AskBot
from infra.local.telephony.flow.contact import Contact
from infra.local.telephony.flow.document import Action
from infra.local.telephony.flow.effects import (
    AskDigits,
    AskKey,
    DialThirdParty,
    Effect,
    LoopPrompts,
    Say,
    Wait,
)
from infra.local.telephony.flow.frame import Disturb, Frame, undisturbed
from infra.local.telephony.flow.library import Library
from infra.local.telephony.flow.notes import ActionStarted, Problem, Step, Tell, unheard
from infra.local.telephony.flow.outcomes import (
    CallModule,
    Enter,
    Error,
    Finish,
    Outcome,
    ReturnModule,
    Success,
    Value,
)
from infra.local.telephony.flow.scene import Scene
from infra.local.telephony.flow.values import At, Ended
from infra.local.telephony.flow.world import Locals, world

MOST_SILENT_ACTIONS = 1000
MOST_NESTED_MODULES = 5
_TAKES_TIME = (AskBot, Say, AskKey, AskDigits, LoopPrompts, DialThirdParty, Wait)


class FlowRun:
    """`begin()` once, then `answer()` for each effect until one of them gives `Ended`.

    `kind` is Connect's ContactFlowType (CONTACT_FLOW, CUSTOMER_QUEUE, CUSTOMER_HOLD,
    CUSTOMER_WHISPER, AGENT_HOLD, AGENT_WHISPER, OUTBOUND_WHISPER, AGENT_TRANSFER,
    QUEUE_TRANSFER). `random` decides DistributeByPercentage. `tell` hears notes as they happen.
    `disturb` may name an error that an action is to meet instead of being done.
    """

    def __init__(
        self,
        library: Library,
        contact: Contact,
        flow_id: str,
        *,
        kind: str = "CONTACT_FLOW",
        random: Random | None = None,
        tell: Tell = unheard,
        disturb: Disturb = undisturbed,
    ) -> None:
        self.contact = contact
        self.kind = kind
        self.steps: list[Step] = []
        self.pending: Effect | None = None
        self.ended: Ended | None = None
        self._library = library
        self._random = random or Random(0)
        self._tell = tell
        self._disturb = disturb
        self._frames: list[Frame] = []
        self._silent = 0
        self._going = self._run(flow_id)

    def begin(self) -> Effect | Ended:
        """Runs to the first effect."""
        return self._advance(None)

    def answer(self, answer: Answer) -> Effect | Ended:
        """Runs from the pending effect to the next. RuntimeError if none is pending."""
        if self.pending is None:
            raise RuntimeError("This run waits for no answer.")
        return self._advance(answer)

    def close(self) -> None:
        """The run is not wanted any more."""
        self.pending = None
        self._going.close()

    def look_up(self, reference: str) -> str:
        """What a reference is worth at this moment, as texts would show it."""
        own = self._frames[-1].own if self._frames else Locals()
        return references.fill_text(reference, world(self.contact, own))

    def _advance(self, answer: Answer | None) -> Effect | Ended:
        try:
            self.pending = self._going.send(answer)  # type: ignore[arg-type]
        except StopIteration as stop:
            self.pending, self.ended = None, stop.value
            return self.ended or Ended("failed", "The run was closed.")
        return self.pending

    def _run(self, flow_id: str) -> Generator[Effect, Answer, Ended]:
        ended = self._enter(flow_id)
        while ended is None:
            frame = self._frames[-1]
            action = frame.action
            self._silent += 1
            if action is None or self._silent > MOST_SILENT_ACTIONS:
                return self._lost(frame)
            scene = self._scene(frame, action)
            self._tell(ActionStarted(scene.at, scene.filled))
            ended = self._leave(scene, (yield from self._do(scene)))
        return ended

    def _do(self, scene: Scene) -> Generator[Effect, Answer, Outcome]:
        disturbed = self._disturb(scene.at)
        if disturbed is not None:
            return Error(disturbed, "It was made to fail.")
        act = ACTS.get(scene.action.type)
        if act is None:
            reason = f"{scene.action.type} is not executed here; its error branch is taken."
            return Error(reason=reason)
        if not is_allowed(scene.action.type, self.kind):
            return Error(reason=f"{scene.action.type} has no place in a {self.kind} flow.")
        doing = act(scene)
        if not isinstance(doing, Generator):
            return doing
        return (yield from self._listen(doing))

    def _listen(
        self, doing: Generator[Effect, Answer, Outcome]
    ) -> Generator[Effect, Answer, Outcome]:
        try:
            effect = next(doing)
            while True:
                answer = yield effect
                if isinstance(effect, _TAKES_TIME) and not isinstance(answer, Failed):
                    self._silent = 0
                effect = doing.send(answer)
        except StopIteration as stop:
            outcome: Outcome = stop.value
            return outcome

    def _leave(self, scene: Scene, outcome: Outcome) -> Ended | None:
        if isinstance(outcome, Error):
            return self._fail(scene, outcome)
        if isinstance(outcome, Value):
            return self._compare(scene, outcome.value)
        if isinstance(outcome, CallModule):
            return self._call(scene, outcome)
        if isinstance(outcome, ReturnModule):
            self._note(scene, branches.SUCCESS, None)
            return self._return(scene, outcome)
        if isinstance(outcome, Enter):
            self._note(scene, branches.SUCCESS, None)
            self._frames.clear()
            return self._enter(outcome.flow_id)
        if isinstance(outcome, Finish):
            self._note(scene, branches.SUCCESS, None)
            return Ended(outcome.how, at=scene.at)
        return self._go(scene, branches.SUCCESS, scene.action.next)

    def _go(self, scene: Scene, branch: str, target: str | None) -> Ended | None:
        self._note(scene, branch, target)
        if target is None:
            self._tell(Problem(scene.at, f"{branch} leads nowhere."))
            return Ended("failed", f"{branch} leads nowhere.", scene.at)
        self._frames[-1].at = target
        return None

    def _compare(self, scene: Scene, value: str) -> Ended | None:
        found = conditions.find_first(scene.action.conditions, value, scene.fill)
        if found is not None:
            return self._go(scene, found.label, found.next)
        return self._fail(scene, Error(branches.NO_MATCH))

    def _fail(self, scene: Scene, error: Error) -> Ended | None:
        if error.reason:
            self._tell(Problem(scene.at, error.reason))
        targets = scene.action.errors
        for kind in (error.type, branches.ANY_ERROR):
            if kind in targets:
                return self._go(scene, kind, targets[kind])
        fallback = scene.action.next if branches.falls_back(scene.action) else None
        return self._go(scene, error.type, fallback)

    def _enter(self, flow_id: str) -> Ended | None:
        flow = self._library.find(flow_id)
        if flow is None:
            self._tell(Problem(None, f"There is no flow {flow_id!r}."))
            return Ended("failed", f"There is no flow {flow_id!r}.")
        self._frames.append(Frame(flow_id, flow, flow.start))
        return None

    def _call(self, scene: Scene, called: CallModule) -> Ended | None:
        if len(self._frames) > MOST_NESTED_MODULES:
            return self._fail(scene, Error(reason="Modules are nested more than 5 deep."))
        self._enter(called.module_id)
        self._frames[-1].own.modules = {"Input": called.input}
        return None

    def _return(self, scene: Scene, returned: ReturnModule) -> Ended | None:
        if len(self._frames) == 1:
            return Ended("failed", "EndFlowModuleExecution outside of a module.", scene.at)
        self._frames.pop()
        frame = self._frames[-1]
        assert frame.action is not None
        frame.own.modules = {"Result": returned.result or "", "ResultData": returned.data}
        caller = self._scene(frame, frame.action)
        if returned.result is not None and caller.action.conditions:
            return self._compare(caller, returned.result)
        return self._leave(caller, Success())

    def _scene(self, frame: Frame, action: Action) -> Scene:
        at = At(frame.flow_id, action.id, action.type)
        return Scene(
            at,
            action,
            self.contact,
            frame.own,
            self._library,
            self.kind,
            self._random,
            self._tell,
        )

    def _lost(self, frame: Frame) -> Ended:
        where = At(frame.flow_id, frame.at, frame.action.type if frame.action else "")
        reason = (
            f"There is no action {frame.at!r}."
            if frame.action is None
            else f"{MOST_SILENT_ACTIONS} actions in a row, and the caller heard nothing."
        )
        self._tell(Problem(where, reason))
        return Ended("failed", reason, where)

    def _note(self, scene: Scene, branch: str, target: str | None) -> None:
        step = Step(scene.at, branch, target)
        self.steps.append(step)
        self._tell(step)
