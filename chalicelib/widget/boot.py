"""What the widget shows first: the clinic, its services and people, in the visitor's language."""

from chalicelib.clinic import actions as clinic
from chalicelib.clinic.model import Service, Setup
from chalicelib.context import Context
from chalicelib.edge.wire import Money
from chalicelib.errors import Forbidden
from chalicelib.tenants import actions as tenants
from chalicelib.tenants.model import Clinic
from chalicelib.widget.schemas import (
    BootView,
    BranchView,
    ClinicView,
    PractitionerView,
    ServiceView,
    Theme,
)


def show(ctx: Context, language: str | None) -> BootView:
    """Of a clinic that takes no bookings only name and phone."""
    profile = tenants.get_clinic(ctx)
    setup = clinic.get_setup(ctx) if profile.is_open else Setup(0)
    wanted = language or profile.language
    services = [s for s in setup.services.values() if s.online and not s.archived]
    shown = [view for s in services if (view := _service(setup, s, wanted)).practitioner_ids]
    people = {each for view in shown for each in view.practitioner_ids}
    branches = {each for view in shown for each in view.branch_ids}
    return BootView(
        open=profile.is_open,
        clinic=_clinic(profile),
        languages=list(profile.languages),
        theme=Theme(color=profile.color),
        currency=profile.currency,
        branches=[
            BranchView(id=b.id, name=b.name, address=b.address, zone=b.zone)
            for b in setup.branches.values()
            if b.id in branches
        ],
        services=shown,
        practitioners=[
            PractitionerView(
                id=p.id, name=p.full_name, specialty=p.specialty, branch_id=p.branch_id
            )
            for p in setup.practitioners.values()
            if p.id in people
        ],
    )


def require_open(ctx: Context) -> Clinic:
    profile = tenants.get_clinic(ctx)
    if not profile.is_open:
        told = {"clinic_phone": profile.phone, "clinic_name": profile.name}
        raise Forbidden("This clinic takes no bookings here.", code="tenant_inactive", fields=told)
    return profile


def _clinic(profile: Clinic) -> ClinicView:
    return ClinicView(
        name=profile.name,
        phone=profile.phone,
        zone=profile.zone,
        language=profile.language,
        country=profile.country,
    )


def _service(setup: Setup, service: Service, language: str) -> ServiceView:
    offered = [
        p for p in setup.who_offers(service)
        if (b := setup.branches.get(p.branch_id)) and not b.archived
    ]  # fmt: skip
    price = None
    if service.price_amount is not None and service.price_currency:
        price = Money(amount=service.price_amount, currency=service.price_currency)
    return ServiceView(
        id=service.id,
        name=service.name_in(language),
        description=service.description,
        duration_minutes=service.duration_minutes,
        price=price,
        practitioner_ids=[p.id for p in offered],
        branch_ids=sorted({p.branch_id for p in offered}),
    )
