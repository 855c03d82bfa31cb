"""The evidence that the recent values of a regime moved, kept up in a few sums.

After each value the last 1, 2, 3, 4, 6, 8, 12 ... 48 values are compared with all values before
them, once as a step and once as a ramp. Each comparison is the exact Bayes factor of "the mean
shifted with this shape" against "nothing changed" for normal data of unknown mean and spread, with
a normal prior on the standardised shift (a g-prior: Zellner 1986; the regression form in Liang et
al. 2008, JASA 103, eq. 3). Their weighted sum is a Shiryaev-Roberts type statistic (Pollak 1985).
All contrasts follow from prefix sums, so a value costs the same after 20 years as after one.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

WINDOWS: Final = (1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48)
"""How many recent values are compared with all before them."""

WEIGHTS: Final = (1.0, 1.0, 1.0, 1.5, 2.0, 3.0, 3.0, 3.0, 3.0, 3.0, 3.0)
"""How many window lengths each window stands for, at most three."""

ENOUGH: Final = 6
"""Values a regime needs before anything can be said."""

BEFORE: Final = 4
"""Values that must remain before a window."""

STEP_SPREAD: Final = 4.0
"""Variance, in sigmas squared, of the shifts held plausible beforehand for a step."""

RAMP_SPREAD: Final = 8.0
"""The same for a ramp: its last value lies further out than its mean."""

FIRST_RAMP: Final = 3
"""A ramp over one or two values is a step."""

LARGEST_FIT: Final = 1.0 - 1e-9
SMALLEST_FIT: Final = 1e-12
SMALLEST_SPREAD: Final = 1e-18
LARGEST_EXPONENT: Final = 300.0
ROUNDING: Final = 1e-9
"""By how much the logarithm of the bound is raised, so that rounding cannot hide an alarm."""

_CACHED_LENGTHS: Final = 1024
_BLOCKS: Final = 64


class Evidence(NamedTuple):
    """How strongly the recent values speak for a move up and for a move down (0: not at all)."""

    up: float
    down: float

    @property
    def strongest(self) -> float:
        """The larger of the two."""
        return max(self.up, self.down)


NOTHING: Final = Evidence(0.0, 0.0)


class Term(NamedTuple):
    """One comparison: `window` recent values against those before, as a ramp or as a step."""

    window: int
    ramp: bool
    up: bool
    evidence: float


class Shape(NamedTuple):
    """The constants of one comparison in a regime of n values; they depend on n alone.

    `norm` is the sum of squares of the centred shape, `spread` the prior variance times the norm,
    `weight` what the comparison counts in the sum. Worked out once: `gain` is spread/(1+spread),
    `front` weight/sqrt(1+spread) and `log_front` its logarithm without the weight.
    """

    window: int
    ramp: bool
    norm: float
    spread: float
    weight: float
    gain: float
    front: float
    log_front: float


Row = tuple[int, int, float]
"""A step of a screen: the place of the sum before its window, the window, the root of its gain."""

LongRow = tuple[int, int, float, float, float]
"""Step and ramp of a longer window: place, window, half of window and a value, both roots."""


@dataclass(frozen=True, slots=True)
class Screen:
    """Constants for a fast upper bound of the evidence in a regime of some length, or a longer one.

    A gain turns a squared contrast into a fit times the sum of squares; `gains` and `fronts` are
    those of the shapes, in their order; the rows have its root, of an undivided ramp. All of them
    and the weight only fall as the regime grows, so those of a shorter one still give an upper
    bound.
    """

    short: tuple[Row, ...]
    long: tuple[LongRow, ...]
    gains: tuple[float, ...]
    fronts: tuple[float, ...]
    weight: float


class Reach(NamedTuple):
    """What it takes in a regime of some length for the evidence to be as large as asked.

    A contrast times its root must reach `up`, or fall to `down`, each times the root of the sum of
    squares.
    """

    short: tuple[Row, ...]
    long: tuple[LongRow, ...]
    up: float
    down: float


def usable(count: int) -> int:
    """Say how many windows leave enough values before them in a regime of `count` values."""
    return bisect_right(WINDOWS, count - BEFORE) if count >= ENOUGH else 0


@lru_cache(maxsize=_CACHED_LENGTHS)
def shapes(count: int) -> tuple[Shape, ...]:
    """List the comparisons possible in a regime of `count` values, with their constants."""
    return tuple(_shapes(count))


def _shapes(count: int) -> Iterator[Shape]:
    for window, weight in zip(WINDOWS[: usable(count)], WEIGHTS, strict=False):
        norm = window * (count - window) / count
        if window < FIRST_RAMP:
            yield _shape(window, STEP_SPREAD, norm, weight)
            continue
        yield _shape(window, STEP_SPREAD, norm, 0.5 * weight)
        half = (window + 1) / 2
        norm = (window + 1) * (2 * window + 1) / (6 * window) - half * half / count
        yield _shape(window, RAMP_SPREAD, norm, 0.5 * weight)


def _shape(window: int, prior: float, norm: float, weight: float) -> Shape:
    spread = prior * norm
    gain, front = spread / (1.0 + spread), weight / math.sqrt(1.0 + spread)
    log_front = -0.5 * math.log1p(spread)
    return Shape(window, prior == RAMP_SPREAD, norm, spread, weight, gain, front, log_front)


def screen(count: int) -> Screen:
    """Give the constants of the fast upper bound for a regime of `count` values.

    Longer regimes share those of one shorter by a 64th, which differ by next to nothing.
    """
    return _screen(count - count % max(count // _BLOCKS, 1))


class Reaches(dict[int, Reach]):
    """What it takes for evidence of `up` or of `down`, by the number of values in the regime."""

    def __init__(self, up: float, down: float) -> None:
        super().__init__()
        self._up = up
        self._down = down

    def __missing__(self, count: int) -> Reach:
        bound = screen(count)
        up, down = (math.sqrt(_needed(bound, count, level)) for level in (self._up, self._down))
        found = self[count] = Reach(bound.short, bound.long, up, -down)
        return found


@lru_cache(maxsize=64)
def reaches(up: float, down: float) -> Reaches:
    """Give what it takes for evidence of `up` or of `down`; all series listened to so share it."""
    return Reaches(up, down)


def _needed(bound: Screen, count: int, level: float) -> float:
    """Give the least best fit at which the evidence of a direction may be as large as `level`.

    The best fitting comparison bounds the sum of all: sum <= weight (1 - best fit)^(-(n-1)/2). The
    fit is its gain times the share of the sum of squares that it explains.
    """
    exponent = 2.0 * (math.log(bound.weight / level) + ROUNDING) / (count - 1)
    return max(-math.expm1(min(exponent, 1.0)), 0.0)


@lru_cache(maxsize=_CACHED_LENGTHS)
def _screen(count: int) -> Screen:
    found = shapes(count)
    gains = tuple(shape.gain / shape.norm for shape in found)
    steps, ramps = (
        {
            shape.window: math.sqrt(gain)
            for shape, gain in zip(found, gains, strict=True)
            if shape.ramp is ramp
        }
        for ramp in (False, True)
    )
    return Screen(
        short=tuple((-1 - w, w, root) for w, root in steps.items() if w not in ramps),
        long=tuple((-1 - w, w, 0.5 * (w + 1), steps[w], root / w) for w, root in ramps.items()),
        gains=gains,
        fronts=tuple(shape.front for shape in found),
        weight=sum(shape.front for shape in found),
    )


def bayes_factor(fit: float, spread: float, freedom: float) -> float:
    """Give the Bayes factor of a shift explaining the share `fit` of the sum of squares.

    `spread` is the prior variance of the shift times the norm of its shape; `freedom` is n - 1.
    """
    gain = spread / (1.0 + spread)
    exponent = -0.5 * freedom * math.log(1.0 - gain * fit) - 0.5 * math.log1p(spread)
    return math.exp(min(exponent, LARGEST_EXPONENT))
