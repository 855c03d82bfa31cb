"""Where a change began, and whether it was a step or is still sliding.

Both are least squares over all possible beginnings, from prefix sums.
"""

from __future__ import annotations

import math
from typing import Final

from tracker.detection.evidence import BEFORE
from tracker.detection.regime import Sums

ENOUGH_TO_TELL: Final = 8
"""Values a run needs before a slide can be told from a step."""

SHORTEST_SLIDE: Final = 3
"""A slide is looked for over this many values at least."""


def likely_start(sums: list[float]) -> int:
    """Give how many values come before the most likely change, from prefix sums (0 first).

    It is the first split with the greatest sum of squares between the two sides that leaves at
    least four values before it: the maximum likelihood estimate of a single step.
    Raises ValueError when there are too few values for any split.
    """
    if len(sums) - 1 <= BEFORE:
        raise ValueError(f"a change needs more than {BEFORE} values")
    return _best_step(sums)[0]


def _best_step(sums: list[float]) -> tuple[int, float]:
    count, total = len(sums) - 1, sums[-1]
    best, most = BEFORE, -1.0
    for before in range(BEFORE, count):
        gap = (total - sums[before]) / (count - before) - sums[before] / before
        between = gap * gap * before * (count - before) / count
        if between > most:
            best, most = before, between
    return best, most


def _best_slide(run: Sums) -> float:
    """Sum of squares that the best straight slide (1, 2, 3 ... after some value) explains."""
    sums, moments = run.sums, run.moments
    count, total, moment = len(sums) - 1, sums[-1], moments[-1]
    most = 0.0
    for before in range(BEFORE, count - SHORTEST_SLIDE + 1):
        length = float(count - before)
        climb = length * (length + 1) / 2
        contrast = (moment - moments[before]) - before * (total - sums[before])
        contrast -= climb * total / count
        norm = length * (length + 1) * (2 * length + 1) / 6 - climb * climb / count
        most = max(most, contrast * contrast / norm)
    return most


def drift_odds(run: Sums) -> float:
    """Give ln odds of "sliding since some value" against "one step at some value".

    `run` covers the last regime and the one before it, clipped anew from its start. The ratio of
    residual sums of squares gives the likelihood ratio of two normal regressions; half a
    squared sigma floor per value keeps it finite. 0 under eight values.
    """
    count = len(run.sums) - 1
    if count < ENOUGH_TO_TELL:
        return 0.0
    step = _best_step(run.sums)[1]
    slide = _best_slide(run)
    floor = 0.5 * (count - 1) * run.floor + 1e-12 * max(run.squares, 1e-300)
    left = max(run.squares - step, 0.0) + floor
    right = max(run.squares - slide, 0.0) + floor
    return 0.5 * count * math.log(left / right)
