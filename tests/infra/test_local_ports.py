"""The ports that parts listen on, and what is said when they are taken."""

import socket

import pytest

from infra.local import ports


def test_preferred_ports_are_five_in_a_row(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FRONTDESK_PORT_BASE", raising=False)

    chosen = ports.preferred()

    assert list(chosen.values()) == [8420, 8421, 8422, 8423, 8424, 8425]


def test_preferred_ports_move_with_the_base(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FRONTDESK_PORT_BASE", "9000")

    assert ports.preferred()["frontdoor"] == 9000


@pytest.mark.parametrize("base", ["", "abc", "80", "65535", "-1"])
def test_preferred_ports_refuse_a_base_that_is_none(
    monkeypatch: pytest.MonkeyPatch, base: str
) -> None:
    monkeypatch.setenv("FRONTDESK_PORT_BASE", base)

    with pytest.raises(ports.PortInUse, match="FRONTDESK_PORT_BASE"):
        ports.preferred()


def test_check_names_the_port_in_use_and_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ports, "_PATIENCE", 0)
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        with pytest.raises(ports.PortInUse) as refused:
            ports.check({"sms": port})

    assert str(port) in str(refused.value) and "FRONTDESK_PORT_BASE" in str(refused.value)


def test_check_passes_ports_that_nobody_listens_on() -> None:
    ports.check(ports.free())


def test_free_ports_differ() -> None:
    assert len(set(ports.free().values())) == len(ports.PARTS)
