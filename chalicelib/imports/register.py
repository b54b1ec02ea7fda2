"""The patients of a clinic in memory, as an import finds and leaves them: a run without storage."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, replace
from typing import Any

from chalicelib.imports.identity import decide, match_keys, row_key
from chalicelib.imports.model import (
    Create,
    Decision,
    KnownPatient,
    Merge,
    PatientDraft,
    Refused,
    Unchanged,
)


class Register:
    """Finds who a row may be, and takes rows in one after the other."""

    def __init__(self, patients: Iterable[KnownPatient] = ()) -> None:
        self._patients: dict[str, KnownPatient] = {}
        self._ids: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
        for patient in patients:
            self._keep(patient)

    def candidates(self, draft: PatientDraft) -> list[KnownPatient]:
        """All who could be this person by `decide`'s rule."""
        found = {one for key in match_keys(draft) for one in self._ids.get(key, ())}
        return [self._patients[patient_id] for patient_id in sorted(found)]

    def take(self, draft: PatientDraft, new_id: str) -> Decision:
        """Decides and does it; `new_id` is for somebody whom nobody knows yet."""
        decision = decide(draft, self.candidates(draft))
        key = row_key(draft)
        if isinstance(decision, Create):
            self._keep(card_of(draft, new_id, key))
        elif isinstance(decision, Merge):
            self._change(decision.patient_id, decision.changes, key)
        elif isinstance(decision, Unchanged):
            self._change(decision.patient_id, {}, key)
        return decision

    def take_all(self, rows: Sequence[tuple[PatientDraft, str]]) -> list[Decision]:
        """`take` for every (draft, new id). Rows that matched two people are decided again at
        the end, as long as what others have filled in tells them apart; so a second run of the
        same rows changes nothing."""
        decisions = [self.take(draft, new_id) for draft, new_id in rows]
        told = True
        while told:
            open_rows = [i for i, decision in enumerate(decisions) if isinstance(decision, Refused)]
            again = {i: self.take(*rows[i]) for i in open_rows}
            told = any(not isinstance(decision, Refused) for decision in again.values())
            decisions = [again.get(i, decision) for i, decision in enumerate(decisions)]
        return decisions

    def patients(self) -> list[KnownPatient]:
        return list(self._patients.values())

    def _change(self, patient_id: str, changes: Mapping[str, Any], key: str) -> None:
        known = self._patients[patient_id]
        self._keep(replace(known, **changes, row_keys=known.row_keys | {key}))

    def _keep(self, patient: KnownPatient) -> None:
        self._patients[patient.patient_id] = patient
        for key in match_keys(patient):
            self._ids[key].add(patient.patient_id)


def card_of(draft: PatientDraft, patient_id: str, key: str) -> KnownPatient:
    """The card that a draft makes where nobody is known."""
    values = {field.name: getattr(draft, field.name) for field in fields(draft)}
    source, external_id = values.pop("source"), values.pop("external_id")
    external_ids = {source: external_id} if external_id else {}
    return KnownPatient(patient_id, **values, external_ids=external_ids, row_keys=frozenset([key]))
