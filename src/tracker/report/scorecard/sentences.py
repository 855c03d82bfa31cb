"""What a scorecard says in sentences: of the whole, of each measure, and of what comes next.

It is read by the customer: plain words, their point of view, nothing about how it was computed.

The summary says first how many promises were kept, then the one change that matters most: for the
worse before for the better, with what is done about it. It never has more than 200 characters,
whatever things are called.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from tracker.detection import Verdict
from tracker.detection.scale import Scale
from tracker.domain.correction import Fix
from tracker.domain.finding import Finding
from tracker.domain.keeping import Keeping
from tracker.domain.levels.regime import Regime
from tracker.domain.measure import Better, Measure, Version, show_value
from tracker.domain.number import SIGNS, show_number
from tracker.domain.period import NOUN, Cadence, Period
from tracker.domain.texts.cutting import cut
from tracker.report.dates import began, long_day, long_month
from tracker.report.documents.document import Tag, Tone
from tracker.report.scorecard.content import ScorecardFix
from tracker.report.text.forecasts import slide_level
from tracker.report.text.keeping import (
    keeping_badge,
    keeping_line,
    keeping_share,
)
from tracker.report.text.phrases import LONGEST_UNIT, count, impact_line, pair
from tracker.report.text.verdicts import move
from tracker.report.wording import by_number, capitalised, number_word, spelled_number_of

LONGEST_DEFINITION: Final = 140
LONGEST_WORDS: Final = 110
_OF_FIVE: Final = "of 5"
_VERBS: Final = {Scale.DURATION: ("got faster", "got slower")}
_YES: Final = ("was a “yes” less often", "was a “yes” more often")
_DRIFTS: Final = frozenset({Verdict.DRIFTING_BETTER, Verdict.DRIFTING_WORSE})
LONGEST_FIX: Final = 140
EARLIER: Final = ", before this period"
"""Said of a change that began before the first period of a page."""


def promise_words(version: Version, scale: Scale) -> str:
    """Say a promise in words: `within 2 days`, `4 of 5 or better`, `90 % or more`; empty if none.

    The unit is cut where it would burst the line.
    """
    if not version.has_promise:
        return ""
    unit = cut(version.unit, LONGEST_UNIT)
    if version.low is not None and version.high is not None:
        high = _level(version.high, scale, unit)
        return f"between {show_number(version.low)} and {high}"
    level = version.promise or 0.0
    higher = version.better is Better.HIGHER
    if scale is Scale.YESNO:
        return "yes, every time" if level else "no, every time"
    shown = _level(level, scale, unit)
    if scale is Scale.DURATION and not higher:
        return f"within {shown}"
    more, less = ("better", "lower") if scale is Scale.RATING else ("more", "less")
    if scale is Scale.COUNT:
        if level == 0 and not higher:
            return f"no {unit}" if unit else "none"
        less = "fewer"
    return f"{shown} or {more if higher else less}"


def agreed_promise(version: Version, scale: Scale) -> str:
    """Say what is promised and what it is about: `Within 2 days. Working days from …`."""
    words = promise_words(version, scale)
    about = _about(version)
    told = ". ".join(part for part in (words, about) if part)
    return capitalised(told) if told else "No promise yet"


def promise_line(version: Version, scale: Scale) -> str:
    """Say what was promised and what it is about: one line under the name of a measure."""
    brief, about = brief_promise_line(version, scale), _about(version)
    return f"{brief}. {about}" if brief and about else brief or about


def brief_promise_line(version: Version, scale: Scale) -> str:
    """Say what was promised, without what it is about."""
    words = promise_words(version, scale)
    return f"Promise: {words}" if words else ""


def _about(version: Version) -> str:
    """Say what is measured, and what it changes, in the customer's voice."""
    definition, impact = cut(version.definition, LONGEST_DEFINITION), impact_line(version)
    return (
        f"{definition.removesuffix('.')}. {impact}"
        if definition and impact
        else definition or impact
    )


def keeping_tag(keeping: Keeping, cadence: Cadence) -> Tag:
    """Return the judgement of a promise beside its figure."""
    label = keeping_badge(keeping, cadence)
    return Tag(label.text, Tone(label.tone))


