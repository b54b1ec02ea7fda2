"""How staff look for patients and keep their cards."""

from dataclasses import replace
from typing import Any

from chalice import Blueprint

from chalicelib import clock
from chalicelib.context import Context
from chalicelib.edge import auth
from chalicelib.edge.http import endpoint
from chalicelib.edge.wire import Listed
from chalicelib.errors import Conflict
from chalicelib.patients import actions, search
from chalicelib.patients.model import Consent, Hit, Patient, PatientDraft
from chalicelib.patients.schemas import (
    ConsentView,
    DoNotCall,
    PatientBody,
    PatientChange,
    PatientHitView,
    PatientsQuery,
    PatientView,
)
from chalicelib.refusals import actions as refusals
from chalicelib.table.keys import instant
from chalicelib.tenants import actions as tenants

routes = Blueprint(__name__)
_desk = auth.session("owner", "operator")


@endpoint(
    routes, "GET", "/api/patients",
    guard=auth.session(), query=PatientsQuery, returns=Listed[PatientHitView],
)  # fmt: skip
def list_patients(ctx: Context, query: PatientsQuery) -> Listed[PatientHitView]:
    """By part of a name, phone number or date of birth; without a question the newest."""
    page = search.search(ctx, query.q, query.limit, query.cursor)
    return Listed(items=[_hit(each) for each in page.items], next_cursor=page.next_cursor)


@endpoint(
    routes, "POST", "/api/patients", guard=_desk, body=PatientBody, returns=PatientView, status=201
)
def create_patient(ctx: Context, body: PatientBody) -> PatientView:
    """Make a card."""
    said = body.model_dump(include=set(PatientDraft.__dataclass_fields__))
    card = actions.new_card(ctx, PatientDraft(**said))
    besides = body.model_dump(include={"gender", "address", "note", "preferred_contact"})
    card = replace(card, **besides)
    return show(ctx, actions.create(ctx, card))


@endpoint(routes, "GET", "/api/patients/{patient_id}", guard=auth.session(), returns=PatientView)
def get_patient(ctx: Context, patient_id: str) -> PatientView:
    """One card."""
    return show(ctx, actions.get(ctx, patient_id))


@endpoint(
    routes, "PATCH", "/api/patients/{patient_id}",
    guard=_desk, body=PatientChange, returns=PatientView,
)  # fmt: skip
def change_patient(ctx: Context, patient_id: str, body: PatientChange) -> PatientView:
    """Change a card that was read as `version`."""
    known = actions.get(ctx, patient_id)
    return show(ctx, actions.update(ctx, patient_id, _changes(ctx, known, body), body.version))


@endpoint(
    routes, "PUT", "/api/patients/{patient_id}/do-not-call",
    guard=_desk, body=DoNotCall, returns=PatientView,
)  # fmt: skip
def keep_do_not_call(ctx: Context, patient_id: str, body: DoNotCall) -> PatientView:
    """Whether the patient's number is called by no machine; saying it twice changes nothing."""
    patient = actions.get(ctx, patient_id)
    if not patient.phone:
        raise Conflict("This patient has no phone number.", fields={"phone": "is missing"})
    refusals.keep(ctx, patient.phone, patient.id, refused=body.refused)
    return show(ctx, patient)


def show(ctx: Context, patient: Patient) -> PatientView:
    same = (
        "id", "name", "given_name", "family_name", "title", "phone", "phone_display", "email",
        "birth_date", "gender", "language", "address", "note", "preferred_contact", "version",
        "created_at",
    )  # fmt: skip
    return PatientView(
        **{name: getattr(patient, name) for name in same},
        phones=list(patient.phones),
        consents={k: ConsentView(**vars(c)) for k, c in patient.consents.items()},
        sms_opted_out=bool(patient.phone and actions.is_opted_out(ctx, patient.phone)),
        calls_refused=bool(patient.phone and refusals.refuses_calls(ctx, patient.phone)),
    )


def _hit(each: Hit) -> PatientHitView:
    return PatientHitView(
        id=each.id,
        name=each.name,
        phone=each.phone,
        phone_display=each.phone_display,
        birth_date=each.birth_date,
    )


def _changes(ctx: Context, known: Patient, body: PatientChange) -> dict[str, Any]:
    said = body.model_dump(exclude_unset=True, exclude={"version"})
    changes = {k: v for k, v in said.items() if v is not None}
    if "birth_date" in said:
        changes["birth_date"] = said["birth_date"]
    changes.pop("phone", None)
    if "phone" in said:
        country = tenants.get_clinic(ctx).country
        first = [actions.normalise_phone(said["phone"], country)] if said["phone"] else []
        changes["phones"] = tuple(dict.fromkeys([*first, *known.phones[1:]]))
    agreed = changes.pop("marketing_sms", None)
    if agreed is not None:
        consent = Consent(agreed, instant(clock.now()), "console")
        changes["consents"] = {**known.consents, "marketing_sms": consent}
    return changes
