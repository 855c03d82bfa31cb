"""How early one could know at all: two yardsticks that are told the size of the shift."""

from __future__ import annotations

import math

import numpy as np

from benchmarks.detection_data import Floats
from benchmarks.detection_peers import two_sided

SIZE = 1.5


def all_knowing(values: Floats) -> Floats:
    """CUSUM that knows mean 50, SD 10 and the size of the shift (optimal: Moustakides 1986)."""
    return two_sided((values - 50) / 10, SIZE / 2)


def must_learn(values: Floats) -> Floats:
    """Give the log Shiryaev-Roberts sum over all beginnings, size known, mean and SD unknown.

    The likelihood ratio of the maximal invariant is an integral over the unknown SD, tabled once
    for each number of values.
    """
    shifted = values - values[:, :1]
    sums = np.cumsum(shifted, 1)
    squares = np.cumsum(shifted**2, 1)
    out = np.full_like(values, -30.0)
    for count in range(4, values.shape[1] + 1):
        before = np.arange(2.0, count)
        total = sums[:, count - 1 : count]
        left = sums[:, 1 : count - 1]
        norm = before * (count - before) / count
        gap = (total - left) / (count - before) - left / before
        spread = np.sqrt(squares[:, count - 1 : count] - total**2 / count)
        push = SIZE * norm * gap / spread
        grid, table = integral(count, SIZE * math.sqrt(count) / 2 + 0.1)
        both = np.logaddexp(np.interp(push, grid, table), np.interp(-push, grid, table))
        terms = both - SIZE**2 * norm / 2 - math.log(2)
        out[:, count - 1] = np.logaddexp.reduce(terms, axis=1)
    return out + 30


def integral(count: int, reach: float) -> tuple[Floats, Floats]:
    """Table ln of the mean of exp(x u) where u is chi distributed with count - 1 freedoms."""
    grid = np.linspace(-reach, reach, 401)
    u = np.linspace(1e-3, math.sqrt(count) + reach + 8, 2000)
    density = (count - 2) * np.log(u) - u * u / 2
    joint = density + grid[:, None] * u
    table = np.logaddexp.reduce(joint, axis=1) - np.logaddexp.reduce(density)
    return grid, table
