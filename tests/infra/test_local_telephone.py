"""The local cloud has the template's Connect resources, numbers that ring, functions that know."""

from typing import Any

import pytest

from infra.local import deployment, telephone
from infra.local.layout import PACKAGE, STAGE
from tests.infra.sms_standin import HTTP, until
from tests.infra.template import of_type

pytestmark = pytest.mark.cloud
TEMPLATE = PACKAGE / "template.json"


def _exchange(cloud: dict[str, Any]) -> Any:
    return deployment.client({**cloud, "cloud": cloud["telephony"]}, "connect")


def _instance(cloud: dict[str, Any]) -> str:
    return str(cloud["outputs"]["ConnectInstanceArn"]).rpartition("/")[2]


def _flows(cloud: dict[str, Any]) -> list[dict[str, Any]]:
    listed = _exchange(cloud).list_contact_flows(InstanceId=_instance(cloud))
    found: list[dict[str, Any]] = listed["ContactFlowSummaryList"]
    return [each for each in found if each["Name"].startswith("frontdesk-")]


def test_every_flow_of_the_template_is_there(cloud: dict[str, Any]) -> None:
    names = {each["Name"] for each in _flows(cloud)}

    wanted = {p["Name"]["Fn::Sub"] for p in of_type("AWS::Connect::ContactFlow").values()}
    assert names == {name.replace("${Stage}", STAGE) for name in wanted}


def test_laying_twice_changes_nothing(cloud: dict[str, Any]) -> None:
    before = _flows(cloud)
    given = {"Stage": STAGE, **deployment.parameters(cloud)}

    telephone.lay({**cloud, "outputs": {}}, deployment.client, TEMPLATE, given)

    assert _flows(cloud) == before
    numbers = _exchange(cloud).list_phone_numbers_v2(MaxResults=100)
    assert len(numbers["ListPhoneNumbersSummaryList"]) == len(telephone.NUMBERS)


def test_function_knows_the_resources_that_its_environment_names(cloud: dict[str, Any]) -> None:
    lambdas = deployment.client(cloud, "lambda")

    told = lambdas.get_function_configuration(FunctionName=cloud["functions"]["APIHandler"])

    instance = told["Environment"]["Variables"]["CONNECT_INSTANCE_ARN"]
    assert instance == cloud["outputs"]["ConnectInstanceArn"]


def test_number_of_no_clinic_says_so_and_ends(cloud: dict[str, Any]) -> None:
    """Through the entry flow and the deployed function."""
    calls = f"{cloud['telephony']}/_local/calls"
    asked = {"from": "+12025550177", "to": telephone.NUMBERS[-1]}

    made = HTTP.post(calls, json=asked).raise_for_status().json()
    said = _over(f"{calls}/{made['contact_id']}")

    assert "This number is not in use." in said


def _over(address: str) -> list[str]:
    """What was said, once the call has ended."""

    def ended() -> Any:
        call = HTTP.get(address).raise_for_status().json()
        return call if call["ended_at"] else None

    return [line["text"] for line in until(ended)["transcript"]]
