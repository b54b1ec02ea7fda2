"""Messages and actions are recognised in all the spellings of the test language."""

from typing import Any

import pytest

from infra.local.telephony.flow.values import Prompt
from infra.local.telephony.testcase.matching import matches_action, matches_message

_HEARD = Prompt(text="Welcome to Example Clinic. Press 1 to be connected to an agent.")


@pytest.mark.parametrize(
    ("properties", "expected"),
    [
        ({}, True),
        ({"Text": "Press 1 to be connected to an agent"}, True),
        ({"Text": "press one to get connected to an agent"}, True),
        ({"Text": "Our office is closed, please call again tomorrow"}, False),
        ({"Text": "press 1 to be", "MatchingCriteria": {"Type": "Inclusion"}}, True),
        ({"Text": "press 2", "MatchingCriteria": {"Type": "Inclusion"}}, False),
        ({"Text": "example clinic", "MatchingCriteria": "Inclusion"}, True),
        ({"SSML": "<speak>Press 1 to be connected</speak>"}, True),
        (
            {
                "MatchingCriteria": {
                    "Content": {"Similarity": {"Value": "Welcome to Example Clinic"}}
                }
            },
            True,
        ),
        (
            {
                "MatchingCriteria": {
                    "Similarity": {"Value": "Welcome, dear caller, to us", "Threshold": 0.9}
                }
            },
            False,
        ),
        ({"PromptId": "p"}, False),
    ],
)
def test_message_is_recognised(properties: dict[str, Any], expected: bool) -> None:
    assert matches_message(properties, _HEARD) is expected


def test_chinese_is_compared_by_its_characters() -> None:
    heard = Prompt(ssml="<speak>欢迎致电示例诊所。预约请按一。</speak>")

    assert matches_message({"Text": "预约请按一"}, heard)
    assert not matches_message({"Text": "诊所现在休息"}, heard)


def test_recording_is_recognised_by_id_or_address() -> None:
    assert matches_message(
        {"PromptId": "p"}, Prompt(prompt_id="arn:aws:connect:x:1:instance/i/prompt/p")
    )
    assert matches_message({"Media": {"Uri": "s3://b/k.wav"}}, Prompt(media_uri="s3://b/k.wav"))


@pytest.mark.parametrize(
    ("properties", "expected"),
    [
        ({"ActionType": "InvokeLambdaFunction"}, True),
        ({"ActionType": "InvokeLambdaFunction "}, True),
        ({"ActionType": "Compare"}, False),
        (
            {
                "ActionType": "InvokeLambdaFunction",
                "ActionParameters": {"LambdaFunctionARN": "a/f"},
            },
            True,
        ),
        (
            {"ActionType": "InvokeLambdaFunction", "ActionParameters": {"LambdaFunctionARN": "g"}},
            False,
        ),
        (
            {
                "ActionType": "InvokeLambdaFunction",
                "ActionParameters": {"LambdaInvocationAttributes": {"step": "greet"}},
            },
            True,
        ),
        (
            {
                "ActionType": "InvokeLambdaFunction",
                "ActionParameters": {"LambdaInvocationAttributes": {"step": "book"}},
            },
            False,
        ),
    ],
)
def test_action_is_recognised(properties: dict[str, Any], expected: bool) -> None:
    parameters = {
        "LambdaFunctionARN": "f",
        "LambdaInvocationAttributes": {"step": "greet", "n": "1"},
    }

    assert matches_action(properties, "InvokeLambdaFunction", parameters) is expected


def test_older_name_of_dequeuing_is_recognised() -> None:
    assert matches_action(
        {"ActionType": "DequeueAndTransferToQueue"}, "DequeueContactAndTransferToQueue", {}
    )
