"""The control panel in a real browser: it speaks with its parent page as Connect's does."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from infra.local import chromium
from tests.infra.telephony.exchange.clinic import CALLER, NUMBER, music, to_colleague, to_queue
from tests.infra.telephony.exchange.running import Running, running
from tests.infra.telephony.exchange.test_wire import profile, queue

pytestmark = pytest.mark.browser
_LIBRARY = Path(__file__).parents[4] / (
    "web/node_modules/amazon-connect-streams/release/connect-streams-min.js"
)
_START = """url => {
  window.heard = [];
  connect.core.initCCP(document.getElementById("frame"), {
    ccpUrl: url, loginPopup: false, softphone: { allowFramedSoftphone: false },
  });
  connect.agent((agent) => {
    window.agent = agent;
    agent.onMuteToggle(({ muted }) => heard.push(`muted ${muted}`));
  });
  connect.contact((contact) => {
    window.contact = contact;
    for (const name of ["onConnecting", "onConnected", "onACW", "onMissed", "onDestroy"])
      contact[name](() => heard.push(name));
  });
}"""


class _Parent(BaseHTTPRequestHandler):
    """The page around the frame, of another origin."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("content-type", "text/html")
        self.end_headers()
        self.wfile.write(b'<div id="frame" style="width: 320px; height: 480px"></div>')

    def log_message(self, *arguments: Any) -> None:
        """Nothing of it in the tests' output."""


class Console:
    """An operator's page; `do` calls a method of the library and waits for its success."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def do(self, call: str) -> Any:
        wrapped = (
            "() => new Promise((success, no) => {"
            f" const done = {{ success, failure: (told) => no(new Error(told)) }}; {call} }})"
        )
        return self.page.evaluate(wrapped)

    def hears(self, what: str) -> None:
        self.page.wait_for_function("what => heard.includes(what)", arg=what)

    def until(self, expression: str) -> None:
        self.page.wait_for_function(expression)


@pytest.fixture(scope="module")
def exchange(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(tmp_path_factory.mktemp("exchange")) as started:
        started.create_instance()
        made = queue(started, "Desk")
        routing = profile(started, "Desk", made["QueueId"])
        security = started.connect.create_security_profile(
            InstanceId=started.instance, SecurityProfileName="Operator", Permissions=[]
        )
        to_them = started.flow("Transfer", to_colleague(), "AGENT_TRANSFER")
        for name in ("ann", "bob"):
            user = started.connect.create_user(
                InstanceId=started.instance,
                Username=name,
                PhoneConfig={"PhoneType": "SOFT_PHONE"},
                IdentityInfo={"FirstName": name.title(), "LastName": "Demo"},
                SecurityProfileIds=[security["SecurityProfileId"]],
                RoutingProfileId=routing,
            )
            made_user = {"UserId": user["UserId"], "ContactFlowId": to_them}
            quick = started.connect.create_quick_connect(
                InstanceId=started.instance,
                Name=name,
                QuickConnectConfig={"QuickConnectType": "USER", "UserConfig": made_user},
            )
            started.connect.associate_queue_quick_connects(
                InstanceId=started.instance,
                QueueId=made["QueueId"],
                QuickConnectIds=[quick["QuickConnectId"]],
            )
        started.flow("Default customer queue", music(), "CUSTOMER_QUEUE")
        started.number(NUMBER, started.flow("Entry", to_queue(made["QueueArn"])))
        yield started


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-gpu"]
        yield playwright.chromium.launch(executable_path=chromium.find(), args=arguments)


@pytest.fixture(scope="module")
def parent() -> Iterator[str]:
    served = ThreadingHTTPServer(("127.0.0.1", 0), _Parent)
    threading.Thread(target=served.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{served.server_port}/"
    served.shutdown()
    served.server_close()


@pytest.fixture
def console(exchange: Running, browser: Browser, parent: str) -> Iterator[Console]:
    page = browser.new_page()
    page.set_default_timeout(60_000)
    page.goto(parent)
    page.add_script_tag(path=_LIBRARY)
    page.evaluate(_START, f"{exchange.url}/ccp/?user=ann")
    page.wait_for_function("window.agent")
    yield Console(page)
    page.close()


def available(console: Console) -> None:
    console.do(
        "agent.setState(agent.getAgentStates().find(({ name }) => name === 'Available'), done)"
    )
    console.until("agent.getState().name === 'Available'")


def test_call_is_taken_held_muted_and_ended(exchange: Running, console: Console) -> None:
    available(console)

    call = exchange.post("calls", **{"from": CALLER, "to": NUMBER})["contact_id"]
    console.hears("onConnecting")
    number = console.page.evaluate("contact.getInitialConnection().getEndpoint().phoneNumber")
    console.do("contact.accept(done)")
    console.hears("onConnected")
    console.do("contact.getInitialConnection().hold(done)")
    console.until("contact.getInitialConnection().isOnHold()")
    console.do("contact.getInitialConnection().resume(done)")
    console.until("!contact.getInitialConnection().isOnHold()")
    console.page.evaluate("agent.mute()")
    console.hears("muted true")
    console.do("contact.getAgentConnection().destroy(done)")
    console.hears("onACW")
    console.do("contact.clear(done)")
    console.hears("onDestroy")

    assert number == CALLER
    assert exchange.call_in(call, "ended")["reason"] == "AGENT_DISCONNECT"
    console.until("agent.getState().name === 'Available'")


def test_caller_is_handed_over_to_a_colleague(exchange: Running, console: Console) -> None:
    available(console)
    call = exchange.post("calls", **{"from": CALLER, "to": NUMBER})["contact_id"]
    console.hears("onConnecting")
    console.do("contact.accept(done)")
    console.hears("onConnected")
    exchange.post("agents/bob/status", status="Available")

    console.do(
        "agent.getEndpoints(agent.getAllQueueARNs(), { ...done, success: ({ endpoints }) =>"
        " contact.addConnection(endpoints.find(({ name }) => name === 'bob'), done) })"
    )
    third = "contact.getSingleActiveThirdPartyConnection()"
    console.until(f"{third}?.isConnecting()")
    exchange.post("agents/bob/accept")
    console.until(f"{third}?.isConnected()")
    console.do("contact.toggleActiveConnections(done)")
    console.until(f"{third}.isOnHold() && !contact.getInitialConnection().isOnHold()")
    console.do("contact.conferenceConnections(done)")
    console.until(f"{third}.isConnected()")
    console.do("contact.getAgentConnection().destroy(done)")
    console.hears("onACW")

    found = exchange.get(f"calls/{call}")
    console.do("contact.clear(done)")
    assert (found["state"], found["agent"]) == ("connected", "bob")


def test_refusal_is_told_to_the_page(exchange: Running, console: Console) -> None:
    with pytest.raises(Exception, match="no contact"):
        console.do("connect.core.getClient().call('resumeConnection', {}, done)")

    assert exchange.get("agents/ann")["stage"] == ""
