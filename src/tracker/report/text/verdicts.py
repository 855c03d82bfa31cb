"""What is said of a measure, in its own words: no sentence has more than 160 characters.

Never a term of the trade: a person reads "slower for 3 weeks", not "special cause variation".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from tracker.detection import Effect, Outcome, Verdict
from tracker.detection.scale import Scale
from tracker.domain.correction import Fix
from tracker.domain.finding import Finding
from tracker.domain.keeping import Keeping, KeepingState
from tracker.domain.measure import Better, Measure, show_promise, show_value
from tracker.domain.period import Period
from tracker.report.dates import long_day, month_of, period_name
from tracker.report.text.forecasts import DRIFTING, slide_sentence
from tracker.report.text.keeping import (
    Label,
    keeping_badge,
    keeping_beside,
    keeping_sentence,
    keeping_terms,
)
from tracker.report.text.phrases import (
    count,
    cut_unit,
    figure,
    first_fitting,
    pair,
    periods_between,
    recorded,
    short_unit,
)

LONG = 26  # periods after which a change is dated, not counted
PAST_PROMISE = Label("Not as promised", "worse")
_MOVES = {
    Scale.DURATION: ("Faster", "Slower"),
    Scale.COUNT: ("Fewer", "More"),
    Scale.YESNO: ("“Yes” less often", "“Yes” more often"),
}


LABELS = {
    Verdict.WORSE: Label("Getting worse", "worse"),
    Verdict.DRIFTING_WORSE: Label("Sliding", "worse"),
    Verdict.BELOW_PROMISE: Label("Below promise", "worse"),
    Verdict.BETTER: Label("Better", "better"),
    Verdict.DRIFTING_BETTER: Label("Getting better", "better"),
    Verdict.ONE_OFF: Label("One far out", "steady"),
    Verdict.MAYBE: Label("May be changing", "steady"),
    Verdict.STEADY: Label("Steady", "steady"),
    Verdict.LEARNING: Label("Learning", "steady"),
    Verdict.STALE: Label("No news", "steady"),
}


def label_of(verdict: Verdict, measure: Measure, keeping: Keeping) -> Label:
    """Return the words of a verdict; what lies below its promise is called as the promise is."""
    if verdict is not Verdict.BELOW_PROMISE:
        return LABELS[verdict]
    if keeping.floor:
        return Label("Past the floor", "worse") if measure.now.floor is not None else PAST_PROMISE
    return keeping_badge(keeping, measure.cadence)


_STANDING_OUT = {
    Verdict.WORSE: "getting worse",
    Verdict.DRIFTING_WORSE: "sliding",
    Verdict.BELOW_PROMISE: "below promise",
    Verdict.BETTER: "better",
    Verdict.DRIFTING_BETTER: "getting better",
}


def standing_words(verdicts: Sequence[Verdict]) -> str:
    """Say what stands out of several measures: `1 getting worse, 1 below promise`."""
    counts = Counter(verdicts)
    told = [f"{counts[one]} {words}" for one, words in _STANDING_OUT.items() if counts[one]]
    if told:
        return ", ".join(told)
    known = set(verdicts)
    if known == {Verdict.LEARNING}:
        return "still learning"
    return "no news" if known == {Verdict.STALE} else "as usual"


def sentence(measure: Measure, finding: Finding, verdict: Verdict, keeping: Keeping) -> str:
    """Say how a measure stands; where its keeping counts the floor, only that is heard of."""
    if finding.last is None:
        return "Nothing logged yet."
    if finding.now is None:
        return "Nothing logged yet since the new baseline."
    if verdict not in DRIFTING:  # a pace has its own decimals
        measure = recorded(measure, finding.step)
    if keeping.floor and verdict is Verdict.BELOW_PROMISE:
        return _past_floor(measure, finding)
    return _SAY[verdict](measure, finding, keeping)


def below_promise(measure: Measure, finding: Finding, keeping: Keeping) -> str:
    """Say how what lies below its promise stands, beside the badge that says that it does."""
    if not (keeping.floor or keeping.judged):
        return sentence(measure, finding, Verdict.BELOW_PROMISE, keeping)
    measure = recorded(measure, finding.step)
    if keeping.floor:
        return _past_floor(measure, finding, beside=True)
    usual = f"Steady at {figure(measure, finding.now or 0.0)}"
    return first_fitting(f"{usual}: {keeping_beside(measure, keeping)}.", f"{usual}.")


def tag(measure: Measure, finding: Finding, gap: int = 0) -> str:
    """Say a change in two or three words beside an entry: `slower, 3 wk`; empty if none stands.

    After a `gap` of so many periods it is past: `was slower, 7 wk ago`.
    """
    if finding.since is None or finding.last is None:
        return ""
    short = {"weekly": "wk", "fortnightly": "fortn", "monthly": "mo", "quarterly": "qtr"}
    changed = move(measure, finding).lower()
    if gap:
        return f"was {changed}, {gap} {short[measure.cadence]} ago"
    periods = periods_between(finding.since, finding.last, measure.cadence)
    return f"{changed}, {periods} {short[measure.cadence]}"


def fix_sentence(measure: Measure, fix: Fix, effect: Effect) -> str:
    """Say what became of a fix: a sentence without its name and day."""
    began = long_day(fix.started_on, fix.started_on)
    if effect.outcome is Outcome.TOO_FEW or effect.before is None or effect.after is None:
        if effect.lacking:
            return f"Too few {_nouns(measure)} before {began} to compare with."
        more = count(effect.needed, measure.cadence).replace(" ", " more ", 1)
        return f"Too early to tell: {more} needed."
    after, before = pair(measure, effect.after, effect.before)
    compared = (
        f"{after} since it began, {before} before ({effect.after_count} and {effect.before_count}"
    )
    compared = f"{compared} {_nouns(measure)})"
    match effect.outcome:
        case Outcome.CHANGED_BETTER:
            return f"It worked: {compared}."
        case Outcome.CHANGED_WORSE:
            return f"It got worse instead: {compared}."
    return f"No sign of change yet: {compared}."


def _changed(measure: Measure, finding: Finding, _keeping: Keeping) -> str:
    now, before = pair(measure, finding.now or 0.0, finding.before or 0.0)
    periods = _periods(measure, finding)
    if periods > LONG and finding.since and finding.last:
        since = month_of(finding.since, measure.cadence, finding.last)
        return f"{move(measure, finding)} since {since}: {now}, {before} before."
    lasting = count(periods, measure.cadence)
    return f"{move(measure, finding)} for {lasting}: {now}, {before} before."


def _slide(measure: Measure, finding: Finding, _keeping: Keeping) -> str:
    return slide_sentence(measure, finding)


def _below(measure: Measure, finding: Finding, keeping: Keeping) -> str:
    usual = f"Steady at {figure(measure, finding.now or 0.0)}."
    return first_fitting(f"{usual} {keeping_sentence(measure, keeping)}", usual)


def _past_floor(measure: Measure, finding: Finding, *, beside: bool = False) -> str:
    """Say which value lies past the floor; `beside` the badge that says that one does."""
    version = measure.on(Period(finding.last, measure.cadence).end) if finding.last else measure.now
    value, when = _value(measure, finding), _when(measure, finding)
    if version.better is Better.BAND or version.floor is None:
        terms = show_promise(replace(version, unit=cut_unit(version.unit)), measure.scale)
        if beside:
            return f"{value} in {when}; the promise is {terms}."
        return f"Not as promised ({terms}): {value} in {when}."
    floor = _exact(measure, version.floor)
    if beside:
        return f"{value} in {when}; the floor is {floor}."
    return f"Past the floor of {floor}: {value} in {when}."


def _one_off(measure: Measure, finding: Finding, _keeping: Keeping) -> str:
    usual = figure(measure, finding.now or 0.0)
    value, when = _value(measure, finding), _when(measure, finding)
    return f"Far out: {value} in {when}, usually {usual}. One alone is no trend."


def _maybe(measure: Measure, finding: Finding, _keeping: Keeping) -> str:
    return f"May be changing, too early to tell. Usually {figure(measure, finding.now or 0.0)}."


def _learning(measure: Measure, finding: Finding, _keeping: Keeping) -> str:
    return (
        f"Learning what is usual: {finding.have} of {count(finding.need, measure.cadence)} logged."
    )


def _steady(measure: Measure, finding: Finding, keeping: Keeping) -> str:
    """Say the level; "as promised" only where the promise counts as kept and the level keeps it."""
    usual = f"Steady at {figure(measure, finding.now or 0.0)}"
    if not keeping.judged:
        return f"{usual}."
    terms = keeping_terms(measure, keeping)
    one = keeping.promise
    whole = keeping.state is KeepingState.KEPT and one is not None and keeping.current
    if whole and one is not None and one.keeps(finding.now or 0.0) and not keeping.floor:
        share = f"in {_share(measure, keeping)}"
        return first_fitting(
            f"{usual}, as promised ({terms}) {share}.", f"{usual}, as promised {share}."
        )
    return first_fitting(f"{usual}. {keeping_sentence(measure, keeping)}", f"{usual}.")


def _share(measure: Measure, keeping: Keeping) -> str:
    whole = count(keeping.of, measure.cadence)
    return f"all {whole}" if keeping.met == keeping.of else f"{keeping.met} of {whole}"


def _stale(measure: Measure, finding: Finding, keeping: Keeping) -> str:
    since = period_name(Period(finding.last, measure.cadence), year=True) if finding.last else ""
    was = {**_SAY, Verdict.STALE: _steady}[finding.verdict](measure, finding, keeping)
    return first_fitting(
        f"No value since {since}. Until then: {was[0].lower()}{was[1:]}", f"No value since {since}."
    )


_SAY: dict[Verdict, Callable[[Measure, Finding, Keeping], str]] = {
    Verdict.WORSE: _changed,
    Verdict.BETTER: _changed,
    Verdict.DRIFTING_WORSE: _slide,
    Verdict.DRIFTING_BETTER: _slide,
    Verdict.BELOW_PROMISE: _below,
    Verdict.ONE_OFF: _one_off,
    Verdict.MAYBE: _maybe,
    Verdict.LEARNING: _learning,
    Verdict.STEADY: _steady,
    Verdict.STALE: _stale,
}


def move(measure: Measure, finding: Finding) -> str:
    """Return the direction in the measure's own words."""
    if measure.now.better is Better.BAND:
        worse = finding.verdict in {Verdict.WORSE, Verdict.DRIFTING_WORSE}
        return "Further off" if worse else "Closer"
    down, up = _MOVES.get(measure.scale, ("Lower", "Higher"))
    return up if finding.up else down


def _periods(measure: Measure, finding: Finding) -> int:
    since: date = finding.since or finding.last or date.min
    return periods_between(since, finding.last or since, measure.cadence)


def _value(measure: Measure, finding: Finding) -> str:
    return _exact(measure, finding.value or 0.0)


def _exact(measure: Measure, value: float) -> str:
    return show_value(value, measure.scale, short_unit(measure))


def _when(measure: Measure, finding: Finding) -> str:
    return period_name(Period(finding.last, measure.cadence)) if finding.last else ""


def _nouns(measure: Measure) -> str:
    return count(2, measure.cadence).removeprefix("2 ")
