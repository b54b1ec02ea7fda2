"""Builds the web pages and puts them where CloudFront finds them."""

import mimetypes
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import boto3

ROOT = Path(__file__).resolve().parent.parent
DIST = ROOT / "web" / "dist"
_A_YEAR = "public, max-age=31536000, immutable"
# A part of the local cloud: it moves the clock and shows what others were sent.
_NEVER = ("handset",)


def build() -> None:
    """Build every page into web/dist, without the local cloud's own."""
    environment = {name: value for name, value in os.environ.items() if name != "LOCAL"}
    node = Path(sys.executable).parent
    environment["PATH"] = f"{node}{os.pathsep}{environment.get('PATH', '')}"
    for command in (["ci", "--no-audit", "--no-fund"], ["run", "build"]):
        line = [str(node / "npm"), *command]
        subprocess.run(line, cwd=ROOT / "web", env=environment, check=True)  # noqa: S603  (our own)


def publish(outputs: dict[str, str], session: Any = None, folder: Path = DIST) -> int:
    """Put the pages into the stack's bucket; gives how many files. `outputs` are the stack's.

    What pages need goes before them, and nothing is deleted, so that a page which is open or being
    loaded finds its parts.
    """
    session = session or boto3.Session()
    s3 = session.client("s3")
    files = sorted(_files(folder), key=lambda path: (not path.startswith("assets/"), path))
    for path in files:
        s3.put_object(
            Bucket=outputs["PagesBucket"],
            Key=path,
            Body=(folder / path).read_bytes(),
            ContentType=_type(path),
            CacheControl=caching(f"/{path}"),
        )
    _forget_old_copies(session, outputs["WebId"])
    return len(files)


def caching(path: str) -> str:
    """Files named by their content stay for good; the widget is looked at again after minutes."""
    if path.startswith("/assets/"):
        return _A_YEAR
    if path.startswith("/widget"):
        return "public, max-age=300, stale-while-revalidate=86400"
    return "no-cache"


def _files(folder: Path) -> list[str]:
    found = [p.relative_to(folder) for p in folder.rglob("*") if p.is_file()]
    return [p.as_posix() for p in found if p.parts[0] not in _NEVER and p.name[0] != "."]


def _type(path: str) -> str:
    kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
    is_text = kind.startswith("text/") or kind in ("application/json", "application/javascript")
    return f"{kind}; charset=utf-8" if is_text else kind


def _forget_old_copies(session: Any, distribution: str) -> None:
    session.client("cloudfront").create_invalidation(
        DistributionId=distribution,
        InvalidationBatch={
            "Paths": {"Quantity": 1, "Items": ["/*"]},
            "CallerReference": str(time.time_ns()),
        },
    )
