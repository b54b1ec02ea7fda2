"""A clinic's telephone in simulated time: our own flows, the real function, a real table."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from random import Random
from typing import Any

from chalicelib.clinic.model import Practitioner, Service
from chalicelib.context import Context
from chalicelib.lines import store as lines
from chalicelib.lines.model import Agent, Instance, Line
from chalicelib.table import keys
from chalicelib.tenants import store as tenants
from functions.connect import answer_call
from infra import callflows
from infra.local.telephony.core import sessions
from infra.local.telephony.core.desktop import Desktop
from infra.local.telephony.core.exchange import Exchange, simulated
from infra.local.telephony.core.floor import Settings
from infra.local.telephony.core.outside import Collected

DIALLED, CALLER = "+14045550100", "+447700900123"
FUNCTION = "arn:aws:lambda:eu-central-1:000000000000:function:answer"
_KINDS = {"flow": "contact-flow", "module": "flow-module", "queue": "queue"}
_PATIENCE = 300  # seconds
Json = dict[str, Any]


@dataclass
class Telephone:
    """`made` is the clinic; calls come to DIALLED. `invoked` are the steps that flows asked.

    With `chance` the function fails now and then, and is invoked a second time now and then, which
    has to give the same answer.
    """

    made: tuple[Context, Practitioner, Service]
    seed: int = 1
    start: float = 0.0
    settings: Settings = field(
        default_factory=lambda: Settings(concurrent_calls=100, bucket="recordings")
    )
    invoked: list[Json] = field(default_factory=list)
    chance: Random | None = None
    after_second: Callable[[], None] = lambda: None
    exchange: Exchange = field(init=False)
    told: Collected = field(init=False)

    def __post_init__(self) -> None:
        self.exchange, self.told = simulated(self._invoke, self.seed, self.start, self.settings)
        self.directory = self.exchange.floor.directory
        for name in callflows.names():
            self._deploy(name)
        self.directory.add("queue", Id=_key("queue.fallback"), Name="fallback", Status="ENABLED")
        self.number_id = self._number()
        self.queue = self.directory.add(
            "queue", Name="clinic", Status="ENABLED",
            OutboundCallerConfig={"OutboundCallerIdNumberId": self.number_id},
        )  # fmt: skip
        self.profile = self._profile()
        self._open_line()

    @property
    def ctx(self) -> Context:
        return self.made[0]

    def now(self) -> datetime:
        return datetime.fromtimestamp(self.exchange.floor.time.now(), UTC)

    def ring(self, caller: str | None = CALLER) -> str:
        return self.exchange.ring(caller, DIALLED)

    def press(self, contact_id: str, keys_: str) -> None:
        self.exchange.press(contact_id, keys_)

    def advance(self, seconds: float) -> None:
        self.exchange.advance(seconds)
        self.after_second()

    def dial(self, *typed: str, caller: str | None = CALLER) -> "Talk":
        """Ring, and press one after the other, each when something is asked."""
        talk = Talk(self, self.ring(caller))
        for each in typed:
            talk.press(each)
        return talk

    def agent(self, username: str, status: str = "Available") -> Desktop:
        """Somebody of the clinic's at the telephone, as opening the desk makes them."""
        user = {
            "Username": username,
            "RoutingProfileId": self.profile["Id"],
            "PhoneConfig": {"AutoAccept": False, "AfterContactWorkTimeLimit": 0},
            "IdentityInfo": {"FirstName": username.title(), "LastName": "Example"},
        }
        made = self.directory.add("agent", **user)
        lines.put_agent(self.ctx, Agent(username, made["Id"], username))
        desktop = self.exchange.agent(username)
        desktop.set_status(status)
        return desktop

    def flow_id(self, name: str) -> str:
        return _key(f"flow.{name}")

    def _invoke(self, arn: str, event: Json) -> Json:
        assert arn == FUNCTION
        self.invoked.append(event["Details"]["Parameters"])
        if self.chance and self.chance.random() < 0.01:
            raise RuntimeError("the function is out of order")
        answer: Json = answer_call.handler(event, None)
        if self.chance and self.chance.random() < 0.05:
            assert answer_call.handler(event, None) == answer
        return answer

    def _deploy(self, name: str) -> None:
        flow = callflows.compiled(name, self._deployed)
        kind = "module" if flow["Metadata"]["type"] == "MODULE" else "flow"
        kept = {
            "Id": _key(f"{kind}.{name}"),
            "Name": name,
            "Type": callflows.TYPES[flow["Metadata"]["type"]],
            "Content": callflows.text(flow),
        }
        self.directory.add(_KINDS[kind], **kept)

    def _deployed(self, placeholder: str) -> str:
        if placeholder == "AnswerCallFunction":
            return FUNCTION
        kind = _KINDS[placeholder.partition(".")[0]]
        return self.directory.instance.arn_of(kind, _key(placeholder))

    def _number(self) -> str:
        entry = _key("flow.entry")
        made = self.directory.add("phone-number", PhoneNumber=DIALLED, ContactFlowId=entry)
        return str(made["Id"])

    def _profile(self) -> Json:
        reference = {"QueueId": self.queue["Id"], "Channel": "VOICE"}
        configs = [{"QueueReference": reference, "Priority": 1, "Delay": 0}]
        return self.directory.add(
            "routing-profile", Name="clinic", QueueConfigs=configs,
            DefaultOutboundQueueId=self.queue["Id"],
        )  # fmt: skip

    def _open_line(self) -> None:
        """What opening a line at Connect leaves in the table."""
        arns = (self.queue["Id"], self.queue["Arn"], self.profile["Id"])
        instance = Instance(self.directory.instance.arn)
        lines.put(self.ctx, Line(DIALLED, instance, *arns))
        tenants.point(keys.platform_number(DIALLED), self.ctx.tenant_id)


