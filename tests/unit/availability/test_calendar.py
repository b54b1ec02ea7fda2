"""Random histories of claims, releases, moves, holds and waiting, beside a plain list of visits."""

from dataclasses import replace

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from chalicelib.availability.model import (
    Refusal,
    Sheet,
    claim,
    first_cell,
    free_hold,
    hold,
    move,
    release,
)
from tests.unit.availability.oracle import booked_cells as booked

NOW = 1_800_000_000


class Calendar(RuleBasedStateMachine):
    """One resource and a plain list of who has which cell, over the end of a week."""

    stretches = st.builds(
        lambda first, count: range(first, first + count),
        st.integers(first_cell(2986) - 20, first_cell(2986) + 20),
        st.integers(1, 12),
    )
    tokens = st.sampled_from(["ada", "bo"])

    @initialize()
    def begin(self):
        self.sheets = {}
        self.now = NOW
        self.visits = []
        self.holds = {}

    def others_hold(self, token):
        live = [h for t, h in self.holds.items() if t != token and h[1] > self.now]
        return {cell for cells, _ in live for cell in cells}

    def free_for(self, cells, token):
        taken = {cell for visit in self.visits for cell in visit}
        return not set(cells) & (taken | self.others_hold(token))

    @rule(cells=stretches, token=st.one_of(st.just(""), tokens))
    def claim(self, cells, token):
        answer = claim(self.sheets, cells, self.now, token)
        assert isinstance(answer, Refusal) != self.free_for(cells, token)
        if not isinstance(answer, Refusal):
            self.sheets |= answer
            self.visits.append(cells)
            self.holds.pop(token, None)

    @rule(cells=stretches, token=tokens, seconds=st.integers(1, 600))
    def hold(self, cells, token, seconds):
        answer = hold(self.sheets, cells, token, self.now, self.now + seconds)
        assert isinstance(answer, Refusal) != self.free_for(cells, token)
        if not isinstance(answer, Refusal):
            self.sheets |= answer
            self.holds[token] = (cells, self.now + seconds)

    @rule(which=st.integers(0, 50))
    def release(self, which):
        if self.visits:
            self.sheets |= release(self.sheets, self.visits.pop(which % len(self.visits)))

    @rule(which=st.integers(0, 50), cells=stretches)
    def move(self, which, cells):
        if not self.visits:
            return
        old = self.visits.pop(which % len(self.visits))
        answer = move(self.sheets, old, cells, self.now)
        free = self.free_for(cells, "")
        assert isinstance(answer, Refusal) != free
        self.visits.append(cells if free else old)
        self.sheets |= answer if free else {}

    @rule(token=tokens)
    def free_hold(self, token):
        self.sheets |= free_hold(self.sheets, token)
        self.holds.pop(token, None)

    @rule(seconds=st.integers(1, 600))
    def wait(self, seconds):
        self.now += seconds

    @rule()
    def store(self):
        self.sheets = {
            week: Sheet.from_bytes(week, sheet.to_bytes(), sheet.version)
            for week, sheet in self.sheets.items()
        }

    @invariant()
    def no_two_visits_share_a_cell(self):
        taken = [cell for visit in self.visits for cell in visit]
        assert booked(self.sheets) == set(taken)
        assert len(taken) == len(set(taken))

    @invariant()
    def every_live_hold_is_kept(self):
        for token in ("ada", "bo", ""):
            held = set()
            for week, sheet in self.sheets.items():
                bare = replace(sheet, busy=sheet.held(self.now, token))
                held |= booked({week: bare})
            assert held == self.others_hold(token)


TestCalendar = Calendar.TestCase
TestCalendar.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
