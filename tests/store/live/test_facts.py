"""From a row of the table's stream to an entry on the bus."""

import json
from typing import Any

import pytest
from boto3.dynamodb.types import TypeSerializer

from chalicelib.context import Context
from chalicelib.events import AppointmentBooked, InquiryChanged
from chalicelib.gateways import aws, bus
from chalicelib.table import connection
from chalicelib.table.outbox import event_item
from functions.streams import publish_events


class _Bus:
    """Stands for EventBridge; refuses an entry as often as it was told to."""

    def __init__(self, refusals: int = 0) -> None:
        self.refusals = refusals
        self.calls: list[list[dict[str, str]]] = []

    def put_events(self, Entries: list[dict[str, str]]) -> dict[str, Any]:  # noqa: N803
        self.calls.append(Entries)
        told: list[dict[str, str]] = [{"EventId": "1"} for _ in Entries]
        if self.refusals:
            self.refusals -= 1
            told[-1] = {"ErrorCode": "ThrottlingException"}
        return {"Entries": told, "FailedEntryCount": 0}


def _stream(table: Any) -> dict[str, Any]:
    typed = TypeSerializer()
    rows = [item for item in table.scan()["Items"] if item["kind"] == "Event"]
    return {
        "Records": [
            {"dynamodb": {"NewImage": {k: typed.serialize(v) for k, v in row.items()}}}
            for row in rows
        ]
    }


def _written(ctx: Context, number: int) -> None:
    fact = AppointmentBooked(
        f"visit{number}", version=1, patient_id="patient1", date="2027-03-22", source="widget"
    )
    connection.of(ctx).unit().put(event_item(ctx, fact)).commit()


def _use(monkeypatch: pytest.MonkeyPatch, stand_in: _Bus) -> None:
    real = aws.client
    monkeypatch.setattr(aws, "client", lambda name: stand_in if name == "events" else real(name))
    monkeypatch.setattr(bus.time, "sleep", lambda seconds: None)


def test_fact_of_the_stream_is_put_on_the_bus(
    ctx: Context, table: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    fact = InquiryChanged("inquiry1")
    connection.of(ctx).unit().put(event_item(ctx, fact)).commit()
    stand_in = _Bus()
    _use(monkeypatch, stand_in)

    publish_events.handler(_stream(table), None)

    [entry] = [e for call in stand_in.calls for e in call if "Inquiry" in e["DetailType"]]
    assert (entry["Source"], entry["EventBusName"]) == ("frontdesk", "frontdesk")
    detail = json.loads(entry["Detail"])
    assert detail.pop("at").endswith("Z")
    assert detail == {
        "tenant_id": ctx.tenant_id,
        "event_id": fact.event_id,
        "kind": "inquiry",
        "subject_id": "inquiry1",
        "actor": "system",
    }


def test_fact_carries_its_data(ctx: Context, table: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    _written(ctx, 1)
    stand_in = _Bus()
    _use(monkeypatch, stand_in)

    publish_events.handler(_stream(table), None)

    detail = json.loads(stand_in.calls[0][0]["Detail"])
    expected = {"version": 1, "patient_id": "patient1", "date": "2027-03-22", "source": "widget"}
    assert detail | expected == detail
    assert (detail["kind"], detail["notify"]) == ("appointment", True)


def test_only_what_was_refused_is_put_again(
    ctx: Context, table: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        _written(ctx, number)
    stand_in = _Bus(refusals=2)
    _use(monkeypatch, stand_in)

    publish_events.handler(_stream(table), None)

    assert [len(call) for call in stand_in.calls] == [3, 1, 1]


def test_more_than_ten_go_in_several_calls(
    ctx: Context, table: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(12):
        _written(ctx, number)
    stand_in = _Bus()
    _use(monkeypatch, stand_in)

    publish_events.handler(_stream(table), None)

    assert [len(call) for call in stand_in.calls] == [10, 2]


def test_what_stays_refused_fails_the_batch(
    ctx: Context, table: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    _written(ctx, 1)
    _use(monkeypatch, _Bus(refusals=99))

    with pytest.raises(bus.NotPublished):
        publish_events.handler(_stream(table), None)
