"""Starts the stand-in for Stripe on a port of this machine."""

import argparse
import fcntl
import logging
import socket
import sys
from pathlib import Path
from typing import IO

import uvicorn

from infra.local.stripe import agenda, seed
from infra.local.stripe.account import Account
from infra.local.stripe.app import build
from infra.local.stripe.clock import Clock
from infra.local.stripe.ledger import Ledger
from infra.local.stripe.local import settings
from infra.local.stripe.local.settings import Settings
from infra.local.stripe.webhooks import deliveries

HOST = "127.0.0.1"


def main() -> int:
    options = _options()
    try:
        lock = _only_one(options.data)
        listener = _listener(options.port)
    except OSError as error:
        print(f"Stripe stand-in: {error}", file=sys.stderr)
        return 1
    port = listener.getsockname()[1]
    account = _open(options, options.public_url or f"http://localhost:{port}")
    print(f"Stripe stand-in: {account.public_url} (data in {options.data})", flush=True)
    server = uvicorn.Server(uvicorn.Config(build(account), log_level="warning", access_log=False))
    server.run(sockets=[listener])
    lock.close()
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m infra.local.stripe", description=__doc__)
    parser.add_argument("--port", type=int, required=True, help="0 takes a free one")
    parser.add_argument("--data", type=Path, required=True, help="folder that keeps everything")
    parser.add_argument("--webhook-url", help="where events go; kept from the last start if absent")
    parser.add_argument(
        "--webhook-secret",
        action="append",
        help="whsec_…; given twice, both sign, as while a secret is rolled",
    )
    parser.add_argument("--public-url", help="how a browser reaches this; for links to the pages")
    parser.add_argument(
        "--after-retries",
        choices=["canceled", "unpaid", "past_due"],
        help="what becomes of a subscription whose last payment retry failed",
    )
    return parser.parse_args()


def _only_one(data: Path) -> IO[str]:
    """Two processes on one folder would send everything twice."""
    data.mkdir(parents=True, exist_ok=True)
    lock = (data / "lock").open("w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        raise OSError(f"the folder {data} is used by another stand-in; stop that first") from error
    return lock


def _listener(port: int) -> socket.socket:
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((HOST, port))
    except OSError as error:
        raise OSError(f"port {port} on {HOST} can't be used ({error.strerror})") from error
    listener.listen(128)
    return listener


def _open(options: argparse.Namespace, public_url: str) -> Account:
    logging.basicConfig(format="%(levelname)s %(name)s: %(message)s", level=logging.WARNING)
    ledger = Ledger(options.data)
    account = Account(ledger, Clock(ledger), public_url.rstrip("/"), agenda.due)
    endpoint = ledger.fact("webhook") or {}
    given = {"url": options.webhook_url, "secrets": options.webhook_secret}
    endpoint |= {name: value for name, value in given.items() if value}
    ledger.set_fact("webhook", endpoint)
    deliveries.hurry(ledger, account.clock.machine())
    if options.after_retries:
        settings.change(ledger, Settings(after_retries=options.after_retries))
    seed.sow(account)
    return account


if __name__ == "__main__":
    sys.exit(main())
