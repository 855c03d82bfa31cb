"""One regime: a run of values between changes, and what its sums say.

The state is a handful of sums and the last 48 prefix sums. It grows by one value in constant time,
can be written down as JSON and taken up again, and gives the same answer as if it had never been
put away. Only the place where a change began needs all prefix sums; a regime that was taken up
again has forgotten them, and says so (`is_whole`).
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from tracker.detection.evidence import (
    CERTAIN,
    ENOUGH,
    FIRST_RAMP,
    FRONT,
    GAIN,
    LARGEST_FIT,
    NORM,
    SMALLEST_FIT,
    SMALLEST_SPREAD,
    WINDOWS,
    Evidence,
    Screen,
    Term,
    bayes_factor,
    screen,
    shapes,
    usable,
)
from tracker.detection.scale import Yardstick

CLIP_FROM: Final = 5
"""Values that are taken as they come; from the next on, scores are clipped."""

SMALLEST_SIGMA: Final = 1e-12
ROUNDING: Final = 1.0 - 1e-9
TAIL: Final = max(WINDOWS) + 1

_KEPT: Final = ("origin", "high", "low", "total", "square", "moment")

State = dict[str, Any]
"""Numbers and lists of numbers by name, as `json` reads and writes them."""


class Sums(NamedTuple):
    """Prefix sums of the clipped scores and of i times the i-th, squares about the mean, floor."""

    sums: list[float]
    moments: list[float]
    squares: float
    floor: float


class RunningRegime:
    """The running sums of one regime over its clipped scores, counted from its first score."""

    __slots__ = (
        "_clip", "_floor", "_high", "_low", "_moment", "_moments", "_origin", "_square", "_sums",
        "_total", "count",
    )  # fmt: skip

    def __init__(self, yardstick: Yardstick) -> None:
        self._floor = yardstick.floor * yardstick.floor
        self._clip = yardstick.clip
        self.count = 0
        self._origin = self._high = self._low = 0.0
        self._total = self._square = self._moment = 0.0
        self._sums = [0.0]
        self._moments = [0.0]

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
            variance = (self._square - count * mean * mean) / (count - 1)
            sigma = math.sqrt(variance if variance > self._floor else self._floor)
            if sigma > SMALLEST_SIGMA:
                if value > self._high or value < self._low:
                    sigmas = (value - mean) / (sigma * math.sqrt(1.0 + 1.0 / count))
                reach = self._clip * sigma
                lowest, highest = mean - reach, mean + reach
                clipped = lowest if value < lowest else highest if value > highest else value
        if value > self._high:
            self._high = value
        elif value < self._low:
            self._low = value
        self.count = count = count + 1
        self._total += clipped
        self._square += clipped * clipped
        self._moment += count * clipped
        self._sums.append(self._total)
        self._moments.append(self._moment)
        return sigmas

    def _squares(self) -> float:
        """Sum of squares about the mean, never below what the sigma floor allows."""
        count, total = self.count, self._total
        spread, least = self._square - total * total / count, (count - 1) * self._floor
        return spread if spread > least else least

    def may_reach(self, level: float) -> bool:
        """Say whether the evidence could be at least `level`; False is certain, True is not.

        The best fitting comparison bounds the sum of all, so this takes no power per comparison.
        """
        squares = self._squares() if self.count >= ENOUGH else 0.0
        if squares <= SMALLEST_SPREAD:
            return False
        bound = screen(self.count)
        rest = 1.0 - self._best_fit(bound) / squares
        try:
            power = -(self.count - 1) / 2
            return rest <= 0.0 or bound.weight * rest**power >= level * ROUNDING
        except OverflowError:
            return True

    def _best_fit(self, bound: Screen) -> float:
        """Largest gain times squared contrast. The hot loop of a history, all locals on purpose."""
        sums, moments, last = self._sums, self._moments, len(self._sums) - 1
        total, moment, count = self._total, self._moment, self.count
        mean = total / count
        best = 0.0
        for window, gain in bound.short:
            contrast = total - sums[last - window] - window * mean
            fit = contrast * contrast * gain
            if fit > best:
                best = fit
        for window, half, gain, ramp_gain in bound.long:
            at = last - window
            recent = total - sums[at]
            contrast = recent - window * mean
            fit = contrast * contrast * gain
            if fit > best:
                best = fit
            contrast = moment - moments[at] - (count - window) * recent - half * mean
            fit = contrast * contrast * ramp_gain
            if fit > best:
                best = fit
        return best

    def evidence(self) -> Evidence:
        """Sum all comparisons: the evidence that the recent values moved up, and down."""
        squares = self._squares() if self.count >= ENOUGH else 0.0
        if squares <= SMALLEST_SPREAD:
            return Evidence(0.0, 0.0)
        inverse, power = 1.0 / squares, -(self.count - 1) / 2
        up = down = 0.0
        try:
            for contrast, shape in zip(self._contrasts(), shapes(self.count), strict=True):
                fit = contrast * contrast * inverse / shape[NORM]
                if fit > SMALLEST_FIT:
                    rest = 1.0 - shape[GAIN] * (fit if fit < LARGEST_FIT else LARGEST_FIT)
                    if contrast > 0.0:
                        up += shape[FRONT] * rest**power
                    else:
                        down += shape[FRONT] * rest**power
        except OverflowError:
            return _sum(self.terms())
        return Evidence(up, down) if up + down < CERTAIN else _sum(self.terms())

    def terms(self) -> Iterator[Term]:
        """Give every comparison of the last look-back that has anything to say.

        The same sum as `evidence`, term by term, in logarithms and therefore without overflow.
        """
        squares = self._squares() if self.count >= ENOUGH else 0.0
        if squares <= SMALLEST_SPREAD:
            return
        for contrast, shape in zip(self._contrasts(), shapes(self.count), strict=True):
            fit = min(contrast * contrast / squares / shape.norm, LARGEST_FIT)
            if fit > SMALLEST_FIT:
                factor = bayes_factor(fit, shape.spread, self.count - 1)
                yield Term(shape.window, shape.ramp, contrast > 0.0, shape.weight * factor)

    def _contrasts(self) -> list[float]:
        """How far the recent scores stand out along each centred shape, in order of `shapes`."""
        count, total, sums, last = self.count, self._total, self._sums, len(self._sums) - 1
        mean = total / count
        found = []
        for window in WINDOWS[: usable(count)]:
            at = last - window
            recent = total - sums[at]
            found.append(recent - window * mean)
            if window >= FIRST_RAMP:
                climb = self._moment - self._moments[at] - (count - window) * recent
                found.append(climb / window - 0.5 * (window + 1) * mean)
        return found

    @property
    def is_whole(self) -> bool:
        """Whether all prefix sums are here, so that the start of a change can be found."""
        return len(self._sums) == self.count + 1

    def sums(self) -> Sums:
        """Give the sums a search for the start of a change needs.

        Raises ValueError when the regime was taken up from a saved state: it keeps the tail only.
        """
        if not self.is_whole:
            raise ValueError("a regime taken up from a saved state has forgotten its first values")
        spread = self._square - self._total * self._total / self.count if self.count else 0.0
        return Sums(self._sums, self._moments, max(spread, 0.0), self._floor)

    def to_state(self) -> State:
        """Give the state as numbers fit for JSON; its size does not grow with the history."""
        numbers = {name: getattr(self, f"_{name}") for name in _KEPT}
        tails = {"sums": self._sums[-TAIL:], "moments": self._moments[-TAIL:]}
        return {"count": self.count, **numbers, **tails}

    @classmethod
    def from_state(cls, yardstick: Yardstick, state: State) -> RunningRegime:
        """Take up a regime where `to_state` left it; ValueError if it is not such a state."""
        regime = cls(yardstick)
        try:
            regime.count = int(state["count"])
            for name in _KEPT:
                setattr(regime, f"_{name}", float(state[name]))
            regime._sums = [float(number) for number in state["sums"]]
            regime._moments = [float(number) for number in state["moments"]]
        except (KeyError, TypeError, ValueError) as error:
            raise ValueError("this is not the saved state of a regime") from error
        expected = min(regime.count + 1, TAIL)
        if not len(regime._sums) == len(regime._moments) == expected:
            raise ValueError("the saved state of this regime is incomplete")
        return regime


def _sum(terms: Iterator[Term]) -> Evidence:
    up = down = 0.0
    for term in terms:
        if term.up:
            up += term.evidence
        else:
            down += term.evidence
    return Evidence(up, down)
