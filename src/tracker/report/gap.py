"""The sentence about a person's own figures beside the customer's, in the person's own voice."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.detection.agreement import Agreement, agreement
from tracker.detection.scale import Scale
from tracker.domain.measure import Measure
from tracker.report.phrases import figure

Pair = tuple[float, float]
_DOWN, _UP = "lower", "higher"
_TIMES = {1: "once", 2: "twice"}


def gap_sentence(measure: Measure, pairs: Sequence[Pair], ratings: int) -> str:
    """Say how far the customer's figure lies from mine; `pairs` are (mine, theirs).

    `ratings` counts all that they gave, also those without a figure of mine to stand beside.
    """
    if not ratings:
        return "They have not rated this yet."
    if not pairs:
        return f"{_rated(ratings)}, none in a time with a figure of mine beside it."
    gap = sum(theirs - mine for mine, theirs in pairs) / len(pairs)
    beside = "in the one pair" if len(pairs) == 1 else f"on average of {len(pairs)} pairs"
    shown = _shown(measure, abs(gap))
    told = "the same as" if shown is None else f"{shown} {_UP if gap > 0 else _DOWN} than"
    leans = chance_sentence(agreement(pairs))
    return f"Their figure is {told} mine {beside}.{leans and f' {leans}'}"


def chance_sentence(found: Agreement) -> str:
    """Say which way the pairs lean, where that is more than chance; empty where it is not."""
    if not found.more_than_chance:
        return ""
    most, way = max((found.higher, _UP), (found.lower, _DOWN))
    of = f"all {most} pairs" if most == found.differing else f"{most} of {found.differing} pairs"
    apart = " that differ" if found.ties else ""
    return f"Theirs is {way} in {of}{apart}: that is more than chance."


def fives_sentence(measure: Measure, ratings: Sequence[float]) -> str:
    """Say what they rate from 1 to 5 where my own figure counts something else."""
    if not ratings:
        return "They have not rated this yet."
    mean = sum(ratings) / len(ratings)
    own = measure.now.unit or {Scale.PERCENT: "percent", Scale.YESNO: "yes or no"}.get(
        measure.scale, "another unit"
    )
    return (
        f"{_rated(len(ratings))}: {mean:.1f} of 5 on average. "
        f"My own figure is in {own}, so the two are not compared."
    )


def _rated(ratings: int) -> str:
    return f"They rated this {_TIMES.get(ratings, f'{ratings} times')}"


def _shown(measure: Measure, gap: float) -> str | None:
    """Write a gap with its unit; None where it rounds to nothing."""
    for more in range(2):
        bare = figure(measure, gap, unit=False, more=more)
        if any(letter in "123456789" for letter in bare):
            shares = measure.scale in {Scale.PERCENT, Scale.YESNO}
            return f"{bare} points" if shares else figure(measure, gap, more=more)
    return None
