"""The running sums of one regime: what is kept of its values, and how each is clipped.

The state is a handful of sums and the last 48 prefix sums. It grows by one value in constant time,
can be written down as JSON and taken up again, and gives the same answer as if it had never been
put away. Only the place where a change began needs all prefix sums; sums that were taken up again
have forgotten them, and say so (`is_whole`).
"""

from __future__ import annotations

import math
from itertools import accumulate
from operator import mul
from typing import Any, Final, NamedTuple, Self

from tracker.detection.autocorrelation import Neighbours, products_about
from tracker.detection.evidence import WINDOWS
from tracker.detection.scale import END_REACHED, Yardstick

CLIP_FROM: Final = 5
"""Values that are taken as they come; from the next on, scores are clipped."""

SMALLEST_SIGMA: Final = 1e-12
TAIL: Final = max(WINDOWS) + 1
ALONE: Final = Neighbours()
"""No regime came before."""

LEAST_POOLED: Final = 3
"""Values of a regime from which its neighbours are remembered by those after it."""

_KEPT: Final = ("origin", "high", "low", "bottom", "top")

State = dict[str, Any]
"""Numbers and lists of numbers by name, as `json` reads and writes them."""


class Sums(NamedTuple):
    """Prefix sums of the clipped scores and of their squares, the whole or their end.

    `size` values are in the regime, `floor` is its sigma floor. The last entry of a list is the
    sum over all; a sum over the last w is the last entry less the one w places before it.
    """

    size: int
    sums: list[float]
    squares: list[float]
    floor: float

    def spread(self) -> float:
        """Sum of squares about the mean, never below zero."""
        if not self.size:
            return 0.0
        total = self.sums[-1]
        return max(self.squares[-1] - total * total / self.size, 0.0)


