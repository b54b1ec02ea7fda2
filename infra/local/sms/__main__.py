"""Starts the stand-in for AWS End User Messaging from the command line."""

import argparse
from pathlib import Path

from infra.local.sms.house import Place
from infra.local.sms.server import Options, build
from infra.local.standins.serving import arguments, serve

_ROOT = Path(__file__).resolve().parents[3]


def main() -> None:
    given = _arguments().parse_args()
    serve(given.port, lambda: build(_options(given)))


def _arguments() -> argparse.ArgumentParser:
    parser = arguments("infra.local.sms", __doc__)
    parser.add_argument("--stack", type=Path, default=_ROOT / ".local" / "stack.json")
    parser.add_argument("--sweeper", action="append", default=[], help="function; repeatable")
    parser.add_argument("--stripe", help="address of the stand-in for Stripe")
    parser.add_argument("--page", type=Path, default=_ROOT / "web" / "dist" / "handset")
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


if __name__ == "__main__":
    main()
