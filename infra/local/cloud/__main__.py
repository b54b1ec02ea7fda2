"""Starts the local cloud: `python -m infra.local.cloud --port N --data DIR [--keep]`."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from infra.local.cloud import (
    contact_events,
    invocations,
    leading_keys,
    mail_identities,
    principal_tags,
    queue_addresses,
    snapshots,
    streams,
    waits,
    workers,
)
from infra.local.cloud.fitting import PatchBroken
from infra.local.region import REGION


def main() -> None:
    """Sets the emulator up through its environment, patches it, and serves until ended."""
    asked = _arguments()
    settings = _settings(asked)
    inherited = workers.inherited(os.environ)
    os.environ.clear()
    os.environ.update(inherited | settings)
    try:
        _patch(asked, set(settings))
    except PatchBroken as broken:
        sys.exit(str(broken))
    from ministack.app import main as serve

    sys.argv = ["ministack"]
    serve()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="infra.local.cloud", description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--data", type=Path, required=True, help="folder of state and objects")
    parser.add_argument("--keep", action="store_true", help="save the state, load it at start")
    parser.add_argument("--workers", type=int, default=6, help="processes per function, at most")
    return parser.parse_args()


def _settings(asked: argparse.Namespace) -> dict[str, str]:
    data = asked.data.resolve()
    for folder in ("state", "objects", "tmp"):
        (data / folder).mkdir(parents=True, exist_ok=True)
    workers.tidy(data / "tmp")
    return {
        "GATEWAY_PORT": str(asked.port),
        "BIND_HOST": "127.0.0.1",
        "AUTH": "true",
        "MINISTACK_REGION": REGION,
        "MINISTACK_WORKER_THREADS": "128",
        "IOT_MTLS_ENABLED": "0",
        "SFTP_ENABLED": "0",
        "LOG_LEVEL": "WARNING",
        "TMPDIR": str(data / "tmp"),
        "STATE_DIR": str(data / "state"),
        "S3_DATA_DIR": str(data / "objects"),
        "PERSIST_STATE": "1" if asked.keep else "0",
        "S3_PERSIST": "1" if asked.keep else "0",
        "TZ": "UTC",
    }


def _patch(asked: argparse.Namespace, settings: set[str]) -> None:
    leading_keys.apply()
    principal_tags.apply()
    mail_identities.apply()
    queue_addresses.apply()
    contact_events.apply()
    invocations.apply()
    waits.apply()
    workers.apply(settings, asked.workers)
    streams.apply()
    if asked.keep:
        snapshots.apply((asked.data / "state").resolve())


if __name__ == "__main__":
    main()
