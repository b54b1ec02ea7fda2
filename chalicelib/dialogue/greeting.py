"""The first words: which clinic, whether it is open, in which language; the standing phrases."""

from chalicelib import clock, texts
from chalicelib.calls import actions as calls
from chalicelib.clinic import opening
from chalicelib.dialogue import languages, spoken
from chalicelib.dialogue.turn import Reply, Turn
from chalicelib.lines import actions as lines

_STANDING = (
    "recording", "wrong_key", "no_input", "failed", "queue", "nobody", "voicemail",
)  # fmt: skip
_OUR_CALL = "API"
NOT_OURS = Reply("not_ours", texts.text("phone.not_ours", languages.FALLBACK))


def greet(turn: Turn) -> Reply:
    """Welcome the caller; in the clinic's language, since the caller's own would tell who it is."""
    wanted = turn.said.get("language", "")
    known = turn.talk.language or turn.profile.language
    language = wanted if wanted in languages.VOICES else known
    turn.keep(language=language if language in languages.VOICES else languages.FALLBACK)
    calls.begin(turn.ctx, turn.talk.contact_id, turn.talk.number, turn.method)
    if not turn.profile.is_open:
        say = turn.text("inactive", clinic=turn.profile.name)
        return Reply("inactive", say, _fields(turn))
    is_open = opening.is_open(turn.setup, clock.now())
    welcome = turn.text("welcome", clinic=turn.profile.name)
    return Reply("open" if is_open else "closed", welcome, _fields(turn))


def set_language(turn: Turn) -> Reply:
    offered = spoken_here(turn)
    at = int(turn.key) if turn.key in ("1", "2", "3", "4", "5") else 0
    if not 1 <= at <= len(offered):
        say = spoken.sentences([turn.text("wrong_key"), _languages(turn)])
        return Reply("wrong", say, _fields(turn))
    turn.keep(language=offered[at - 1])
    return Reply("ok", turn.text("person.noted"), _fields(turn))


def spoken_here(turn: Turn) -> list[str]:
    """The clinic's languages that the line knows; its own first."""
    wanted = dict.fromkeys((turn.profile.language, *turn.profile.languages))
    return [each for each in wanted if each in languages.VOICES] or [languages.FALLBACK]


def _fields(turn: Turn) -> dict[str, str]:
    line = lines.find_line(turn.ctx)
    offered = spoken_here(turn)
    other = turn.text("menu.language") if len(offered) > 1 else ""
    back = turn.text("menu.callback") if lines.has_agents(turn.ctx) else ""
    closed = (turn.text("closed"), turn.text("menu.closed"), back, other)
    return {
        **languages.fields(turn.language),
        "queue_id": line.queue_arn if line else "",
        "languages": str(len(offered)),
        "record": "true" if turn.profile.record_calls else "false",
        "say_menu": spoken.sentences([turn.text("menu"), other]),
        "say_closed": spoken.sentences(closed),
        "say_languages": _languages(turn),
        **{f"say_{name}": turn.text(name) for name in _STANDING},
        "say_goodbye": turn.text("goodbye.called" if turn.method == _OUR_CALL else "goodbye"),
    }


def _languages(turn: Turn) -> str:
    """Each language offers itself in its own words."""
    said = enumerate(spoken_here(turn), 1)
    return spoken.sentences(
        texts.text("phone.language", each, key=spoken.key(at, each)) for at, each in said
    )
