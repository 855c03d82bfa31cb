"""Why weeks went badly: named causes, counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from tracker.domain.evaluation import Cause
from tracker.domain.texts.cutting import cut
from tracker.report.wording import capitalised, number_word

LEAST: Final = 3
"""Bad values with one and the same cause, fewer of which say nothing."""
NOUNS: Final = {
    Cause.MISTAKE: "a mistake",
    Cause.POOR_SERVICE: "poor service",
    Cause.MISALIGNED_GOALS: "misaligned goals",
    Cause.WASTED_TIME: "wasted time",
    Cause.LACK_OF_TEAMWORK: "lack of teamwork",
    Cause.UPSTREAM: "something upstream",
    Cause.OWN: "something of my own",
}
RULE: Final = (
    "A bad value is one that did not keep the promise of its day, or whose cause was named. "
    "Counted are the causes that were named, in what ended in the period of the review; a month or "
    f"a quarter counts once. A cause named in fewer than {LEAST} of them says nothing."
)


@dataclass(frozen=True, slots=True)
class CauseCount:
    """The cause named most often: of `values` of `bad` bad values; `whom` empty: in all."""

    whom: str
    bad: int
    cause: Cause
    values: int
    measures: tuple[int, ...] = ()


def cause_sentence(count: CauseCount) -> str:
    """Say `Five of nine bad values came from misaligned goals`, and whose, where it is of one."""
    values, bad = number_word(count.values), number_word(count.bad)
    if values.isdigit() or bad.isdigit():
        values, bad = str(count.values), str(count.bad)
    whose = f" with {cut(count.whom, 60)}" if count.whom else ""
    return f"{capitalised(values)} of {bad} bad values{whose} came from {NOUNS[count.cause]}."


def causes_paragraph(counts: Sequence[CauseCount]) -> str:
    """Say them all, in one paragraph."""
    return " ".join(cause_sentence(one) for one in counts)
