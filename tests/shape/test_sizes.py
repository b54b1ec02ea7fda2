"""Nothing is longer than a reader can hold: files, functions, and the median of functions."""

import statistics

import pytest

from tests.shape.source import CODE, Module, lines, modules

_MOST_LINES_OF_FILE = 250
_MOST_LINES_OF_FUNCTION = 40
_MOST_MEDIAN_LINES = 8


@pytest.mark.parametrize("module", modules(*CODE, "tests"), ids=repr)
def test_file_is_short(module: Module) -> None:
    assert len(module.text.splitlines()) <= _MOST_LINES_OF_FILE


@pytest.mark.parametrize("module", modules(*CODE, "tests"), ids=repr)
def test_functions_are_short(module: Module) -> None:
    long = {f.name: lines(f) for f in module.functions() if lines(f) > _MOST_LINES_OF_FUNCTION}

    assert long == {}


@pytest.mark.parametrize("folder", ["chalicelib", "functions", "infra"])
def test_median_function_is_tiny(folder: str) -> None:
    sizes = [lines(f) for module in modules(folder) for f in module.functions()]

    assert statistics.median(sizes) <= _MOST_MEDIAN_LINES
