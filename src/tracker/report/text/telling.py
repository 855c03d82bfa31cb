"""What is told when a shared promise breaks: proposed from the data, in the voice of the person.

Only what a customer may see is in it: the promise, its level, what is done and when it is looked
at again. What they may do, and when I come back to them, is agreed beforehand; it is proposed here.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from tracker.domain.correction import Fix
from tracker.domain.keeping import Keeping, KeepingState
from tracker.domain.measure import Measure
from tracker.domain.texts.cutting import cut
from tracker.report.dates import began, long_day
from tracker.report.text.keeping import keeping_sentence, keeping_terms
from tracker.report.text.phrases import figure
from tracker.report.wording import by_number

IF_BROKEN: Final = "Please tell me at once, and ask what I will put aside to set it right."
COME_BACK: Final = "within two working days, with what I will do about it"
FINDING_OUT: Final = "I am finding out why, and will tell you what I do about it."
AGAIN: Final = timedelta(weeks=4)
LONGEST_WHAT: Final = 160


def broken_message(
    measure: Measure,
    keeping: Keeping,
    mean: float | None,
    fix: Fix | None,
    come_back: str,
    today: date,
) -> str:
    """Say what was promised, how it has been since when, what is done, and when to look again.

    `mean` is the average since the promise broke, where there is such a day.
    """
    parts = [_how(measure, keeping, mean, today), _done(fix, comes_back=bool(come_back.strip()))]
    again = fix.review_on if fix and fix.review_on and fix.review_on > today else today + AGAIN
    parts.append(f"Let us look at it again on {long_day(again, today)}.")
    if come_back.strip():
        parts.append(f"I will come back to you {come_back.strip().rstrip('.')}.")
    return " ".join(parts)


def untold_sentence(measure: str, customer: str, more: int) -> str:
    """Say on the own screen that a promise is broken and its customer was not told."""
    whose = cut(customer, 40)
    told = f"“{cut(measure, 60)}” is not as promised, and {whose} has not heard that from you yet."
    if not more:
        return told
    several = f"{told} The same holds for {more} more promises."
    return by_number(more, f"{told} The same holds for one more promise.", several)


def _how(measure: Measure, keeping: Keeping, mean: float | None, today: date) -> str:
    promised, name = keeping_terms(measure, keeping), cut(measure.name, 80)
    turned = keeping.state is KeepingState.NOT_KEPT_SINCE and keeping.current and promised
    if turned and keeping.since and mean is not None:
        since = began(keeping.since, measure.cadence, today)
        level = figure(measure, mean)
        return f"{name}: I promised {promised}. Since {since} it has been {level} on average."
    return f"{name}: {keeping_sentence(measure, keeping)}"


def _done(fix: Fix | None, *, comes_back: bool) -> str:
    if fix is None:
        return "I am finding out why." if comes_back else FINDING_OUT
    return f"What I do about it: {cut(fix.what, LONGEST_WHAT).rstrip('.!')}."
