"""Well-known methods with one setting to tune, each a statistic held against a threshold.

All learn as they go or lock after twelve values; none is told the mean or the spread. Those that
learn also come in a second form that borrows the look-back's scores or its sigma floor.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from statistics import NormalDist

import numpy as np

from benchmarks.detection_data import Floats, Kind
from benchmarks.detection_rules import LOCKED_AFTER, limits
from benchmarks.detection_vector import ours, packed, scores
from tracker.detection.scale import sigma_floor

Method = Callable[[Floats, Kind], Floats]
SLACK = 0.5
TINY = 1e-6  # textbook methods have no floor; this keeps them from dividing by zero
GRID = np.linspace(-6, 6, 4001)
CUMULATIVE = np.array([NormalDist().cdf(point) for point in GRID])


def by_week(
    dense: Callable[[Floats, float], Floats], *, raw: bool = False, floor: bool = False
) -> Method:
    """Turn a statistic of observed values into one of weeks; `floor` lends it our sigma floor."""

    def method(values: Floats, kind: Kind) -> Floats:
        taken = values if raw else scores(values, kind.scale, kind.step)
        observed, order = packed(taken)
        level = float(np.nanmean(scores(values, kind.scale, kind.step)))
        least = sigma_floor(kind.scale, kind.step, level) if floor else TINY
        found = np.where(np.isnan(observed), 0.0, dense(observed, least))
        out = np.zeros_like(values)
        np.put_along_axis(out, order, found, 1)
        return out

    return method


def two_sided(steps: Floats, slack: float) -> Floats:
    """Run an upper and a lower CUSUM and give the larger."""
    out = np.zeros_like(steps)
    high = np.zeros(len(steps))
    low = np.zeros(len(steps))
    for at in range(steps.shape[1]):
        high = np.maximum(0, high + steps[:, at] - slack)
        low = np.maximum(0, low - steps[:, at] - slack)
        out[:, at] = np.maximum(high, low)
    return out


def as_normal(t: Floats, freedom: Floats | float) -> Floats:
    """Turn Student's t into a normal score (Wallace 1959, error under 0.02)."""
    size = np.sqrt(freedom * np.log1p(t * t / freedom))
    return np.asarray(np.sign(t) * (8 * freedom + 1) / (8 * freedom + 3) * size)


def self_starting(observed: Floats, floor: float) -> Floats:
    """Self-starting CUSUM (Hawkins 1987, The Statistician 36)."""
    numbers = np.arange(1, observed.shape[1] + 1)
    shifted = observed - observed[:, :1]
    mean = np.cumsum(shifted, 1) / numbers
    squares = np.cumsum(shifted**2, 1) - numbers * mean**2
    steps = np.zeros_like(shifted)
    before = numbers[1:-1]  # how many values stand before each from the third on
    sigma = np.sqrt(np.maximum(squares[:, 1:-1] / (before - 1), floor**2))
    t = (shifted[:, 2:] - mean[:, 1:-1]) / (sigma * np.sqrt(1 + 1 / before))
    steps[:, 2:] = as_normal(t, before - 1.0)
    return two_sided(steps, SLACK)


def standardised(observed: Floats, floor: float) -> Floats:
    """Hold values against mean and SD of the first twelve; 0 until then."""
    first = observed[:, :LOCKED_AFTER]
    sigma = np.maximum(first.std(axis=1, ddof=1, keepdims=True), floor)
    out = (observed - first.mean(axis=1, keepdims=True)) / sigma
    out[:, :LOCKED_AFTER] = 0
    return np.asarray(out)


def locked_cusum(observed: Floats, floor: float) -> Floats:
    """CUSUM with mean and SD locked after twelve values (Page 1954)."""
    return two_sided(standardised(observed, floor), SLACK)


def rank_cusum(observed: Floats, _floor: float) -> Floats:
    """CUSUM of sequential normal scores (Conover, Tercero-Gomez, Cordero-Franco 2017)."""
    steps = np.zeros_like(observed)
    for at in range(1, observed.shape[1]):
        now, past = observed[:, at : at + 1], observed[:, : at + 1]
        rank = (past < now).sum(axis=1) + ((past == now).sum(axis=1) + 1) / 2
        steps[:, at] = np.interp((rank - 0.5) / (at + 1), CUMULATIVE, GRID)
    steps[np.isnan(observed)] = 0
    return two_sided(steps, SLACK)


