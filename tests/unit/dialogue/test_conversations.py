"""What a conversation may take for proven, and what a key or a number is."""

from dataclasses import replace

import pytest

from chalicelib.dialogue import model
from chalicelib.dialogue.model import Conversation, Offer

NOW = 1_800_000_000
TALK = Conversation("contact", number="+12025550100")


def test_code_counts_for_its_number_call_and_time_alone() -> None:
    sent = model.with_code(TALK, "123456", NOW)

    assert model.is_code(sent, "123456", NOW + model.CODE_SECONDS - 1)
    assert not model.is_code(sent, "123457", NOW)
    assert not model.is_code(sent, "123456", NOW + model.CODE_SECONDS)
    assert not model.is_code(replace(sent, number="+12025550101"), "123456", NOW)
    assert not model.is_code(replace(sent, contact_id="other"), "123456", NOW)
    assert "123456" not in repr(sent)


def test_another_number_keeps_nothing_that_was_proven() -> None:
    proven = replace(
        TALK,
        proof="code",
        people=("a",),
        person_id="a",
        tries={"0503": "ok", "0101": "wrong"},
        codes={"x": "ok"},
    )

    changed = model.with_number(proven, "+12025550101")

    assert (changed.proof, changed.people, changed.person_id) == ("", (), "")
    assert (changed.tries, changed.codes) == ({"0101": "wrong"}, {})
    assert model.with_number(proven, proven.number) == proven


def test_third_wrong_try_locks_and_a_locked_number_at_once() -> None:
    assert not model.is_locked({"a": "wrong", "b": "wrong", "c": "ok"})
    assert model.is_locked({"a": "wrong", "b": "wrong", "c": "wrong"})
    assert model.is_locked({"a": "locked"})


def test_withheld_number_is_trusted_after_a_code_only() -> None:
    withheld = replace(TALK, withheld=True)

    assert not withheld.trusted
    assert not replace(withheld, proof="birth").trusted
    assert replace(withheld, proof="code").trusted
    assert TALK.trusted
    assert not Conversation("contact").trusted


@pytest.mark.parametrize(
    ("address", "number"),
    [
        ("+12025550100", "+12025550100"), (None, ""), ("", ""), ("anonymous", ""), ("+0123456", ""),
        ("12025550100", ""), ("+1202555010012345", ""), ("+1202555\n0100", ""), ("sip:a@b.c", ""),
    ],
)  # fmt: skip
def test_number_is_what_the_network_shows(address: str | None, number: str) -> None:
    assert model.caller_number(address) == number


@pytest.mark.parametrize(
    ("digits", "born"),
    [
        ("0503", (5, 3)), ("2902", (29, 2)), ("3112", (31, 12)), ("0000", None), ("3213", None),
        ("503", None), ("05033", None), ("0503\n", None), ("٠٥٠٣", None), ("", None),
    ],
)  # fmt: skip
def test_day_and_month_are_four_digits(digits: str, born: tuple[int, int] | None) -> None:
    assert model.day_and_month(digits) == born


@pytest.mark.parametrize("key", ["", "0", "3", "9", "*", "#", "12", "x", "１"])
def test_key_beyond_the_offer_chooses_nothing(key: str) -> None:
    offer = Offer("id", "times", "asked", NOW, ({"id": "a"}, {"id": "b"}))

    assert offer.chosen(key) is None
    assert offer.chosen("2") == {"id": "b"}


def test_same_question_within_a_minute_is_the_same_offer() -> None:
    offer = Offer("id", "times", "asked", NOW)
    talk = model.with_offer(TALK, offer)

    assert talk.same_question("asked", NOW + 59) == offer
    assert talk.same_question("asked", NOW + 60) is None
    assert talk.same_question("other", NOW) is None


def test_oldest_offers_are_forgotten() -> None:
    talk = TALK
    for n in range(100):
        talk = model.with_offer(talk, Offer(str(n), "times", str(n), NOW))

    assert len(talk.offers) == 60
    assert "99" in talk.offers and "0" not in talk.offers
