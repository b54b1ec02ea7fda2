"""One simulated call: the caller, the clock, and the flows that run one after the other."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import Any

from infra.local.telephony.flow.answers import Answer
from infra.local.telephony.flow.contact import Agent, Contact
from infra.local.telephony.flow.document import Flow
from infra.local.telephony.flow.effects import Effect
from infra.local.telephony.flow.library import Flows
from infra.local.telephony.flow.notes import ActionStarted, Note, Problem, Step
from infra.local.telephony.flow.references import fill_text
from infra.local.telephony.flow.run import FlowRun
from infra.local.telephony.flow.values import At, Ended, Prompt
from infra.local.telephony.flow.world import Locals
from infra.local.telephony.flow.world import world as world_of
from infra.local.telephony.testcase.answering import Answering
from infra.local.telephony.testcase.case import Case
from infra.local.telephony.testcase.matching import heard_text
from infra.local.telephony.testcase.overrides import Override, Overrides
from infra.local.telephony.testcase.script import Script
from infra.local.telephony.testcase.world import World

MOST_SECONDS = 300
_LETTERS_A_SECOND = 15
# A silent prompt takes time, too: a flow that says nothing for ever ends with the test's time.
_SHORTEST_PROMPT = 0.01
_AGENT = Agent("arn:aws:connect:eu-central-1:123456789012:instance/test/agent/a", "agent", "Test")


class Call:
    """Runs until the case ends it, the call ends, or the time is over. Nothing really waits."""

    def __init__(
        self, case: Case, flows: Mapping[str, Flow], world: World, lenient: bool = False
    ) -> None:
        self.world = world
        self.seconds = 0.0
        self.keys = ""
        self.words: list[str] = []
        self.overrides = Overrides()
        self.steps: list[Step] = []
        self.problems: list[str] = []
        self.transcript: list[tuple[float, str, str]] = []
        self.ended: Ended | None = None
        self.parameters: dict[str, Any] = {}
        self.contact = Contact(
            "test-contact",
            world.instance_arn,
            case.source_number or world.customer_address,
            case.destination_number or world.system_address,
            channel=case.channel,
            initiation_method=world.initiation_method,
            attributes={**world.attributes, **case.attributes},
        )
        self.script = Script(case, self, lenient)
        self.queued_at: float | None = None
        self.disturbed_at: int | None = None
        self.hung_up = False
        self._moved = False
        self._flows = Flows(flows)
        self._random = Random(world.seed)
        self._run: FlowRun | None = None
        self._answering = Answering(self)

    @property
    def over(self) -> bool:
        """Whether anything can still happen."""
        late = self.seconds > MOST_SECONDS
        return self.hung_up or self.script.over or bool(self.script.failure) or late

    def press(self, keys: str) -> None:
        self.keys += keys
        self.transcript.append((self.seconds, "caller", keys))

    def speak(self, words: str) -> None:
        """A bot hears it, if one listens; what reads keys doesn't."""
        self.words.append(words)
        self.transcript.append((self.seconds, "caller", f"“{words}”"))

    def hang_up(self) -> None:
        self.hung_up = True
        self.transcript.append((self.seconds, "caller", "(hangs up)"))

    def override(self, override: Override) -> None:
        self.overrides.add(override)

    def look_up(self, reference: str) -> str:
        """Also before the first flow: the contact is there already."""
        if self._run is not None:
            return self._run.look_up(reference)
        return fill_text(reference, world_of(self.contact, Locals()))

    def hear(self, prompt: Prompt) -> None:
        """The prompt is played to its end; the script reacts to it."""
        text = heard_text(prompt)
        if not text.strip():
            self.seconds += _SHORTEST_PROMPT
            return
        self.transcript.append((self.seconds, "system", text))
        self.seconds += len(text) / _LETTERS_A_SECOND
        self.script.hear(prompt)

    def play(self, flow_id: str) -> None:
        """The call from its first flow to its end."""
        flow = self._flows.find(flow_id)
        kind = (flow.kind if flow else None) or "CONTACT_FLOW"
        self._set_the_scene(kind)
        self.script.begin()
        self._go(flow_id, kind)
        while self._moved and not self.over:
            self._moved = False
            self._wait_in_queue()
        if self.queued_at is not None and not self.over and self._waits():
            self._meet_agent()

    def enter_queue(self) -> None:
        """The contact is in a queue from now on; its queue flow comes next."""
        self.queued_at, self._moved = self.seconds, True

    def _set_the_scene(self, kind: str) -> None:
        """A flow that is tested alone begins where Connect would begin it."""
        if kind.endswith(("WHISPER", "HOLD", "TRANSFER")):
            self.contact.agent = _AGENT
        if kind in ("CUSTOMER_QUEUE", "QUEUE_TRANSFER"):
            self.contact.queue = next(iter(self.world.queues.values()), None)
        if kind == "CUSTOMER_QUEUE":
            self.queued_at = self.seconds

    def _wait_in_queue(self) -> None:
        flow_id = self.contact.hooks.get("CustomerQueue") or self.world.queue_flow
        self.ended = None
        if flow_id is not None:
            self._go(flow_id, "CUSTOMER_QUEUE")

    def _waits(self) -> bool:
        """In its queue still: the flow has said all, or somebody took the contact out of it."""
        return self.ended is None or self.ended.how == "ended"

    def _meet_agent(self) -> None:
        """Whisper to the agent, whisper to the caller, a conversation, and what follows it."""
        if self.world.agent_after_seconds is None or self.queued_at is None:
            self.seconds = MOST_SECONDS + 1
            return
        self.seconds = max(self.seconds, self.queued_at + self.world.agent_after_seconds)
        self.contact.agent = _AGENT
        for hook, kind in (
            ("AgentWhisper", "AGENT_WHISPER"),
            ("CustomerWhisper", "CUSTOMER_WHISPER"),
        ):
            if hook in self.contact.hooks and not self.over:
                self._go(self.contact.hooks[hook], kind)
        remaining = self.contact.hooks.get("CustomerRemaining")
        if remaining and self.world.hang_up_after_agent == "agent" and not self.over:
            self._go(remaining, "CONTACT_FLOW")

    def _go(self, flow_id: str, kind: str) -> None:
        run = FlowRun(
            self._flows,
            self.contact,
            flow_id,
            kind=kind,
            random=self._random,
            tell=self._note,
            disturb=self._disturb,
        )
        self._run, self.ended = run, None
        turn = run.begin()
        while isinstance(turn, Effect) and not self.over:
            answer = self._answer(turn)
            if answer is None or self.over:
                run.close()
                return
            turn = run.answer(answer)
        if isinstance(turn, Ended):
            self.ended = turn
        else:
            run.close()

    def _answer(self, effect: Effect) -> Answer | None:
        """None where an agent takes the contact meanwhile, or nothing will ever happen."""
        return self._answering.answer(effect)

    def taken_within(self, seconds: float | None) -> bool:
        """Whether somebody takes the contact from its queue in the next seconds."""
        after = self.world.agent_after_seconds
        if after is None or self.queued_at is None:
            return False
        return seconds is None or self.queued_at + after <= self.seconds + seconds

    def _disturb(self, at: At) -> str | None:
        fault = self.world.find_fault(at)
        if fault is not None:
            if self.disturbed_at is None:
                self.disturbed_at = len(self.transcript)
            return fault
        override = self.overrides.take(at.type, self.parameters, failing=True)
        if override is None:
            return None
        self.seconds += override.delay_seconds
        return override.error

    def _note(self, note: Note) -> None:
        if self.over:
            return
        if isinstance(note, ActionStarted):
            self.parameters = self._with_queue(note)
            self.script.start(note.at.type, self.parameters)
        elif isinstance(note, Step):
            self.steps.append(note)
        elif isinstance(note, Problem):
            where = f"{note.at.flow}/{note.at.action}: " if note.at else ""
            self.problems.append(where + note.text)

    def _with_queue(self, note: ActionStarted) -> dict[str, Any]:
        """Tests name the queue of TransferContactToQueue, which the action itself doesn't."""
        queue = self.contact.queue
        if note.at.type != "TransferContactToQueue" or queue is None:
            return note.parameters
        return {**note.parameters, "QueueId": queue.arn}
