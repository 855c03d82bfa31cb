"""Where a slide leads, in words: how fast it goes, when the promise breaks, what came instead.

What became of the spread is said here, too: quietly, beside what is usual.
"""

from __future__ import annotations

from datetime import date
from types import MappingProxyType
from typing import Final

from tracker.detection import Forecast, Restlessness, Verdict
from tracker.detection.forecast import AHEAD
from tracker.detection.scale import Scale, scale_ends
from tracker.domain.finding import Finding
from tracker.domain.measure import Measure, show_value
from tracker.domain.number import decimals_of
from tracker.domain.period import Cadence, Period
from tracker.report.dates import long_day, month_of, period_name
from tracker.report.text.phrases import count, first_fitting, pair, promised, short_unit
from tracker.report.wording import plural

DRIFTING: Final = frozenset({Verdict.DRIFTING_WORSE, Verdict.DRIFTING_BETTER})
COARSEST: Final = 0.1
"""A pace is never written more coarsely than this, however coarse the values are."""

TELLING: Final = 2.0
"""A pace of fewer of its last digits is told for a longer time."""

_LONGER: Final = MappingProxyType(
    {
        Cadence.DAILY: (("day", 1.0), ("week", 7.0), ("month", 365.25 / 12), ("year", 365.25)),
        Cadence.WEEKLY: (("week", 1.0), ("month", 52 / 12), ("quarter", 13.0), ("year", 52.0)),
        Cadence.FORTNIGHTLY: (("fortnight", 1.0), ("month", 26 / 12), ("year", 26.0)),
        Cadence.MONTHLY: (("month", 1.0), ("quarter", 3.0), ("year", 12.0)),
        Cadence.QUARTERLY: (("quarter", 1.0), ("year", 4.0)),
    }
)
_NAMED: Final = frozenset({Cadence.MONTHLY, Cadence.QUARTERLY})


def slide_sentence(measure: Measure, finding: Finding) -> str:
    """Say since when a measure slides, how fast, and how far it came."""
    how = "Sliding" if finding.verdict is Verdict.DRIFTING_WORSE else "Getting better"
    told = f"{how} since about {since_words(measure, finding)}"
    if finding.forecast is not None:
        told = f"{told}, {pace(measure, finding.forecast.slope)}"
    now, before = pair(measure, slide_level(measure, finding), finding.before or 0.0)
    return f"{told}: {now} now, {before} before."


def slide_level(measure: Measure, finding: Finding) -> float:
    """Return where a slide has come to: what every page and file says it is now."""
    if finding.forecast is not None:
        return on_scale(measure, finding.forecast.at(0))
    return (finding.now if finding.recent is None else finding.recent) or 0.0


def since_words(measure: Measure, finding: Finding) -> str:
    """Write when a change began: a day, or the month or quarter of a measure that has those."""
    if finding.since is None:
        return ""
    if measure.cadence in _NAMED:
        return period_name(Period(finding.since, measure.cadence))
    return long_day(finding.since, finding.last)


def pace(measure: Measure, slope: float) -> str:
    """Write how fast something moves: `0.9 points a week`, `0.3 days a month`."""
    size, finest = abs(slope), min(measure.now.step, COARSEST)
    if measure.scale is Scale.YESNO:
        size, finest = size * 100, COARSEST
    decimals = decimals_of(finest)
    times = _LONGER[measure.cadence]
    told = (one for one in times if size * one[1] >= TELLING * 10.0**-decimals)
    noun, periods = next(told, times[-1])
    moved = size * periods
    unit = short_unit(measure)
    if measure.scale in {Scale.PERCENT, Scale.YESNO} or unit == "%":
        unit = plural(round(moved, decimals), "point")
    return f"{show_value(moved, Scale.NUMBER, unit, decimals)} a {noun}"


def on_scale(measure: Measure, value: float) -> float:
    """Return a value of a straight line, or the end of the scale where the line runs past it."""
    low, high = scale_ends(measure.scale)
    value = value if low is None else max(value, low)
    return value if high is None else min(value, high)


def late(measure: Measure, finding: Finding, today: date) -> int:
    """Count the finished periods since the newest value: a forecast is that much older."""
    if finding.last is None:
        return 0
    running = Period.of(today, measure.cadence, measure.phase)
    return max(running - Period(finding.last, measure.cadence) - 1, 0)


def forecast_sentence(measure: Measure, finding: Finding, verdict: Verdict, today: date) -> str:
    """Say when a slide passes the promise or the floor; empty where it does not, or is unknown."""
    found = finding.forecast
    if verdict not in DRIFTING or found is None or found.line is None or found.crosses is None:
        return ""
    ahead = _ahead(measure.cadence, found, late(measure, finding, today))
    now, version = found.at(0), measure.now
    if found.line == version.floor != version.promise:
        floor = show_value(found.line, measure.scale, short_unit(measure))
        way = "passes" if verdict is Verdict.DRIFTING_WORSE else "is back at"
        return f"At this pace it {way} the floor of {floor} in about {ahead}."
    breaks = "breaks" if version.keeps(now) else "is kept again"
    return first_fitting(
        f"At this pace the promise ({promised(measure)}) {breaks} in about {ahead}.",
        f"At this pace the promise {breaks} in about {ahead}.",
    )


def crossing_words(measure: Measure, finding: Finding, today: date) -> tuple[str, str]:
    """Write the forecast where it stands in a chart, in two lines; empty without one."""
    found = finding.forecast
    if found is None or found.line is None or found.crosses is None:
        return "", ""
    ahead = _ahead(measure.cadence, found, late(measure, finding, today))
    if found.line == measure.now.floor != measure.now.promise:
        return "at its floor in about", ahead
    return "breaks in about" if measure.now.keeps(found.at(0)) else "kept again in about", ahead


def _ahead(cadence: Cadence, found: Forecast, late: int) -> str:
    """Write `5 weeks (3 to 9)`, counted from the newest period that is over."""
    crosses, earliest, latest = (
        None if periods is None else max(periods - late, 1)
        for periods in (found.crosses, found.earliest, found.latest)
    )
    told = count(crosses or 1, cadence)
    if earliest is None or (earliest == latest == crosses):
        return told
    if latest is None:
        return f"{told} ({earliest} to more than {AHEAD})"
    return f"{told} ({earliest} to {latest})"


def missed_sentence(measure: Measure, told_on: date, expected: float, came: float) -> str:
    """Say that what came was not what a forecast had said."""
    now, foreseen = pair(measure, came, on_scale(measure, expected))
    when = period_name(Period(told_on, measure.cadence))
    return f"At the pace of {when} it would be {foreseen} by now; it is {now}."


def spread_sentence(measure: Measure, finding: Finding) -> str:
    """Say quietly that values scatter more, or less, than before; empty if neither is so."""
    found = finding.spread
    if found is None or finding.last is None:
        return ""
    how = "Less" if found.change is Restlessness.UNSTEADIER else "More"
    since = month_of(found.since, measure.cadence, finding.last)
    if found.ranges is None:
        return f"{how} even than before since {since}."
    after, before = pair(measure, found.ranges[1], found.ranges[0])
    return f"{how} even than before: ± {after} instead of ± {before} since {since}."
