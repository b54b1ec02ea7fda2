"""Starts the telephone exchange from the command line."""

import argparse
import json
import socket
import sys
from pathlib import Path

import uvicorn

from infra.local.telephony.house import Options
from infra.local.telephony.server import build


def main() -> None:
    given = _arguments().parse_args()
    listening = _listen(given.port)
    print(json.dumps({"url": f"http://127.0.0.1:{listening.getsockname()[1]}"}), flush=True)
    config = uvicorn.Config(
        build(_options(given)), log_level="critical", access_log=False, timeout_graceful_shutdown=1
    )
    uvicorn.Server(config).run(sockets=[listening])


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m infra.local.telephony", description=__doc__)
    parser.add_argument("--port", type=int, required=True, help="0 takes a free one")
    parser.add_argument("--data", type=Path, required=True, help="folder of what is kept")
    parser.add_argument("--cloud", required=True, help="address of the local cloud")
    parser.add_argument("--clock-file", type=Path)
    parser.add_argument("--region", default="eu-central-1")
    parser.add_argument("--account", default="000000000000")
    parser.add_argument(
        "--per-letter", type=float, default=0.06, help="seconds of speech for a letter"
    )
    return parser


def _options(given: argparse.Namespace) -> Options:
    return Options(
        data=given.data,
        cloud=given.cloud.rstrip("/"),
        clock_file=given.clock_file or given.data / "clock-offset",
        region=given.region,
        account=given.account,
        per_letter=given.per_letter,
    )


def _listen(port: int) -> socket.socket:
    """Loopback only; a port in use ends with one sentence."""
    listening = socket.socket()
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind(("127.0.0.1", port))
    except OSError:
        sys.exit(f"Port {port} is in use: stop what listens there or give another --port.")
    listening.listen(128)
    return listening


if __name__ == "__main__":
    main()
