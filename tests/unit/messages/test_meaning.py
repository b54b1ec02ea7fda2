"""What a whole reply means in five languages, however it is typed; a sentence means nothing."""

import pytest

from chalicelib.messages.model import is_ambiguous_stop, meaning


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("YES", "confirm"), ("yes!", "confirm"), (" Yes. ", "confirm"), ("1", "confirm"),
        ("1.", "confirm"), ("１", "confirm"), ("Evet", "confirm"), ("EVET", "confirm"),
        ("Tamam", "confirm"), ("Да", "confirm"), ("ДА!", "confirm"), ("igen", "confirm"),
        ("Megerősít", "confirm"), ("是", "confirm"), ("好的。", "confirm"), ("確认", None),
        ("NO", "cancel"), ("No.", "cancel"), ("2", "cancel"), ("HAYIR", "cancel"),
        ("hayır", "cancel"), ("Hayır", "cancel"), ("İPTAL", "cancel"), ("iptal", "cancel"),
        ("Нет", "cancel"), ("Отмена", "cancel"), ("nem", "cancel"), ("Lemondom", "cancel"),
        ("取消", "cancel"), ("不", "cancel"),
        ("STOP", "stop"), ("Stop!!", "stop"), ("stop all", "stop"), ("StopAll", "stop"),
        ("UNSUBSCRIBE", "stop"), ("Opt-Out", "stop"), ("opt out", "stop"), ("OptOut", "stop"),
        ("REVOKE", "stop"), ("quit", "stop"), ("End", "stop"), ("CANCEL", "stop"),
        ("DURDUR", "stop"), ("İSTEMİYORUM", "stop"), ("Стоп", "stop"), ("Leállít", "stop"),
        ("退订", "stop"), ("停止。", "stop"),
        ("START", "start"), ("unstop", "start"), ("BAŞLAT", "start"), ("Старт", "start"),
        ("开始", "start"),
        ("please stop by at nine", None), ("stop it", None), ("I can't stop coughing", None),
        ("yes but later", None), ("no idea", None), ("cancel my visit", None), ("11", None),
        ("", None), ("?!", None), ("👍", None), ("1 2", None),
    ],
)  # fmt: skip
def test_reply_means_what_it_is_in_whole(said: str, meant: str | None) -> None:
    assert meaning(said) == meant


@pytest.mark.parametrize(
    ("said", "ambiguous"),
    [("CANCEL", True), (" cancel.", True), ("cancel it", False), ("STOP", False)],
)
def test_lone_cancel_is_looked_at(said: str, ambiguous: bool) -> None:
    assert is_ambiguous_stop(said) is ambiguous
