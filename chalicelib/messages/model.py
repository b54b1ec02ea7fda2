"""One message to or from a person: what it may be, and what a reply means."""

import re
from dataclasses import dataclass, replace
from datetime import datetime

from chalicelib.patients.names import fold

PENDING, CALLING, SENT, DELIVERED, FAILED, UNCERTAIN, SKIPPED, RECEIVED = (
    "pending", "calling", "sent", "delivered", "failed", "uncertain", "skipped", "received",
)  # fmt: skip
SETTLE_SECONDS = 900


@dataclass(frozen=True)
class Call:
    """How far a message by voice has come.

    `attempt` counts the calls so far, `contact_id` is this attempt's and `earlier` those before.
    `told` says that the reminder was spoken in this attempt, `answer` what its key led to.
    `wait_until` is when the next attempt, or another look, is due; `given_up` that no attempt is
    left and the next channel waits for the end of quiet hours.
    """

    attempt: int = 0
    contact_id: str | None = None
    earlier: tuple[str, ...] = ()
    told: bool = False
    answer: str = ""
    wait_until: datetime | None = None
    given_up: bool = False


@dataclass(frozen=True)
class Message:
    """`because` says why it was sent or not; `number` is ours at the other end of a text.

    `occasion` is why it was due (booked, moved, 24h-sms) and `about_version` the version of the
    visit's schedule that it tells; `refers_to` the message in which its visit was told of together
    with others, or which a reply answers.
    """

    id: str
    kind: str
    channel: str
    direction: str
    body: str
    to: str
    status: str
    because: str
    at: datetime
    appointment_id: str | None = None
    patient_id: str | None = None
    number: str = ""
    provider_id: str | None = None
    occasion: str | None = None
    about_version: int | None = None
    refers_to: str | None = None
    call: Call | None = None
    version: int = 1


def moved(message: Message, status: str, **changes: object) -> Message:
    return replace(message, status=status, version=message.version + 1, **changes)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Outgoing:
    """What is to be sent. `id` is derived from what it tells, so that it is sent once."""

    id: str
    kind: str
    channel: str
    to: str
    body: str
    because: str
    subject: str = ""
    appointment_id: str | None = None
    patient_id: str | None = None
    occasion: str | None = None
    about_version: int | None = None
    refers_to: str | None = None


# Whole replies in the five languages, folded (no case, accents or punctuation).
_CONFIRM = frozenset(
    [
        "1",
        "yes",
        "y",
        "ok",
        "okay",
        "confirm",
        "evet",
        "e",
        "tamam",
        "onay",
        "onayliyorum",
        "да",
        "д",
        "ок",
        "хорошо",
        "подтверждаю",
        "igen",
        "i",
        "rendben",
        "megerosit",
        "是",
        "是的",
        "好",
        "好的",
        "确认",
    ]
)
_CANCEL = frozenset(
    [
        "2",
        "no",
        "n",
        "hayir",
        "h",
        "iptal",
        "нет",
        "н",
        "отмена",
        "отменить",
        "nem",
        "lemond",
        "lemondom",
        "否",
        "不",
        "不是",
        "取消",
    ]
)
# The FCC's words for revoking consent (47 CFR 64.1200(a)(10)), carriers' usual ones, local ones.
_STOP = frozenset(
    {
        "stop",
        "stopall",
        "stop all",
        "quit",
        "end",
        "revoke",
        "opt out",
        "optout",
        "cancel",
        "unsubscribe",
    }
    | {"dur", "durdur", "istemiyorum", "red", "стоп", "отписаться", "отписка", "leiratkozas"}
    | {"leiratkozom", "leallit", "退订", "停止", "td"}
)
_START = frozenset({"start", "unstop", "baslat", "старт", "elindit", "订阅", "开始"})
_SIGNS = re.compile(r"[^\w\s]|_", re.UNICODE)


def meaning(text: str) -> str | None:
    """confirm, cancel, stop or start for a reply that is nothing but such a word; else None."""
    plain = " ".join(_SIGNS.sub(" ", fold(text)).split())
    for name, words in (
        ("stop", _STOP), ("start", _START), ("confirm", _CONFIRM), ("cancel", _CANCEL)
    ):  # fmt: skip
        if plain in words:
            return name
    return None


def is_ambiguous_stop(text: str) -> bool:
    """A lone CANCEL must stop messages by law, and may mean the visit: a person should look."""
    return " ".join(_SIGNS.sub(" ", fold(text)).split()) == "cancel"
