"""What one request has read is not read twice, and never believed beyond a write."""

from dataclasses import replace

import pytest

from chalicelib.context import Context
from chalicelib.table import connection, keys
from chalicelib.table.work import ConditionFailed
from chalicelib.tenants import actions as tenants
from chalicelib.tenants.store import ClinicItem


def _named(ctx: Context) -> str:
    return tenants.get_clinic(ctx).name


def _rename(ctx: Context, name: str) -> None:
    tenants.update(ctx, {"name": name}, tenants.get_clinic(ctx).version)


def test_item_read_once_is_kept_for_the_request_only(ctx: Context) -> None:
    request = replace(ctx, known={})
    before = _named(request)

    _rename(ctx, "Renamed elsewhere")

    assert _named(request) == before
    assert _named(ctx) == "Renamed elsewhere"
    assert _named(replace(ctx, known={})) == "Renamed elsewhere"


def test_own_write_is_read_anew(ctx: Context) -> None:
    request = replace(ctx, known={})

    _rename(request, "Renamed here")

    assert _named(request) == "Renamed here"


def test_lost_race_forgets_everything(ctx: Context) -> None:
    request = replace(ctx, known={})
    _named(request)
    _rename(ctx, "Renamed elsewhere")
    never = ClinicItem.version == -1

    with pytest.raises(ConditionFailed):
        connection.of(request).unit().delete(keys.setup_version(ctx.tenant_id), never).commit()

    assert _named(request) == "Renamed elsewhere"


def test_missing_item_is_believed_once(ctx: Context) -> None:
    new = Context("cccccccccc", known={})
    connection.of(new).read_ahead([keys.clinic(new.tenant_id)])
    made = replace(tenants.get_clinic(ctx), id=new.tenant_id, site_key="sitecccccccccc")
    tenants.create(Context(new.tenant_id), made)

    first = connection.of(new).find(ClinicItem, keys.clinic(new.tenant_id))
    second = connection.of(new).find(ClinicItem, keys.clinic(new.tenant_id))

    assert first is None
    assert second is not None
