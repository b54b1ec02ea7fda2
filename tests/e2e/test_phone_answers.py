"""The deployed function of the phone answers with no more rights than its own role has."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from chalicelib import clock
from chalicelib.lines import store as lines
from chalicelib.lines.model import Agent
from chalicelib.table import keys
from chalicelib.tenants import store as tenants
from tests.clinics import kept, root
from tests.inside import make_clinic

pytestmark = pytest.mark.cloud
_DIALLED, _CALLER = "+12025550187", "+12025550188"
Ask = Callable[..., dict[str, str]]


@pytest.fixture(scope="module")
def called(in_step: dict[str, Any]) -> tuple[str, Ask]:
    """A clinic with a line, and one call to it, step by step through Lambda."""
    ctx, _, _ = make_clinic()
    tenants.point(keys.platform_number(_DIALLED), ctx.tenant_id)
    lines.put_agent(ctx, Agent("staff", "user", "username"))
    lambdas, contact_id = root(in_step, "lambda"), clock.new_id()

    def ask(step: str, **said: str) -> dict[str, str]:
        contact = {
            "ContactId": contact_id, "InitialContactId": contact_id,
            "InitiationMethod": "INBOUND", "Queue": None,
            "CustomerEndpoint": {"Address": _CALLER, "Type": "TELEPHONE_NUMBER"},
            "SystemEndpoint": {"Address": _DIALLED, "Type": "TELEPHONE_NUMBER"},
        }  # fmt: skip
        details = {"ContactData": contact, "Parameters": {"step": step, **said}}
        name = in_step["functions"]["AnswerCallFunction"]
        answer = lambdas.invoke(FunctionName=name, Payload=json.dumps({"Details": details}))
        told: dict[str, str] = json.loads(answer["Payload"].read())
        assert "FunctionError" not in answer, told
        return told

    return ctx.tenant_id, ask


def test_call_books_proves_and_is_called_back(
    in_step: dict[str, Any], called: tuple[str, Ask]
) -> None:
    tenant_id, ask = called

    greeted = ask("greet", language="")
    ask("for_whom")
    ask("choose_person", digits="")
    one = ask("services", page="")
    alone = ask("practitioners", page="")
    times = ask("times", page="")
    booked = ask("book", key="1", page=times["next_page"])
    sent = ask("send_code")
    wrong = ask("check_code", digits="000000")
    waiting = ask("wait", size="0", oldest="0")
    promised = ask("promise_callback")

    assert greeted["status"] in ("open", "closed")
    assert [one["status"], alone["status"], booked["status"]] == ["one", "one", "booked"]
    assert [sent["status"], wrong["status"], waiting["status"]] == ["sent", "wrong", "ok"]
    assert (promised["status"], promised["callback_number"]) == ("ok", _CALLER)
    visits = [i for i in kept(in_step, tenant_id).values() if i["kind"]["S"] == "Appointment"]
    assert [visit["source"]["S"] for visit in visits] == ["phone"]
