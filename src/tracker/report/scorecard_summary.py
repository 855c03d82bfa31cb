"""The one sentence or two that a scorecard begins with, what is being changed, and what comes next.

First how many promises were kept, then the one change that matters most: for the worse before for
the better, with what is done about it. Never more than 200 characters, whatever things are called.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from tracker.domain.correction import Fix
from tracker.report.phrases import day, month, spelled
from tracker.report.scorecard_content import FixPart, Kept, MeasurePart
from tracker.report.scorecard_sentences import cut

LONGEST: Final = 200
LONGEST_FIX: Final = 140
_NAMES: Final = (72, 48, 30, 18)


def summary(measures: Sequence[MeasurePart], fixes: Sequence[FixPart], last: date) -> str:
    """Say the whole scorecard in a line or two; `last` is the last day of its period."""
    first = promises_said(measures)
    for told in _changes(measures, fixes, last):
        whole = f"{first} {told}"
        if len(whole) <= LONGEST:
            return whole
    return first


def promises_said(measures: Sequence[MeasurePart]) -> str:
    """Say how many promises were kept."""
    judged = [one for one in measures if one.kept in {Kept.KEPT, Kept.NOT_KEPT}]
    few = sum(one.kept is Kept.TOO_FEW for one in measures)
    if not measures:
        return "Nothing is shared on this page yet."
    if not judged and not few:
        return "Nothing was promised yet."
    if not judged:
        one = few == 1
        return f"Too early to say whether the promise{' was' if one else 's were'} kept."
    told = _counted(sum(one.kept is Kept.KEPT for one in judged), len(judged))
    return f"{told}; too early to say for {spelled(few)} more." if few else f"{told}."


def _counted(met: int, of: int) -> str:
    if of == 1:
        return "The promise was kept" if met else "The promise was not kept"
    if met == of:
        return "Both promises kept" if of == 2 else f"All {spelled(of)} promises kept"
    if not met:
        return f"{'Neither' if of == 2 else 'None'} of {spelled(of)} promises kept"
    return f"{spelled(met).capitalize()} of {spelled(of)} promises kept"


def _changes(
    measures: Sequence[MeasurePart], fixes: Sequence[FixPart], last: date
) -> Iterator[str]:
    """Yield the sentence on what changed, each shorter than the one before; none if nothing did."""
    for better in (False, True):
        moved = [one for one in measures if one.move and one.move.better is better]
        if moved:
            main = max(moved, key=_weight)
            acted = _acted(main, fixes, last)
            others = _others(len(moved) - 1, better=better)
            for longest in _NAMES:
                yield f"{_moved(main, longest, last)}{others}{acted}."
            yield f"{_moved(main, _NAMES[-1], last)}{others}."
            return


def _weight(one: MeasurePart) -> tuple[bool, date]:
    """Order changes: of a promise that was not kept first, then the newest."""
    since = one.move.since if one.move else date.min
    return one.kept is Kept.NOT_KEPT, since


def _moved(one: MeasurePart, longest: int, last: date) -> str:
    if one.move is None:
        return ""
    return f"{cut(one.name, longest)} {one.move.verb} in {month(one.move.since, last)}"


def _others(number: int, *, better: bool) -> str:
    return f", and {spelled(number)} more got {'better' if better else 'worse'}" if number else ""


def _acted(one: MeasurePart, fixes: Sequence[FixPart], last: date) -> str:
    """Say what is done about it, and when the result can be seen."""
    running = [fix for fix in fixes if fix.measure_key == one.key and fix.running]
    if not running or one.move is None or one.move.better:
        return ""
    days = sorted(fix.result_on for fix in running if fix.result_on)
    number = len(running)
    told = "; a fix is running" if number == 1 else f"; {spelled(number)} fixes are running"
    return f"{told} and you will see the result on {day(days[0], last)}" if days else told


def fix_days(fix: Fix, last: date) -> str:
    """Say since when a fix runs, or from when to when it ran."""
    if fix.done_on:
        return f"done on {day(fix.done_on, last)}"
    word = "from" if fix.started_on > last else "since"
    return f"{word} {day(fix.started_on, last)}"


def fix_told(fix: Fix, last: date, effect: str) -> str:
    """Say what was done, since when, and what became of it."""
    what = cut(fix.what, LONGEST_FIX).rstrip(".!")
    told = f"{what}, {fix_days(fix, last)}."
    return f"{told} {effect}" if effect else told


def coming(fixes: Sequence[FixPart], last: date, following: date | None) -> tuple[str, ...]:
    """Say what happens next, in the order of days; `following` is the end of the next period."""
    dated: list[tuple[date, str]] = []
    for fix in fixes:
        named = f"“{cut(fix.what, 60)}”"
        if fix.due_on:
            dated.append((fix.due_on, f"{named} is to be done"))
        if fix.result_on:
            dated.append((fix.result_on, f"we look at what {named} changed"))
    told = [f"{day(when, last)}: {what}." for when, what in sorted(dated)]
    if following:
        told.append(f"The next scorecard comes after {day(following, last)}.")
    return tuple(told)


def following_end(first: date, last: date) -> date:
    """Return the last day of the period after one: as many months, if it is months, else days."""
    begins = last + timedelta(days=1)
    if first.day != 1 or begins.day != 1:
        return last + (begins - first)
    months = (begins.year - first.year) * 12 + begins.month - first.month
    count = begins.year * 12 + begins.month - 1 + months
    return date(count // 12, count % 12 + 1, 1) - timedelta(days=1)
