"""The served API description against the running API: whatever is sent, answers are as it says."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import count
from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

import app  # noqa: F401  (registers every route)
from chalicelib.edge import openapi
from chalicelib.edge.http import ENDPOINTS, Endpoint
from tests.clinics import WholeClinic, make_whole_clinic

Stack = dict[str, Any]
_CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
_EXAMPLES = {GenerationMode.POSITIVE: 10, GenerationMode.NEGATIVE: 5}
_ID = re.compile(r"^\w*_ids?$")
_callers = count(1)


@cache
def _described() -> Any:
    return schemathesis.openapi.from_dict(openapi.document())


@pytest.fixture(scope="module")
def clinic(in_step: Stack) -> WholeClinic:
    return make_whole_clinic("schema", site_key="schemasitekey234")


@pytest.fixture(scope="module")
def gateway(cloud: Stack) -> Iterator[Stack]:
    """Past the front door, where each request may come from an address of its own."""
    with httpx.Client(timeout=60) as client:
        host = f"{cloud['outputs']['RestAPIId']}.execute-api.localhost"
        yield {"client": client, "base_url": f"{cloud['cloud']}/v1", "host": host}


def _takes_something(made: Endpoint) -> bool:
    """Else there is nothing that could be sent wrongly."""
    return bool(made.body or made.query or "{" in made.path)


_TRIED = [
    (made, mode)
    for made in ENDPOINTS
    for mode in _EXAMPLES
    if mode is GenerationMode.POSITIVE or _takes_something(made)
]


def _name(made: Any) -> str:
    return f"{made.method} {made.path}" if isinstance(made, Endpoint) else str(made.name.lower())


@pytest.mark.parametrize(("made", "mode"), _TRIED, ids=_name)
def test_answers_are_as_described(
    cloud: Stack, clinic: WholeClinic, gateway: Stack, made: Endpoint, mode: GenerationMode
) -> None:
    operation = _described()[made.path][made.method]
    cookie = clinic.browser(cloud).cookie
    turns = count()

    @seed(1)
    @settings(
        max_examples=_EXAMPLES[mode],
        deadline=None,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def run(case: Case) -> None:
        if next(turns) % 3:
            _name_real_things(case, clinic)
        headers = {
            "Host": gateway["host"], "Cookie": f"__Host-session={cookie}", "X-Link": clinic.link,
            "X-Forwarded-For": f"198.18.{next(_callers) % 250}.{next(_callers) % 250}",
        }  # fmt: skip
        answer = case.call(base_url=gateway["base_url"], headers=headers)
        case.validate_response(answer, checks=_CHECKS)

    run()


def _name_real_things(case: Case, clinic: WholeClinic) -> None:
    """Ids of what is there, so that more than look-ups is tried."""
    ids = {**{n: clinic.id_of(n) for n in clinic.things}, "site_key": "schemasitekey234"}
    for part in (case.path_parameters, case.query, case.body):
        for name in part if isinstance(part, dict) else ():
            if name in ids:
                part[name] = ids[name]
            elif _ID.match(name) and isinstance(part[name], list):
                part[name] = [ids.get(name[:-1], "")]


def test_served_description_is_the_one_of_the_routes(cloud: Stack) -> None:
    served = httpx.get(cloud["openapi"], timeout=60).json()

    assert served == openapi.document()
