"""Names say what a thing is: modules, tests, items, and nothing that could hold anything."""

import ast
import re

import pytest

from tests.shape.source import CODE, PRODUCT, Module, modules, tracked

_SAYS_NOTHING = {
    "util",
    "utils",
    "helper",
    "helpers",
    "common",
    "manager",
    "base",
    "service",
    "misc",
}
_TEST_NAME = re.compile(r"^test_[a-z0-9]+(_[a-z0-9]+)+$")


def test_no_module_or_folder_has_a_name_that_says_nothing() -> None:
    parts = {(part, path) for path in tracked() for part in (*path.parts[:-1], path.stem)}

    named = sorted(str(path) for part, path in parts if part.lower() in _SAYS_NOTHING)

    assert named == []


@pytest.mark.parametrize("module", modules(*CODE, "tests"), ids=repr)
def test_module_opens_with_one_sentence(module: Module) -> None:
    opening = (ast.get_docstring(module.tree) or "").split("\n\n")[0]

    assert opening.endswith((".", ":", "?")), "the docstring's first paragraph is a sentence"


@pytest.mark.parametrize("module", modules("tests"), ids=repr)
def test_tests_say_what_and_when(module: Module) -> None:
    tests = [f.name for f in module.functions() if f.name.startswith("test")]

    assert [name for name in tests if not _TEST_NAME.match(name)] == []


@pytest.mark.parametrize("module", modules("tests"), ids=repr)
def test_no_test_is_skipped_without_a_reason(module: Module) -> None:
    marks = [
        node
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call)
        and ast.unparse(node.func).endswith((".skip", ".skipif", ".xfail"))
    ]

    silent = [m.lineno for m in marks if not (m.args or any(k.arg == "reason" for k in m.keywords))]

    assert silent == []


@pytest.mark.parametrize("module", modules(*PRODUCT), ids=repr)
def test_get_never_answers_none(module: Module) -> None:
    """`get` raises NotFound, `find` returns None."""
    vague = [
        f.name
        for f in module.functions()
        if re.match(r"get(_|$)", f.name) and f.returns and "None" in ast.unparse(f.returns)
    ]

    assert vague == []
