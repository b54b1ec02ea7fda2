"""A resource's week on paper: which cells are booked, and which are held for somebody typing."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from struct import Struct
from typing import NamedTuple

from chalicelib.availability.cells import WEEK, first_cell, span, weeks_of
from chalicelib.availability.refusal import Refusal, Rule

_MASK = WEEK // 8  # 252 bytes
_HOLD = Struct("<HHIB")  # first cell of the week, number of cells, expiry, length of the token


class Hold(NamedTuple):
    """Cells kept for whoever knows the token, while `now < expires_at` (epoch seconds)."""

    token: str
    first: int
    length: int
    expires_at: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One resource's ISO week of UTC: bit i of `busy` is the cell `first_cell(week) + i`.

    `version` is the one that was read, 0 for a week that was never written. No function here
    changes it: the store writes `version + 1` on condition that it still finds `version`.
    """

    week: int
    busy: int = 0
    holds: tuple[Hold, ...] = ()
    version: int = 0

    def held(self, now: int, token: str = "") -> int:
        """The cells that live holds keep from whoever has this token (or none)."""
        cells, monday = 0, first_cell(self.week)
        for hold in self.holds:
            if hold.expires_at > now and hold.token != token:
                cells |= span(hold.first - monday, hold.first - monday + hold.length)
        return cells

    def taken(self, now: int, token: str = "") -> int:
        """The booked cells, and those that others hold."""
        return self.busy | self.held(now, token) if self.holds else self.busy

    def to_bytes(self) -> bytes:
        """252 bytes of booked cells, little-endian, then the holds; week and version are keys."""
        return self.busy.to_bytes(_MASK, "little") + b"".join(map(self._packed, self.holds))

    @classmethod
    def from_bytes(cls, week: int, data: bytes, version: int) -> "Sheet":
        """What `to_bytes` wrote."""
        busy = int.from_bytes(data[:_MASK], "little")
        holds = tuple(_unpacked(week, data)) if len(data) > _MASK else ()
        return cls(week, busy, holds, version)

    def _packed(self, hold: Hold) -> bytes:
        token, first = hold.token.encode(), hold.first - first_cell(self.week)
        return _HOLD.pack(first, hold.length, hold.expires_at, len(token)) + token

    def _others(self, now: int, token: str) -> tuple[Hold, ...]:
        return tuple(h for h in self.holds if h.expires_at > now and h.token != token)


Sheets = Mapping[int, Sheet]
"""One resource's sheets by week. A week that is missing is an empty one, never written."""


def claim(sheets: Sheets, cells: range, now: int, token: str = "") -> dict[int, Sheet] | Refusal:
    """Books all of the cells or none; answers with the changed sheets by week.

    The token's own holds are no obstacle, and are gone from every given sheet afterwards.
    """
    refusal = _clash(sheets, cells, now, token)
    if refusal:
        return refusal
    changed = free_hold(sheets, token)
    for week, part in _parts(cells):
        sheet = _sheet(sheets, week)
        booked, holds = sheet.busy | part, sheet._others(now, token)
        changed[week] = replace(sheet, busy=booked, holds=holds)
    return changed


def release(sheets: Sheets, cells: range) -> dict[int, Sheet]:
    """Frees booked cells; answers with the changed sheets.

    Raises ValueError if a cell is not booked: whoever releases twice would free another's visit.
    """
    changed = {}
    for week, part in _parts(cells):
        sheet = _sheet(sheets, week)
        if sheet.busy & part != part:
            raise ValueError("only booked cells can be released")
        changed[week] = replace(sheet, busy=sheet.busy ^ part)
    return changed


def move(
    sheets: Sheets, old: range, new: range, now: int, token: str = ""
) -> dict[int, Sheet] | Refusal:
    """Releases old and claims new on one resource's sheets; the two may overlap."""
    freed = release(sheets, old)
    claimed = claim({**sheets, **freed}, new, now, token)
    return claimed if isinstance(claimed, Refusal) else freed | claimed


def hold(
    sheets: Sheets, cells: range, token: str, now: int, expires_at: int
) -> dict[int, Sheet] | Refusal:
    """Keeps all of the cells for the token or none; answers with the changed sheets.

    A token holds one time: what it held before on the given sheets is given up, and holding the
    same cells again prolongs. Raises ValueError for a token that is empty or over 255 bytes.
    """
    if not 0 < len(token.encode()) < 256:
        raise ValueError("a hold needs a token of 1 to 255 bytes")
    refusal = _clash(sheets, cells, now, token)
    if refusal:
        return refusal
    changed = free_hold(sheets, token)
    for week, part in _parts(cells):
        sheet = _sheet(sheets, week)
        first = first_cell(week) + (part & -part).bit_length() - 1
        kept = Hold(token, first, part.bit_count(), expires_at)
        changed[week] = replace(sheet, holds=(*sheet._others(now, token), kept))
    return changed


def free_hold(sheets: Sheets, token: str) -> dict[int, Sheet]:
    """Gives up what the token holds; answers with the changed sheets, none if it held nothing."""
    return {
        week: replace(sheet, holds=tuple(h for h in sheet.holds if h.token != token))
        for week, sheet in sheets.items()
        if any(h.token == token for h in sheet.holds)
    }


def booked_cells(sheets: Sheets, weeks: range) -> int:
    """What is booked in these weeks: a set that begins with the first week's first cell."""
    return _joined(sheets, weeks, lambda sheet: sheet.busy)


def held_cells(sheets: Sheets, weeks: range, now: int, token: str = "") -> int:
    """What others hold in these weeks, as `booked_cells`."""
    return _joined(sheets, weeks, lambda sheet: sheet.held(now, token))


def taken_cells(sheets: Sheets, weeks: range, now: int, token: str = "") -> int:
    """What is booked or held by others in these weeks, as `booked_cells`."""
    return _joined(sheets, weeks, lambda sheet: sheet.taken(now, token))


def _joined(sheets: Sheets, weeks: range, cells_of: Callable[[Sheet], int]) -> int:
    cells = 0
    for place, week in enumerate(weeks):
        if week in sheets:
            cells |= cells_of(sheets[week]) << place * WEEK
    return cells


def _sheet(sheets: Sheets, week: int) -> Sheet:
    return sheets.get(week) or Sheet(week)


def _clash(sheets: Sheets, cells: range, now: int, token: str) -> Refusal | None:
    for week, part in _parts(cells):
        sheet = _sheet(sheets, week)
        for rule, others in ((Rule.BUSY, sheet.busy), (Rule.HOLD, sheet.held(now, token))):
            if clash := part & others:
                return Refusal(rule, first_cell(week) + (clash & -clash).bit_length() - 1)
    return None


def _parts(cells: range) -> Iterator[tuple[int, int]]:
    if not cells or cells.step != 1:
        raise ValueError("a visit takes a stretch of cells")
    for week in weeks_of(cells):
        monday = first_cell(week)
        yield week, span(cells.start - monday, min(cells.stop - monday, WEEK))


def _unpacked(week: int, data: bytes) -> Iterable[Hold]:
    at = _MASK
    while at < len(data):
        first, length, expires_at, letters = _HOLD.unpack_from(data, at)
        at += _HOLD.size + letters
        token = data[at - letters : at].decode()
        yield Hold(token, first_cell(week) + first, length, expires_at)