def kept_line(keeping: Keeping, missing: int, cadence: Cadence, *, judged: bool = True) -> str:
    """Say how the promise was kept, and how many periods have no figure.

    Where a badge beside it says the judgement (`judged`), it says only how that comes about.
    """
    if not keeping.of:
        return ""
    told = (keeping_share if judged else keeping_line)(keeping, cadence)
    if missing <= 0:
        return f"{told}." if told else ""
    without = f"{number_word(missing)} without a figure"
    return f"{told}; {without}." if told else f"{capitalised(without)}."


def level_line(whole: str, values: int) -> str:
    """Say that the figure is an average of the whole span, `13 weeks`; one value is none.

    A span of one period is empty: all it can hold is one value.
    """
    if not whole:
        return "The only value in this time."
    return by_number(values, f"One value in {whole}.", f"On average over {whole}.")


def level_since_line(since: str) -> str:
    """Say that the figure is an average since a change, `26 October`."""
    return f"On average since {since}."


def level_slide_line(since: str) -> str:
    """Say that the figure is where a slide has come to; of its beginning if it is of this span."""
    return f"Now, by its trend since {since}." if since else "Now, by its trend."


def whole_level_line(whole: str, shown: str) -> str:
    """Say the average of the whole span where the figure is another one."""
    return f"Over {whole}: {shown} on average."


def left_out_line(number: int) -> str:
    """Say how many values are in no average because they lie far out; empty if none do."""
    if not number:
        return ""
    values = capitalised(spelled_number_of(number, "value"))
    return by_number(number, f"{values} far out is left out.", f"{values} far out are left out.")


def logged_line(logged: int, due: int, cadence: Cadence) -> str:
    """Say how much there is to go by where it is not enough, or nothing was promised."""
    if not logged:
        several = f"Nothing logged in these {count(due, cadence)}."
        return by_number(max(due, 1), f"Nothing logged in this {NOUN[cadence]}.", several)
    return f"{logged} of {count(due, cadence)} logged." if logged < due else ""


def unlogged_line(cadence: Cadence, *, begun: bool) -> str:
    """Say why there can be no figure yet: no period has ended, or not one since it `begun`."""
    if begun:
        return f"No {NOUN[cadence]} ended in this time."
    return f"The first {NOUN[cadence]} of it has not ended yet."


def earlier_promise(version: Version, scale: Scale, until: date, beside: date) -> str:
    """Say what was promised before, where a promise was changed within the period."""
    words = promise_words(version, scale)
    if not words:
        return f"Promised since {long_day(until + timedelta(days=1), beside)}."
    return f"Until {long_day(until, beside)} the promise was {words}."


def verb(measure: Measure, finding: Finding) -> str:
    """Say a change as a verb: `got slower`, `went up`, `came closer`."""
    if measure.now.better is Better.BAND:
        worse = finding.verdict in {Verdict.WORSE, Verdict.DRIFTING_WORSE}
        return "got further off" if worse else "came closer"
    if measure.scale is Scale.YESNO:
        return _YES[bool(finding.up)]
    return _VERBS.get(measure.scale, ("went down", "went up"))[bool(finding.up)]


def change_line(measure: Measure, finding: Finding, beside: date, first: date) -> str:
    """Say the change that stands: `Slower since 12 October: 2.5 days, 1.7 before.`.

    What began before the `first` period of a page is said to, without figures that are not of it.
    """
    if finding.since is None:
        return ""
    if finding.since < first:
        way = move(measure, finding)
        return f"{way} since {began(finding.since, measure.cadence, beside)}{EARLIER}."
    if finding.verdict in _DRIFTS:
        now, before = pair(measure, slide_level(measure, finding), finding.before or 0.0)
        way = "up" if finding.up else "down"
        since = began(finding.since, measure.cadence, beside)
        return f"Moving {way} since about {since}: from {before} to {now} now."
    now, before = pair(measure, finding.now or 0.0, finding.before or 0.0)
    since = began(finding.since, measure.cadence, beside)
    return f"{move(measure, finding)} since {since}: {now}, {before} before."


