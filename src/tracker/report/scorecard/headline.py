"""The headline of a scorecard: how many promises are kept, and what changed most."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from tracker.domain.correction import UNDER_WAY, FixState
from tracker.domain.keeping import KeepingState
from tracker.domain.texts.cutting import cut
from tracker.report.dates import began, long_day, month_of
from tracker.report.scorecard.content import ScorecardFix, ScorecardMeasure
from tracker.report.scorecard.sentences import EARLIER
from tracker.report.text.keeping import BROKEN, promises_counted
from tracker.report.wording import by_number, capitalised, number_word

LONGEST: Final = 200
_NAMES: Final = (72, 48, 30, 18)


def summary(measures: Sequence[ScorecardMeasure], fixes: Sequence[ScorecardFix], last: date) -> str:
    """Say the whole scorecard in a line or two; `last` is the last day of its period."""
    first = promises_said(measures, last)
    for told in _changes(measures, fixes, last):
        whole = f"{first} {told}"
        if len(whole) <= LONGEST:
            return whole
    return first


def promises_said(measures: Sequence[ScorecardMeasure], last: date) -> str:
    """Say how many promises are kept, and which one is not any more."""
    found = [one.keeping for one in measures]
    met, of, few = promises_counted(found)
    if not measures:
        return "Nothing is shared on this page yet."
    if not of and not few:
        return "Nothing was promised yet."
    if not of:
        one = few == 1
        return f"Too early to say whether the promise{' is' if one else 's are'} kept."
    told = _counted(met, of, measures, last)
    gone = named_broken(measures) if of > 1 else None
    if gone is not None and gone.keeping.since is not None:
        since = began(gone.keeping.since, gone.cadence, last)
        told = f"{told}; {cut(gone.name, _NAMES[0])} not since {since}"
    return f"{told}; too early to say for {number_word(few)} more." if few else f"{told}."


def named_broken(measures: Sequence[ScorecardMeasure]) -> ScorecardMeasure | None:
    """Return the measure whose promise is not kept any more, if it is the only one not kept."""
    broken = [one for one in measures if one.keeping.state in BROKEN]
    only = broken[0] if len(broken) == 1 else None
    return only if only and only.keeping.state is KeepingState.NOT_KEPT_SINCE else None


def _counted(met: int, of: int, measures: Sequence[ScorecardMeasure], last: date) -> str:
    if of == 1:
        return _the_one(next(one for one in measures if one.keeping.judged), last)
    if met == of:
        return "Both promises kept" if of == 2 else f"All {number_word(of)} promises kept"
    partly = sum(one.keeping.state is KeepingState.PARTLY_KEPT for one in measures)
    more = f", {number_word(partly)} partly" if partly else ""
    if not met:
        return f"{'Neither' if of == 2 else 'None'} of {number_word(of)} promises kept{more}"
    return f"{number_word(met).capitalize()} of {number_word(of)} promises kept{more}"


def _the_one(measure: ScorecardMeasure, last: date) -> str:
    keeping = measure.keeping
    since = began(keeping.since, measure.cadence, last) if keeping.since else ""
    return {
        KeepingState.KEPT: "The promise was kept",
        KeepingState.PARTLY_KEPT: "The promise was partly kept",
        KeepingState.NOT_KEPT_SINCE: f"The promise has not been kept since {since}",
        KeepingState.KEPT_AGAIN_SINCE: f"The promise has been kept again since {since}",
    }.get(keeping.state, "The promise was not kept")


def _changes(
    measures: Sequence[ScorecardMeasure], fixes: Sequence[ScorecardFix], last: date
) -> Iterator[str]:
    """Yield the sentence on what changed, each shorter than the one before; none if nothing did."""
    for better in (False, True):
        moved = [one for one in measures if one.move and one.move.better is better]
        if moved:
            main = max(moved, key=_weight)
            acted = _acted(main, fixes, last)
            others = _others(len(moved) - 1, better=better)
            if main is named_broken(measures) and not others:  # it was named with its day
                if acted:
                    yield f"{capitalised(acted.removeprefix('; '))}."
                return
            for longest in _NAMES:
                yield f"{_moved(main, longest, last)}{others}{acted}."
            yield f"{_moved(main, _NAMES[-1], last)}{others}."
            return


def _weight(one: ScorecardMeasure) -> tuple[bool, date]:
    """Order changes: of a promise that was not kept first, then the newest."""
    since = one.move.since if one.move else date.min
    return one.keeping.state in BROKEN, since


def _moved(one: ScorecardMeasure, longest: int, last: date) -> str:
    if one.move is None:
        return ""
    month = month_of(one.move.since, one.cadence, last)
    told = f"{cut(one.name, longest)} {one.move.verb} in {month}"
    return f"{told}{EARLIER}" if one.move.earlier else told


def _others(number: int, *, better: bool) -> str:
    return (
        f", and {number_word(number)} more got {'better' if better else 'worse'}" if number else ""
    )


def _acted(one: ScorecardMeasure, fixes: Sequence[ScorecardFix], last: date) -> str:
    """Say what is done about it, and when the result can be seen."""
    running = [fix for fix in fixes if fix.measure_key == one.key and fix.state in UNDER_WAY]
    if not running or one.move is None or one.move.better:
        return ""
    days = sorted(fix.result_on for fix in running if fix.result_on)
    number, late = len(running), all(fix.state is FixState.OVERDUE for fix in running)
    word = "overdue" if late else "running"
    told = by_number(number, f"; a fix is {word}", f"; {number_word(number)} fixes are {word}")
    return f"{told} and you will see the result on {long_day(days[0], last)}" if days else told
