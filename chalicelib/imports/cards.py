"""Cards as an import sees them, and what a row makes of one."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from chalicelib.imports.model import KnownPatient, PatientDraft
from chalicelib.patients.model import Consent, Patient

MOST_ROW_KEYS = 100
_SAME = (
    "given_name", "family_name", "title", "phones", "email", "birth_date", "gender", "address",
    "note",
)  # fmt: skip
_CONSENT = "marketing_sms"
_SPOKEN = frozenset({"en", "tr", "ru", "hu", "zh"})


def known(patient: Patient) -> KnownPatient:
    consent = patient.consents.get(_CONSENT)
    return KnownPatient(
        patient.id,
        **{name: getattr(patient, name) for name in _SAME},
        language=patient.language,
        external_ids=patient.external_ids,
        marketing_consent=consent.given if consent else None,
        row_keys=frozenset(patient.row_keys),
    )


def made(draft: PatientDraft, patient_id: str, key: str, language: str, now: datetime) -> Patient:
    """A new card of a row; the clinic's `language` where the person's is none that we write."""
    return Patient(
        patient_id,
        **{name: getattr(draft, name) for name in _SAME},
        created_at=now,
        language=draft.language if draft.language in _SPOKEN else language,
        external_ids={draft.source: draft.external_id} if draft.external_id else {},
        row_keys=(key,),
        consents=_consents({}, draft.marketing_consent, now),
    )


def merged(patient: Patient, changes: Mapping[str, Any], key: str, now: datetime) -> Patient:
    """The card with what the row adds."""
    added = dict(changes)
    agreed = added.pop("marketing_consent", None)
    consents = _consents(patient.consents, agreed, now)
    return replace(with_row(patient, key), **added, consents=consents, version=patient.version + 1)


def with_row(patient: Patient, key: str) -> Patient:
    """The card that remembers a row; the first and the latest rows are kept."""
    if key in patient.row_keys:
        return patient
    keys = (*patient.row_keys[:1], *patient.row_keys[1:][-(MOST_ROW_KEYS - 2) :], key)
    return replace(patient, row_keys=keys)


def _consents(
    consents: Mapping[str, Consent], agreed: bool | None, now: datetime
) -> dict[str, Consent]:
    if agreed is None:
        return dict(consents)
    at = now.strftime("%Y-%m-%dT%H:%M:%SZ")
    return {**consents, _CONSENT: Consent(agreed, at, "import")}
