"""Whether two people rate the same thing differently: the exact two-sided sign test.

Each pair says only which of its two figures is the higher; pairs of equal figures say nothing. If
nobody leaned, each of the others would fall either way as a fair coin does, so the chance of what
was seen is a binomial sum. Nothing is assumed about how far apart steps of a rating lie, which is
why it is this test and no other. Source: W. J. Conover, Practical Nonparametric Statistics, 3rd
edition, Wiley 1999, section 3.4, "The sign test".
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import comb

LEAST_PAIRS = 5
"""Fewer pairs that differ are never spoken of."""
CHANCE = 0.05


@dataclass(frozen=True, slots=True)
class Agreement:
    """How often the second figure of a pair was higher, lower, and the same."""

    higher: int
    lower: int
    ties: int

    @property
    def differing(self) -> int:
        """How many pairs say anything."""
        return self.higher + self.lower

    @property
    def p(self) -> float:
        """The chance of leaning at least as much, either way, if nobody leaned."""
        return sign_test(self.higher, self.lower)

    @property
    def more_than_chance(self) -> bool:
        """Whether one of the two rates higher, and luck is no good reason for it."""
        return self.differing >= LEAST_PAIRS and self.p < CHANCE


def agreement(pairs: Iterable[tuple[float, float]]) -> Agreement:
    """Count how the second figures of pairs lie beside the first."""
    higher = lower = ties = 0
    for one, other in pairs:
        higher += other > one
        lower += other < one
        ties += other == one
    return Agreement(higher, lower, ties)


def sign_test(higher: int, lower: int) -> float:
    """Return the exact two-sided p of the sign test; 1 where no pair differs."""
    n, least = higher + lower, min(higher, lower)
    tail: int = sum(comb(n, k) for k in range(least + 1))
    return min(1.0, 2 * tail / (1 << n))
