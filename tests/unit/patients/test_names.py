"""Names are found and compared whatever their accents, dots, hyphens and signs."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chalicelib.patients.names import fold, name_key, normalise_query, search_tokens

NAMES = st.text(
    st.characters(exclude_categories=("Cs", "Cc"))
    | st.sampled_from("ıİşŞğĞçöüőűёйЁßæłđ-'’ .王小明欧阳"),
    max_size=12,
)

# How long an example takes says nothing here, and the machine may be busy.
UNHURRIED = settings(deadline=None, suppress_health_check=list(HealthCheck))


def found_by(query: str, given_name: str, family_name: str) -> bool:
    tokens = search_tokens(given_name, family_name)
    terms = normalise_query(query)
    return bool(terms) and all(any(t.startswith(term) for t in tokens) for term in terms)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Şükrü İÇTEN", "sukru icten"),
        ("IŞIK ığdır", "isik igdir"),
        ("Őrsi Gyűrű", "orsi gyuru"),
        ("Ёлкин Андрей", "елкин андреи"),
        ("Straße", "strasse"),
        ("Łódź", "lodz"),
        ("Əliyev", "eliyev"),
        ("Ｊｏｓｅ\u0301", "jose"),
        ("がく", "がく"),
        ("مُحَمَّد", "محمد"),
    ],
)
def test_fold_of_accents_and_width_leaves_plain_letters(text: str, folded: str) -> None:
    assert fold(text) == folded


@settings(UNHURRIED)
@given(NAMES)
def test_fold_of_folded_text_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@settings(UNHURRIED)
@given(NAMES)
def test_fold_of_composed_and_decomposed_text_is_the_same(text: str) -> None:
    import unicodedata

    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


@pytest.mark.parametrize(
    ("query", "given_name", "family_name"),
    [
        ("sukru", "Şükrü", "Yılmaz"),
        ("YILMAZ şük", "Şükrü", "Yılmaz"),
        ("yilmaz", "Şükrü", "YILMAZ"),
        ("ILGAZ", "Ilgaz", "İnan"),
        ("inan", "Ilgaz", "İnan"),
        ("елена", "Елена", "Фёдорова"),
        ("федор", "Елена", "Фёдорова"),
        ("gyuru", "Örs", "Gyűrűs"),
        ("brien", "Mary", "O'Brien"),
        ("obrien", "Mary", "O’Brien"),
        ("o'b", "Mary", "O'Brien"),
        ("pierre", "Jean-Pierre", "Dupont"),
        ("jean-pi", "Jean-Pierre", "Dupont"),
        ("jeanpierre", "Jean-Pierre", "Dupont"),
        ("王小明", "小明", "王"),
        ("小明", "小明", "王"),
        ("明", "小明", "王"),
        ("王 小", "小明", "王"),
        ("欧阳娜", "娜娜", "欧阳"),
        ("gross", "Anna", "Groß"),
    ],
)
def test_search_for_a_beginning_finds_the_name(
    query: str, given_name: str, family_name: str
) -> None:
    assert found_by(query, given_name, family_name)


@pytest.mark.parametrize("query", ["mehmet", "ükrü x", "", "  -' ", "王"])
def test_search_for_another_name_finds_nothing(query: str) -> None:
    assert not found_by(query, "Şükrü", "Yılmaz")


@settings(UNHURRIED)
@given(NAMES, NAMES)
def test_search_for_the_whole_name_in_any_order_finds_it(first: str, second: str) -> None:
    tokens = search_tokens(first, second)

    for query in (first, second, f"{first} {second}", f"{second} {first}"):
        for term in normalise_query(query):
            assert any(token.startswith(term) for token in tokens)


def test_name_key_of_two_spellings_is_one() -> None:
    assert name_key("Anna-Mária", "SZŰCS") == name_key("anna mária", "Szűcs")
    assert name_key("Anna", "Szűcs") != name_key("Szűcs", "Anna")
    assert name_key("-", "…") == ""


@pytest.mark.parametrize("sign", ["\ufdfa", "\u337f", "\U0001f100", "\u1e9e", "x"])
def test_name_of_signs_that_unfold_is_found_by_what_a_key_can_hold(sign: str) -> None:
    tokens = search_tokens(sign * 120, sign * 120)

    assert all(len(token.encode()) <= 480 for token in tokens)
    assert found_by(sign * 120, sign * 120, "Example")
