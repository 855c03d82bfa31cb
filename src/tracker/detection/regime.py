"""One regime: a run of values between changes, and how strongly its last values say that it moved.

Each look-back compares its last values with those before them, by the running sums alone.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import Final

from tracker.detection.autocorrelation import (
    NeighbourCorrelation,
    inflation,
    products_about,
    shrunk,
)
from tracker.detection.evidence import (
    ENOUGH,
    FIRST_RAMP,
    LARGEST_EXPONENT,
    LARGEST_FIT,
    NOTHING,
    SMALLEST_FIT,
    SMALLEST_SPREAD,
    WINDOWS,
    Evidence,
    Reaches,
    Shape,
    Term,
    screen,
    shapes,
    usable,
)
from tracker.detection.sums import RunningSums

UPWARDS: Final = 1.0 + 1e-9
"""Rounding must not bring an upper bound below what it bounds."""

SMALLEST_REST: Final = 1e-12
"""Share of the squares that is left unexplained at least: more would be infinite."""

Season = Callable[[], bool]
"""Says whether a season explains better that neighbours are alike; asked only if they are."""


class RunningRegime(RunningSums):
    """The running sums of one regime, and the evidence that they hold."""

    __slots__ = ()

    def may_reach(self, asked: Reaches) -> bool:
        """Say whether the evidence could be as large as asked; False is certain, True is not.

        The best fitting comparison each way bounds the sum of all, and leaning only lowers it, so
        this takes no power per comparison.
        """
        count, total = self.count, self._total
        if count < ENOUGH:
            return False
        floor = self._floor() if self._fixed is None else self._fixed
        mean = total / count
        spread, least = self._square - total * mean, (count - 1) * floor * floor
        squares = spread if spread > least else least
        if squares <= SMALLEST_SPREAD:
            return False
        short, long, high, low = asked[count]
        root = math.sqrt(squares)
        high, low = high * root, low * root
        # The hot loop of a history, all locals on purpose.
        sums, doubles, double = self._sums, self._doubles, self._double
        for at, window, gain in short:
            if not low < (total - sums[at] - window * mean) * gain < high:
                return True
        for at, window, half, gain, ramp_gain in long:
            if not low < (total - sums[at] - window * mean) * gain < high:
                return True
            climb = window * (total - half * mean) - double + doubles[at]
            if not low < climb * ramp_gain < high:
                return True
        return False

    def evidence(self, season: Season | None = None) -> Evidence:
        """Sum all comparisons: the evidence that the recent values moved up, and down.

        Deflated for leaning, unless `season` says that a season explains it better.
        """
        up = down = 0.0
        for shape, contrast, odds in self._compared(season):
            if contrast > 0.0:
                up += shape.weight * odds
            else:
                down += shape.weight * odds
        return Evidence(up, down) if up or down else NOTHING

    def independent(self) -> Evidence:
        """Sum all comparisons as if no value leaned on its neighbour: an upper bound, and faster.

        Infinite where it is too large for a number.
        """
        count = self.count
        squares = self._squares_and_floor()[0] if count >= ENOUGH else 0.0
        if squares <= SMALLEST_SPREAD:
            return NOTHING
        inverse, power = 1.0 / squares, -0.5 * (count - 1)
        up = down = 0.0
        try:
            bound = screen(count)
            shaped = zip(self._contrasts(), bound.gains, bound.fronts, strict=True)
            for contrast, gain, front in shaped:
                rest = 1.0 - contrast * contrast * gain * inverse
                odds = front * (rest if rest > SMALLEST_REST else SMALLEST_REST) ** power
                if contrast > 0.0:
                    up += odds
                else:
                    down += odds
        except OverflowError:
            return Evidence(math.inf, math.inf)
        return Evidence(up * UPWARDS, down * UPWARDS)

    def terms(self, season: Season | None = None) -> Iterator[Term]:
        """Give every comparison of the last look-back that has anything to say."""
        for shape, contrast, odds in self._compared(season):
            yield Term(shape.window, shape.ramp, contrast > 0.0, shape.weight * odds)

    def _compared(self, season: Season | None) -> Iterator[tuple[Shape, float, float]]:
        """Give shape, contrast and Bayes factor of each comparison (DETECTION: A.2, A.3)."""
        if self.count < ENOUGH:
            return
        squares, floor = self._squares_and_floor()
        if squares <= SMALLEST_SPREAD:
            return
        self._catch_up()
        inflated = self._inflations(floor, season)
        freedom, power, inverse = self.count - 2, -0.5 * (self.count - 1), 1.0 / squares
        widened, last = 1.0, 0
        for contrast, shape in zip(self._contrasts(), shapes(self.count), strict=True):
            window, _, norm, _, _, gain, _, log_front = shape
            if window != last:
                last, widened = window, next(inflated)
            fit = contrast * contrast * inverse / norm
            fit = fit if fit < LARGEST_FIT else LARGEST_FIT
            if fit <= SMALLEST_FIT:
                continue
            if widened > 1.0:  # the F ratio of the contrast, deflated
                ratio = freedom * fit / (1.0 - fit) / widened
                fit = ratio / (freedom + ratio)
            exponent = log_front + power * math.log1p(-gain * fit)
            exponent = exponent if exponent < LARGEST_EXPONENT else LARGEST_EXPONENT
            yield shape, contrast, math.exp(exponent)

    def leaning(self, window: int, season: Season | None = None) -> NeighbourCorrelation:
        """Say how much neighbours lean in the look-back over `window`, and what it takes away."""
        self._catch_up()
        share = self._leaning(window, self._floor())
        if share > 0.0 and season is not None and season():
            return NeighbourCorrelation(share, 1.0)
        return NeighbourCorrelation(share, inflation(share, window, self.count - window))

    def _inflations(self, floor: float, season: Season | None) -> Iterator[float]:
        """Give the inflation of the variance for each window; 1 for all where there is a season."""
        explained: bool | None = None if season else False
        for window in WINDOWS:
            phi = 0.0 if explained else self._leaning(window, floor)
            if phi > 0.0 and explained is None:
                explained = season is not None and season()
            yield inflation(phi, window, self.count - window) if phi and not explained else 1.0

    def _leaning(self, window: int, floor: float) -> float:
        """Estimate how much neighbours lean, about the means of both sides of a split.

        The first score of a regime is its origin, so its clipped score is 0.
        """
        sums, squares, products, last = self._sums, self._squares, self._products, len(self._sums)
        clipped, at, before = self._clipped, last - 1 - window, self.count - window
        early = sums[at]
        found = squares[at] - early * early / before
        product = products_about(early, products[at], clipped[-window - 1], before)
        pairs, stretches = before - 1, 1
        if window > 1:
            late = self._total - early
            found += self._square - squares[at] - late * late / window
            within = products[-1] - products[at + 1]
            product += products_about(late, within, clipped[-window] + clipped[-1], window)
            pairs, stretches = pairs + window - 1, 2
        found = max(found, (self.count - 1) * floor * floor, SMALLEST_SPREAD)
        neighbours, squared, others, means = self.earlier
        pairs, stretches = pairs + others, stretches + means
        raw = (product + neighbours) / (found + squared) * (pairs + stretches) / pairs
        return shrunk(raw, pairs, stretches)

    def _contrasts(self) -> list[float]:
        """How far the recent scores stand out along each centred shape, in order of `shapes`.

        The ramp is the mean of the steps of its window and all shorter ones.
        """
        count, total, sums, doubles = self.count, self._total, self._sums, self._doubles
        mean, double = total / count, self._double
        found: list[float] = []
        for window in WINDOWS[: usable(count)]:
            at = -1 - window
            found.append(total - sums[at] - window * mean)
            if window >= FIRST_RAMP:
                climb = total - 0.5 * (window + 1) * mean
                found.append(climb - (double - doubles[at]) / window)
        return found
