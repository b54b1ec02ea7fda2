"""Starts the telephone exchange from the command line."""

import argparse

from infra.local.standins.serving import arguments, serve
from infra.local.telephony.house import Options
from infra.local.telephony.server import build


def main() -> None:
    parser = arguments("infra.local.telephony", __doc__)
    parser.add_argument(
        "--per-letter", type=float, default=0.06, help="seconds of speech for a letter"
    )
    given = parser.parse_args()
    serve(given.port, lambda: build(_options(given)))


def _options(given: argparse.Namespace) -> Options:
    return Options(
        data=given.data,
        cloud=given.cloud.rstrip("/"),
        clock_file=given.clock_file or given.data / "clock-offset",
        region=given.region,
        account=given.account,
        per_letter=given.per_letter,
    )


if __name__ == "__main__":
    main()
