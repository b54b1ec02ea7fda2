"""A conversation by keypad: what was offered, chosen and proven; pure rules, no clock."""

import hashlib
import hmac
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

MAX_TRIES = 3  # of one kind in one call
CODE_SECONDS = 600
RESEND_SECONDS = 30
MAX_SENT = 3  # codes of one call, whatever the number
SAME_QUESTION_SECONDS = 60  # within which a listing that is asked again is the same one
_MOST_OFFERS = 60
RIGHT, WRONG, LOCKED = "ok", "wrong", "locked"
_NUMBER = re.compile(r"\+[1-9][0-9]{6,14}")
_DAY_AND_MONTH = re.compile(r"(0[1-9]|[12][0-9]|3[01])(0[1-9]|1[0-2])")
Option = dict[str, str]


@dataclass(frozen=True)
class Offer:
    """What the caller was read, so that a key always means the same.

    `asked` says what made it, `about` what it is of (a visit that is moved); `options` are in the
    order of their keys; `goes_on` is where the next offer begins, empty at the end.
    """

    id: str
    kind: str
    asked: str
    at: int
    options: tuple[Option, ...] = ()
    goes_on: str = ""
    about: str = ""

    def chosen(self, key: str) -> Option | None:
        """The option behind a key 1-7."""
        at = int(key) - 1 if key in "1234567" and len(key) == 1 else -1
        return self.options[at] if 0 <= at < len(self.options) else None


@dataclass(frozen=True)
class Code:
    """A code that was texted to a number; kept as a digest with the conversation's id."""

    digest: str
    number: str
    expires: int
    sent_at: int


@dataclass(frozen=True)
class Conversation:
    """One call, from its first contact to its last.

    `number` is the caller's as the network told it, or what a caller keyed in whose number was
    withheld. `proof` is code (everybody on the number may be heard), birth (only `people`) or
    empty; `visits` were read to the called person by a reminder. `tries` and `codes` say what
    birthdays and codes that were keyed in came to, `sent` counts codes; `done` are visits by the
    offer that booked or moved them.
    """

    contact_id: str
    language: str = ""
    number: str = ""
    withheld: bool = False
    proof: str = ""
    people: tuple[str, ...] = ()
    visits: tuple[str, ...] = ()
    person_id: str = ""
    service_id: str = ""
    practitioner_id: str = ""
    tries: Mapping[str, str] = field(default_factory=dict)
    codes: Mapping[str, str] = field(default_factory=dict)
    code: Code | None = None
    sent: int = 0
    offers: Mapping[str, Offer] = field(default_factory=dict)
    done: Mapping[str, str] = field(default_factory=dict)
    version: int = 0

    @property
    def trusted(self) -> bool:
        """Whether there is a number at which this caller may be reached."""
        return bool(self.number) and (not self.withheld or self.proof == "code")

    def same_question(self, asked: str, now: int) -> Offer | None:
        """The offer that was made for the same question just now."""
        same = [o for o in self.offers.values() if o.asked == asked]
        return same[-1] if same and now - same[-1].at < SAME_QUESTION_SECONDS else None


def with_offer(talk: Conversation, offer: Offer) -> Conversation:
    kept = [*talk.offers.values(), offer][-_MOST_OFFERS:]
    return replace(talk, offers={each.id: each for each in kept})


def with_number(talk: Conversation, number: str) -> Conversation:
    """Another number: whatever was proven for the one before is worth nothing; what was tried in
    vain still counts."""
    if talk.number == number:
        return talk
    return replace(
        talk,
        number=number,
        proof="",
        people=(),
        person_id="",
        code=None,
        tries=failed(talk.tries),
        codes=failed(talk.codes),
    )


def failed(tries: Mapping[str, str]) -> dict[str, str]:
    """Those that were not right."""
    return {typed: outcome for typed, outcome in tries.items() if outcome != RIGHT}


def is_locked(tries: Mapping[str, str]) -> bool:
    """Whether this call has had its tries, or its number has."""
    wrong = failed(tries)
    return LOCKED in wrong.values() or len(wrong) >= MAX_TRIES


def with_code(talk: Conversation, code: str, now: int) -> Conversation:
    fresh = Code(code_digest(talk, code), talk.number, now + CODE_SECONDS, now)
    return replace(talk, code=fresh, sent=talk.sent + 1)


def is_code(talk: Conversation, typed: str, now: int) -> bool:
    """Whether it is the code that was sent to this conversation's number and still counts."""
    known = talk.code
    if known is None or known.number != talk.number or now >= known.expires:
        return False
    return hmac.compare_digest(known.digest, code_digest(talk, typed))


def code_digest(talk: Conversation, code: str) -> str:
    return hashlib.sha256(f"{talk.contact_id} {talk.number} {code}".encode()).hexdigest()


def caller_number(address: str | None) -> str:
    """The number as the network told it; nothing where it was withheld or is no number."""
    return address if address and _NUMBER.fullmatch(address) else ""


def day_and_month(digits: str) -> tuple[int, int] | None:
    """DDMM as day and month; None for anything else."""
    if not _DAY_AND_MONTH.fullmatch(digits):
        return None
    return int(digits[:2]), int(digits[2:])
