"""Starts the stand-in for AWS End User Messaging from the command line."""

import argparse
import json
import socket
import sys
from pathlib import Path

import uvicorn

from infra.local.sms.house import Place
from infra.local.sms.server import Options, build

_ROOT = Path(__file__).resolve().parents[3]


def main() -> None:
    given = _arguments().parse_args()
    listening = _listen(given.port)
    print(json.dumps({"url": f"http://127.0.0.1:{listening.getsockname()[1]}"}), flush=True)
    config = uvicorn.Config(
        build(_options(given)), log_level="critical", access_log=False, timeout_graceful_shutdown=1
    )
    uvicorn.Server(config).run(sockets=[listening])


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m infra.local.sms", description=__doc__)
    parser.add_argument("--port", type=int, required=True, help="0 takes a free one")
    parser.add_argument("--data", type=Path, required=True, help="folder of what is kept")
    parser.add_argument("--cloud", required=True, help="address of the local cloud")
    parser.add_argument("--clock-file", type=Path)
    parser.add_argument("--stack", type=Path, default=_ROOT / ".local" / "stack.json")
    parser.add_argument("--sweeper", action="append", default=[], help="function; repeatable")
    parser.add_argument("--stripe", help="address of the stand-in for Stripe")
    parser.add_argument("--page", type=Path, default=_ROOT / "web" / "dist" / "handset")
    parser.add_argument("--region", default=Place.region)
    parser.add_argument("--account", default=Place.account)
    parser.add_argument("--managed-opt-outs", action="store_true", help="as AWS's default")
    parser.add_argument("--pace", type=float, default=Place.pace, help="seconds between events")
    parser.add_argument("--settle", type=float, default=15.0, help="longest wait at a step")
    return parser


def _options(given: argparse.Namespace) -> Options:
    return Options(
        data=given.data,
        cloud=given.cloud.rstrip("/"),
        clock_file=given.clock_file or given.data / "clock-offset",
        stack=given.stack,
        page=given.page,
        sweepers=given.sweeper,
        stripe=given.stripe,
        settle=given.settle,
        place=Place(given.region, given.account, not given.managed_opt_outs, given.pace),
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
