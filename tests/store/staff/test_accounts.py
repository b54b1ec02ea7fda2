"""Accounts: sessions end at once, five failures lock, invitations harm nobody else's account."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from threading import Barrier
from typing import Any

import pytest

from chalicelib import clock, texts, tokens
from chalicelib.context import Context
from chalicelib.errors import Conflict, TooMany, Unauthenticated
from chalicelib.gateways import email, identity
from chalicelib.gateways.identity import Claims
from chalicelib.staff import actions, sessions, store
from chalicelib.staff.model import Staff
from chalicelib.tenants import addresses

_OWNER = Staff("owner11111", "owner@example.com", "Jo Owner", "owner")


def _soon() -> datetime:
    return clock.now() + timedelta(hours=1)


@pytest.fixture
def owner(ctx: Context, monkeypatch: Any) -> Context:
    def sign_in(address: str, password: str) -> Claims:
        if password != "right":
            raise Unauthenticated("E-mail or password is not right.")
        return Claims(ctx.tenant_id, _OWNER.id)

    monkeypatch.setattr(identity, "sign_in", sign_in)
    monkeypatch.setattr(identity, "set_user", lambda *_: None)
    monkeypatch.setattr(identity, "disable", lambda *_: None)
    monkeypatch.setattr(email, "send", lambda *_: "id")
    store.create(ctx, _OWNER)
    note = {"state": addresses.CONFIRMED, "tenant_id": ctx.tenant_id, "staff_id": _OWNER.id}
    addresses.keep(_OWNER.email, note)
    return replace(ctx, actor=_OWNER.id, role="owner")


def _sign_in(password: str = "right") -> str:
    return sessions.sign_in(_OWNER.email, password, "client")[2]


def test_session_is_its_account_until_signed_out(owner: Context) -> None:
    known = sessions.context_of(_sign_in(), None, None)
    cookie = _sign_in()

    assert (known.tenant_id, known.actor, known.role) == (owner.tenant_id, _OWNER.id, "owner")
    sessions.end(sessions.context_of(cookie, None, None))
    with pytest.raises(Unauthenticated):
        sessions.context_of(cookie, None, None)


def test_signing_out_everywhere_ends_all_and_lets_in_at_once(owner: Context) -> None:
    cookies = [_sign_in(), _sign_in()]

    actions.end_all_sessions(owner)

    for cookie in cookies:
        with pytest.raises(Unauthenticated):
            sessions.context_of(cookie, None, None)
    assert sessions.context_of(_sign_in(), None, None).actor == _OWNER.id


def test_five_failures_lock_and_the_window_opens_again(owner: Context, later: Any) -> None:
    for _ in range(5):
        with pytest.raises(Unauthenticated):
            _sign_in("wrong")

    with pytest.raises(TooMany) as refused:
        _sign_in("right")
    assert refused.value.code == "locked"
    later(900)
    assert _sign_in()


def test_success_forgets_the_failures(owner: Context) -> None:
    for _ in range(3):
        for _ in range(4):
            with pytest.raises(Unauthenticated):
                _sign_in("wrong")
        assert _sign_in()


def test_closing_an_invitation_leaves_the_addresss_own_account(owner: Context) -> None:
    made = actions.invite(owner, Staff("", "new@example.com", "New", "operator"))
    elsewhere = {"state": addresses.CONFIRMED, "tenant_id": "elsewhere1", "staff_id": "somebody1"}
    addresses.keep("new@example.com", elsewhere)

    actions.disable(owner, made.id)

    assert addresses.find("new@example.com") == elsewhere


def test_colleague_whose_account_was_closed_is_invited_again_here_or_elsewhere(
    owner: Context, other: Context
) -> None:
    first = actions.invite(owner, Staff("", "doc@example.com", "Doc", "doctor"))
    link = tokens.sign("invitation", {"t": owner.tenant_id, "s": first.id}, _soon())
    actions.accept(link, "Doc", "a long new password")
    actions.disable(owner, first.id)

    made = [
        actions.invite(each, Staff("", "Doc@example.com", "Doc", "doctor"))
        for each in (owner, other)
    ]
    link = tokens.sign("invitation", {"t": other.tenant_id, "s": made[1].id}, _soon())
    ctx, staff, _ = actions.accept(link, "Doc", "another long password")

    assert (ctx.tenant_id, staff.status) == (other.tenant_id, "active")
    assert addresses.find("doc@example.com") == {
        "state": addresses.CONFIRMED, "tenant_id": other.tenant_id, "staff_id": made[1].id,
        "language": "en",
    }  # fmt: skip
    assert actions.get(owner, first.id).status == "disabled"


def test_colleague_who_is_invited_is_not_invited_twice(owner: Context) -> None:
    asked = replace(owner, key="k", digest="d")
    made = [actions.invite(asked, Staff("", "doc@example.com", "Doc", "doctor")) for _ in "12"]

    with pytest.raises(Conflict) as refused:
        actions.invite(owner, Staff("", "DOC@example.com", "Doc", "operator"))

    assert "email" in refused.value.fields
    assert made[0] == made[1]
    assert {s.email for s in store.list_all(owner)} == {"doc@example.com", _OWNER.email}


def test_letters_come_in_the_language_that_a_colleague_chose(
    owner: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    subjects: list[str] = []
    monkeypatch.setattr(email, "send", lambda _, subject, *__: subjects.append(subject) or "id")
    made = actions.invite(owner, Staff("", "doc@example.com", "Doc", "doctor", language="tr"))
    link = tokens.sign("invitation", {"t": owner.tenant_id, "s": made.id}, _soon())
    ctx, accepted, _ = actions.accept(link, "Doc", "a long new password", "hu")
    actions.forget_password("doc@example.com", "client")
    actions.speak(ctx, "ru")
    actions.forget_password("doc@example.com", "client")

    wanted = [
        texts.text("mail.invitation.subject", "tr", clinic="Clinic TR"),
        *(texts.text("mail.reset.subject", each) for each in ("hu", "ru")),
    ]
    assert subjects == wanted
    assert accepted.language == "hu"
    assert addresses.find("doc@example.com")["language"] == "ru"  # type: ignore[index]


def test_owner_keeps_role_and_account(owner: Context) -> None:
    with pytest.raises(Conflict):
        actions.change_role(owner, _OWNER.id, "operator")
    with pytest.raises(Conflict):
        actions.disable(owner, _OWNER.id)
    assert actions.get(owner, _OWNER.id) == _OWNER


def test_address_with_an_account_is_not_invited(owner: Context, other: Context) -> None:
    with pytest.raises(Conflict):
        actions.invite(other, Staff("", _OWNER.email.upper(), "Jo", "operator"))
    assert store.list_all(other) == []


def test_one_of_two_clinics_invitations_taken_up_at_once_has_the_address(
    owner: Context, other: Context, monkeypatch: Any
) -> None:
    clinics, meeting, made = (owner, other), Barrier(2), []
    read = addresses.find

    def read_together(address: str) -> Any:
        known = read(address)
        if known is None:
            meeting.wait(30)
        return known

    for clinic in clinics:
        new = Staff("new1" + clinic.tenant_id, "both@example.com", "", "operator", status="invited")
        store.create(clinic, new)
    monkeypatch.setattr(addresses, "find", read_together)
    monkeypatch.setattr(identity, "set_user", lambda *said: made.append(said[2:]))

    def accept(clinic: Context) -> bool:
        claims = {"t": clinic.tenant_id, "s": "new1" + clinic.tenant_id}
        try:
            actions.accept(tokens.sign("invitation", claims, _soon()), "Bo", "long-password")
        except Conflict:
            return False
        return True

    with ThreadPoolExecutor(2) as pool:
        won = list(pool.map(accept, clinics))

    assert sorted(won) == [False, True]
    winner = clinics[won.index(True)]
    note = read("both@example.com") or {}
    assert made == [(winner.tenant_id, "new1" + winner.tenant_id)]
    assert (note["tenant_id"], note["state"]) == (winner.tenant_id, addresses.CONFIRMED)
