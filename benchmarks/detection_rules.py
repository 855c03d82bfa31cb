"""Fixed rule sets for charts with limits locked after twelve weeks, and two traffic-light habits.

Each rule gives True in the week that completes the pattern. `sigma` is a third of the distance from
the centre line to a natural process limit: mean moving range / 1.128.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from benchmarks.detection_data import Floats

Flags = NDArray[np.bool_]
LOCKED_AFTER = 12


def limits(values: Floats) -> tuple[Floats, Floats]:
    """Give centre line and sigma of each series, from its moving ranges."""
    centre = values.mean(axis=1, keepdims=True)
    ranges = np.abs(np.diff(values, axis=1)).mean(axis=1, keepdims=True)
    return centre, ranges * 2.66 / 3


def at_least(flags: Flags, hits: int, of: int) -> Flags:
    """Say where at least `hits` of the last `of` weeks are marked (and so is the week itself)."""
    sums = np.cumsum(np.hstack([np.zeros((len(flags), 1), int), flags]), axis=1)
    out = np.zeros_like(flags)
    if flags.shape[1] >= of:
        out[:, of - 1 :] = sums[:, of:] - sums[:, :-of] >= hits
    return out


def either_side(offset: Floats, reach: Floats | float, hits: int, of: int) -> Flags:
    """Say where `hits` of the last `of` lie beyond `reach` on the same side, this one included."""
    above, below = offset > reach, offset < -reach
    return (at_least(above, hits, of) & above) | (at_least(below, hits, of) & below)


def both_sides(offset: Floats, reach: Floats, length: int) -> Flags:
    """Say where `length` weeks in a row lie beyond `reach`, some above and some below."""
    above, below = offset > reach, offset < -reach
    mixed = at_least(above, 1, length) & at_least(below, 1, length)
    return at_least(above | below, length, length) & mixed


def trend(values: Floats, length: int) -> Flags:
    """Say where `length` weeks in a row all rise or all fall."""
    steps = np.diff(values, axis=1, prepend=values[:, :1])
    return at_least(steps > 0, length - 1, length - 1) | at_least(steps < 0, length - 1, length - 1)


def alternating(values: Floats, length: int) -> Flags:
    """Say where `length` weeks in a row go up and down in turn."""
    steps = np.diff(values, axis=1, prepend=values[:, :1])
    turns = np.hstack([np.zeros((len(values), 1), bool), steps[:, 1:] * steps[:, :-1] < 0])
    return at_least(turns, length - 2, length - 2)


def outside(values: Floats, centre: Floats, sigma: Floats) -> Flags:
    """XmR rule 1: a point outside the natural process limits."""
    return np.abs(values - centre) > 3 * sigma


def xmrit(values: Floats, centre: Floats, sigma: Floats) -> Flags:
    """The three rules of xmrit: outside, a run of eight, three of four nearer to a limit."""
    offset = values - centre
    return outside(values, centre, sigma) | either_side(offset, 0.0, 8, 8) | nearer(offset, sigma)


def nearer(offset: Floats, sigma: Floats) -> Flags:
    """Three of four nearer to a limit than to the centre line."""
    above, below = offset > 1.5 * sigma, offset < -1.5 * sigma
    return at_least(above, 3, 4) | at_least(below, 3, 4)


def western_electric(values: Floats, centre: Floats, sigma: Floats) -> Flags:
    """Western Electric 1956: 1 beyond 3, 2 of 3 beyond 2, 4 of 5 beyond 1, 8 on one side."""
    offset = values - centre
    return (
        outside(values, centre, sigma)
        | either_side(offset, 2 * sigma, 2, 3)
        | either_side(offset, sigma, 4, 5)
        | either_side(offset, 0.0, 8, 8)
    )


def nelson(values: Floats, centre: Floats, sigma: Floats) -> Flags:
    """Nelson's eight tests (1984, Journal of Quality Technology 16)."""
    offset = values - centre
    return (
        outside(values, centre, sigma)
        | either_side(offset, 0.0, 9, 9)
        | trend(values, 6)
        | alternating(values, 14)
        | either_side(offset, 2 * sigma, 2, 3)
        | either_side(offset, sigma, 4, 5)
        | at_least(np.abs(offset) <= sigma, 15, 15)
        | both_sides(offset, sigma, 8)
    )


def making_data_count(values: Floats, centre: Floats, sigma: Floats) -> Flags:
    """NHS Making Data Count: outside, 7 on one side, 7 in a trend, 2 of 3 near a limit."""
    offset = values - centre
    return (
        outside(values, centre, sigma)
        | either_side(offset, 0.0, 7, 7)
        | trend(values, 7)
        | either_side(offset, 2 * sigma, 2, 3)
    )


RuleSet = Callable[[Floats, Floats, Floats], Flags]
RULE_SETS: dict[str, RuleSet] = {
    "XmR rule 1": outside,
    "xmrit's three rules": xmrit,
    "Western Electric": western_electric,
    "Nelson's eight": nelson,
    "NHS Making Data Count": making_data_count,
}


def false_alarms(rules: RuleSet, values: Floats) -> float:
    """Share of series with an alarm after the limits are locked."""
    centre, sigma = limits(values[:, :LOCKED_AFTER])
    return float(rules(values, centre, sigma)[:, LOCKED_AFTER:].any(axis=1).mean())


def red_twice(values: Floats, target: float, worse: int) -> float:
    """Share of series that miss a target two weeks running."""
    red = worse * (values - target) > 0
    return float(at_least(red, 2, 2).any(axis=1).mean())


def worsening(values: Floats, worse: int) -> float:
    """Share of series that get worse three weeks running."""
    steps = worse * np.diff(values, axis=1) > 0
    return float(at_least(steps, 3, 3).any(axis=1).mean())
