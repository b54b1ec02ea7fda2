"""When a row is somebody whom the clinic knows already, and what it may then change."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from chalicelib.imports.model import (
    Create,
    Decision,
    KnownPatient,
    Merge,
    PatientDraft,
    Refused,
    Unchanged,
    shortened,
)
from chalicelib.patients.names import name_key, words

CARD_PHONES = 2  # an import fills the second phone of a card, and adds no third
_FILLED = ("email", "birth_date", "gender", "language", "address", "note", "title")


def row_key(draft: PatientDraft) -> str:
    """32 hex digits that are the same for the same draft from the same source, anywhere."""
    text = json.dumps(asdict(draft), sort_keys=True, ensure_ascii=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def match_keys(person: PatientDraft | KnownPatient) -> set[tuple[str, ...]]:
    """Who shares none of these keys with a row can't be the same person.

    ("row", row key), ("external", source, id), ("born", name, date) and ("phone", name, number);
    the names as `name_key` has them. What a register or an index files cards under.
    """
    name = name_key(person.given_name, person.family_name)
    keys: set[tuple[str, ...]] = {("phone", name, phone) for phone in person.phones}
    if person.birth_date:
        keys.add(("born", name, person.birth_date.isoformat()))
    if isinstance(person, KnownPatient):
        keys |= {("external", source, value) for source, value in person.external_ids.items()}
        return keys | {("row", key) for key in person.row_keys}
    if person.external_id:
        keys.add(("external", person.source, person.external_id))
    return keys | {("row", row_key(person))}


def decide(draft: PatientDraft, candidates: Iterable[KnownPatient]) -> Decision:
    """What to do with a row; `candidates` are all who share one of its `match_keys`, or more.

    The same person: the same external id of the same source; or the same full name and birth
    date; or the same full name and a common phone where the birth dates don't contradict. Who has
    another id at the same source is somebody else, unless all of that agrees: name, birth date
    and a phone or the e-mail. A shared phone alone is a family. A row that was taken in before
    changes nothing.
    """
    known = {patient.patient_id: patient for patient in candidates}
    key = row_key(draft)
    before = [one.patient_id for one in known.values() if key in one.row_keys]
    if before:
        return Unchanged(min(before))
    ranked = [(rank, one) for one in known.values() if (rank := _evidence(draft, one))]
    if not ranked:
        return Create(draft)
    best = min(rank for rank, _ in ranked)
    chosen = sorted((one for rank, one in ranked if rank == best), key=lambda one: one.patient_id)
    if best == _BY_ID and not _same_name(draft, chosen[0]) and len(ranked) > 1:
        chosen = [one for _, one in ranked]
    if len(chosen) > 1:
        return _refused("ambiguous", draft, chosen)
    return _merged(draft, chosen[0])


_BY_ID, _BY_BIRTH_DATE, _BY_PHONE = 1, 2, 3


def _evidence(draft: PatientDraft, known: KnownPatient) -> int:
    """The strongest reason to take them for one person, the lowest number; 0 for none."""
    if draft.external_id and known.external_ids.get(draft.source) == draft.external_id:
        return _BY_ID
    if not _same_name(draft, known) or _contradict(draft, known):
        return 0
    born = bool(draft.birth_date) and draft.birth_date == known.birth_date
    reached = bool(set(draft.phones) & set(known.phones))
    if _is_another_there(draft, known):
        same_mail = bool(draft.email) and draft.email == known.email
        return _BY_BIRTH_DATE if born and (reached or same_mail) else 0
    if born:
        return _BY_BIRTH_DATE
    return _BY_PHONE if reached else 0


def _is_another_there(draft: PatientDraft, known: KnownPatient) -> bool:
    """The system that the row comes from has two cards: mostly two people of one name."""
    there = known.external_ids.get(draft.source)
    return bool(there and draft.external_id) and there != draft.external_id


def _same_name(draft: PatientDraft, known: KnownPatient) -> bool:
    key = name_key(draft.given_name, draft.family_name)
    return bool(key) and key == name_key(known.given_name, known.family_name)


def _contradict(draft: PatientDraft, known: KnownPatient) -> bool:
    both = draft.birth_date and known.birth_date
    return bool(both) and draft.birth_date != known.birth_date


def _merged(draft: PatientDraft, known: KnownPatient) -> Decision:
    if _contradict(draft, known) and not _names_meet(draft, known):
        return _refused("contradiction", draft, [known])
    changes = _changes(draft, known)
    return Merge(known.patient_id, changes) if changes else Unchanged(known.patient_id)


def _names_meet(draft: PatientDraft, known: KnownPatient) -> bool:
    """People marry and dates are mistyped; but another given name and date are another person,
    whose family may share the number."""
    return bool(set(words(draft.given_name)) & set(words(known.given_name)))


def _changes(draft: PatientDraft, known: KnownPatient) -> dict[str, Any]:
    """What the row knows and the card doesn't; nothing is ever overwritten."""
    changes = {
        field: getattr(draft, field)
        for field in _FILLED
        if getattr(draft, field) and not getattr(known, field)
    }
    if draft.marketing_consent is not None and known.marketing_consent is None:
        changes["marketing_consent"] = draft.marketing_consent
    if draft.external_id and draft.source not in known.external_ids:
        changes["external_ids"] = {**known.external_ids, draft.source: draft.external_id}
    new = [phone for phone in draft.phones if phone not in known.phones]
    room = max(0, CARD_PHONES - len(known.phones))
    if new[:room]:
        changes["phones"] = (*known.phones, *(new if not known.phones else new[:room]))
    return changes | _missing_name(draft, known)


def _missing_name(draft: PatientDraft, known: KnownPatient) -> dict[str, Any]:
    """The half of a name that the card lacks, if together they make the row's full name."""
    given, family = known.given_name or draft.given_name, known.family_name or draft.family_name
    if name_key(given, family) != name_key(draft.given_name, draft.family_name):
        return {}
    halves = {"given_name": given, "family_name": family}
    return {field: text for field, text in halves.items() if text and not getattr(known, field)}


def _refused(reason: str, draft: PatientDraft, known: Iterable[KnownPatient]) -> Refused:
    name = shortened(f"{draft.given_name} {draft.family_name}".strip())
    ids = tuple(sorted(one.patient_id for one in known))
    return Refused(reason, "full_name", name, patient_ids=ids)
