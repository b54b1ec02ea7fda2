"""What the usual texts cost: an SMS is paid by its parts."""

from datetime import datetime, timedelta

import pytest

from chalicelib import texts
from infra.local.sms import segments

_CLINIC = "Riverside Clinic"
_LINK = f"https://desk.example.com/v/{'x' * 43}"
_PHONE = "+44 20 7946 0123"
_NEW_YEAR = datetime(2027, 1, 1, 10, 30)
_ABOUT_A_VISIT = ("booked", "nameless.booked", "moved", "reminder", "cancelled")
# In Russian and Chinese a part carries 67 letters, and the link alone is longer.
_MOST_PARTS = {"en": ("GSM", 1), "tr": ("GSM", 1), "hu": ("GSM", 1), "ru": ("Unicode", 2),
               "zh": ("Unicode", 2)}  # fmt: skip


@pytest.mark.parametrize("name", _ABOUT_A_VISIT)
@pytest.mark.parametrize("language", _MOST_PARTS)
def test_text_about_a_visit_is_as_short_as_its_letters_allow(language: str, name: str) -> None:
    year = [_NEW_YEAR + timedelta(days=n) for n in range(365)]

    sent = {segments.count(_said(f"sms.{name}", language, at)) for at in year}

    encoding, parts = _MOST_PARTS[language]
    assert {each.encoding for each in sent} == {encoding}
    assert max(each.parts for each in sent) <= parts


@pytest.mark.parametrize("language", _MOST_PARTS)
def test_code_comes_in_one_part(language: str) -> None:
    said = texts.text("sms.code", language, clinic=_CLINIC, code="123456")

    assert segments.count(said).parts == 1


def _said(key: str, language: str, at: datetime) -> str:
    when = texts.short_day_and_time(at, language)
    return texts.text(key, language, clinic=_CLINIC, when=when, link=_LINK, phone=_PHONE)
