"""What a customer needs, my list beside theirs: what agrees, and what only one of us sees (N5).

Ranks are compared among what stands on both lists: that I give something nobody asked for pushes
everything else down my list, and is no other ranking of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tracker.domain.texts.similarity import SimilarPair, best_pairs, similar_pairs


class NeedSide(StrEnum):
    """Whose list a need stands on."""

    MINE = "mine"
    THEIRS = "theirs"


class NeedSource(StrEnum):
    """How a need came to be known."""

    SURVEY = "survey"
    FOCUS_GROUP = "focus_group"
    INTERVIEW = "interview"
    CONVERSATION = "conversation"
    GUESS = "guess"


NEED_SOURCE_NAMES = {
    NeedSource.SURVEY: "Survey",
    NeedSource.FOCUS_GROUP: "Focus group",
    NeedSource.INTERVIEW: "Interview",
    NeedSource.CONVERSATION: "Conversation",
    NeedSource.GUESS: "My guess",
}


class NeedStatus(StrEnum):
    """How a customer stands to a need: they say it, do not know of it, or are mistaken."""

    STATED = "stated"
    UNAWARE = "unaware"
    MISINFORMED = "misinformed"


NEED_STATUS_NAMES = {
    NeedStatus.STATED: "Stated",
    NeedStatus.UNAWARE: "They are not aware of it",
    NeedStatus.MISINFORMED: "They see it differently",
}


@dataclass(frozen=True, slots=True)
class Need:
    """One need on one list, 1 the most important. A need of mine may be paired with one of theirs.

    `partner_id` stands on my side only; `measure_id` is the measure that says how it is met.
    `told_on` is when I told them of one that they did not know, or saw otherwise.
    """

    id: int
    uid: str
    customer_id: int
    side: NeedSide
    text: str
    rank: int
    source: NeedSource
    stated_on: date
    status: NeedStatus
    partner_id: int | None = None
    measure_id: int | None = None
    dropped_on: date | None = None
    told_on: date | None = None


class Match(StrEnum):
    """How a need stands on the two lists."""

    BOTH = "both"
    MINE = "only_mine"
    THEIRS = "only_theirs"
    MOVED = "ranked_differently"


@dataclass(frozen=True, slots=True)
class NeedRow:
    """One line of the comparison; `lift` is how many places higher they put it than I do."""

    match: Match
    mine: Need | None
    theirs: Need | None
    measured: bool
    lift: int = 0

    @property
    def needs(self) -> tuple[Need, ...]:
        """What stands on the line, theirs first."""
        return tuple(need for need in (self.theirs, self.mine) if need is not None)


@dataclass(frozen=True, slots=True)
class NeedsComparison:
    """Both lists, row by row, and what follows from them."""

    rows: tuple[NeedRow, ...] = ()

    @property
    def mine(self) -> tuple[Need, ...]:
        """My list, by rank."""
        return _by_rank(row.mine for row in self.rows)

    @property
    def theirs(self) -> tuple[Need, ...]:
        """Their list, by rank."""
        return _by_rank(row.theirs for row in self.rows)

    @property
    def uncovered(self) -> tuple[Need, ...]:
        """The needs without a measure: theirs first, then what only I see, the top rank first."""
        open_rows = [row for row in self.rows if not row.measured]
        theirs = _by_rank(row.theirs for row in open_rows)
        return theirs + _by_rank(row.mine for row in open_rows if row.theirs is None)

    @property
    def untold(self) -> tuple[Need, ...]:
        """The needs that they do not know or see otherwise and were not told of: theirs first."""
        return tuple(
            need
            for need in (*self.theirs, *self.mine)
            if need.status is not NeedStatus.STATED and need.told_on is None
        )

    @property
    def suggestions(self) -> tuple[SimilarPair[int], ...]:
        """Needs of mine and of theirs that may be one, by id, the most alike first."""
        mine = {row.mine.id: row.mine.text for row in self.rows if row.mine and not row.theirs}
        theirs = {
            row.theirs.id: row.theirs.text for row in self.rows if row.theirs and not row.mine
        }
        return tuple(best_pairs(similar_pairs(mine, theirs)))

    def count(self, match: Match) -> int:
        """Count the rows that stand so."""
        return sum(row.match is match for row in self.rows)


def compare(needs: Iterable[Need], measures: Set[int]) -> NeedsComparison:
    """Lay the two lists side by side; `measures` are the ids of those in use.

    Rows stand in the order of the better of their two ranks.
    """
    active = sorted((one for one in needs if one.dropped_on is None), key=_rank)
    theirs = {one.id: one for one in active if one.side == "theirs"}
    mine = [one for one in active if one.side == "mine"]
    pairs = [(one, theirs[one.partner_id]) for one in mine if one.partner_id in theirs]
    lifts = _lifts(pairs)
    rows = [_pair(one, other, lifts[one.id], measures) for one, other in pairs]
    paired = {need.id for pair in pairs for need in pair}
    rows += [
        NeedRow(Match.MINE, one, None, one.measure_id in measures)
        for one in mine
        if one.id not in paired
    ]
    rows += [
        NeedRow(Match.THEIRS, None, one, one.measure_id in measures)
        for one in theirs.values()
        if one.id not in paired
    ]
    return NeedsComparison(tuple(sorted(rows, key=_place)))


def _pair(mine: Need, theirs: Need, lift: int, measures: Set[int]) -> NeedRow:
    measured = mine.measure_id in measures or theirs.measure_id in measures
    return NeedRow(Match.MOVED if lift else Match.BOTH, mine, theirs, measured, lift)


def _lifts(pairs: Sequence[tuple[Need, Need]]) -> dict[int, int]:
    """Return, by my need, how many places higher it stands on their list than on mine."""
    by_them = [one.id for one, _ in sorted(pairs, key=_their_rank)]
    return {one.id: place - by_them.index(one.id) for place, (one, _) in enumerate(pairs)}


def _rank(need: Need) -> int:
    return need.rank


def _their_rank(pair: tuple[Need, Need]) -> int:
    return pair[1].rank


def _place(row: NeedRow) -> tuple[int, int]:
    order = (Match.BOTH, Match.MOVED, Match.MINE, Match.THEIRS)
    return min(need.rank for need in row.needs), max(order.index(row.match), 1)


def _by_rank(needs: Iterable[Need | None]) -> tuple[Need, ...]:
    return tuple(sorted((one for one in needs if one is not None), key=_rank))
