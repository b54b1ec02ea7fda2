"""The flow language's three packages lean on nothing but themselves and phonenumbers."""

import ast
import sys
from pathlib import Path

import pytest

import infra.local.telephony

_HOME = Path(infra.local.telephony.__file__).parent
_OURS = tuple(f"infra.local.telephony.{name}" for name in ("flow", "lint", "testcase"))
_FILES = sorted(
    path for name in ("flow", "lint", "testcase") for path in (_HOME / name).rglob("*.py")
)


def _imported(path: Path) -> set[str]:
    nodes = list(ast.walk(ast.parse(path.read_text())))
    plain = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    return plain | {node.module or "." for node in nodes if isinstance(node, ast.ImportFrom)}


@pytest.mark.parametrize("path", _FILES, ids=lambda path: str(path.relative_to(_HOME)))
def test_nothing_of_the_product_is_imported(path: Path) -> None:
    foreign = {
        name
        for name in _imported(path)
        if name.split(".")[0] not in sys.stdlib_module_names | {"phonenumbers"}
        and not name.startswith(_OURS)
    }

    assert foreign == set()