class RunningSums:
    """The sums over the clipped scores of one regime, counted from its first score.

    `earlier` are the neighbours of the regimes before it since the last planned change.
    """

    __slots__ = (
        "_bottom", "_clipped", "_crowds", "_double", "_doubles", "_fixed", "_high", "_low",
        "_origin", "_products", "_square", "_squares", "_sums", "_top", "_total", "_yardstick",
        "count", "earlier",
    )  # fmt: skip

    def __init__(self, yardstick: Yardstick, earlier: Neighbours = ALONE) -> None:
        self._yardstick = yardstick
        self._fixed = yardstick.fixed
        self._crowds = yardstick.bottom is not None
        self.earlier = earlier
        self.count = self._bottom = self._top = 0
        self._origin = self._high = self._low = 0.0
        self._total = self._square = self._double = 0.0
        self._sums = [0.0]
        self._doubles = [0.0]  # sums of the prefix sums before each
        # Brought up to date when asked for: most values are judged without them.
        self._squares = [0.0]
        self._products = [0.0]
        self._clipped: list[float] = []

    def absorb(self, score: float) -> float:
        """Take in one score, clipped to mean plus or minus clip times SD of those before it.

        Returns how many sigmas the unclipped score lies from the mean before it if it is a new
        record of the regime, else 0. Clipped scores are never revised.
        """
        count = self.count
        if count == 0:
            self._origin = score
        value = clipped = score - self._origin
        sigmas = 0.0
        if count >= CLIP_FROM:
            mean = self._total / count
            floor = self._floor() if self._fixed is None else self._fixed
            variance = (self._square - count * mean * mean) / (count - 1)
            sigma = math.sqrt(variance) if variance > floor * floor else floor
            if sigma > SMALLEST_SIGMA:
                if value > self._high or value < self._low:
                    sigmas = (value - mean) / (sigma * math.sqrt(1.0 + 1.0 / count))
                reach = self._yardstick.clip * sigma
                lowest, highest = mean - reach, mean + reach
                clipped = lowest if value < lowest else highest if value > highest else value
        if value > self._high:
            self._high = value
        elif value < self._low:
            self._low = value
        if self._crowds:
            self._count_end(score)
        self.count = count = count + 1
        self._double += self._total
        self._total += clipped
        self._square += clipped * clipped
        self._sums.append(self._total)
        self._doubles.append(self._double)
        self._clipped.append(clipped)
        return sigmas

    def _count_end(self, score: float) -> None:
        bottom, top = self._yardstick.bottom, self._yardstick.top
        if bottom is not None and abs(score - bottom) < END_REACHED:
            self._bottom += 1
        elif top is not None and abs(score - top) < END_REACHED:
            self._top += 1

    def clipped_from(self, number: int) -> list[float]:
        """Give the clipped scores from the one with this number (0 first) on, as scores.

        Of a regime taken up again only the last 49 are here.
        """
        origin, forgotten = self._origin, self.count - len(self._clipped)
        return [clipped + origin for clipped in self._clipped[number - forgotten :]]

    @property
    def crowd(self) -> float:
        """Twice how much larger a share of values is at the top end than at the bottom, -1 to 1."""
        ahead = self._top - self._bottom
        return min(max(2.0 * ahead / self.count, -1.0), 1.0) if ahead else 0.0

    @property
    def most_at_an_end(self) -> int:
        """How many values are at the end of the scale where more of them are."""
        return max(self._top, self._bottom)

    def _floor(self) -> float:
        """Give the sigma floor at the mean of the clipped scores."""
        fixed = self._yardstick.fixed
        if fixed is not None:
            return fixed
        mean = self._total / self.count if self.count else 0.0
        return self._yardstick.floor(self._origin + mean)

    def _squares_and_floor(self) -> tuple[float, float]:
        """Sum of squares about the mean, never below what the sigma floor allows; the floor."""
        count, floor = self.count, self._floor()
        spread = self._square - self._total * (self._total / count)
        least = (count - 1) * floor * floor
        return (spread if spread > least else least), floor

    def _catch_up(self) -> None:
        """Bring the prefix sums of squares and of products of neighbours up to date."""
        fresh = len(self._squares) - len(self._sums)
        if fresh == 0:
            return
        new, before = self._clipped[fresh:], self._clipped[fresh - 1 : -1]
        if len(before) < len(new):  # the first score of all has none before it
            before = [0.0, *before]
        self._squares += list(accumulate(map(mul, new, new), initial=self._squares[-1]))[1:]
        self._products += list(accumulate(map(mul, new, before), initial=self._products[-1]))[1:]

    def neighbours(self, count: int) -> Neighbours:
        """Give the neighbours among the first `count` values, about their mean; none under three.

        What later regimes pool with their own. ValueError for a regime taken up again.
        """
        sums = self.whole().sums
        if count < LEAST_POOLED:
            return ALONE
        total, clipped = sums[count], self._clipped
        products = self._products[count]
        products = products_about(total, products, clipped[count - 1], count)
        return Neighbours(products, self._squares[count] - total * total / count, count - 1, 1)

    @property
    def is_whole(self) -> bool:
        """Whether all prefix sums are here, so that the start of a change can be found."""
        return len(self._sums) == self.count + 1

    def sums(self) -> Sums:
        """Give the prefix sums as far as they are here: the last 48 at least."""
        self._catch_up()
        return Sums(self.count, self._sums, self._squares, self._floor())

    def whole(self) -> Sums:
        """Give all prefix sums, which a search for the start of a change needs.

        Raises ValueError when the regime was taken up from a saved state: it keeps the tail only.
        """
        if not self.is_whole:
            raise ValueError("a regime taken up from a saved state has forgotten its first values")
        return self.sums()

    def to_state(self) -> State:
        """Give the state as numbers fit for JSON; its size does not grow with the history.

        Of the prefix sums it holds the oldest that a look-back needs, and the clipped scores since:
        added up again they give the very same sums.
        """
        self._catch_up()
        at = -1 - min(self.count, TAIL - 1)
        sums = (self._sums, self._squares, self._doubles, self._products)
        return {
            **{name: getattr(self, f"_{name}") for name in _KEPT},
            "count": self.count,
            "earlier": list(self.earlier),
            "sums": [each[at] for each in sums],
            "clipped": self._clipped[-TAIL:],
        }

    @classmethod
    def from_state(cls, yardstick: Yardstick, state: State) -> Self:
        """Take up a regime where `to_state` left it; ValueError if it is not such a state."""
        try:
            products, squares, pairs, stretches = state["earlier"]
            earlier = Neighbours(float(products), float(squares), int(pairs), int(stretches))
            regime = cls(yardstick, earlier)
            regime.count = int(state["count"])
            for name in _KEPT:
                setattr(regime, f"_{name}", type(getattr(regime, f"_{name}"))(state[name]))
            regime._clipped = [float(number) for number in state["clipped"]]
            regime._take_up([float(number) for number in state["sums"]])
        except (KeyError, TypeError, ValueError) as error:
            raise ValueError("this is not the saved state of a regime") from error
        if len(regime._clipped) != min(regime.count, TAIL):
            raise ValueError("the saved state of this regime is incomplete")
        return regime

    def _take_up(self, sums: list[float]) -> None:
        """Add up the clipped scores from the sums before them."""
        total, square, double, product = sums
        kept = min(self.count, TAIL - 1)
        new = self._clipped[-kept:] if kept else []
        self._sums = list(accumulate(new, initial=total))
        self._doubles = list(accumulate(self._sums[:-1], initial=double))
        self._squares, self._products = [square], [product]
        self._catch_up()
        self._total, self._square = self._sums[-1], self._squares[-1]
        self._double = self._doubles[-1]