def change_point(observed: Floats, floor: float) -> Floats:
    """Change-point model with Student's t (Hawkins, Qiu, Kang 2003, J. Quality Technology 35)."""
    shifted = observed - observed[:, :1]
    sums = np.cumsum(shifted, 1)
    squares = np.cumsum(shifted**2, 1)
    out = np.zeros_like(observed)
    for count in range(4, observed.shape[1] + 1):
        before = np.arange(1.0, count)
        total = sums[:, count - 1 : count]
        left = sums[:, : count - 1]
        gap = (total - left) / (count - before) - left / before
        between = gap**2 * before * (count - before) / count
        all_squares = squares[:, count - 1 : count] - total**2 / count
        within = np.maximum(all_squares - between, (count - 2) * floor**2)
        t = np.sqrt(between / within * (count - 2)).max(axis=1)
        out[:, count - 1] = as_normal(t, float(count - 2))
    return out


def locked_ewma(observed: Floats, floor: float) -> Floats:
    """EWMA with lambda 0.2 and limits locked after twelve values (Roberts 1959)."""
    steps = standardised(observed, floor)
    out = np.zeros_like(steps)
    level = np.zeros(len(steps))
    for at in range(LOCKED_AFTER, steps.shape[1]):
        level = 0.8 * level + 0.2 * steps[:, at]
        width = math.sqrt(0.2 / 1.8 * (1 - 0.8 ** (2 * (at - LOCKED_AFTER + 1))))
        out[:, at] = np.abs(level) / width
    return out


def online_change_point(observed: Floats, floor: float) -> Floats:
    """Bayesian online change point detection (Adams, MacKay 2007), log odds of any change so far.

    Normal data, unknown mean and spread; prior mean and spread from the first twelve values.
    """
    steps = standardised(observed, floor)
    steps = np.clip(np.nan_to_num(steps), -1e4, 1e4)
    hazard, prior = 1 / 250, 0.25
    series, length = steps.shape
    weight = np.zeros((series, 1))  # log weight of each run length
    number = np.full(1, float(LOCKED_AFTER))
    mean = np.zeros((series, 1))
    shape = np.full(1, LOCKED_AFTER / 2)
    rate = np.full((series, 1), LOCKED_AFTER / 2)
    out = np.zeros_like(steps)
    for at in range(LOCKED_AFTER, length):
        value = steps[:, at : at + 1]
        likely = weight + log_student(value, number, mean, shape, rate)
        fresh = np.logaddexp.reduce(likely, axis=1, keepdims=True) + math.log(hazard)
        weight = np.hstack([fresh, likely + math.log(1 - hazard)])
        weight -= np.logaddexp.reduce(weight, axis=1, keepdims=True)
        rate = rate + number * (value - mean) ** 2 / (2 * (number + 1))
        mean = (number * mean + value) / (number + 1)
        new = np.zeros((series, 1))
        mean, rate = np.hstack([new, mean]), np.hstack([new + 1, rate])
        number, shape = np.append(prior, number + 1), np.append(1.0, shape + 0.5)
        rest = np.minimum(weight[:, -1], -1e-12)
        out[:, at] = np.log1p(-np.exp(rest)) - rest + 30
    return out


def log_student(value: Floats, number: Floats, mean: Floats, shape: Floats, rate: Floats) -> Floats:
    """Log predictive density of a normal-gamma model."""
    scale = rate * (number + 1) / (number * shape)
    constant = np.array([math.lgamma(a + 0.5) - math.lgamma(a) for a in shape])
    constant -= 0.5 * np.log(2 * np.pi * shape)
    return np.asarray(
        constant
        - 0.5 * np.log(scale)
        - (shape + 0.5) * np.log1p((value - mean) ** 2 / (2 * shape * scale))
    )


def shewhart(observed: Floats, floor: float) -> Floats:
    """Individuals chart: distance from the centre in sigmas, locked after twelve values."""
    centre, sigma = limits(observed[:, :LOCKED_AFTER])
    out = np.abs(observed - centre) / np.maximum(sigma, floor)
    out[:, :LOCKED_AFTER] = 0
    return np.asarray(out)


METHODS: dict[str, Method] = {
    "this detector": ours,
    "self-starting CUSUM k = 0.5": by_week(self_starting),
    "  the same on raw values": by_week(self_starting, raw=True),
    "  the same with our floor": by_week(self_starting, floor=True),
    "CUSUM k = 0.5, limits locked": by_week(locked_cusum),
    "rank CUSUM": by_week(rank_cusum),
    "change-point model, Student t": by_week(change_point, raw=True),
    "  the same, our scores, floor": by_week(change_point, floor=True),
    "EWMA 0.2, locked": by_week(locked_ewma),
    "Bayesian online change point": by_week(online_change_point, raw=True),
    "Shewhart / XmR limits": by_week(shewhart, raw=True),
}
