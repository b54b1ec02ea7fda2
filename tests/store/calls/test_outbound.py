"""Calls of an operator's own, of which events don't tell whom they go to."""

from chalicelib.calls import ledger, pop, store
from chalicelib.gateways import connect
from chalicelib.lines import store as lines
from chalicelib.lines.model import Instance, Line
from tests.store.calls.conftest import CALLER, OURS, Phone

_LINE = Line(OURS, Instance("arn:aws:connect:r:1:instance/i"), "q", "arn/q", "p")


def test_call_of_ours_pops_up_with_whom_we_ring(phone: Phone) -> None:
    lines.put(phone.ctx, _LINE)
    phone.tell("INITIATED", "call-1", initiationMethod="OUTBOUND")
    phone.known["call-1"] = connect.Contact("call-1", "call-1", "OUTBOUND", OURS, CALLER, None)

    assert pop.look(phone.ctx, "call-1").call.number == CALLER
    known = store.find(phone.ctx, "call-1")
    assert known
    assert known.number == CALLER


def test_call_that_connect_forgot_pops_up_as_it_is(phone: Phone) -> None:
    lines.put(phone.ctx, _LINE)
    phone.tell("INITIATED", "call-1", initiationMethod="OUTBOUND")

    assert pop.look(phone.ctx, "call-1").call == ledger.find(phone.ctx, "call-1")
