"""Full names are taken apart as their language writes them, and lose nothing."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chalicelib.imports.names import split_full_name

LETTERS = st.characters(exclude_categories=("Cs", "Cc", "Z")) | st.sampled_from(
    "ABCDEŞşİıГгőű王小明.-'"
)
ODD = (
    "Dr. Mr Prof.Dr. dr. Bey von der ifj. Kovácsné Jr. III MD И. И.И. оглы Иванович Анна 先生 王"
    " 欧阳 DE LA"
)

# How long an example takes says nothing here, and the machine may be busy.
UNHURRIED = settings(deadline=None, suppress_health_check=list(HealthCheck))
WORDS = st.text(LETTERS, min_size=1, max_size=7) | st.sampled_from(ODD.split())


@pytest.mark.parametrize(
    ("text", "language", "given_name", "family_name", "title"),
    [
        ("Ayşe Nur Yılmaz", "tr", "Ayşe Nur", "Yılmaz", ""),
        ("Ahmet Can YILMAZ DEMİR", "tr", "Ahmet Can", "YILMAZ DEMİR", ""),
        ("YILMAZ Ahmet Can", "tr", "Ahmet Can", "YILMAZ", ""),
        ("AHMET CAN YILMAZ", "tr", "AHMET CAN", "YILMAZ", ""),
        ("Yılmaz, Ahmet Can", "tr", "Ahmet Can", "Yılmaz", ""),
        ("Prof.Dr.Ali Kaya", "tr", "Ali", "Kaya", "Prof. Dr."),
        ("Uzm. Dr. Ali Kaya", "tr", "Ali", "Kaya", "Uzm. Dr."),
        ("Ahmet Bey", "tr", "Ahmet", "", "Bey"),
        ("Fatma Hanım", "tr", "Fatma", "", "Hanım"),
        ("Kovács János", "hu", "János", "Kovács", ""),
        ("Nagy Anna Mária", "hu", "Anna Mária", "Nagy", ""),
        ("dr. Nagy Péter", "hu", "Péter", "Nagy", "dr."),
        ("Nagy Péter dr.", "hu", "Péter", "Nagy", "dr."),
        ("Kovácsné dr. Nagy Anna", "hu", "Anna", "Kovácsné Nagy", "dr."),
        ("ifj. Szabó Pál", "hu", "Pál", "ifj. Szabó", ""),
        ("özv. Kiss Pálné", "hu", "Pálné", "özv. Kiss", ""),
        ("B. Nagy Éva", "hu", "Éva", "B. Nagy", ""),
        ("Иванов Иван Петрович", "ru", "Иван Петрович", "Иванов", ""),
        ("ИВАНОВ ИВАН ПЕТРОВИЧ", "ru", "ИВАН ПЕТРОВИЧ", "ИВАНОВ", ""),
        ("Иван Петрович Сидоров", "ru", "Иван Петрович", "Сидоров", ""),
        ("Ильина Анна Ильинична", "ru", "Анна Ильинична", "Ильина", ""),
        ("Иванов Иван", "ru", "Иван", "Иванов", ""),
        ("Анна Иванова", "ru", "Анна", "Иванова", ""),
        ("Марина Ким", "ru", "Марина", "Ким", ""),
        ("Ким Марина", "tr", "Марина", "Ким", ""),
        ("Иванов И.И.", "ru", "И.И.", "Иванов", ""),
        ("И. И. Иванов", "ru", "И. И.", "Иванов", ""),
        ("Анна Рабинович", "ru", "Анна", "Рабинович", ""),
        ("Рабинович Анна Львовна", "ru", "Анна Львовна", "Рабинович", ""),
        ("Мамедов Али Гасан оглы", "ru", "Али Гасан оглы", "Мамедов", ""),
        ("Ivanov Ivan Petrovich", "ru", "Ivan Petrovich", "Ivanov", ""),
        ("г-жа Анна Иванова", "ru", "Анна", "Иванова", "г-жа"),
        ("John Smith Jr.", "en", "John", "Smith Jr.", ""),
        ("Smith, John, Jr.", "en", "John", "Smith Jr.", ""),
        ("Smith, John, MD", "en", "John", "Smith", "MD"),
        ("Mr John Q. Public", "en", "John Q.", "Public", "Mr"),
        ("Vincent van Gogh", "en", "Vincent", "van Gogh", ""),
        ("Ludwig van der Berg", "de", "Ludwig", "van der Berg", ""),
        ("van der Berg, Jan", "de", "Jan", "van der Berg", ""),
        ("Maria de la CRUZ", "en", "Maria", "de la CRUZ", ""),
        ("Herr Dr. Jürgen Groß", "de", "Jürgen", "Groß", "Herr Dr."),
        ("Madonna", "en", "Madonna", "", ""),
        ("Kovács", "hu", "", "Kovács", ""),
        ("王小明", "zh", "小明", "王", ""),
        ("王 小明", "tr", "小明", "王", ""),
        ("欧阳娜娜", "zh", "娜娜", "欧阳", ""),
        ("李女士", "zh", "", "李", "女士"),
        ("阿凡提·买买提", "zh", "阿凡提", "买买提", ""),
        ("Wang Xiaoming", "zh", "Xiaoming", "Wang", ""),
        ("John Smith", "zh", "John", "Smith", ""),
        ("  Ali \u00a0 Kaya ", "tr", "Ali", "Kaya", ""),
        ("", "en", "", "", ""),
        (" , ", "en", "", "", ""),
    ],
)
def test_split_of_a_name_follows_its_language(
    text: str, language: str, given_name: str, family_name: str, title: str
) -> None:
    assert split_full_name(text, language) == (given_name, family_name, title)


@pytest.mark.parametrize(
    ("family_first", "given_name", "family_name"),
    [(True, "Ayşe Nur", "Yılmaz"), (False, "Yılmaz Ayşe", "Nur"), (None, "Yılmaz Ayşe", "Nur")],
)
def test_split_follows_the_order_that_the_title_tells(
    family_first: bool | None, given_name: str, family_name: str
) -> None:
    name = split_full_name("Yılmaz Ayşe Nur", "tr", family_first)

    assert (name.given, name.family) == (given_name, family_name)


@settings(UNHURRIED)
@given(
    st.lists(WORDS, max_size=6),
    st.sampled_from(["en", "tr", "ru", "hu", "zh", "de"]),
    st.sampled_from([None, True, False]),
    st.sampled_from([" ", ", ", "  "]),
)
def test_split_of_any_text_loses_no_letter(
    words: list[str], language: str, family_first: bool | None, gap: str
) -> None:
    import unicodedata

    text = gap.join(words)

    name = split_full_name(text, language, family_first)

    def letters(value: str) -> list[str]:
        composed = unicodedata.normalize("NFC", unicodedata.normalize("NFD", value))
        return sorted(char for char in composed if not char.isspace() and char not in ",，、·・")

    assert letters("".join(name)) == letters(text)
