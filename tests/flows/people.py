"""What callers of the scripted day do: each is a generator that says what it waits for next.

`ASKED` waits for a question, a number waits so many seconds; when the call is over a script ends.
"""

from collections.abc import Callable, Iterator
from random import Random

from tests.flows.line import Talk

ASKED = "asked"
Script = Iterator[str | float]
Behaviour = Callable[[Talk, Random, str], Script]


def book(talk: Talk, chance: Random, born: str) -> Script:
    """Books one of the times that are read out, sometimes after hearing more."""
    for keys in ("1", chance.choice([born, "#"])):
        yield ASKED
        talk.key(keys)
    while chance.random() < 0.2:
        yield ASKED
        talk.key("9")
    yield ASKED
    talk.key(chance.choice("123"))
    yield ASKED
    yield chance.uniform(0, 4)


def own_visit(key: str) -> Behaviour:
    """Proves who they are and confirms, moves or cancels, the last by the same key twice."""

    def script(talk: Talk, chance: Random, born: str) -> Script:
        then = {"2": chance.choice("123"), "3": "3"}.get(key, "")
        for keys in ("2", born, key, *then):
            yield ASKED
            talk.key(keys)
        yield ASKED

    return script


def hang_up_midway(talk: Talk, chance: Random, born: str) -> Script:
    for keys in ("1", born, "1", "2")[: chance.randrange(4)]:
        yield ASKED
        talk.key(keys)
    yield chance.uniform(0, 20)


def press_wrong_keys(talk: Talk, chance: Random, born: str) -> Script:
    """Until an operator takes over; then waits for them."""
    for _ in range(12):
        yield ASKED
        talk.key(chance.choice("5678#"))
    yield 400.0


def wait(talk: Talk, chance: Random, born: str) -> Script:
    """For an operator, and answers the question afterwards, or doesn't."""
    yield ASKED
    talk.key("0")
    while not talk.rated:
        yield 5.0
    yield ASKED
    if chance.random() < 0.5:
        talk.key(chance.choice("12345"))
        yield 10.0


def abandon(talk: Talk, chance: Random, born: str) -> Script:
    yield ASKED
    talk.key("0")
    yield chance.uniform(5, 90)


def be_called_back(talk: Talk, chance: Random, born: str) -> Script:
    """In the queue, the offer is taken at once."""
    yield ASKED
    talk.key("0")
    yield ASKED
    talk.key("1")
    yield 30.0


BEHAVIOURS: tuple[tuple[Behaviour, int], ...] = (
    (book, 50), (own_visit("1"), 20), (own_visit("2"), 15), (own_visit("3"), 10),
    (hang_up_midway, 25), (press_wrong_keys, 15), (wait, 35), (abandon, 20), (be_called_back, 10),
)  # fmt: skip
