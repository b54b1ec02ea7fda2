"""How large what is delivered is: the zip, and each page's scripts and styles, raw and gzip."""

import gzip
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from infra.local.deployment import package
from infra.local.interpreters import LOCAL
from infra.local.layout import PACKAGE, PAGES
from infra.local.localcloud import locked

Line = dict[str, Any]
KB = 1024
WIDGET = 20 * KB  # goal, gzip
_LARGE = 8 * KB
_LINKED = re.compile(r'(?:src|href)="([^"]+\.(?:js|css))"')


def main() -> Iterator[Line]:
    """The zip's line, then each page, the widget in each language, and the large scripts."""
    yield _zip()
    for page in sorted(PAGES.rglob("*.html")):
        yield _page(page)
    yield from _widget()
    for file in sorted(PAGES.rglob("*.js")):
        size = _size([file])
        if size["gzip_bytes"] >= _LARGE:
            yield {"bench": "sizes", "case": f"script {file.relative_to(PAGES)}", **size}


def _zip() -> Line:
    with locked(LOCAL / "package.lock"):
        package(LOCAL / "run" / "package.log")
    path = PACKAGE / "deployment.zip"
    with zipfile.ZipFile(path) as made:
        entries = made.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    compiled = sum(entry.filename.endswith(".pyc") for entry in entries)
    sizes = {"bytes": path.stat().st_size, "unpacked_bytes": unpacked, "files": len(entries)}
    return {"bench": "sizes", "case": "deployment.zip", **sizes, "compiled_modules": compiled}


def _page(page: Path) -> Line:
    """A page with what it names; what it loads later is told file by file."""
    named = [
        PAGES / name.lstrip("/") if name.startswith("/") else page.parent / name
        for name in _LINKED.findall(page.read_text())
    ]
    files = [page, *(each for each in dict.fromkeys(named) if each.is_file())]
    case = f"page {page.relative_to(PAGES).as_posix()}"
    return {"bench": "sizes", "case": case, "files": len(files), **_size(files)}


def _widget() -> Iterator[Line]:
    """Everything that a clinic's visitor loads: the script and the words of one language."""
    script = PAGES / "widget.js"
    for words in sorted((PAGES / "widget").glob("*.json")):
        files = [script, words]
        case = f"widget, all told, {words.stem}"
        yield {"bench": "sizes", "case": case, **_size(files), **_goal(WIDGET, files)}


def _goal(most: int, files: list[Path]) -> Line:
    return {"goal_gzip_bytes": most, "met": _size(files)["gzip_bytes"] <= most}


def _size(files: list[Path]) -> Line:
    contents = [each.read_bytes() for each in files]
    packed = sum(len(gzip.compress(content, 9, mtime=0)) for content in contents)
    return {"bytes": sum(map(len, contents)), "gzip_bytes": packed}


if __name__ == "__main__":
    for each in main():
        print(json.dumps(each), flush=True)
