"""Numbers that a flow itself connects the caller with."""

from typing import Any

from tests.infra.telephony.exchange.clinic import Clinic, action, flow

THIRD = "+12025550188"


def forwarding(clinic: Clinic, goes_on: str, **more: Any) -> None:
    errors = [("NoMatchingError", "failed")]
    if goes_on == "True":
        errors += [("CallFailed", "failed"), ("ConnectionTimeLimitExceeded", "late")]
    dial = action(
        "dial",
        "TransferParticipantToThirdParty",
        "after",
        ThirdPartyPhoneNumber=THIRD,
        ThirdPartyConnectionTimeLimitSeconds="20",
        ContinueFlowExecution=goes_on,
        errors=errors,
        **more,
    )
    says = [
        action(key, "MessageParticipant", "bye", Text=text)
        for key, text in (("after", "Back"), ("failed", "Failed"), ("late", "Nobody came"))
    ]
    clinic.number(clinic.flow("Forward", flow(dial, *says, action("bye", "DisconnectParticipant"))))


def forwarded(clinic: Clinic) -> str:
    found = clinic.exchange.call_at(THIRD)
    assert found
    return found.id


def test_flow_goes_on_when_the_third_party_hangs_up() -> None:
    clinic = Clinic()
    forwarding(clinic, "True")
    call = clinic.ring()
    third = forwarded(clinic)

    clinic.exchange.answer(third)
    clinic.advance(30)
    clinic.exchange.hang_up(third)
    clinic.advance(10)

    assert clinic.heard(call) == ["Back"]
    assert clinic.exchange.call(call).state == "ended"
    assert len(clinic.told.records) == 2


def test_busy_third_party_takes_the_flow_s_error_branch() -> None:
    clinic = Clinic()
    clinic.exchange.floor.outcomes = lambda number: "busy"
    forwarding(clinic, "True")

    call = clinic.ring()
    clinic.advance(10)

    assert clinic.heard(call) == ["Failed"]


def test_third_party_that_does_not_come_takes_the_time_out() -> None:
    clinic = Clinic()
    forwarding(clinic, "True")

    call = clinic.ring()
    clinic.advance(30)

    assert clinic.heard(call) == ["Nobody came"]


def test_caller_and_third_party_are_left_alone_where_the_flow_ends() -> None:
    clinic = Clinic()
    forwarding(clinic, "False")
    call = clinic.ring()
    third = forwarded(clinic)

    clinic.exchange.answer(third)
    clinic.advance(60)
    alone = clinic.exchange.call(call).live
    clinic.exchange.hang_up(call)

    assert alone
    assert clinic.exchange.call(third).state == "ended"
    assert clinic.records_of(call)[0]["DisconnectReason"] == "CUSTOMER_DISCONNECT"


def test_caller_who_hangs_up_ends_the_ringing_of_the_third_party() -> None:
    clinic = Clinic()
    forwarding(clinic, "True")
    call = clinic.ring()
    third = forwarded(clinic)

    clinic.exchange.hang_up(call)

    assert clinic.exchange.call(third).state == "ended"
    assert len(clinic.records_of(third)) == 1
