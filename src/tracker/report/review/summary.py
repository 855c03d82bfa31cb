"""The period in five points: promises, better, worse, fixes, and how the measuring was kept up.

Each is a sentence or two, formed by a rule from what was counted, and is honest where there is
nothing to count.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final, NamedTuple

from tracker.detection import Outcome, Verdict
from tracker.domain.correction import FixState
from tracker.domain.keeping import Keeping, KeepingState
from tracker.domain.number import show_number
from tracker.domain.texts.cutting import cut
from tracker.report.dates import began
from tracker.report.review.content import Review, ReviewChange, ReviewFix, ReviewMeasure, Upkeep
from tracker.report.scorecard.sentences import EARLIER
from tracker.report.text.forecasts import slide_level
from tracker.report.text.keeping import BROKEN, promises_counted
from tracker.report.text.phrases import pair
from tracker.report.wording import by_number, listed, number_of, number_word, spelled_number_of

LONGEST_NAME: Final = 60
LONGEST_FIX: Final = 80
MOST_NAMED: Final = 2
SLIDES: Final = frozenset({Verdict.DRIFTING_WORSE, Verdict.DRIFTING_BETTER})
ENDED_WITHOUT: Final = frozenset({FixState.DID_NOT, FixState.GIVEN_UP})

_FIX_SAID: Final = {
    FixState.RUNNING: "a fix is under way",
    FixState.OVERDUE: "a fix is overdue",
    FixState.WAITING: "a fix was made",
    FixState.WORKED: "a fix has worked since",
    FixState.DID_NOT: "a fix has not worked so far",
    FixState.GIVEN_UP: "a fix was given up",
}
_FIX_OPEN: Final = frozenset({FixState.RUNNING, FixState.OVERDUE, FixState.WAITING})


class OwnedChange(NamedTuple):
    """A change that stands, and whose it is."""

    customer: str
    part: ReviewMeasure
    change: ReviewChange


def five_sentences(content: Review) -> tuple[str, ...]:
    """Say the whole period in five sentences."""
    return (
        promises_sentence(content),
        better_sentence(content),
        worse_sentence(content),
        fixes_sentence(content),
        upkeep_sentence(content.upkeep),
    )


def promises_sentence(content: Review) -> str:
    """Say how many promises were kept, and to how many customers."""
    parts = content.measures
    _, of, few = promises_counted(one.keeping for one in parts)
    if not parts:
        return "Nothing was measured in this period."
    if not of:
        if not few:
            return "Nothing was promised in this period."
        return "There are too few values in this period to say whether a promise was kept."
    served = sum(any(one.keeping.judged for one in part.measures) for part in content.customers)
    whom = spelled_number_of(served, "customer")
    told = kept_of([one.keeping for one in parts], f"promise to {whom}", f"promises to {whom}")
    if not few:
        return told
    return f"{told} For {number_word(few)} more there are too few values to say."


def kept_of(found: Sequence[Keeping], one: str = "promise", several: str = "promises") -> str:
    """Count promises by how they were kept: `Eight of twelve promises were kept.`.

    `one` and `several` are what they are called.
    """
    met, of, _ = promises_counted(found)
    partly = sum(one.state is KeepingState.PARTLY_KEPT for one in found)
    if of == 1 and not met:
        return f"The one {one} was partly kept." if partly else f"The one {one} was not kept."
    if of == 1:
        return f"The one {one} was kept."
    if met == of == 2:
        return f"Both {several} were kept."
    if met == of:
        return f"All {number_word(of)} {several} were kept."
    if not met:
        told = f"{_none_of(of)} {several} was kept."
    else:
        some = _part_of(met, of)
        told = by_number(met, f"{some} {several} was kept.", f"{some} {several} were kept.")
    if not partly:
        return told
    several = f"{told} {number_word(partly).capitalize()} were partly kept."
    return by_number(partly, f"{told} One was partly kept.", several)


def better_sentence(content: Review) -> str:
    """Say which change for the better was the largest for its measure."""
    moved = moved_most(content, better=True)
    if not moved:
        return "No measure changed for the better by more than chance."
    named = [_change_text(one, content.until) for one in moved[:MOST_NAMED]]
    return f"For the better: {_with_more(named, len(moved))}."


def worse_sentence(content: Review) -> str:
    """Say what got worse and what was done about it."""
    moved = moved_most(content, better=False)
    if moved:
        named = [
            f"{_change_text(one, content.until)} ({_done(one.part, one.change)})"
            for one in moved[:MOST_NAMED]
        ]
        return f"For the worse: {_with_more(named, len(moved))}."
    passed = sum(
        not (one.better or one.stands) for part in content.measures for one in part.changes
    )
    broken = sum(one.keeping.state in BROKEN for one in content.measures)
    told = ["Nothing is worse than before by more than chance."]
    if passed:
        several = f"{number_word(passed).capitalize()} changes for the worse are back to normal."
        told.append(by_number(passed, "One change for the worse is back to normal.", several))
    if broken:
        several = f"{number_word(broken).capitalize()} promises were not kept."
        told.append(by_number(broken, "One promise was not kept.", several))
    return " ".join(told)


def fixes_sentence(content: Review) -> str:
    """Say how many fixes worked, and which."""
    found = [(part, fix) for part in content.measures for fix in part.fixes]
    if not found:
        return "No fix was under way."
    worked = [fix for _, fix in found if fix.state is FixState.WORKED]
    failed = sum(fix.state in ENDED_WITHOUT for _, fix in found)
    waiting = len(found) - len(worked) - failed
    told = [_worked(worked, len(found)) if worked else _none_worked(len(found), failed)]
    if failed and worked:
        several = f"{number_word(failed).capitalize()} have not worked so far."
        told.append(by_number(failed, "One has not worked so far.", several))
    if waiting:
        told.append("It is too early to tell." if waiting == len(found) else _too_early(waiting))
    return " ".join(told)


def _worked(worked: Sequence[ReviewFix], total: int) -> str:
    names = listed([f"“{cut(one.fix.what, LONGEST_FIX)}”" for one in worked[:MOST_NAMED]])
    if total == 1:
        return f"The one fix worked: {names}."
    return f"{_part_of(len(worked), total)} fixes worked: {names}."


def _part_of(some: int, whole: int) -> str:
    """Write `Two of three`, but `9 of 12`: both as words, or both as figures."""
    if number_word(whole).isdigit():
        return f"{some} of {whole}"
    return f"{number_word(some).capitalize()} of {number_word(whole)}"


def _too_early(waiting: int) -> str:
    return f"For {number_word(waiting)} it is too early to tell."


def _none_of(number: int) -> str:
    return f"{'Neither' if number == 2 else 'None'} of the {number_word(number)}"


def upkeep_sentence(kept: Upkeep) -> str:
    """Say how many weeks were logged or explained, and how many values that makes."""
    if not kept.due:
        return "Nothing fell due in this period."
    values = _values_sentence(kept)
    if not kept.weeks:
        return values
    if kept.done == kept.weeks and not kept.missing:
        return f"Every week was logged or explained. {values}"
    weeks = f"{kept.done} of {number_of(kept.weeks, 'week')}"
    whole = by_number(
        kept.done,
        f"{weeks} was logged or explained in full.",
        f"{weeks} were logged or explained in full.",
    )
    return f"{whole} {values}"


def _values_sentence(kept: Upkeep) -> str:
    """Say how many values that makes, and how many were skipped."""
    values, counted = number_of(kept.logged, "value"), kept.logged
    if kept.missing:
        values, counted = f"{show_number(kept.logged)} of {number_of(kept.due, 'value')}", kept.due
    if not kept.skipped:
        return by_number(counted, f"{values} was logged.", f"{values} were logged.")
    skipped = show_number(kept.skipped)
    return by_number(
        counted,
        f"{values} was logged and {skipped} skipped with a reason.",
        f"{values} were logged and {skipped} skipped with a reason.",
    )


def levels(part: ReviewMeasure, change: ReviewChange) -> str:
    """Write `from 2.5 to 4.1`; empty where a level is not known."""
    earlier = change.earlier.mean if change.earlier else None
    later = change.later.mean if change.later else None
    if change.stands and part.finding.verdict in SLIDES:
        earlier, later = part.finding.before, slide_level(part.measure, part.finding)
    if earlier is None or later is None:
        return ""
    now, before = pair(part.measure, later, earlier)
    return f"from {before} to {now}"


def moved_most(content: Review, *, better: bool) -> list[OwnedChange]:
    """Return the changes that stand at the end, the largest for its measure first."""
    found = [
        OwnedChange(customer.name, part, change)
        for customer in content.customers
        for part in customer.measures
        for change in part.changes
        if change.stands and change.better is better
    ]
    return sorted(found, key=_weight, reverse=True)


def _weight(moved: OwnedChange) -> float:
    return moved.change.weight


def _change_text(moved: OwnedChange, until: date) -> str:
    measure = moved.part.measure
    name, whose = cut(measure.name, LONGEST_NAME), cut(moved.customer, LONGEST_NAME)
    went = levels(moved.part, moved.change)
    since = began(moved.change.since, measure.cadence, until)
    way = "better" if moved.change.better else "worse"
    if moved.change.since < moved.part.begins:
        return f"{name} for {whose}, {way} since {since}{EARLIER}"
    return f"{name} for {whose}, {went or way} since {since}"


def _with_more(named: list[str], number: int) -> str:
    """Join what is named, and count the rest."""
    rest = number - len(named)
    return "; ".join([*named, f"and {number_word(rest)} more"] if rest else named)


def _done(part: ReviewMeasure, change: ReviewChange) -> str:
    """Say what became of the newest fix that answers a change."""
    fixes = [one for one in part.fixes if _answers(one, change)]
    if not fixes:
        return "no fix yet"
    newest = fixes[-1]
    return _fix_said(newest.state, few=newest.effect.outcome is Outcome.TOO_FEW)


def _answers(one: ReviewFix, change: ReviewChange) -> bool:
    return one.fix.since == change.since or one.fix.started_on >= change.since


def _none_worked(total: int, failed: int) -> str:
    if total == 1:
        return "The one fix has not worked." if failed else "One fix is under way."
    if not failed:
        return f"{number_word(total).capitalize()} fixes are under way."
    return f"{_none_of(total)} fixes has worked."


def count_of(changes: Iterable[ReviewChange], *, better: bool) -> int:
    """Count the changes one way that stand."""
    return sum(one.stands and one.better is better for one in changes)


def outdated_sentence(paragraphs: int) -> str:
    """Say that own words stand where the facts have changed since; empty where none do."""
    if not paragraphs:
        return ""
    if paragraphs == 1:
        return "One paragraph in your own words was written when the facts were others."
    words = number_word(paragraphs).capitalize()
    return f"{words} paragraphs in your own words were written when the facts were others."


def _fix_said(state: FixState, *, few: bool) -> str:
    """Say what became of a fix in a few words; `few` that there is too little to go by."""
    if state not in _FIX_OPEN:
        return _FIX_SAID[state]
    return f"{_FIX_SAID[state]}, {'too early to tell' if few else 'no sign of change yet'}"
