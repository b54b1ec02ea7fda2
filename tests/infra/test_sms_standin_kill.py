"""What the SMS stand-in still knows after being killed."""

from pathlib import Path

from tests.infra.sms_standin import StandIn, until


def test_killed_keeps_everything(tmp_path: Path) -> None:
    # Arrange
    house = StandIn(tmp_path).start()
    house.number(self_managed_opt_outs=False)
    house.sms.create_configuration_set(ConfigurationSetName="kept")
    house.sms.put_opted_out_number(OptOutListName="Default", OptedOutNumber="+447700900001")
    house.post("faults", error="ThrottlingException", to="+447700900002")
    sent = [house.send("+447700900003", f"Number {number}") for number in range(20)]

    # Act
    house.kill()
    house.start()

    # Assert
    try:
        kept = until(
            lambda: [m["id"] for m in house.messages() if m["state"] == "DELIVERED"] == sent
        )
        listed = house.sms.describe_opted_out_numbers(OptOutListName="Default")
        sets = house.sms.describe_configuration_sets()["ConfigurationSets"]
        assert kept
        assert [n["OptedOutNumber"] for n in listed["OptedOutNumbers"]] == ["+447700900001"]
        assert [s["ConfigurationSetName"] for s in sets] == ["kept"]
        assert [fault["to"] for fault in house.get("faults")["faults"]] == ["+447700900002"]
    finally:
        house.kill()
