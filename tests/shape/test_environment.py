"""Who may look at what: the environment, the clock, chance, the table as a whole."""

import ast

import pytest

from tests.shape.source import PRODUCT, Module, modules

_ENVIRONMENT = {"chalicelib/config.py"}
# Where time is not the product's: a webhook's signature and a credential's age are the world's.
_CLOCK = {
    "chalicelib/clock.py",
    "chalicelib/gateways/stripe.py",
    "chalicelib/gateways/tenant_credentials.py",
    "chalicelib/table/work.py",
}
_TELLS_TIME = {"now", "utcnow", "today", "time", "time_ns"}


def _calls(module: Module) -> list[tuple[str, int]]:
    found = [node for node in ast.walk(module.tree) if isinstance(node, ast.Call)]
    return [(ast.unparse(node.func), node.lineno) for node in found]


@pytest.mark.parametrize("module", modules(*PRODUCT), ids=repr)
def test_environment_is_read_in_one_place(module: Module) -> None:
    read = [
        node.lineno
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Attribute) and ast.unparse(node) in ("os.environ", "os.getenv")
    ]

    assert read == [] or str(module.path) in _ENVIRONMENT


@pytest.mark.parametrize("module", modules(*PRODUCT), ids=repr)
def test_time_is_told_in_one_place(module: Module) -> None:
    owners = ("datetime", "date", "time")
    asked = [
        (name, line)
        for name, line in _calls(module)
        if name.rpartition(".")[2] in _TELLS_TIME
        and name.rpartition(".")[0].rpartition(".")[2] in owners
    ]

    assert asked == [] or str(module.path) in _CLOCK


@pytest.mark.parametrize("module", modules(*PRODUCT), ids=repr)
def test_nothing_is_printed(module: Module) -> None:
    assert [line for name, line in _calls(module) if name == "print"] == []


@pytest.mark.parametrize("module", modules(*PRODUCT), ids=repr)
def test_table_is_never_scanned(module: Module) -> None:
    scans = [line for name, line in _calls(module) if name.rpartition(".")[2] == "scan"]

    assert scans == []
