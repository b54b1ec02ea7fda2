"""Days and times as people of each language write them."""

from datetime import datetime, timedelta

import pytest

from chalicelib import texts

_MONDAY = datetime(2027, 3, 1, 9, 5)
_LANGUAGES = ("en", "tr", "ru", "hu", "zh")


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", "Mon 1 March, 09:05"), ("tr", "1 Mart Pzt, 09:05"), ("ru", "пн, 1 марта, 09:05"),
        ("hu", "március 1. hétfő, 09:05"), ("zh", "3月1日周一 09:05"), ("fr", "Mon 1 March, 09:05"),
    ],
)  # fmt: skip
def test_day_and_time_is_written_as_the_language_does(language: str, written: str) -> None:
    assert texts.day_and_time(_MONDAY, language) == written


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", "Mon 1 Mar, 09:05"), ("tr", "01.03 Pzt 09:05"), ("ru", "пн 01.03, 09:05"),
        ("hu", "03.01. (H) 09:05"), ("zh", "3月1日周一 09:05"),
    ],
)  # fmt: skip
def test_day_and_time_in_short_is_written_as_the_language_does(language: str, written: str) -> None:
    assert texts.short_day_and_time(_MONDAY, language) == written


@pytest.mark.parametrize("language", _LANGUAGES)
def test_every_day_of_a_year_is_written_differently(language: str) -> None:
    days = {texts.day_and_time(_MONDAY + timedelta(days=n), language) for n in range(365)}

    assert len(days) == 365


@pytest.mark.parametrize("language", _LANGUAGES)
def test_midnight_and_the_last_minute_are_written_in_full(language: str) -> None:
    ends = [_MONDAY.replace(hour=0, minute=0), _MONDAY.replace(hour=23, minute=59)]

    told = [texts.day_and_time(at, language)[-5:] for at in ends]

    assert told == ["00:00", "23:59"]


def test_text_that_a_language_lacks_is_english() -> None:
    assert texts.text("mail.reset.subject", "fr") == texts.text("mail.reset.subject", "en")
    with pytest.raises(KeyError):
        texts.text("no.such.text", "en")
