"""Sign-ups of one address: the letter's reader owns what they signed up themselves, no more."""

import pytest

from chalicelib.context import Context
from chalicelib.errors import Conflict, Forbidden, Invalid, NotFound, Unauthenticated
from chalicelib.signup import actions
from chalicelib.staff import sessions
from chalicelib.staff import store as staff
from chalicelib.tenants import addresses
from chalicelib.tenants import store as tenants
from tests.store.signup.conftest import ADDRESS, World, form_of

MINE, THEIRS, LATER = "words that I chose", "words of somebody", "words chosen later"


@pytest.mark.parametrize("theirs_first", [True, False])
def test_sign_up_by_somebody_else_gives_them_nothing(world: World, theirs_first: bool) -> None:
    forms = [(form_of(), MINE), (form_of(clinic_name="Trap"), THEIRS)]
    for form, password in reversed(forms) if theirs_first else forms:
        actions.begin(form, password, "client")

    ctx, owner, _, _ = actions.confirm(world.link(), MINE)

    clinic = tenants.find(ctx)
    assert clinic
    assert (clinic.name, owner.email) == ("Fresh Clinic", ADDRESS)
    assert world.accounts[ADDRESS][0] == MINE
    with pytest.raises(Conflict) as refused:
        actions.confirm(world.link(0), THEIRS)
    assert refused.value.code == "link_used"
    assert world.accounts[ADDRESS][0] == MINE


def test_link_with_a_password_of_no_sign_up_makes_nothing(world: World) -> None:
    actions.begin(form_of(), MINE, "client")

    with pytest.raises(Invalid) as refused:
        actions.confirm(world.link(), LATER)

    assert "password" in refused.value.fields
    assert world.accounts == {}
    assert addresses.find(ADDRESS) is None


def test_same_password_twice_counts_what_was_said_last(world: World) -> None:
    actions.begin(form_of(clinic_name="First Thought"), MINE, "client")
    actions.begin(form_of(clinic_name="Second Thought"), MINE, "client")

    ctx, *_ = actions.confirm(world.link(0), MINE)

    clinic = tenants.find(ctx)
    assert clinic and clinic.name == "Second Thought"


def test_link_again_before_paying_gives_the_same_clinic(world: World) -> None:
    actions.begin(form_of(), MINE, "client")
    first, *_ = actions.confirm(world.link(), MINE)

    again, *_ = actions.confirm(world.link(), MINE)

    assert again.tenant_id == first.tenant_id
    assert len(staff.list_all(first)) == 1


def test_link_with_a_password_that_was_changed_since_is_used(world: World) -> None:
    actions.begin(form_of(), MINE, "client")
    ctx, owner, *_ = actions.confirm(world.link(), MINE)
    world.set_user(ADDRESS, LATER, ctx.tenant_id, owner.id)

    with pytest.raises(Conflict) as refused:
        actions.confirm(world.link(), MINE)

    assert refused.value.code == "link_used"


def test_link_after_two_days_is_expired(world: World, later: object) -> None:
    actions.begin(form_of(), MINE, "client")
    later(48 * 3600 + 1)  # type: ignore[operator]

    with pytest.raises(NotFound) as refused:
        actions.confirm(world.link(), MINE)

    assert refused.value.code == "link_expired"


def test_unconfirmed_is_told_alike_of_known_and_unknown_addresses(world: World) -> None:
    actions.begin(form_of(), MINE, "client")
    actions.confirm(world.link(), MINE)
    actions.begin(form_of(), THEIRS, "client")
    actions.begin(form_of(email="nobody@example.com"), THEIRS, "client")

    for email in (ADDRESS, "nobody@example.com"):
        with pytest.raises(Forbidden) as refused:
            sessions.sign_in(email, THEIRS, "client")
        assert refused.value.code == "unconfirmed"
        with pytest.raises(Unauthenticated):
            sessions.sign_in(email, LATER, "client")
    assert sessions.sign_in(ADDRESS, MINE, "client")[1].email == ADDRESS


def test_letters_are_in_the_language_of_who_reads_them(world: World) -> None:
    actions.begin(form_of(owner_language="hu"), MINE, "client")
    confirming = world.mails[-1]
    ctx, owner, *_ = actions.confirm(world.link(), MINE)
    actions.begin(form_of(owner_language="zh"), THEIRS, "client")

    assert confirming[1] == "Erősítse meg címét: Fresh Clinic"
    assert owner.language == "hu"
    assert world.mails[-1][1] == "Már van Frontdesk-fiókja"
    clinic = tenants.find(ctx)
    assert clinic and clinic.language == "en"


def test_address_taken_by_an_invitation_meanwhile_makes_no_clinic(world: World) -> None:
    actions.begin(form_of(), MINE, "client")
    elsewhere = {"state": addresses.CONFIRMED, "tenant_id": "elsewhere1", "staff_id": "somebody1"}
    addresses.keep(ADDRESS, elsewhere)

    with pytest.raises(Conflict):
        actions.confirm(world.link(), MINE)

    assert addresses.find(ADDRESS) == elsewhere
    assert staff.list_all(Context("elsewhere1")) == []
