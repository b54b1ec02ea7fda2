"""How many parts an SMS has, by alphabet and by length."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infra.local.sms.segments import count

_PLAIN = "abcXYZ 0123@£$_ΔΩéàñüÄß¿\n"
_ESCAPED = "€{}[]~|\\^"


@pytest.mark.parametrize(
    ("text", "encoding", "parts"),
    [
        ("a", "GSM", 1),
        ("a" * 160, "GSM", 1),
        ("a" * 161, "GSM", 2),
        ("a" * 306, "GSM", 2),
        ("a" * 307, "GSM", 3),
        ("€" * 80, "GSM", 1),
        ("€" * 81, "GSM", 2),
        # 76 pairs fill 152 of 153 septets: the 77th isn't cut in two.
        ("€" * 152, "GSM", 2),
        ("€" * 153, "GSM", 3),
        ("ő", "Unicode", 1),
        ("ş" * 70, "Unicode", 1),
        ("ş" * 71, "Unicode", 2),
        ("ж" * 134, "Unicode", 2),
        ("ж" * 135, "Unicode", 3),
        ("你" * 70, "Unicode", 1),
        ("😀" * 35, "Unicode", 1),
        ("😀" * 36, "Unicode", 2),
        # 33 pairs fill 66 of 67 units.
        ("😀" * 66, "Unicode", 2),
        ("😀" * 67, "Unicode", 3),
        ("`", "Unicode", 1),
        ("ç", "Unicode", 1),
        ("Ç", "GSM", 1),
    ],
)
def test_parts_of_known_texts(text: str, encoding: str, parts: int) -> None:
    # Act
    counted = count(text)

    # Assert
    assert counted == (encoding, parts)


@given(st.text(_PLAIN, min_size=1, max_size=1600))
def test_parts_of_plain_gsm_follow_from_the_length(text: str) -> None:
    # Act
    counted = count(text)

    # Assert
    expected = 1 if len(text) <= 160 else -(-len(text) // 153)
    assert counted == ("GSM", expected)


@given(st.text(_PLAIN + _ESCAPED, max_size=800), st.sampled_from("ğж你😀"))
def test_parts_with_one_foreign_letter_are_counted_in_utf16(text: str, foreign: str) -> None:
    # Act
    counted = count(text + foreign)

    # Assert
    units = len((text + foreign).encode("utf-16-le")) // 2
    assert counted.encoding == "Unicode"
    assert counted.parts == 1 if units <= 70 else counted.parts >= -(-units // 67)


@given(st.text(max_size=400), st.text(max_size=50))
def test_parts_never_fall_when_text_is_added(text: str, more: str) -> None:
    # Assert
    assert count(text + more).parts >= count(text).parts
