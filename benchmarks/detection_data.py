"""Kinds of steady data, and a change of a given size in them.

A shift is in standard deviations of the steady data (of the latent value where it is cut into
ratings), for the worse: down for ratings, percentages and yes/no, up for durations and counts.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from tracker.detection import Scale

Floats = NDArray[np.float64]
Draw = Callable[[np.random.Generator, Floats], Floats]


@dataclass(frozen=True)
class Kind:
    """A kind of data: how it is drawn, and how it is judged."""

    name: str
    scale: Scale
    step: float
    draw: Draw
    worse: int
    target: float


def normal(rng: np.random.Generator, shift: Floats) -> Floats:
    return np.round(50 + 10 * (rng.standard_normal(shift.shape) - shift), 1)


def missing(rng: np.random.Generator, shift: Floats) -> Floats:
    values = normal(rng, shift)
    values[rng.random(shift.shape) < 0.1] = np.nan
    return values


def heavy(rng: np.random.Generator, shift: Floats) -> Floats:
    noise = rng.standard_t(HEAVY_FREEDOM, shift.shape) * HEAVY_SCALE
    return np.round(50 + 10 * (noise - shift), 1)


HEAVY_FREEDOM = 4
HEAVY_SCALE = 2**-0.5
RATINGS = (-2.05, -1.48, -0.84, 0.67)  # 2, 5, 13, 55 and 25 of a hundred
NARROW_RATINGS = (-2.6, -2.2, -1.5, 1.5)


def rating(rng: np.random.Generator, shift: Floats) -> Floats:
    return 1.0 + np.searchsorted(RATINGS, rng.standard_normal(shift.shape) - shift)


def narrow_rating(rng: np.random.Generator, shift: Floats) -> Floats:
    return 1.0 + np.searchsorted(NARROW_RATINGS, rng.standard_normal(shift.shape) - shift)


def percent(rng: np.random.Generator, shift: Floats) -> Floats:
    latent = 99 + 7 * (rng.standard_normal(shift.shape) - shift)
    return np.clip(np.round(latent), 0, 100)


def duration(rng: np.random.Generator, shift: Floats) -> Floats:
    return np.round(np.exp(np.log(35) + 0.6 * (rng.standard_normal(shift.shape) + shift)))


def yesno(rng: np.random.Generator, shift: Floats) -> Floats:
    share = 0.85 - (0.85 * 0.15) ** 0.5 * shift
    return (rng.random(shift.shape) < share).astype(float)


def near_perfect(rng: np.random.Generator, shift: Floats) -> Floats:
    return np.clip(np.round(99.9 + 0.05 * (rng.standard_normal(shift.shape) - shift), 2), 0, 100)


def tight_percent(rng: np.random.Generator, shift: Floats) -> Floats:
    return np.clip(np.round(95.2 + 0.5 * (rng.standard_normal(shift.shape) - shift), 1), 0, 100)


def many_cases(rng: np.random.Generator, shift: Floats) -> Floats:
    share = np.clip(0.952 - (0.952 * 0.048 / 500) ** 0.5 * shift, 0, 1)
    return np.round(rng.binomial(500, share) / 5, 1)


def tight_duration(rng: np.random.Generator, shift: Floats) -> Floats:
    return np.round(10 + 0.2 * (rng.standard_normal(shift.shape) + shift), 1)


def whole_days(rng: np.random.Generator, shift: Floats) -> Floats:
    return np.maximum(np.round(2.5 + 0.6 * (rng.standard_normal(shift.shape) + shift)), 0)


MOSTLY_FIVE = (-9.0, -2.33, -1.555, -0.524)  # 70 of a hundred are fives, 24 fours, 5 threes


def mostly_five(rng: np.random.Generator, shift: Floats) -> Floats:
    return 1.0 + np.searchsorted(MOSTLY_FIVE, rng.standard_normal(shift.shape) - shift)


def counts(rng: np.random.Generator, shift: Floats, *, mean: float) -> Floats:
    return rng.poisson(np.maximum(mean + mean**0.5 * shift, 0)).astype(float)


OVER = 5.0  # times as much variance as mean


def over_dispersed(rng: np.random.Generator, shift: Floats) -> Floats:
    level = np.maximum(20 + (20 * OVER) ** 0.5 * shift, 0.1)
    return rng.poisson(rng.gamma(level / (OVER - 1), OVER - 1)).astype(float)


def leaning(rng: np.random.Generator, shift: Floats, *, share: float) -> Floats:
    fresh = rng.standard_normal(shift.shape)
    noise = np.empty_like(fresh)
    noise[:, 0] = fresh[:, 0]
    for week in range(1, shift.shape[1]):
        noise[:, week] = share * noise[:, week - 1] + (1 - share**2) ** 0.5 * fresh[:, week]
    return np.round(50 + 10 * (noise - shift), 1)


# a target is missed in about a fifth of steady weeks
KINDS = (
    Kind("normal", Scale.NUMBER, 0.1, normal, -1, 41.6),
    Kind("normal, 10 % missing", Scale.NUMBER, 0.1, missing, -1, 41.6),
    Kind("heavy tails", Scale.NUMBER, 0.1, heavy, -1, 44.4),
    Kind("rating 1-5", Scale.RATING, 1.0, rating, -1, 4.0),
    Kind("rating 1-5, nearly all 4", Scale.RATING, 1.0, narrow_rating, -1, 4.0),
    Kind("percent near 100", Scale.PERCENT, 1.0, percent, -1, 94.0),
    Kind("duration, skewed", Scale.DURATION, 1.0, duration, 1, 58.0),
    Kind("count, mean 3", Scale.COUNT, 1.0, partial(counts, mean=3.0), 1, 4.0),
    Kind("yes/no", Scale.YESNO, 1.0, yesno, -1, 1.0),
    Kind("normal, autocorrelation 0.3", Scale.NUMBER, 0.1, partial(leaning, share=0.3), -1, 41.6),
)
# where a floor that is too high, or a crowd at an end of the scale, makes deaf or loud
HARD = (
    Kind("percent 99.9 +- 0.05", Scale.PERCENT, 1.0, near_perfect, -1, 99.86),
    Kind("percent 95.2 +- 0.5", Scale.PERCENT, 1.0, tight_percent, -1, 94.8),
    Kind("percent of 500 cases", Scale.PERCENT, 1.0, many_cases, -1, 94.4),
    Kind("duration 10 +- 0.2", Scale.DURATION, 1.0, tight_duration, 1, 10.2),
    Kind("duration, whole days 2-3", Scale.DURATION, 1.0, whole_days, 1, 3.0),
    Kind("rating, mostly 5", Scale.RATING, 1.0, mostly_five, -1, 4.0),
    Kind("count, mean 0.2", Scale.COUNT, 1.0, partial(counts, mean=0.2), 1, 1.0),
    Kind("count, mean 0.7", Scale.COUNT, 1.0, partial(counts, mean=0.7), 1, 2.0),
    Kind("count, mean 20", Scale.COUNT, 1.0, partial(counts, mean=20.0), 1, 24.0),
    Kind("count, mean 400", Scale.COUNT, 1.0, partial(counts, mean=400.0), 1, 417.0),
    Kind("count 20, over-dispersed", Scale.COUNT, 1.0, over_dispersed, 1, 28.0),
    Kind("normal, autocorrelation 0.5", Scale.NUMBER, 0.1, partial(leaning, share=0.5), -1, 41.6),
)
ALL = (*KINDS, *HARD)
BY_NAME = {kind.name: kind for kind in ALL}


def steady(kind: Kind, rng: np.random.Generator, series: int, weeks: int) -> Floats:
    """Draw series without any change."""
    return kind.draw(rng, np.zeros((series, weeks)))


def stepped(
    kind: Kind, rng: np.random.Generator, series: int, before: int, after: int, size: float
) -> Floats:
    """Draw series that shift by `size` after `before` weeks."""
    shift = np.zeros((series, before + after))
    shift[:, before:] = size
    return kind.draw(rng, shift)


def drifting(
    kind: Kind, rng: np.random.Generator, series: int, before: int, after: int, slope: float
) -> Floats:
    """Draw series that slide by `slope` a week after `before` weeks."""
    shift = np.zeros((series, before + after))
    shift[:, before:] = slope * np.arange(1, after + 1)
    return kind.draw(rng, shift)
