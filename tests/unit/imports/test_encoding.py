"""Files come out in the right letters, however short they are."""

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from chalicelib.imports.encoding import decode

# How long an example takes says nothing here, and the machine may be busy.
UNHURRIED = settings(deadline=None, suppress_health_check=list(HealthCheck))

TURKISH = "Ad;Soyad;Doğum Tarihi\nAyşe;Yıldız;12.03.1985\nİbrahim;Güneş;01.02.1990\n"
RUSSIAN = "Фамилия;Имя;Дата рождения\nЩукина;Юлия;12.03.1985\nФёдоров;Пётр;01.02.1990\n"
HUNGARIAN = "Vezetéknév;Keresztnév\nSzűcs;Győző\nVörös;Enikő\nGyűrűs;Ágnes\n"
CHINESE = "姓名;手机;出生日期\n王小明;13800000001;1985-03-12\n欧阳娜娜;13800000002;1990-01-02\n"
ARABIC = "الاسم;الهاتف\nمحمد الحسن;0500000001\nفاطمة حداد;0500000002\n"
GERMAN = "Name;Vorname;Straße\nMüller;Jörg;Große Straße 1\nWeiß;Käthe;Bäckerweg 2\n"
CASES = [
    ("tr", "TR", TURKISH, ["windows-1254", "iso-8859-9", "cp857"]),
    ("ru", "RU", RUSSIAN, ["windows-1251", "koi8-r", "cp866"]),
    ("hu", "HU", HUNGARIAN, ["windows-1250", "iso-8859-2", "cp852"]),
    ("zh", "CN", CHINESE, ["gb18030", "gbk"]),
    ("en", "AE", ARABIC, ["windows-1256"]),
    ("de", "DE", GERMAN, ["windows-1252", "iso-8859-1"]),
]
UNICODE = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"]
TEXTS = [
    pytest.param(language, country, text, encoding, id=f"{language}-{encoding}")
    for language, country, text, encodings in CASES
    for encoding in encodings + UNICODE
]
# Where the clinic's letters differ by encoding, each of these names is told by them.
NAMES = {
    ("tr", "TR", "windows-1254"): ["Şükrü", "İbrahim", "Işık", "Çağrı", "Gülşen", "Doğan", "Öz"],
    ("hu", "HU", "windows-1250"): ["Szűcs", "Győző", "Örs", "Ágnes", "Enikő", "Fűzfa", "Tóth"],
    ("ru", "RU", "windows-1251"): ["Щукина", "Пётр", "ИВАНОВ", "Юлия", "Анна", "Чехов"],
    ("ru", "RU", "koi8-r"): ["Щукина", "Пётр", "ИВАНОВ", "Юлия", "Анна", "Чехов"],
    ("zh", "CN", "gb18030"): ["王小明", "欧阳娜娜", "李秀英", "张伟", "刘芳", "梓涵"],
}


@pytest.mark.parametrize(("language", "country", "text", "encoding"), TEXTS)
def test_decode_in_the_clinics_own_language_gives_the_text(
    language: str, country: str, text: str, encoding: str
) -> None:
    decoded = decode(text.encode(encoding), language, country)

    assert decoded.text == text
    assert decoded.undecodable == 0


@pytest.mark.parametrize(("language", "country", "text", "encoding"), TEXTS)
def test_decode_for_an_english_clinic_gives_the_text(
    language: str, country: str, text: str, encoding: str
) -> None:
    assert decode(text.encode(encoding), "en", "US").text == text


@pytest.mark.parametrize("case", NAMES, ids=lambda case: case[2] + case[0])
@settings(UNHURRIED)
@given(data=st.data())
def test_decode_of_a_few_names_without_titles_gives_them_back(
    case: tuple[str, str, str], data: st.DataObject
) -> None:
    language, country, encoding = case
    names = data.draw(st.lists(st.sampled_from(NAMES[case]), min_size=1, max_size=5))
    text = "\n".join(f"{name};12.03.1985" for name in names)

    assert decode(text.encode(encoding), language, country).text == text


@settings(UNHURRIED)
@given(st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=50))
@example("Ş")
def test_decode_of_utf8_gives_the_text(text: str) -> None:
    expected = text.removeprefix("\ufeff")

    assert decode(text.encode("utf-8-sig"), "tr", "TR").text.removeprefix("\ufeff") == expected


def test_decode_of_damaged_utf8_loses_only_the_damaged_letters() -> None:
    data = (TURKISH * 20).encode() + b"Fatma;Y\xc4;1\n"

    decoded = decode(data, "tr", "TR")

    assert decoded.encoding == "utf-8"
    assert decoded.undecodable == 1
    assert decoded.text.startswith(TURKISH)


def test_decode_drops_zero_bytes() -> None:
    assert decode("Ayşe\0;Yıldız\0\n".encode("windows-1254"), "tr", "TR").text == "Ayşe;Yıldız\n"


@settings(UNHURRIED)
@given(st.binary(max_size=200))
def test_decode_of_any_bytes_ends(data: bytes) -> None:
    decoded = decode(data, "tr", "TR")

    assert "\0" not in decoded.text
