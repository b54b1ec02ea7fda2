"""Moving the application's clock: in steps, in order, and heard by the neighbours."""

import json
import threading
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from infra.local.sms.clock import instant
from tests.infra.sms_product import Listener, Product, create_machine, deploy, listening
from tests.infra.sms_standin import StandIn, client, local_cloud, standing_in, until


@pytest.fixture(scope="module")
def product(tmp_path_factory: pytest.TempPathFactory) -> Product:
    made = Product(tmp_path_factory.mktemp("product"))
    made.set([])
    return made


@pytest.fixture(scope="module")
def cloud(tmp_path_factory: pytest.TempPathFactory, product: Product) -> Iterator[str]:
    with local_cloud(tmp_path_factory.mktemp("cloud")) as url:
        deploy(url, product.folder)
        yield url


@pytest.fixture(scope="module")
def machine(cloud: str) -> str:
    return create_machine(cloud)


@pytest.fixture(scope="module")
def stripe() -> Iterator[Listener]:
    with listening() as server:
        yield server


@pytest.fixture(scope="module")
def running(
    tmp_path_factory: pytest.TempPathFactory,
    product: Product,
    cloud: str,
    stripe: Listener,
) -> Iterator[StandIn]:
    folder = tmp_path_factory.mktemp("sms")
    stack = json.dumps({"functions": {"SweepTimersFunction": "sweep"}})
    (folder / "stack.json").write_text(stack)
    options = ["--clock-file", str(product.folder / "clock")]
    options += ["--stripe", f"http://127.0.0.1:{stripe.server_port}"]
    with standing_in(folder, cloud, *options) as running:
        yield running


@pytest.fixture
def house(running: StandIn, product: Product, stripe: Listener) -> StandIn:
    """The clock stands where the test before left it: tests reckon from `now`."""
    product.set([])
    stripe.told.clear()
    return running


def now(house: StandIn) -> float:
    return instant(house.get("clock")["now"])


def offset(house: StandIn) -> float:
    return float(house.get("clock")["offset_seconds"])


def test_clock_moved_writes_the_file_that_functions_read(house: StandIn, product: Product) -> None:
    before, offset_before = now(house), offset(house)

    moved = house.post("clock", advance="24h")

    written = float((product.folder / "clock").read_text())
    assert written == pytest.approx(offset_before + 86400, abs=600)
    assert (moved["offset_seconds"], moved["moving"]) == (written, False)
    assert before + 86400 <= instant(moved["now"]) < before + 86400 + 600


def test_due_instants_happen_in_order_each_at_its_time(house: StandIn, product: Product) -> None:
    base = now(house)
    due = [base + hours * 3600 for hours in (20, 2, 2.001, 9, 30)]
    product.set(due)

    moved = house.post("clock", advance="24h")

    expected = sorted(due)[:4]
    assert product.swept() == expected
    assert all(line["swept"] <= line["now"] < line["swept"] + 600 for line in product.log())
    assert moved["started"] == 4
    assert [step["started"] for step in moved["steps"]] == [1, 1, 1, 1]
    assert all(step["settled"] for step in moved["steps"])
    assert moved["warnings"] == []


def test_months_are_gone_in_stretches_that_a_sweep_can_see(
    house: StandIn, product: Product
) -> None:
    due = [now(house) + days * 86400 for days in (1, 50, 80)]
    product.set(due)

    moved = house.post("clock", advance="90d")

    assert product.swept() == due
    assert (moved["started"], moved["warnings"]) == (3, [])


def test_started_work_is_finished_before_the_next_step(
    house: StandIn, product: Product, machine: str
) -> None:
    base = now(house)
    due = [base + 600, base + 1200, base + 1800]
    product.set(due, machine=machine)

    house.post("clock", advance="1h")

    order = [next(iter(line.items())) for line in product.log()]
    assert order == [(what, each) for each in due for what in ("swept", "worked")]


def test_execution_that_waits_for_people_holds_nothing_up(
    house: StandIn, product: Product, cloud: str
) -> None:
    # Arrange
    steps = client("stepfunctions", cloud)
    states = {"Wait": {"Type": "Wait", "Seconds": 100_000, "End": True}}
    waiting = steps.create_state_machine(
        name="waiting",
        definition=json.dumps({"StartAt": "Wait", "States": states}),
        roleArn="arn:aws:iam::000000000000:role/any",
    )
    running = steps.start_execution(stateMachineArn=waiting["stateMachineArn"])["executionArn"]
    product.set([now(house) + 600])

    # Act
    moved = house.post("clock", advance="1h")

    # Assert
    stopped = steps.describe_execution(executionArn=running)["status"]
    steps.stop_execution(executionArn=running)
    assert stopped == "RUNNING"
    assert [step["settled"] for step in moved["steps"]] == [True]


def test_sweeper_that_tells_nothing_is_asked_every_minute(house: StandIn, product: Product) -> None:
    base = now(house)
    due = [base + 90, base + 250, base + 251]
    product.set(due, kind="blind")

    moved = house.post("clock", advance="10m")
    house.post("clock", 422, advance="8d")

    assert product.swept() == due
    assert all(line["now"] < line["swept"] + 61 for line in product.log())
    assert moved["started"] == 3


def test_sweeper_that_leaves_something_due_is_warned_about(
    house: StandIn, product: Product
) -> None:
    offset_before = offset(house)
    product.set([now(house) + 60], kind="stuck")

    moved = house.post("clock", advance="10m")

    assert moved["offset_seconds"] == pytest.approx(offset_before + 600, abs=30)
    assert "isn't started" in moved["warnings"][0]


def test_sweeper_that_fails_stops_the_clock(house: StandIn, product: Product) -> None:
    offset_before = offset(house)
    product.set([now(house) + 60], kind="broken")

    refused = house.post("clock", 502, advance="1h")

    shown = house.get("clock")
    assert "not today" in refused["message"]
    assert shown["offset_seconds"] == offset_before
    assert shown["moving"] is False


def test_stripe_is_told_each_step(house: StandIn, product: Product, stripe: Listener) -> None:
    base = now(house)
    product.set([base + 3600])

    house.post("clock", advance="2h")

    paths, told = zip(*stripe.told, strict=True)
    ahead = [round((instant(each) - base) / 3600) for each in told]
    assert set(paths) == {"/_local/clock"}
    assert ahead == [0, 1, 2]


def test_delayed_delivery_falls_between_due_instants(house: StandIn, product: Product) -> None:
    house.number()
    house.post("faults", delivery_delay=3600)
    house.send("+447700900001")
    product.set([now(house) + 1800, now(house) + 7200])

    house.post("clock", advance="3h")

    (kept,) = house.messages()
    arrived = instant(kept["arrived_at"])
    first, second = product.log()
    assert kept["state"] == "DELIVERED"
    assert first["now"] < arrived < second["now"]


def test_move_to_an_instant_arrives_there(house: StandIn) -> None:
    wanted = now(house) + 5000

    moved = house.post("clock", to=datetime.fromtimestamp(wanted, UTC).isoformat())

    assert wanted <= instant(moved["now"]) < wanted + 600


def test_second_move_at_the_same_time_is_a_conflict(
    house: StandIn, product: Product, machine: str
) -> None:
    before = offset(house)
    product.set([now(house) + 600], machine=machine)
    held = product.folder / "held"
    held.touch()
    mover = threading.Thread(target=lambda: house.post("clock", advance="1h"))
    mover.start()
    until(lambda: house.get("clock")["moving"])

    house.post("clock", 409, advance="1h")
    held.unlink()
    mover.join()

    assert offset(house) == pytest.approx(before + 3600, abs=600)
