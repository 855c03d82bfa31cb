"""Why weeks went badly: named causes, counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from tracker.domain.evaluation import Cause
from tracker.domain.texts.cutting import cut
from tracker.report.wording import capitalised, number_word

LEAST: Final = 3
"""Bad weeks with one and the same cause, fewer of which say nothing."""
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
    "A bad week is a value that did not keep the promise of its day, or one whose cause was named. "
    "Counted are the causes that were named, in what ended in the period of the review; a month or "
    f"a quarter counts once. A cause named in fewer than {LEAST} of them says nothing."
)


@dataclass(frozen=True, slots=True)
class CauseCount:
    """The cause that was named most often: in `weeks` of `bad` bad weeks; `whom` empty: in all."""

    whom: str
    bad: int
    cause: Cause
    weeks: int
    measures: tuple[int, ...] = ()


def cause_sentence(count: CauseCount) -> str:
    """Say `Five of nine bad weeks came from misaligned goals`, and whose, where it is of one."""
    weeks, bad = number_word(count.weeks), number_word(count.bad)
    if weeks.isdigit() or bad.isdigit():
        weeks, bad = str(count.weeks), str(count.bad)
    whose = f" with {cut(count.whom, 60)}" if count.whom else ""
    return f"{capitalised(weeks)} of {bad} bad weeks{whose} came from {NOUNS[count.cause]}."


def causes_paragraph(counts: Sequence[CauseCount]) -> str:
    """Say them all, in one paragraph."""
    return " ".join(cause_sentence(one) for one in counts)
