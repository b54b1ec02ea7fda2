"""Days, times, money, minutes and numbers as each of the five languages says them."""

import re
from datetime import UTC, datetime
from itertools import product
from zoneinfo import ZoneInfo

import pytest

from chalicelib import texts
from chalicelib.clinic.model import WEEKDAYS
from chalicelib.dialogue import spoken
from chalicelib.dialogue.clocks import CLOCKS, plural
from chalicelib.dialogue.languages import VOICES

_HALF_PAST_NINE = datetime(2026, 3, 23, 9, 30)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Monday the 23rd of March at 9 30 a.m."),
        ("tr", "23 Mart Pazartesi günü saat 9 30'da"),
        ("ru", "в понедельник, 23-го марта, в 9 часов 30 минут"),
        ("hu", "március 23-án, hétfőn 9 óra 30 perckor"),
        ("zh", "3月23日星期一上午9点30分"),
    ],
)
def test_moment_is_said_as_the_language_says_it(language: str, said: str) -> None:
    assert spoken.moment(_HALF_PAST_NINE, language) == said


@pytest.mark.parametrize(
    ("language", "midnight", "noon"),
    [
        ("en", "Tuesday the 24th of March at midnight", "Tuesday the 24th of March at 12 noon"),
        ("tr", "24 Mart Salı günü gece yarısında", "24 Mart Salı günü saat 12'de"),
        ("ru", "во вторник, 24-го марта, в полночь", "во вторник, 24-го марта, в полдень"),
        ("hu", "március 24-én, kedden éjfélkor", "március 24-én, kedden délben"),
        ("zh", "3月24日星期二凌晨零点", "3月24日星期二中午12点"),
    ],
)
def test_midnight_and_noon_have_their_own_words(language: str, midnight: str, noon: str) -> None:
    assert spoken.moment(datetime(2026, 3, 24), language) == midnight
    assert spoken.moment(datetime(2026, 3, 24, 12), language) == noon


@pytest.mark.parametrize(
    ("language", "before", "after"),
    [
        ("en", "at 1 30 a.m.", "at 3 30 a.m."),
        ("tr", "saat 1 30'da", "saat 3 30'da"),
        ("ru", "в 1 час 30 минут", "в 3 часа 30 минут"),
        ("hu", "1 óra 30 perckor", "3 óra 30 perckor"),
        ("zh", "凌晨1点30分", "凌晨3点30分"),
    ],
)
def test_night_of_summer_time_says_the_wall_clock(language: str, before: str, after: str) -> None:
    """An hour apart in Budapest on the 29th of March, where two o'clock doesn't exist."""
    zone = ZoneInfo("Europe/Budapest")
    first = datetime(2026, 3, 29, 0, 30, tzinfo=UTC).astimezone(zone)
    second = datetime(2026, 3, 29, 1, 30, tzinfo=UTC).astimezone(zone)

    assert spoken.moment(first, language).endswith(before)
    assert spoken.moment(second, language).endswith(after)


@pytest.mark.parametrize(
    ("clock", "said"),
    [
        ((9, 0), "saat 9'da"), ((10, 0), "saat 10'da"), ((13, 0), "saat 13'te"),
        ((14, 0), "saat 14'te"), ((16, 0), "saat 16'da"), ((20, 0), "saat 20'de"),
        ((8, 5), "saat 8 sıfır 5'te"), ((8, 10), "saat 8 10'da"), ((8, 15), "saat 8 15'te"),
        ((8, 20), "saat 8 20'de"), ((8, 40), "saat 8 40'ta"), ((8, 50), "saat 8 50'de"),
        ((0, 15), "saat 0 15'te"), ((23, 59), "saat 23 59'da"),
    ],
)  # fmt: skip
def test_turkish_ending_follows_the_last_word(clock: tuple[int, int], said: str) -> None:
    assert CLOCKS["tr"].at(*clock) == said


def test_turkish_ending_harmonises_with_every_number() -> None:
    """Front vowels take e, back ones a; voiceless consonants take t."""
    ones = ("sıfır", "bir", "iki", "üç", "dört", "beş", "altı", "yedi", "sekiz", "dokuz")
    tens = ("", "on", "yirmi", "otuz", "kırk", "elli")

    for number in range(1, 60):
        word = ones[number % 10] if number % 10 else tens[number // 10]
        vowel = next(letter for letter in reversed(word) if letter in "aeıioöuü")
        ending = ("t" if word[-1] in "çfhkpsşt" else "d") + ("e" if vowel in "eiöü" else "a")
        assert CLOCKS["tr"].at(8, number).endswith(f"'{ending}")


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (1, "1-jén"), (2, "2-án"), (3, "3-án"), (4, "4-én"), (5, "5-én"), (6, "6-án"), (8, "8-án"),
        (10, "10-én"), (11, "11-én"), (20, "20-án"), (21, "21-én"), (12, "12-én"), (22, "22-én"),
        (30, "30-án"), (31, "31-én"),
    ],
)  # fmt: skip
def test_hungarian_day_has_its_ending(day: int, said: str) -> None:
    assert CLOCKS["hu"].day(datetime(2026, 1, day)) == said


@pytest.mark.parametrize(
    ("clock", "said"),
    [
        ((1, 0), "в 1 час"), ((2, 0), "в 2 часа"), ((5, 0), "в 5 часов"), ((11, 0), "в 11 часов"),
        ((21, 0), "в 21 час"), ((22, 1), "в 22 часа 1 минуту"), ((9, 21), "в 9 часов 21 минуту"),
        ((9, 45), "в 9 часов 45 минут"), ((9, 12), "в 9 часов 12 минут"),
    ],
)  # fmt: skip
def test_russian_hours_agree_with_their_number(clock: tuple[int, int], said: str) -> None:
    assert CLOCKS["ru"].at(*clock) == said


