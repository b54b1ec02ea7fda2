"""Actions that speak to the caller or listen to their keys."""

from __future__ import annotations

from typing import Any

from infra.local.telephony.flow import numbers
from infra.local.telephony.flow.answers import Failed, Interrupted, Keys, TimedOut
from infra.local.telephony.flow.bots import AskBot, BotAnswered
from infra.local.telephony.flow.branches import stores_input
from infra.local.telephony.flow.effects import AskDigits, AskKey, LoopPrompts, Say
from infra.local.telephony.flow.outcomes import Error, Outcome, Success, Value, settle
from infra.local.telephony.flow.scene import Doing, Scene
from infra.local.telephony.flow.values import PhoneFormat, Prompt, whole_number

TIMEOUT = "Timeout"
_KEY_SECONDS = 5
_BETWEEN_SECONDS = 5


def message_participant(scene: Scene) -> Doing:
    prompt = _prompt(scene.filled)
    if prompt is None:
        return Error(reason="There is nothing to say: Text, SSML, PromptId or Media is needed.")
    _mind_silence(scene, prompt)
    skip = scene.flag("SkipWhenDTMFBufferEnabled")
    answer = yield Say(scene.at, prompt, scene.contact.voice, skip)
    return settle(answer)


def get_participant_input(scene: Scene) -> Doing:
    prompt = _prompt(scene.filled) or Prompt(text="")
    if scene.contact.channel != "VOICE":
        return Error(reason="Keys are typed on calls only.")
    _mind_silence(scene, prompt)
    if stores_input(scene.action):
        return (yield from _store(scene, prompt))
    seconds = scene.number("InputTimeLimitSeconds", _KEY_SECONDS, 1, 180)
    answer = yield AskKey(scene.at, prompt, scene.contact.voice, seconds)
    if isinstance(answer, Keys):
        return Value(answer.keys)
    if isinstance(answer, TimedOut):
        return Error("InputTimeLimitExceeded", "No key was pressed in time.")
    return settle(answer)


def message_participant_iteratively(scene: Scene) -> Doing:
    listed = scene.filled.get("Messages")
    prompts = [_prompt(one) for one in listed] if isinstance(listed, list) else []
    wanted = tuple(prompt for prompt in prompts if prompt is not None)
    if not wanted:
        return Error(reason="There are no Messages to play.")
    seconds = scene.number("InterruptFrequencySeconds", 0)
    keep = scene.flag("ContinueMessagingDuringInterrupt")
    answer = yield LoopPrompts(scene.at, wanted, scene.contact.voice, seconds or None, keep)
    if isinstance(answer, Interrupted):
        return Value("MessagesInterrupted")
    return settle(answer)


def connect_participant_with_lex_bot(scene: Scene) -> Doing:
    bot = _object(scene.filled.get("LexV2Bot")).get("AliasArn")
    bot = bot or _object(scene.filled.get("LexBot")).get("Name")
    if not bot:
        return Error(reason="Neither LexV2Bot nor LexBot says which bot.")
    attributes = scene.texts("LexSessionAttributes")
    prompt = _prompt(scene.filled)
    answer = yield AskBot(scene.at, str(bot), prompt, scene.contact.voice, attributes)
    if isinstance(answer, BotAnswered):
        scene.locals.lex = {
            "IntentName": answer.intent,
            "Slots": answer.slots,
            "SessionAttributes": {**attributes, **answer.attributes},
        }
        return Value(answer.intent)
    if isinstance(answer, TimedOut):
        return Error("InputTimeLimitExceeded", "The bot heard nothing in time.")
    return settle(answer)


def _store(scene: Scene, prompt: Prompt) -> Doing:
    phone = _phone(scene.filled)
    answer = yield _question(scene, prompt, phone)
    if isinstance(answer, TimedOut):
        return _keep(scene, TIMEOUT)
    if isinstance(answer, Failed) or not isinstance(answer, Keys):
        return settle(answer)
    if phone is None:
        return _keep(scene, answer.keys)
    number = numbers.find_typed(answer.keys, phone)
    if number is None:
        return Error("InvalidPhoneNumber", "That is no telephone number.")
    return _keep(scene, number)


def _question(scene: Scene, prompt: Prompt, phone: PhoneFormat | None) -> AskDigits:
    keys = _object(scene.filled.get("DTMFConfiguration"))
    most = _object(_object(scene.filled.get("InputValidation")).get("CustomValidation"))
    return AskDigits(
        scene.at,
        prompt,
        scene.contact.voice,
        seconds=scene.number("InputTimeLimitSeconds", _KEY_SECONDS, 1, 180),
        between_seconds=_whole(keys.get("InterdigitTimeLimitSeconds"), _BETWEEN_SECONDS),
        most=20 if phone else _whole(most.get("MaximumLength"), 20),
        terminator=str(keys.get("InputTerminationSequence") or "#"),
        cancel=str(keys.get("DisableCancelKey", "")).lower() != "true",
        phone=phone,
        encrypt=bool(scene.filled.get("InputEncryption")),
    )


def _keep(scene: Scene, typed: str) -> Outcome:
    scene.locals.stored_input = typed
    return Success()


def _phone(filled: dict[str, Any]) -> PhoneFormat | None:
    wanted = _object(filled.get("InputValidation")).get("PhoneNumberValidation")
    if not isinstance(wanted, dict):
        return None
    country = wanted.get("CountryCode")
    return PhoneFormat(
        str(wanted.get("NumberFormat") or "Local"), str(country) if country else None
    )


def _mind_silence(scene: Scene, prompt: Prompt) -> None:
    """A blank says on purpose that nothing is said; nothing at all is a reference that is empty."""
    if prompt.text == "" or prompt.ssml == "":
        scene.problem("The text is empty, so the caller hears nothing.")


def _prompt(found: Any) -> Prompt | None:
    """Of several only the first counts, as Connect refuses several anyway."""
    found = _object(found)
    if found.get("Text") is not None:
        return Prompt(text=str(found["Text"]))
    if found.get("SSML") is not None:
        return Prompt(ssml=str(found["SSML"]))
    if found.get("PromptId"):
        return Prompt(prompt_id=str(found["PromptId"]))
    uri = _object(found.get("Media")).get("Uri")
    return Prompt(media_uri=str(uri)) if uri else None


def _object(found: Any) -> dict[str, Any]:
    return found if isinstance(found, dict) else {}


def _whole(found: Any, default: int) -> int:
    number = whole_number(str(found))
    return number if number and number > 0 else default
