"""What the product writes to people is there in every language, with the same blanks to fill."""

import ast
import json
import re
import string

import pytest

from tests.shape.source import PRODUCT, ROOT, modules

_FOLDER = ROOT / "chalicelib" / "locales"
_LANGUAGES = ("en", "tr", "ru", "hu", "zh")
# The same in several languages: a form of words, names only.
_ALIKE = re.compile(r"^[^A-Za-z]*({\w+}[^A-Za-z]*)*$")
_LISTS = {"weekdays": 7, "months": 12}


def _texts(language: str) -> dict[str, str]:
    found: dict[str, str] = json.loads((_FOLDER / f"{language}.json").read_text(encoding="utf-8"))
    return found


def _blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


ENGLISH = _texts("en")
others = pytest.mark.parametrize("language", [x for x in _LANGUAGES if x != "en"])


def test_languages_are_those_of_the_product() -> None:
    assert {p.stem for p in _FOLDER.glob("*.json")} == set(_LANGUAGES)


@others
def test_language_has_every_text_and_no_other(language: str) -> None:
    assert _texts(language).keys() == ENGLISH.keys()


@others
def test_text_has_the_same_blanks(language: str) -> None:
    theirs = _texts(language)

    wrong = [n for n, text in ENGLISH.items() if _blanks(theirs[n]) != _blanks(text)]

    assert [n for n in wrong if not n.startswith("day_and_time")] == []


@others
def test_text_is_translated(language: str) -> None:
    theirs = _texts(language)

    same = [n for n, text in ENGLISH.items() if theirs[n] == text and not _ALIKE.match(text)]

    assert same == []


@pytest.mark.parametrize("language", _LANGUAGES)
def test_no_text_is_empty(language: str) -> None:
    assert [n for n, text in _texts(language).items() if not text.strip()] == []


@pytest.mark.parametrize("language", _LANGUAGES)
def test_days_and_months_are_complete(language: str) -> None:
    lengths = {n: len(_texts(language)[n].split(",")) for n in _LISTS if n in ENGLISH}

    assert lengths == {n: _LISTS[n] for n in lengths}


@pytest.mark.parametrize("language", _LANGUAGES)
def test_file_is_sorted(language: str) -> None:
    names = list(_texts(language))

    assert names == sorted(names)


def test_every_named_text_exists() -> None:
    named = {
        call.args[0].value
        for module in modules(*PRODUCT)
        for call in ast.walk(module.tree)
        if isinstance(call, ast.Call)
        and ast.unparse(call.func) in ("text", "texts.text")
        and call.args
        and isinstance(call.args[0], ast.Constant)
    }

    assert named - ENGLISH.keys() == set()
