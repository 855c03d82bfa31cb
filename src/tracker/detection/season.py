"""Whether a season explains that neighbouring values are alike.

A season and leaning both make neighbours alike, but evidence must be deflated for leaning alone:
deflated for a season, a true change would be lost. For a season of p periods the correlation at
lag p is held against that at half of it: a season is high at p and low at p/2, leaning and a
lasting change fall off evenly. Looked at are the scores of one stretch between planned changes,
clipped as when each was first judged. The sums are brought up to date only when asked for, and each
score is added once, in order, so that a replay adds up to the very same figures.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from operator import mul
from typing import Any, Final

CYCLES: Final = (4, 12, 13, 26, 52)
"""Seasons looked for, in periods."""

ROUNDS: Final = 3
"""Rounds of a season before it counts."""

PAIRS: Final = 24
"""Pairs of values at its lag, and at half of it, before a season counts."""

SMALLEST: Final = 0.2
ERRORS: Final = 2.6
"""Standard errors by which the correlation at p must exceed that at p/2."""

SMALLEST_VARIANCE: Final = 1e-18
NEIGHBOURS: Final = 1

State = dict[str, Any]


class _Lag:
    """Running sums of the pairs at one lag; what a pair needs of all scores is not added again.

    `head` is the sum of the first scores, as many as the lag has periods, of which `early` were
    observed. `alone` is the sum of scores whose partner is missing, `lone` counts the later ones of
    them. `done` counts the kept scores whose pair with an earlier one is added already.
    """

    __slots__ = ("alone", "done", "early", "head", "lag", "lone", "products")

    def __init__(self, lag: int, sums: Sequence[float] = (0.0, 0.0, 0.0, 0.0, 0.0)) -> None:
        self.lag = lag
        self.head, self.early, self.alone, self.lone, self.products = map(float, sums)
        self.done = 0

    def catch_up(self, scores: list[float], there: list[float] | None) -> None:
        """Add the new pairs; a missing score is 0 and not `there` (None: nothing is missing)."""
        lag, length = self.lag, len(scores)
        if self.done < lag:
            self.head = sum(scores[:lag])
            self.early = sum(there[:lag]) if there else float(min(lag, length))
        first = max(self.done, lag)
        self.done = length
        if first >= length:
            return
        late, early = scores[first:], scores[first - lag : length - lag]
        self.products = sum(map(mul, late, early), self.products)
        if there is None:
            return
        late_there, early_there = there[first:], there[first - lag : length - lag]
        self.lone += sum(late_there) - sum(map(mul, late_there, early_there))
        self.alone += sum(late) - sum(map(mul, late, early_there))
        self.alone += sum(early) - sum(map(mul, early, late_there))

    def pairs(self, count: float) -> float:
        """Say how many pairs there are among `count` observed scores."""
        return count - self.early - self.lone

    def to_state(self) -> list[float]:
        """Give the sums in the order in which they are taken up again."""
        return [self.head, self.early, self.alone, self.lone, self.products]


class Seasons:
    """The running sums of one stretch; `begin` is the position where it starts.

    `cycles` are the seasons to look for, each at least two periods.
    """

    __slots__ = (
        "_begin", "_count", "_cycles", "_done", "_dropped", "_gaps", "_lags", "_origin",
        "_scores", "_square", "_there", "_total",
    )  # fmt: skip

    def __init__(self, begin: int = 0, cycles: Sequence[int] = CYCLES) -> None:
        if any(cycle < 2 for cycle in cycles):
            raise ValueError("a season takes at least two periods")
        self._begin = begin
        self._cycles = tuple(cycles)
        lags = {NEIGHBOURS} | {lag for cycle in cycles for lag in (cycle, cycle // 2)}
        self._lags = {lag: _Lag(lag) for lag in sorted(lags)}
        self._scores: list[float] = []
        self._there: list[float] = []
        self._done = self._dropped = 0
        self._count = self._total = self._square = 0.0
        self._origin: float | None = None
        self._gaps = False

    def put(self, positions: Sequence[int], scores: Sequence[float]) -> None:
        """Take in the clipped scores of observed periods; periods between have none."""
        if not positions:
            return
        if self._origin is None:
            self._origin = scores[0]
        origin, next_one = self._origin, self._begin + self._dropped + len(self._scores)
        if positions[0] == next_one and positions[-1] - next_one + 1 == len(positions):
            self._scores.extend([score - origin for score in scores])
            self._there.extend([1.0] * len(scores))
            return
        self._gaps = True
        for position, score in zip(positions, scores, strict=True):
            missing = position - self._begin - self._dropped - len(self._scores)
            self._scores.extend([*[0.0] * missing, score - origin])
            self._there.extend([*[0.0] * missing, 1.0])

    def explain(self) -> bool:
        """Say whether a season explains likeness better than neighbours do."""
        return self.found() is not None

    def found(self) -> tuple[int, float, int] | None:
        """Give the first season that does, as its periods, correlation and number of pairs."""
        length = self._dropped + len(self._scores)
        if length < ROUNDS * min(self._cycles, default=length):
            return None
        self._catch_up()
        if self._count < 2:
            return None
        mean = self._total / self._count
        variance = self._square / self._count - mean * mean
        if variance <= SMALLEST_VARIANCE:
            return None
        for cycle in self._cycles:
            if length >= ROUNDS * cycle and (r := self._repeats(cycle, mean, variance)):
                return cycle, r, int(self._lags[cycle].pairs(self._count))
        return None

    def _repeats(self, cycle: int, mean: float, variance: float) -> float:
        """Give the correlation at a season's lag if it is as only a season makes it, else 0."""
        high, pairs = self._correlation(cycle, mean, variance)
        if pairs < PAIRS or high < SMALLEST:
            return 0.0
        low, halves = self._correlation(cycle // 2, mean, variance)
        if halves < PAIRS:
            return 0.0
        neighbours, _ = self._correlation(NEIGHBOURS, mean, variance)
        error = math.sqrt(1.0 / pairs + 1.0 / halves)
        return high if high - low >= ERRORS * error and high >= neighbours else 0.0

    def _correlation(self, lag: int, mean: float, variance: float) -> tuple[float, float]:
        """Give the mean product of pairs about the mean of all over the variance, and how many."""
        found = self._lag(lag)
        pairs = found.pairs(self._count)
        if not pairs:
            return 0.0, 0.0
        both = 2.0 * self._total - found.head - sum(self._scores[-lag:]) - found.alone
        products = found.products - mean * both + pairs * mean * mean
        return products / pairs / variance, pairs

    def _lag(self, lag: int) -> _Lag:
        """Give the sums at a lag, up to date."""
        found = self._lags[lag]
        found.catch_up(self._scores, self._there if self._gaps else None)
        return found

    def _catch_up(self) -> None:
        """Bring the sums over all scores up to date."""
        fresh = self._scores[self._done :]
        self._count = sum(self._there[self._done :], self._count)
        self._total = sum(fresh, self._total)
        self._square = sum(map(mul, fresh, fresh), self._square)
        self._done = len(self._scores)

    def to_state(self) -> State:
        """Give the sums, and the last scores that later pairs need, as values fit for JSON."""
        self._catch_up()
        lags = [self._lag(lag) for lag in self._lags]
        tail = max(self._lags)
        return {
            "origin": self._origin,
            "length": self._dropped + len(self._scores),
            "sums": [self._count, self._total, self._square],
            "lags": [lag.to_state() for lag in lags],
            "scores": [
                score if there else None
                for score, there in zip(self._scores[-tail:], self._there[-tail:], strict=True)
            ],
        }

    @classmethod
    def from_state(cls, begin: int, state: State) -> Seasons:
        """Take up the sums where `to_state` left them; ValueError if they do not fit."""
        seasons = cls(begin)
        origin = state["origin"]
        seasons._origin = None if origin is None else float(origin)
        seasons._scores = [float(number or 0.0) for number in state["scores"]]
        seasons._there = [float(number is not None) for number in state["scores"]]
        seasons._done, seasons._gaps = len(seasons._scores), 0.0 in seasons._there
        seasons._dropped = int(state["length"]) - seasons._done
        seasons._count, seasons._total, seasons._square = (float(each) for each in state["sums"])
        for lag, sums in zip(seasons._lags, state["lags"], strict=True):
            seasons._lags[lag] = _Lag(lag, sums)
            seasons._lags[lag].done = seasons._done
        expected = min(int(state["length"]), max(seasons._lags))
        if len(seasons._scores) != expected:
            raise ValueError("the saved scores of a season are incomplete")
        return seasons
