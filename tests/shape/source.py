"""The project's own files, parsed once, for the tests that keep the laws of the house."""

import ast
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PRODUCT = ("app.py", "chalicelib", "functions")
CODE = (*PRODUCT, "infra", "bench")


@dataclass(frozen=True)
class Module:
    """One Python file: its path in the project, its text and its tree."""

    path: Path
    text: str
    tree: ast.Module

    @property
    def name(self) -> str:
        return ".".join(self.path.with_suffix("").parts)

    def __repr__(self) -> str:
        return str(self.path)

    def functions(self) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
        kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
        return [node for node in ast.walk(self.tree) if isinstance(node, kinds)]


@cache
def tracked() -> tuple[Path, ...]:
    """Files that are or will be committed, relative to the project."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return tuple(sorted(Path(p) for p in said.split("\0") if p and (ROOT / p).is_file()))


@cache
def modules(*roots: str) -> tuple[Module, ...]:
    """The Python files of the named folders, without the empty ones."""
    found = [p for p in tracked() if p.suffix == ".py" and str(p).startswith(roots)]
    read = ((path, (ROOT / path).read_text(encoding="utf-8")) for path in found)
    return tuple(Module(path, text, ast.parse(text)) for path, text in read if text.strip())


def lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1
