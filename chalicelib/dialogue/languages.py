"""The languages of the line: what Connect calls each, and whose voice speaks it.

Voices are Amazon Polly's. Polly has none for Hungarian (its list of languages knows no hu-HU), so
that the table names the default voice there, which reads Hungarian as if it were English: on AWS a
clinic offers Hungarian by phone only with recorded prompts, or not at all. The local handset speaks
by `code` with whatever voice the browser has, which is why Hungarian can be heard there.
"""

from dataclasses import dataclass

FALLBACK = "en"


@dataclass(frozen=True)
class Voice:
    """`code` is Connect's language code; `native` says whether the voice speaks the language."""

    code: str
    name: str
    engine: str
    native: bool = True


VOICES = {
    "en": Voice("en-US", "Joanna", "Neural"),
    "tr": Voice("tr-TR", "Burcu", "Neural"),
    "ru": Voice("ru-RU", "Tatyana", "Standard"),
    "hu": Voice("hu-HU", "Joanna", "Neural", native=False),
    "zh": Voice("zh-CN", "Zhiyu", "Neural"),
}


def fields(language: str) -> dict[str, str]:
    """What a flow needs to go on in the language."""
    voice = VOICES.get(language, VOICES[FALLBACK])
    return {
        "language": language if language in VOICES else FALLBACK,
        "language_code": voice.code,
        "voice": voice.name,
        "voice_engine": voice.engine,
    }
