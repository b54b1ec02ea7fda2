"""What a caller hears and presses: prompts, questions and the music of a queue."""

from __future__ import annotations

from collections.abc import Callable

from infra.local.telephony.core import sessions, transcript
from infra.local.telephony.core.clockwork import Timer
from infra.local.telephony.core.contact import Contact
from infra.local.telephony.core.floor import Floor
from infra.local.telephony.core.sessions import Session
from infra.local.telephony.flow.answers import Done, Interrupted
from infra.local.telephony.flow.contact import Voice
from infra.local.telephony.flow.effects import AskDigits, AskKey, LoopPrompts, Say
from infra.local.telephony.flow.keypad import Keypad
from infra.local.telephony.flow.values import Prompt

_MOST_TYPED_AHEAD = 20
# A flow in a circle takes some time, so that the others on the exchange have theirs.
_SHORTEST_WORD, _SHORTEST_ROUND = 0.01, 1.0


def press(floor: Floor, contact: Contact, keys: str) -> None:
    """Each key goes to the question that is open then, or waits for the next one."""
    call = floor.call_of(contact)
    transcript.line(floor, contact, transcript.CALLER, _shown(floor, contact, keys), keys=True)
    for key in keys:
        session = sessions.running(floor, call.contact)
        if session and session.asking:
            session.asking.press(key)
        elif session:
            ahead = floor.keys.get(call.id, "") + key
            floor.keys[call.id] = ahead[-_MOST_TYPED_AHEAD:]


def _shown(floor: Floor, contact: Contact, keys: str) -> str:
    """Input that a flow encrypts is shown to nobody."""
    session = sessions.running(floor, contact)
    secret = session is not None and session.asking is not None and session.asking.secret
    return "•" * len(keys) if secret else keys


def _speak(session: Session, prompt: Prompt, voice: Voice) -> float:
    """Writes the prompt down; how many seconds it takes."""
    text = transcript.text_of(prompt)
    if not text:
        return 0.0
    language = voice.language or session.facts.language_code
    aside = session.floor.is_aside(session.contact)
    # What a consultation says is heard by the agent who made it.
    who = {"hears": "agent"} if aside or session.hears == "agent" else {}
    transcript.line(
        session.floor,
        session.contact,
        transcript.SYSTEM,
        text,
        language=language,
        voice=voice.name,
        **who,
    )
    return transcript.spoken_seconds(session.floor, prompt)


def say(session: Session, effect: Say) -> None:
    ahead = session.floor.keys.get(session.contact.call_id)
    if effect.skip_when_keys_wait and ahead:
        session.answer(Done())
        return
    seconds = _speak(session, effect.prompt, effect.voice)
    session.after(max(seconds, _SHORTEST_WORD), lambda: session.answer(Done()))


class Question:
    """What is being asked, until a key or the time answers it."""

    def __init__(self, session: Session, effect: AskKey | AskDigits, spoken: float) -> None:
        self._session = session
        self._keypad = Keypad(effect)
        self.secret = isinstance(effect, AskDigits) and effect.encrypt
        self._timer: Timer = session.after(spoken + self._keypad.seconds, self._expire)

    def press(self, key: str) -> None:
        self._timer.cancel()
        answer = self._keypad.press(key)
        if answer:
            self._session.answer(answer)
        else:
            self._timer = self._session.after(self._keypad.seconds, self._expire)

    def _expire(self) -> None:
        self._session.answer(self._keypad.expire())


def ask(session: Session, effect: AskKey | AskDigits) -> None:
    session.asking = Question(session, effect, _speak(session, effect.prompt, effect.voice))
    _type_ahead(session)


def _type_ahead(session: Session) -> None:
    """Keys that were pressed before the question answer it."""
    keys, call_id = session.floor.keys, session.contact.call_id
    while session.asking and keys.get(call_id):
        key, keys[call_id] = keys[call_id][0], keys[call_id][1:]
        session.asking.press(key)


def loop(session: Session, effect: LoopPrompts) -> None:
    """Written down once; they go on until the interrupt, or until somebody takes the contact."""
    for each in effect.prompts:
        _speak(session, each, effect.voice)
    if effect.interrupt_seconds is not None:
        session.after(
            max(effect.interrupt_seconds, _SHORTEST_ROUND), lambda: session.answer(Interrupted())
        )


DEEDS: dict[type, Callable[..., None]] = {
    Say: say,
    AskKey: ask,
    AskDigits: ask,
    LoopPrompts: loop,
}
