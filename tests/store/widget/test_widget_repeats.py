"""A booking through the widget that was cut short, asked for again."""

from dataclasses import replace
from typing import Any

import pytest

from chalicelib.inquiries import actions as inquiries
from chalicelib.widget import actions, store
from tests.store.desk import Desk
from tests.store.widget.test_widget import _GUEST, _as, _code, _hold, codes, desk

__all__ = ["codes", "desk"]
_CAMPAIGN = {"utm_source": "newsletter"}


@pytest.mark.parametrize("cut", ["note_campaign", "delete"])
def test_campaign_is_kept_and_the_hold_gone_after_a_crash(
    desk: Desk, codes: list[str], monkeypatch: pytest.MonkeyPatch, cut: str
) -> None:
    token = _hold(desk, desk.at(), desk.ann.id)
    code = _code(desk, token, codes)
    guest = replace(_GUEST, campaign=_CAMPAIGN)

    def die(*_: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(inquiries if cut == "note_campaign" else store, cut, die)
        with pytest.raises(KeyboardInterrupt):
            actions.book(_as(desk, "k"), token, code, guest)

    actions.book(_as(desk, "k"), token, code, guest)
    visit = actions.book(_as(desk, "k"), token, code, guest)

    [contact] = inquiries.list_page(desk.ctx, "all", None, 10, None).items
    assert (contact.appointment_id, contact.campaign) == (visit.id, _CAMPAIGN)
    assert desk.kept("Hold") == {}
    assert len(desk.kept("Appointment")) == 1
