"""People who sign up and sign in, as tests of accounts need them."""

import uuid
from typing import Any

import pytest

from chalicelib import tokens
from infra.local.client import Browser, Refused
from tests.clinics import root

Stack = dict[str, Any]
PASSWORD, OTHER = "a good long secret 7", "another long secret 8"


def form_of(**changes: Any) -> Stack:
    return {
        "clinic_name": "Fresh Clinic", "country": "GB", "owner_name": "Robin Sample",
        "email": f"{uuid.uuid4().hex}@example.com", "password": PASSWORD, "plan": "clinic",
        **changes,
    }  # fmt: skip


@pytest.fixture(autouse=True)
def own_allowance(inside: Stack) -> None:
    """All tests ask from one address; what it spent before is not their subject."""
    client = tokens.digest("client 127.0.0.1")[:20]
    dynamodb, table = root(inside, "dynamodb"), inside["outputs"]["TableName"]
    for name in ("signin-from", "signup-from", "forgot-from"):
        key = {":p": {"S": f"P#LIMIT#{name}-{client}"}}
        asked = {"KeyConditionExpression": "pk = :p", "ExpressionAttributeValues": key}
        for item in dynamodb.query(TableName=table, **asked)["Items"]:
            dynamodb.delete_item(TableName=table, Key={"pk": item["pk"], "sk": item["sk"]})


@pytest.fixture
def owner(inside: Stack) -> tuple[Browser, str]:
    """Somebody who signed up and confirmed the address; nothing is paid."""
    browser, form = Browser(inside), form_of()
    browser.call("POST", "/api/signup", form)
    browser.confirm(form)
    return browser, form["email"]


def refusal(browser: Browser, method: str, path: str, body: Stack | None = None) -> Any:
    with pytest.raises(Refused) as refused:
        browser.call(method, path, body)
    return refused.value.status, refused.value.code


def sign_in(cloud: Stack, email: str, password: str = PASSWORD) -> Browser:
    browser = Browser(cloud)
    browser.call("POST", "/api/auth/sign-in", {"email": email, "password": password})
    return browser


def refused_sign_in(cloud: Stack, email: str, password: str) -> Any:
    body = {"email": email, "password": password}
    return refusal(Browser(cloud), "POST", "/api/auth/sign-in", body)
