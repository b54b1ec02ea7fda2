"""What is committed speaks of the project alone: no machine's paths, no registry, no secret."""

import re

import pytest

from tests.shape.source import ROOT, tracked

_OWN = "tests/shape/test_files.py"
_TEXT = {
    ".py", ".md", ".toml", ".txt", ".json", ".yaml", ".yml", ".ts", ".tsx", ".css", ".html", ".cfg",
    ".sh", ".js", ".mjs", ".ini", "",
}  # fmt: skip
_NEVER = {
    "a path of one machine": re.compile(r"(?<![\w.}/])/(work|root|home|Users)/\w"),
    "a registry's host": re.compile(
        r"pypi\.org|pythonhosted\.org|registry\.npmjs|npmjs\.(org|com)|artifactory|--(extra-)?index-url"
        r"|--find-links|devpi|jfrog|crates\.io",
        re.IGNORECASE,
    ),
    "a secret": re.compile(
        r"AKIA[0-9A-Z]{16}|[sr]k_live_\w{20,}|-----BEGIN [A-Z ]*PRIVATE KEY|ghp_\w{20,}"
    ),
}
_TEXTS = [p for p in tracked() if p.suffix in _TEXT and str(p) != _OWN and not p.is_symlink()]


@pytest.mark.parametrize("what", sorted(_NEVER))
def test_no_committed_file_holds(what: str) -> None:
    texts = ((p, (ROOT / p).read_text(encoding="utf-8", errors="ignore")) for p in _TEXTS)

    found = [
        f"{path}: {hit.group()}" for path, text in texts for hit in _NEVER[what].finditer(text)
    ]

    assert found == []


@pytest.mark.parametrize(
    "file", ["requirements.txt", "requirements-dev.txt", "requirements-cloud.txt"]
)
def test_requirements_are_pinned_exactly(file: str) -> None:
    wanted = (ROOT / file).read_text(encoding="utf-8").splitlines()
    lines = [line for line in wanted if line and not line.startswith("#")]

    assert [
        line for line in lines if not re.match(r"^[\w.-]+(\[[\w,]+\])?==[\w.+!-]+( ;.*)?$", line)
    ] == []


def test_zip_takes_the_functions_from_their_folder() -> None:
    assert (ROOT / "vendor" / "functions").readlink().as_posix() == "../functions"


def test_no_committed_file_is_large() -> None:
    """Half a megabyte is a picture; what is larger belongs elsewhere."""
    large = {str(p): (ROOT / p).stat().st_size for p in tracked()}

    assert {p: size for p, size in large.items() if size > 1_500_000} == {}