def past_change_line(
    measure: Measure, earlier: Regime, passed: Regime, beside: date, first: date, *, up: bool
) -> str:
    """Say a change that was noticed within the period and did not last to its end."""
    if earlier.mean is None or passed.mean is None:
        return ""
    then, before = pair(measure, passed.mean, earlier.mean)
    since = began(passed.first, measure.cadence, beside)
    until = long_day(Period(passed.last, measure.cadence).end, beside)
    names = {Scale.DURATION: ("Faster", "Slower"), Scale.COUNT: ("Fewer", "More")}
    moved = names.get(measure.scale, ("Lower", "Higher"))[up]
    if passed.first < first:
        return f"{moved} from {since}{EARLIER}, to {until}."
    return f"{moved} from {since} to {until}: {then}, {before} before."


def note_line(start: date, cadence: Cadence, text: str, beside: date) -> str:
    """Write a piece of evidence with its period: `In the week of 12 October: Fastest close`."""
    if cadence is Cadence.MONTHLY:
        when = f"In {long_month(start, beside)}"
    elif cadence is Cadence.QUARTERLY:
        when = f"In the quarter from {long_month(start, beside)}"
    else:
        when = f"In the {NOUN[cadence]} of {long_day(start, beside)}"
    return f"{when}: {' '.join(text.split())}"


def chart_caption(periods: int, cadence: Cadence, *, promised: bool) -> str:
    """Say what a small chart holds: `13 weeks · dashed: promise`."""
    return f"{count(periods, cadence)}{' · dashed: promise' if promised else ''}"


def rated_line(name: str, value: float | None, scale: Scale | None, unit: str) -> str:
    """Say what a customer's words are about, with their figure if they gave one.

    Without a scale the figure is one to five; an empty name is about everything.
    """
    about = cut(name, LONGEST_WORDS)
    if value is None:
        return about
    shown = _level(value, Scale.RATING if scale is None else scale, unit)
    return f"{shown} for {about}" if about else shown


def _level(value: float, scale: Scale, unit: str) -> str:
    if scale is Scale.RATING:
        return f"{show_number(value)} {_OF_FIVE}"
    one = unit.removesuffix("s")
    singular = value == 1 and one.casefold() in SIGNS
    return show_value(value, scale, one if singular else unit)


def fix_days(fix: Fix, last: date, *, overdue: bool = False) -> str:
    """Say since when a fix runs and whether it is overdue, or when it was done."""
    if fix.done_on:
        done = f"done on {long_day(fix.done_on, last)}"
        if fix.done_on == fix.started_on:
            return done
        return f"begun on {long_day(fix.started_on, last)}, {done}"
    word = "from" if fix.started_on > last else "since"
    told = f"{word} {long_day(fix.started_on, last)}"
    return f"{told}, overdue since {long_day(fix.due_on, last)}" if overdue and fix.due_on else told


def fix_told(fix: Fix, last: date, effect: str, *, overdue: bool = False) -> str:
    """Say what was done, since when, and what became of it."""
    what = cut(fix.what, LONGEST_FIX).rstrip(".!")
    told = f"{what}, {fix_days(fix, last, overdue=overdue)}."
    return f"{told} {effect}" if effect else told


def coming(fixes: Sequence[ScorecardFix], last: date, following: date | None) -> tuple[str, ...]:
    """Say what happens next, in the order of days; `following` is the end of the next period."""
    dated: list[tuple[date, str]] = []
    for fix in fixes:
        named = f"“{cut(fix.what, 60)}”"
        if fix.due_on:
            dated.append((fix.due_on, f"{named} is to be done"))
        if fix.result_on:
            dated.append((fix.result_on, f"we look at what {named} changed"))
    told = [f"{long_day(when, last)}: {what}." for when, what in sorted(dated)]
    if following:
        told.append(f"The next scorecard comes after {long_day(following, last)}.")
    return tuple(told)


def following_end(first: date, last: date) -> date:
    """Return the last day of the period after one: as many months, if it is months, else days."""
    begins = last + timedelta(days=1)
    if first.day != 1 or begins.day != 1:
        return last + (begins - first)
    months = (begins.year - first.year) * 12 + begins.month - first.month
    count = begins.year * 12 + begins.month - 1 + months
    return date(count // 12, count % 12 + 1, 1) - timedelta(days=1)


def shown_of(shown: int, shared: int) -> str:
    """Say that not every shared promise is on the page: what was switched off leaves its trace."""
    if shown == shared:
        return ""
    several = f"{shown or 'None'} of {shared} shared promises are on this page."
    return by_number(shown, f"1 of {shared} shared promises is on this page.", several)
