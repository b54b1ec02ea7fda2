"""The command names file, action, rule and reason, and fails where something is wrong."""

from pathlib import Path

import pytest

from infra.local.telephony.lint.__main__ import main
from infra.local.telephony.lint.rules import lint_files

_FLOWS = Path(__file__).with_name("flows")


def test_exported_flows_are_right_but_for_old_spellings(capsys: pytest.CaptureFixture[str]) -> None:
    exported = ["exported_menu.json", "queue with callback.json", "module who.json"]

    code = main([str(_FLOWS / name) for name in exported])

    said = capsys.readouterr().out.splitlines()
    assert (code, len(said)) == (1, 2)
    assert said[0].endswith(
        "old-spelling: InputTimeoutSeconds is written InputTimeLimitSeconds now."
    )
    assert said[1] == "3 files, 1 findings, 0 warnings"


def test_given_attributes_are_known(capsys: pytest.CaptureFixture[str]) -> None:
    path = str(_FLOWS / "voicemail.json")

    assert main([path]) == 0
    assert main([path, "--strict"]) == 1
    assert main([path, "--strict", "--given", "caller_name"]) == 0
    assert "caller_name is read, but nothing writes it" in capsys.readouterr().out


def test_broken_flow_breaks_many_rules_at_once() -> None:
    found = {(finding.action, finding.rule) for finding in lint_files([_FLOWS / "broken.json"])}

    assert found == {
        ("", "version"),
        ("Ask", "condition"),
        ("Ask", "missing-error"),
        ("Ask", "parameter"),
        ("Ask", "strange-error"),
        ("Ask", "unreachable"),
        ("End", "terminal"),
        ("End", "unique-identifier"),
        ("End", "unreachable"),
        ("Hooks", "parameter"),
        ("Hooks", "unreachable"),
        ("Odd (1)", "identifier"),
        ("Odd (1)", "scalar"),
        ("Odd (1)", "unknown-type"),
        ("Odd (1)", "unreachable"),
        ("Ring", "endless"),
        ("Ring", "missing-error"),
        ("Ring", "no-exit"),
        ("Ring", "parameter"),
        ("Ring", "unreachable"),
        ("Start", "dangling"),
        ("Start", "parameter"),
    }


def test_languages_are_asked_for_by_the_attribute(tmp_path: Path) -> None:
    text = (_FLOWS / "exported_menu.json").read_text().replace("InputTimeout", "InputTimeLimit")
    compare = (
        '{"Identifier": "L", "Type": "Compare", "Parameters": {"ComparisonValue": '
        '"$.Attributes.lang"}, "Transitions": {"NextAction": "x", "Errors": [{"NextAction": "x", '
        '"ErrorType": "NoMatchingCondition"}], "Conditions": [{"NextAction": "x", "Condition": '
        '{"Operator": "Equals", "Operands": ["en"]}}]}}'
    )
    path = tmp_path / "a.json"
    path.write_text(text.replace('"Actions": [', f'"Actions": [{compare},', 1))

    found = lint_files([path], languages=["en", "tr"], language_attribute="lang", given=["lang"])

    assert ("missing-language", "No branch for tr.") in [(f.rule, f.reason) for f in found]


@pytest.mark.parametrize("content", ["{", "[]", "\udcff"])
def test_file_that_cannot_be_read_is_a_finding(tmp_path: Path, content: str) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(content.encode("utf-8", "surrogateescape"))

    assert [finding.rule for finding in lint_files([path, tmp_path / "gone.json"])] == [
        "unreadable",
        "unreadable",
    ]
