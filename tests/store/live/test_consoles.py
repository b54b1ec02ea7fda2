"""Who may listen, who is told, and who is forgotten."""

from collections.abc import Callable
from typing import Any

import pytest

from chalicelib import clock, tokens
from chalicelib.context import Context
from chalicelib.errors import Unauthenticated
from chalicelib.gateways import live as gateway
from chalicelib.live import actions, store
from functions.live import connect_console, notify_consoles

Posts = list[tuple[str, dict[str, str]]]


@pytest.fixture
def posts(monkeypatch: pytest.MonkeyPatch) -> Posts:
    """What reached consoles; those whose id begins with `gone` are not there any more."""
    reached: Posts = []

    def post(connection_id: str, frame: dict[str, str]) -> None:
        if connection_id.startswith("gone"):
            raise gateway.Gone
        if connection_id.startswith("deaf"):
            raise gateway.NotPosted
        reached.append((connection_id, frame))

    monkeypatch.setattr(gateway, "post", post)
    return reached


def _staff(ctx: Context) -> Context:
    return Context(ctx.tenant_id, "staffstaff111111", "operator")


def _ticket(ctx: Context) -> str:
    return actions.ticket(_staff(ctx)).partition("?ticket=")[2]


def _connect(ticket: str | None, connection_id: str) -> int:
    event = {
        "requestContext": {"connectionId": connection_id},
        "queryStringParameters": {"ticket": ticket} if ticket is not None else None,
    }
    return int(connect_console.handler(event, None)["statusCode"])


def _notify(ctx: Context, **detail: Any) -> None:
    told = {"tenant_id": ctx.tenant_id, "kind": "appointment", "subject_id": "visit1", **detail}
    notify_consoles.handler({"detail-type": "AppointmentBooked", "detail": told}, None)


def test_ticket_lets_a_console_listen(ctx: Context) -> None:
    status = _connect(_ticket(ctx), "connection1")

    assert status == 200
    assert [c.connection_id for c in store.list_open(ctx)] == ["connection1"]
    assert store.list_open(ctx)[0].staff_id == "staffstaff111111"


@pytest.mark.parametrize("ticket", [None, "", "nonsense", "a.b"])
def test_without_a_ticket_nobody_listens(ctx: Context, ticket: str | None) -> None:
    assert _connect(ticket, "connection1") == 401
    assert store.list_open(ctx) == []


def test_ticket_ends_after_a_minute(ctx: Context, later: Callable[[float], None]) -> None:
    ticket = _ticket(ctx)
    later(61)

    assert _connect(ticket, "connection1") == 401
    assert store.list_open(ctx) == []


def test_session_cookie_is_no_ticket(ctx: Context) -> None:
    expires = clock.now().replace(year=2200)
    cookie = tokens.sign("session", {"t": ctx.tenant_id, "s": "staffstaff111111"}, expires)

    with pytest.raises(Unauthenticated):
        actions.listen(cookie, "connection1")

    assert store.list_open(ctx) == []


def test_change_reaches_all_consoles_of_the_clinic_only(
    ctx: Context, other: Context, posts: Posts
) -> None:
    _connect(_ticket(ctx), "one")
    _connect(_ticket(ctx), "two")
    _connect(_ticket(other), "foreign")

    _notify(ctx, date="2027-03-22", patient_id="patient1", source="widget")

    frame = {"type": "changed", "kind": "appointment", "id": "visit1", "date": "2027-03-22"}
    assert sorted(posts, key=lambda post: post[0]) == [("one", frame), ("two", frame)]


def test_frame_without_a_day_has_none(ctx: Context, posts: Posts) -> None:
    _connect(_ticket(ctx), "one")

    _notify(ctx, kind="patient", subject_id="patient1")

    assert posts == [("one", {"type": "changed", "kind": "patient", "id": "patient1"})]


def test_gone_console_is_forgotten_and_the_next_is_told(
    ctx: Context, posts: Posts, later: Callable[[float], None]
) -> None:
    for connection_id in ("gone1", "deaf1", "here1"):
        _connect(_ticket(ctx), connection_id)
    later(60)

    _notify(ctx)

    assert [connection_id for connection_id, _ in posts] == ["here1"]
    assert sorted(c.connection_id for c in store.list_open(ctx)) == ["deaf1", "here1"]


def test_console_that_just_connects_is_not_forgotten(ctx: Context, posts: Posts) -> None:
    _connect(_ticket(ctx), "gone1")

    _notify(ctx)

    assert [c.connection_id for c in store.list_open(ctx)] == ["gone1"]


def test_open_console_is_told_however_far_the_clock_was_moved(
    ctx: Context, posts: Posts, later: Callable[[float], None]
) -> None:
    _connect(_ticket(ctx), "one")
    later(store.LIFETIME_SECONDS + 1)

    _notify(ctx)

    assert [connection_id for connection_id, _ in posts] == ["one"]
