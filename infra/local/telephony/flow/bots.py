"""Talking with a bot: what a flow asks of one, and what it hears of the talk afterwards."""

from __future__ import annotations

from dataclasses import dataclass, field

from infra.local.telephony.flow.answers import Answer
from infra.local.telephony.flow.contact import Voice
from infra.local.telephony.flow.effects import Effect
from infra.local.telephony.flow.values import Prompt


@dataclass(frozen=True)
class AskBot(Effect):
    """Let the caller talk with the bot (a Lex V2 alias's ARN, or a V1 bot's name).

    Answers: BotAnswered, TimedOut. Where there are no bots, Failed.
    """

    bot: str
    prompt: Prompt | None
    voice: Voice
    attributes: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class BotAnswered(Answer):
    """The talk is over: the flow branches on the intent, and reads the rest as `$.Lex`."""

    intent: str
    slots: dict[str, str] = field(default_factory=dict)
    attributes: dict[str, str] = field(default_factory=dict)
