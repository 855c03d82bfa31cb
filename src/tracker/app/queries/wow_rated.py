"""Whether WOW customers are rated better than the rest: the last eight weeks, side by side (R9).

The rule. Taken are the ratings of 1 to 5 that active customers gave, and this person's own
evaluations of their measures on the rating scale (drafts and archived ones left out, and those of
which less is better), from the Monday seven weeks before this week until today. On one side stand
the customers whom this person wants to wow, on the other all the rest. Each side needs at least
five figures. It is said when the mean of the WOW side is not above that of the rest. It is a
comparison of two means and no test: it says where to look, and claims no cause.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from statistics import fmean

from tracker.app.tracker import Tracker
from tracker.detection.scale import Scale
from tracker.domain.customer import Tier
from tracker.domain.measure import Better
from tracker.domain.number import show_number
from tracker.domain.period import Period

WEEKS = 8
_OWN = """SELECT measure_id, value FROM evaluation
WHERE value IS NOT NULL AND start BETWEEN ? AND ?"""
LEAST = 5
"""Figures on each side, fewer of which say nothing."""


@dataclass(frozen=True, slots=True)
class Sides:
    """The figures on both sides."""

    wow: tuple[float, ...]
    rest: tuple[float, ...]

    @property
    def enough(self) -> bool:
        """Whether there are enough figures on each side."""
        return min(len(self.wow), len(self.rest)) >= LEAST

    @property
    def no_better(self) -> bool:
        """Whether there is enough to say that WOW customers are rated no better."""
        return self.enough and fmean(self.wow) <= fmean(self.rest)


def wow_sides(tracker: Tracker, today: date) -> Sides:
    """Read the figures of the last eight weeks on both sides."""
    first = (Period.of(today) + (1 - WEEKS)).start
    active = tracker.customers.where("archived_on IS NULL")
    wow = {one.id for one in active if one.tier is Tier.WOW}
    rest = {one.id for one in active} - wow
    sides: tuple[list[float], list[float]] = ([], [])
    for customer_id, value in _figures(tracker, first, today):
        if customer_id in wow:
            sides[0].append(value)
        elif customer_id in rest:
            sides[1].append(value)
    return Sides(tuple(sides[0]), tuple(sides[1]))


def wow_words(tracker: Tracker, today: date) -> str:
    """Say that WOW customers are rated no better than the rest; empty where they are."""
    sides = wow_sides(tracker, today)
    if not sides.no_better:
        return ""
    wow, rest = (show_number(fmean(side), 1) for side in (sides.wow, sides.rest))
    many, others = len(sides.wow), len(sides.rest)
    return (
        f"WOW customers are rated no better than the rest over {WEEKS} weeks: {wow} of 5 on "
        f"average of {many} ratings, theirs and yours, beside {rest} on average of {others}."
    )


def _figures(tracker: Tracker, first: date, last: date) -> Iterator[tuple[int, float]]:
    """Yield whom each figure is about, and the figure."""
    rated = {
        one.id: one.customer_id
        for one in tracker.measures.where("draft = 0 AND archived_on IS NULL")
        if one.scale is Scale.RATING and one.now.better is Better.HIGHER
    }
    days = first.isoformat(), last.isoformat()
    for one in tracker.ratings.where("value IS NOT NULL AND rated_on BETWEEN ? AND ?", *days):
        if one.value is not None and (one.five or one.measure_id in rated):
            yield one.customer_id, one.value
    for measure_id, value in tracker.file.query(_OWN, *days):
        if measure_id in rated:
            yield rated[measure_id], value
