"""The five processes of the local cloud, and how each is started."""

from __future__ import annotations

import sys
from pathlib import Path

from infra.local.inputs import digest
from infra.local.interpreters import CLOUD_PYTHON, ROOT
from infra.local.layout import PAGES, Layout
from infra.local.ports import HOST
from infra.local.processes import Part
from infra.local.region import ACCOUNT, REGION

_HERE = Path(__file__).resolve().parent
# Of the stand-in for Stripe: known to everybody, for nothing leaves this machine.
STRIPE_KEY, WEBHOOK_SECRET = "sk_test_local", "whsec_local"
ORDER = ("cloud", "stripe", "sms", "telephony", "frontdoor")


def address(port: int) -> str:
    return f"http://{HOST}:{port}"


def parts(layout: Layout, ports: dict[str, int], keep: bool = True) -> list[Part]:
    """What is to run, in the order of starting; `keep` saves the emulator's state."""
    return [
        _cloud(layout, ports, keep),
        _part(
            "stripe",
            "--port", str(ports["stripe"]),
            "--data", str(layout.data / "stripe"),
            "--public-url", address(ports["stripe"]),
            "--webhook-url", f"{address(ports['frontdoor'])}/api/stripe/webhook",
            "--webhook-secret", WEBHOOK_SECRET,
        ),
        _part(
            "sms",
            "--port", str(ports["sms"]),
            "--data", str(layout.data / "sms"),
            "--cloud", address(ports["cloud"]),
            "--clock-file", str(layout.clock),
            "--stack", str(layout.stack),
            "--stripe", address(ports["stripe"]),
            "--page", str(PAGES / "handset"),
        ),
        _telephony(layout, ports),
        _part(
            "frontdoor",
            "--port", str(ports["frontdoor"]),
            "--clinic-port", str(ports["clinic_page"]),
            "--cloud", address(ports["cloud"]),
            "--stack", str(layout.stack),
            "--pages", str(PAGES),
            version=digest([_HERE / "frontdoor", ROOT / "infra" / "web.yaml"]),
        ),
    ]  # fmt: skip


def _cloud(layout: Layout, ports: dict[str, int], keep: bool) -> Part:
    command = [
        str(CLOUD_PYTHON), "-m", "infra.local.cloud",
        "--port", str(ports["cloud"]),
        "--data", str(layout.data / "cloud"),
    ]  # fmt: skip
    environment = {"FRONTDESK_CLOCK_FILE": str(layout.clock)}
    version = digest([_HERE / "cloud", ROOT / "requirements-cloud.txt"])
    return Part("cloud", tuple(command + ["--keep"] * keep), environment, version)


def _telephony(layout: Layout, ports: dict[str, int]) -> Part:
    return _part(
        "telephony",
        "--port", str(ports["telephony"]),
        "--data", str(layout.data / "telephony"),
        "--cloud", address(ports["cloud"]),
        "--region", REGION,
        "--account", ACCOUNT,
        "--clock-file", str(layout.clock),
    )  # fmt: skip


def _part(name: str, *arguments: str, version: str = "") -> Part:
    command = (sys.executable, "-m", f"infra.local.{name}", *arguments)
    return Part(name, command, version=version or digest([_HERE / name, _HERE / "standins"]))
