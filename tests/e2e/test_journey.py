"""The whole journey in a real browser: its steps, its pages for everybody, and the logs it left.

The steps are those of `make tour`; each asserts what it shows.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from infra.local.deployment import STACK, client
from infra.local.tour.journey import Journey
from infra.local.tour.stage import Stage
from infra.local.tour.way import WAY
from tests.e2e import axe

pytestmark = [pytest.mark.cloud, pytest.mark.browser]


@dataclass
class Walked:
    """What came of the walk; `failed` names the step that ended it."""

    journey: Journey
    failed: str = ""
    pages: list[str] = field(default_factory=list)
    findings: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def walked(
    demo: dict[str, Any], browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Walked]:
    stage = Stage(browser, tmp_path_factory.mktemp("pictures"))
    result = Walked(Journey(demo, stage))
    stage.look = lambda name, page: _inspect(result, name, axe.findings(page))
    for name, walk in WAY:
        try:
            walk(result.journey)
        except Exception as error:
            result.failed = f"{name}: {error}"
            break
    yield result
    stage.close()


def _inspect(result: Walked, name: str, found: list[str]) -> None:
    result.pages.append(name)
    result.findings += [f"{name}: {finding}" for finding in found]


def test_journey_reaches_its_end(walked: Walked) -> None:
    assert walked.failed == ""


def test_journey_pages_are_for_everybody(walked: Walked) -> None:
    assert len(walked.pages) > 20
    assert "\n".join(walked.findings) == ""


def test_journey_pages_break_no_policy(walked: Walked) -> None:
    refused = re.compile("Content Security Policy|Refused to|Uncaught")

    complaints = [said for said in walked.journey.stage.complaints if refused.search(said[1])]

    assert complaints == []


def test_journey_logs_name_nobody(walked: Walked) -> None:
    told = _logs(walked.journey.stack)
    spoken = [name for name, text in told.items() if '"service":"frontdesk"' in text]
    assert len(spoken) > 8  # functions that the journey runs; else nothing was captured

    named = {
        (source, secret)
        for secret, pattern in _secrets(walked.journey).items()
        for source, text in told.items()
        if pattern.search(text)
    }

    assert named == set()


def _secrets(journey: Journey) -> dict[str, re.Pattern[str]]:
    """What must be in no log: people by name, number and address, codes, passwords, links."""
    patient, owner = journey.patient, journey.owner
    digits = patient.phone.removeprefix("+44")
    plain = [
        patient.name, patient.family_name, patient.email, digits,
        owner.name, owner.email, owner.password, journey.first_link.rpartition("/")[2],
        journey.landline.removeprefix("+44"),
        "Anna Beispiel", "anna.beispiel", "Örnek", "7700900011", "7700900012",
    ]  # fmt: skip
    found = {text: re.compile(re.escape(text), re.IGNORECASE) for text in plain if text}
    # Six digits may be part of an id or of a fraction of a second.
    whole = {code: re.compile(rf"(?<![\w.-]){code}(?![\w.-])") for code in journey.codes}
    return {**found, **whole}


def _logs(stack: dict[str, Any]) -> dict[str, str]:
    """What each function and each process of the local cloud wrote."""
    cloudwatch = client(stack, "logs")
    groups = cloudwatch.get_paginator("describe_log_groups").paginate(
        logGroupNamePrefix=f"/aws/lambda/{STACK}-"
    )
    names = [group["logGroupName"] for page in groups for group in page["logGroups"]]
    written = {name: _events(cloudwatch, name) for name in names}
    files = Path(stack["logs"]).glob("*.log")
    return written | {file.name: file.read_text(errors="replace") for file in files}


def _events(cloudwatch: Any, group: str) -> str:
    pages = cloudwatch.get_paginator("filter_log_events").paginate(logGroupName=group)
    return "\n".join(event["message"] for page in pages for event in page["events"])