@pytest.mark.parametrize(
    ("clock", "said"),
    [
        ((13, 0), "1 p.m."), ((0, 30), "12 30 a.m."), ((12, 5), "12 oh 5 p.m."), ((9, 0), "9 a.m."),
    ],
)  # fmt: skip
def test_english_times_are_those_of_half_a_day(clock: tuple[int, int], said: str) -> None:
    assert CLOCKS["en"].at(*clock) == said


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "1200 liras 50 kuruş"), ("tr", "1200 lira 50 kuruş"), ("ru", "1200 лир 50 курушей"),
        ("hu", "1200 líra 50 kurus"), ("zh", "1200里拉50库鲁什"),
    ],
)  # fmt: skip
def test_money_is_said_in_words(language: str, said: str) -> None:
    assert spoken.money(120050, "TRY", language) == said


@pytest.mark.parametrize(
    ("amount", "currency", "language", "said"),
    [
        (6500, "GBP", "en", "65 pounds"), (100, "GBP", "en", "1 pound"),
        (0, "EUR", "en", "0 euros"),
        (99, "GBP", "en", "99 pence"), (100, "RUB", "ru", "1 рубль"), (300, "RUB", "ru", "3 рубля"),
        (1500000, "HUF", "hu", "15000 forint"), (30000, "CNY", "zh", "300元"),
        (500, "JPY", "en", "500 J P Y"), (1500, "KWD", "en", "1.500 K W D"),
    ],
)  # fmt: skip
def test_money_agrees_with_its_number(amount: int, currency: str, language: str, said: str) -> None:
    assert spoken.money(amount, currency, language) == said


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "plus 9 0, 5 5 5, 1 1 1, 0 1, 0 0"), ("tr", "artı 9 0, 5 5 5, 1 1 1, 0 1, 0 0"),
        ("ru", "плюс 9 0, 5 5 5, 1 1 1, 0 1, 0 0"), ("hu", "plusz 9 0, 5 5 5, 1 1 1, 0 1, 0 0"),
        ("zh", "加 9 0, 5 5 5, 1 1 1, 0 1, 0 0"),
    ],
)  # fmt: skip
def test_number_is_said_digit_by_digit(language: str, said: str) -> None:
    assert spoken.digits("+905551110100", language) == said


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "en",
            "Open from Monday to Friday, from 9 a.m. to 5 30 p.m. "
            "Open on Saturday, from 10 a.m. to midnight.",
        ),
        (
            "tr",
            "Açığız: pazartesiden cumaya kadar, saat 9 ile 17 30 arasında. "
            "Açığız: cumartesi günü, saat 10 ile 24 arasında.",
        ),
        (
            "ru",
            "Мы открыты с понедельника по пятницу, с 9 часов до 17 часов 30 минут. "
            "Мы открыты в субботу, с 10 часов до полуночи.",
        ),
        (
            "hu",
            "Nyitva hétfőtől péntekig, 9 órától 17 óra 30 percig. "
            "Nyitva szombaton, 10 órától éjfélig.",
        ),
        (
            "zh",
            "营业时间:从星期一到星期五,上午9点到下午5点30分。 营业时间:星期六,上午10点到午夜。",
        ),
    ],
)
def test_opening_hours_join_days_that_are_alike(language: str, said: str) -> None:
    week = {day: [["09:00", "17:30"]] for day in WEEKDAYS[:5]}

    told = spoken.hours({**week, "sat": [["10:00", "24:00"]], "sun": []}, language)

    assert told.replace("..", ".") == said


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "5 minutes"), ("tr", "5 dakika"), ("ru", "5 минут"), ("hu", "5 perc"), ("zh", "5分钟")],
)
def test_minutes_agree_with_their_number(language: str, said: str) -> None:
    assert spoken.minutes(5, language) == said
    assert spoken.minutes(1, "en") == "1 minute"
    assert [plural(n, "ru") for n in (1, 2, 5, 11, 12, 21, 22, 111)] == [0, 1, 2, 2, 2, 0, 1, 2]


@pytest.mark.parametrize("language", VOICES)
def test_every_minute_of_every_day_can_be_said(language: str) -> None:
    said = {
        spoken.moment(datetime(2026, month, day, hour, minute), language)
        for month, day, hour, minute in product((1, 8, 12), range(1, 29), range(24), (0, 1, 5, 59))
    }

    assert len(said) == 3 * 28 * 24 * 4


def test_every_word_list_is_complete() -> None:
    for language, end in product(VOICES, ("", ".on", ".since", ".until")):
        assert len(texts.text(f"phone.weekdays{end}", language).split(",")) == 7


def test_language_without_a_voice_says_so() -> None:
    assert [name for name, voice in VOICES.items() if not voice.native] == ["hu"]


def test_number_of_the_clinic_s_own_country_is_said_as_people_there_say_it() -> None:
    assert spoken.digits("+442079460018", "en", "GB") == "0 2 0, 7 9 4 6, 0 0 1 8"
    assert spoken.digits("+447700900162", "en", "GB") == "0 7 7 0 0, 9 0 0 1 6 2"
    assert spoken.digits("+442079460018", "en", "TR").startswith("plus 4 4")


@pytest.mark.parametrize("language", VOICES)
def test_every_key_of_a_list_can_be_said(language: str) -> None:
    said = [spoken.key(at, language) for at in range(1, 8)]

    assert [re.sub(r"\D", "", each) for each in said] == [str(at) for at in range(1, 8)]


def test_hungarian_keys_have_article_and_ending() -> None:
    assert [spoken.key(at, "hu") for at in (1, 2, 5)] == ["az 1-es", "a 2-es", "az 5-ös"]
