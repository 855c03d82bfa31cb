"""Where a change began, and whether it was a step or is still sliding.

Both are least squares over all possible beginnings, from prefix sums. A slide is told by the whole
chain of alarms in one direction and by unclipped scores: the best straight slide is held against
the best single step, and against the best two steps.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate
from operator import mul
from typing import Final, NamedTuple

from tracker.detection.evidence import BEFORE
from tracker.detection.scale import Scale, scores, sigma_floor

ENOUGH: Final = 8
"""Values a run needs before a slide can be told from a step."""

AFTER_FIRST: Final = 4
"""Values after the first alarm of a chain before a slide is looked for."""

SHORTEST_SLIDE: Final = 3
"""A slide is looked for over this many values at least."""

SECOND_STEP: Final = 2
"""Values before a second step that comes after the first."""

RUN_BEFORE: Final = 52
"""Values before the beginning of a chain that its run reaches back, at most."""

RUN_LONGEST: Final = 208
"""Values of a run, the newest, at most."""

LIKELIER_THAN_STEP: Final = 1.0
LIKELIER_THAN_TWO: Final = 0.0


class SlideOdds(NamedTuple):
    """Ln odds of "slid since some value" against one step, and against two steps."""

    one: float
    two: float

    @property
    def slides(self) -> bool:
        """Whether it is called a slide."""
        return self.one >= LIKELIER_THAN_STEP and self.two >= LIKELIER_THAN_TWO


UNTOLD: Final = SlideOdds(0.0, 0.0)
"""Too early to tell."""


class _Step(NamedTuple):
    """Squares between the two sides of a step, and the values before it (0: none was found)."""

    squares: float
    before: int


def likely_start(sums: Sequence[float]) -> int:
    """Give how many values come before the likeliest single step, from prefix sums (0 first).

    It is the first split with the greatest sum of squares between the two sides that leaves at
    least four values before it: the maximum likelihood estimate of a single step.
    Raises ValueError when there are too few values for any split.
    """
    if len(sums) - 1 <= BEFORE:
        raise ValueError(f"a change needs more than {BEFORE} values")
    return _best_step(sums, 0, len(sums) - 1, BEFORE).before or BEFORE


def slide_odds(values: Sequence[float], scale: Scale, step: float) -> SlideOdds:
    """Give the ln odds for the observed values of a run; zeros under eight values.

    The ratio of residual sums of squares gives the likelihood ratio of two normal regressions; half
    a squared sigma floor per value keeps it finite. Two steps are found one after the other and pay
    ln n for one more level and one more place (BIC, Schwarz 1978).
    """
    if len(values) < ENOUGH:
        return UNTOLD
    run = _run(values, scale, step)
    first = _best_step(run.sums, 0, len(values), BEFORE)
    return SlideOdds(run.odds(first.squares), _odds_against_two(run, first))


def slides(values: Sequence[float], scale: Scale, step: float) -> bool:
    """Say whether a run is called a slide; the same as by its odds, and mostly faster."""
    if len(values) < ENOUGH:
        return False
    run = _run(values, scale, step)
    first = _best_step(run.sums, 0, len(values), BEFORE)
    if run.odds(first.squares) < LIKELIER_THAN_STEP:
        return False
    return _odds_against_two(run, first) >= LIKELIER_THAN_TWO


class _RunSums(NamedTuple):
    """Prefix sums of the scores of a run, its squares, what the floor adds, and the best slide."""

    sums: list[float]
    spread: float
    least: float
    slid: float

    def odds(self, explained: float) -> float:
        """Give the ln odds of the slide against what explains so many squares."""
        left, right = (max(self.spread - part, 0.0) for part in (explained, self.slid))
        return 0.5 * (len(self.sums) - 1) * math.log((left + self.least) / (right + self.least))


def _run(values: Sequence[float], scale: Scale, step: float) -> _RunSums:
    found, count = scores(values, scale, step), len(values)
    offsets = [score - found[0] for score in found]
    sums = list(accumulate(offsets, initial=0.0))
    moments = list(accumulate(map(mul, range(1, count + 1), offsets), initial=0.0))
    total = sums[count]
    spread = sum(map(mul, offsets, offsets)) - total * total / count
    floor = sigma_floor(scale, step, found[0] + total / count)
    least = 0.5 * (count - 1) * floor * floor + 1e-12 * max(spread, 1e-300)
    return _RunSums(sums, spread, least, _best_slide(sums, moments))


def _odds_against_two(run: _RunSums, first: _Step) -> float:
    explained = first.squares + _second_step(run.sums, first)
    return run.odds(explained) + math.log(len(run.sums) - 1)


def _best_step(sums: Sequence[float], start: int, stop: int, before: int) -> _Step:
    """Find the best step among the values `start` to `stop`, `before` or more before it."""
    count = stop - start
    if count <= before:
        return _Step(0.0, 0)
    first, last = sums[start], sums[stop]
    heres, late_from = sums[start + before : stop], range(count - before, 0, -1)
    sides = zip(heres, range(before, count), late_from, strict=True)
    between = [
        (gap := (last - here) / late - (here - first) / early) * gap * early * late / count
        for here, early, late in sides
    ]
    most = max(between)
    return _Step(most, start + before + between.index(most)) if most > 0.0 else _Step(0.0, 0)


def _second_step(sums: Sequence[float], first: _Step) -> float:
    """Squares that a second step explains, before the first one or after it."""
    if not first.before:
        return 0.0
    earlier = _best_step(sums, 0, first.before, BEFORE)
    later = _best_step(sums, first.before, len(sums) - 1, SECOND_STEP)
    return max(earlier.squares, later.squares)


def _best_slide(sums: Sequence[float], moments: Sequence[float]) -> float:
    """Squares that the best straight slide (1, 2, 3 ... after some value) explains."""
    count, total, moment = len(sums) - 1, sums[-1], moments[-1]
    mean, shapes = total / count, _slides(count)
    heres = zip(sums[BEFORE:], moments[BEFORE:], shapes, strict=False)
    explained = [
        (contrast := moment - slope - before * (total - here) - climb * mean) * contrast * share
        for here, slope, (before, climb, share) in heres
    ]
    return max(explained, default=0.0)


@lru_cache(maxsize=RUN_LONGEST)
def _slides(count: int) -> tuple[tuple[int, float, float], ...]:
    """List the slides among so many values: values before it, its sum, one over its norm."""
    found = []
    for before in range(BEFORE, count - SHORTEST_SLIDE + 1):
        length = float(count - before)
        climb = length * (length + 1) / 2
        norm = climb * (2 * length + 1) / 3 - climb * climb / count
        found.append((before, climb, 1.0 / norm))
    return tuple(found)
