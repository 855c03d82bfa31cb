"""What is said of the pulse beside a measure: counts on both sides, and never a cause."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.detection.scale import Scale
from tracker.domain.measure import Better, Measure
from tracker.domain.period import NOUN

TOGETHER = "Together, not because: what moves with your weeks need not come from them."
PRIVATE = "Only you see this. Your pulse is never in anything that you share."
LOW = {
    "energy": "low energy",
    "valued": "feeling little valued",
    "listened": "being little listened to",
    "cared": "being little cared for",
}
NO_ANSWERS = "Nothing of this is logged yet: your pulse is the first line of This week."
NO_VALUES = "Nothing is logged for this measure in the last year."


@dataclass(frozen=True, slots=True)
class Count:
    """How many were worse after low weeks and after the others."""

    low_worse: int
    low: int
    other_worse: int
    others: int


def worse_word(measure: Measure) -> str:
    """Say in a word what worse means for a measure."""
    if measure.scale is Scale.DURATION and measure.now.better is Better.LOWER:
        return "slower"
    return "worse"


def counted(measure: Measure, field: str, lag: int, count: Count) -> str:
    """Say that `5 of 6 weeks with low energy were slower; so were 3 of the 14 others`."""
    nouns = f"{NOUN[measure.cadence]}{'' if count.low == 1 else 's'}"
    lagged = f"that came {lag} week{'' if lag == 1 else 's'} after" if lag else "with"
    were = "was" if count.low == 1 else "were"
    told = (
        f"{count.low_worse or 'None'} of {count.low} {nouns} {lagged} {LOW[field]} {were} "
        f"{worse_word(measure)}"
    )
    if not count.others:
        return f"{told}."
    also = "was" if count.other_worse == 1 else "were"
    others = f"{count.others} other{'' if count.others == 1 else 's'}"
    return f"{told}; so {also} {count.other_worse or 'none'} of the {others}."


def too_few(field: str, pairs: int, low: int, least_pairs: int, least_low: int) -> str:
    """Say that there is too little to count."""
    both = f"{pairs} ha{'s' if pairs == 1 else 've'} both"
    return (
        f"Too few weeks to say anything yet: {both}, {low} of them after {LOW[field]}. "
        f"It takes {least_pairs} and {least_low}."
    )
