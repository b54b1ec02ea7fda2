"""Writes the API description for the web client: `python -m infra.openapi [--check]`."""

import argparse
import json
import sys
from pathlib import Path

import app  # noqa: F401  (registers every route)
from chalicelib.edge import openapi

FILE = Path(__file__).resolve().parent.parent / "web" / "shared" / "openapi.json"


def current() -> str:
    """The description as the routes give it now."""
    return json.dumps(openapi.document(), indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def is_stale() -> bool:
    return not FILE.is_file() or FILE.read_text(encoding="utf-8") != current()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="fail when the file is stale")
    if not parser.parse_args().check:
        FILE.write_text(current(), encoding="utf-8")
    elif is_stale():
        sys.exit("web/shared/openapi.json is stale: run `python -m infra.openapi`.")


if __name__ == "__main__":
    main()
