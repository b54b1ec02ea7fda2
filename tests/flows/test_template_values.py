"""What references of the template stand for, worked out without CloudFormation."""

import pytest

from infra.local.template_values import Values, names_in

TEMPLATE = {
    "Parameters": {"Stage": {"Default": "prod"}, "Given": {"Default": "none"}},
    "Conditions": {
        "IsAws": {"Fn::Equals": [{"Ref": "Stage"}, "prod"]},
        "Own": {"Fn::And": [{"Condition": "IsAws"}, {"Fn::Equals": [{"Ref": "Given"}, "none"]}]},
        "Not": {"Fn::Not": [{"Condition": "IsAws"}]},
    },
}


@pytest.fixture
def values() -> Values:
    return Values(TEMPLATE, {}, {"Bucket": "b-1"}, {"Answer": "arn:x:function:answer"})


def test_references_and_substitutions_are_worked_out(values: Values) -> None:
    values.learn("Hours", "arn:x:instance/i/operating-hours/h")
    part = {
        "Name": {"Fn::Sub": "frontdesk-${Stage} ${Bucket}"},
        "Arns": [{"Fn::GetAtt": ["Answer", "Arn"]}, {"Fn::GetAtt": ["Hours", "HoursArn"]}],
        "Id": {"Fn::GetAtt": ["Hours", "HoursOfOperationId"]},
        "Text": {"Fn::Sub": "${Answer.Arn}/$.Attributes.x"},
    }

    assert values.resolved(part) == {
        "Name": "frontdesk-prod b-1",
        "Arns": ["arn:x:function:answer", "arn:x:instance/i/operating-hours/h"],
        "Id": "h",
        "Text": "arn:x:function:answer/$.Attributes.x",
    }


def test_conditions_decide_and_no_value_leaves_nothing(values: Values) -> None:
    nothing = {"Ref": "AWS::NoValue"}
    part = {"A": {"Fn::If": ["Own", "yes", nothing]}, "B": {"Fn::If": ["Not", "yes", nothing]}}

    assert values.resolved(part) == {"A": "yes"}
    assert values.holds(None)
    assert not values.holds("Not")


def test_unknown_function_is_refused(values: Values) -> None:
    with pytest.raises(ValueError, match="Fn::Base64"):
        values.resolved({"Fn::Base64": "x"})


def test_names_are_found_in_every_kind_of_reference() -> None:
    part = [{"Ref": "A"}, {"x": {"Fn::GetAtt": ["B", "Arn"]}}, {"Fn::Sub": "${C.Arn} ${!D} ${E}"}]

    assert names_in(part) == {"A", "B", "C", "E"}