@dataclass
class Talk:
    """One call and what is heard in it."""

    telephone: Telephone
    id: str

    def press(self, typed: str) -> "Talk":
        """Wait until something is asked, then press."""
        self.listen()
        self.telephone.press(self.id, typed)
        return self

    def listen(self) -> "Talk":
        """Until a question is open (its text may still be spoken), or the call is over."""
        for _ in range(_PATIENCE):
            if self.asked or not self.live:
                break
            self.telephone.advance(1)
        return self

    def key(self, typed: str) -> None:
        """Press at once; who is gone presses nothing."""
        if self.live:
            self.telephone.press(self.id, typed)

    def hang_up(self) -> None:
        self.telephone.exchange.hang_up(self.id)

    def wait(self, seconds: float) -> "Talk":
        self.telephone.advance(seconds)
        return self

    @property
    def asked(self) -> bool:
        floor = self.telephone.exchange.floor
        session = sessions.running(floor, self.telephone.exchange.call(self.id).contact)
        return session is not None and session.asking is not None

    @property
    def rated(self) -> bool:
        """The operator is gone, and the question after the call is asked."""
        return self.telephone.exchange.call(self.id).contact.method == "DISCONNECT"

    @property
    def heard(self) -> list[str]:
        lines = self.telephone.exchange.call(self.id).transcript
        return [line["text"] for line in lines if line["who"] == "system"]

    @property
    def last(self) -> str:
        return self.heard[-1]

    @property
    def flows(self) -> list[str]:
        """The flows that the call came through, in order."""
        names = [self._name(step["flow"]) for step in self._steps]
        return [name for n, name in enumerate(names) if n == 0 or names[n - 1] != name]

    @property
    def problems(self) -> list[str]:
        return [step["problem"] for step in self._steps if "problem" in step]

    @property
    def live(self) -> bool:
        return self.telephone.exchange.call(self.id).live

    @property
    def _steps(self) -> list[Json]:
        return self.telephone.exchange.call(self.id).steps

    def _name(self, flow_id: str) -> str:
        found = self.telephone.directory.find("contact-flow", flow_id) or {}
        return str(found.get("Name", flow_id))


def _key(placeholder: str) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_URL, placeholder))
