"""Taking rows into cards: decided in memory against those who are there, written in groups.

A group is one transaction: the cards, the report's rows and the run's counts. So a row is done
exactly when it is counted, and whoever was stopped goes on where the counts say.
"""

from collections import Counter
from datetime import UTC, datetime
from typing import NamedTuple

from chalicelib import clock
from chalicelib.context import Context
from chalicelib.imports import cards, store
from chalicelib.imports.identity import match_keys, row_key
from chalicelib.imports.model import Accepted, Create, Merge, PatientDraft, Refused, Unchanged
from chalicelib.imports.register import Register
from chalicelib.imports.run import CREATED, MERGED, REFUSED, UNCHANGED, Outcome
from chalicelib.patients import actions as patients
from chalicelib.table import connection
from chalicelib.table.work import Unit

Reading = Accepted | Refused


class Taken(NamedTuple):
    """What became of a row, and the writes that make it so."""

    outcome: Outcome
    unit: Unit


class Intake:
    """Rows on their way into cards; the people whom they may be are read at once."""

    def __init__(self, ctx: Context, language: str, readings: list[Reading]) -> None:
        self._ctx = ctx
        self._language = language
        self._now = datetime.fromtimestamp(clock.epoch(), UTC)
        drafts = [each.draft for each in readings if isinstance(each, Accepted)]
        wanted = {key for draft in drafts for key in match_keys(draft)}
        found = patients.find_matching(ctx, wanted) if wanted else []
        self._cards = {patient.id: patient for patient in found}
        self._register = Register(cards.known(patient) for patient in found)

    def take(self, row: int, reading: Reading) -> Taken:
        """Decide who a row is; the writes are committed by the group that they join."""
        unit = connection.of(self._ctx).unit()
        if isinstance(reading, Refused):
            return Taken(_refused(row, reading), unit)
        return self._take(row, reading.draft, unit)

    def _take(self, row: int, draft: PatientDraft, unit: Unit) -> Taken:
        key = row_key(draft)
        new_id = clock.derived_id(self._ctx.tenant_id, "imported", key)
        decision = self._register.take(draft, new_id)
        if isinstance(decision, Refused):
            return Taken(_refused(row, decision), unit)
        if isinstance(decision, Create):
            made = cards.made(draft, new_id, key, self._language, self._now)
            self._cards[new_id] = made
            patients.add_create(self._ctx, unit, made)
            return Taken(Outcome(row, CREATED, patient_id=new_id), unit)
        return self._change(row, decision, key, unit)

    def _change(self, row: int, decision: Merge | Unchanged, key: str, unit: Unit) -> Taken:
        old = self._cards[decision.patient_id]
        if isinstance(decision, Merge):
            new, result = cards.merged(old, decision.changes, key, self._now), MERGED
        else:
            new, result = cards.with_row(old, key), UNCHANGED
        if new is not old:
            patients.add_replace(self._ctx, unit, old, new)
            self._cards[old.id] = new
        return Taken(Outcome(row, result, patient_id=old.id), unit)


class Group:
    """Collects rows into one transaction after another; `done` is how many were done before.

    Where that is None the rows were counted once already, as refused.
    """

    def __init__(self, ctx: Context, import_id: str, done: int | None) -> None:
        self._ctx = ctx
        self._import_id = import_id
        self._done = done
        self._renew()

    def add(self, taken: Taken) -> None:
        if not self._unit.fits(taken.unit, spare=1):  # the counts
            self.commit()
        self._unit.join(taken.unit)
        self._counts[taken.outcome.result] += 1
        if self._done is None:
            self._counts[REFUSED] -= 1
        else:
            self._counts["done"] += 1

    def commit(self) -> None:
        """Raises ConditionFailed when a card or the run was changed by somebody else."""
        if not self._counts:
            return
        store.add_counts(self._ctx, self._unit, self._import_id, self._counts, self._done)
        self._unit.commit()
        if self._done is not None:
            self._done += self._counts["done"]
        self._renew()

    def _renew(self) -> None:
        self._unit = connection.of(self._ctx).unit()
        self._counts: Counter[str] = Counter()


def _refused(row: int, refused: Refused) -> Outcome:
    return Outcome(row, REFUSED, refused.reason, refused.field)
