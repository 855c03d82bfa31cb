"""How much neighbouring values lean on each other, and what that takes from the evidence.

Values are taken as AR(1): each repeats the share phi of how far the one before it lay from the
mean. Then a mean of neighbours scatters more than one of independent values, so the look-back
divides its F ratio by the inflation of the variance of a difference of means. The estimate of phi
is freed of its small-sample bias (Kendall 1954, Biometrika 41: the expected lag-1 correlation is
phi - (1 + 3 phi) / k for one mean fitted) and shrunk: little is believed before there are some
forty pairs of neighbours.
"""

from __future__ import annotations

from typing import Final, NamedTuple

SHRINK: Final = 40.0
"""Pairs of neighbours at which half of the estimate is believed."""

LARGEST: Final = 0.9
"""No series is taken to lean more than this."""


class NeighbourCorrelation(NamedTuple):
    """How much neighbours lean, and by what factor that widens a difference of means.

    `share` is phi, the share of its distance from the mean that each value hands on; `factor` is 1
    where nothing leans, or where a season explains it better.
    """

    share: float
    factor: float


class Neighbours(NamedTuple):
    """Sums about the mean of each stretch: products of neighbours, squares, pairs, stretches.

    Scores squared and counts; of several stretches the sums are simply added.
    """

    products: float = 0.0
    squares: float = 0.0
    pairs: int = 0
    stretches: int = 0

    def __add__(self, other: object) -> Neighbours:
        """Pool two: a sum, not the longer tuple."""
        if not isinstance(other, Neighbours):
            return NotImplemented
        return Neighbours(
            self.products + other.products,
            self.squares + other.squares,
            self.pairs + other.pairs,
            self.stretches + other.stretches,
        )


def products_about(total: float, products: float, ends: float, count: int) -> float:
    """Turn a sum of products of neighbours into one about the mean of their stretch.

    `total` is the sum of its `count` scores, `ends` that of the first and the last: each of the
    others stands in two products.
    """
    mean = total / count
    return products - mean * (2.0 * total - ends) + (count - 1) * mean * mean


def shrunk(raw: float, pairs: int, means: int) -> float:
    """Free a lag-1 correlation over so many pairs of its bias, shrink it, and cut it at 0, 0.9."""
    size = pairs + 1.0
    freed = raw + means / size * (1.0 + 3.0 * raw)
    if freed <= 0.0:
        return 0.0
    return min(freed * size * size / (size * size + SHRINK * SHRINK), LARGEST)


def inflation(phi: float, recent: int, before: int) -> float:
    """Give by what factor leaning widens a difference of two neighbouring means; at least 1.

    It is the variance of (mean of the last `recent`) - (mean of the `before` before them) of AR(1)
    values over that of independent ones. ValueError unless 0 <= phi < 1 and both are positive.
    """
    if not 0.0 <= phi < 1.0 or recent < 1 or before < 1:
        raise ValueError("leaning lies between 0 and 1, and both sides have a value")
    rest = 1.0 - phi
    late, early = phi**recent, phi**before
    ends, square = (1.0 + phi) / rest, rest * rest
    one = (ends - 2.0 * phi * (1.0 - late) / (recent * square)) / recent
    other = (ends - 2.0 * phi * (1.0 - early) / (before * square)) / before
    between = phi * (1.0 - late) * (1.0 - early) / (square * recent * before)
    return max((one + other - 2.0 * between) / (1.0 / recent + 1.0 / before), 1.0)
