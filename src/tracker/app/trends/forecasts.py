"""Where a slide leads, in a chart: the fan at its pace, and what was foreseen against what came.

A fan reaches 26 periods ahead at most, takes a third of the chart at most, and ends where the scale
does. What was foreseen is what was said when the slide was first known to be one, judged from the
values of that day alone; it is shown once four values lie beside it and do not agree with it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from tracker.app.signals.standing import verdict_today
from tracker.app.tracker import Tracker
from tracker.detection import Follower, Forecast, Judgement, Series, Verdict, judge
from tracker.detection.forecast import AHEAD
from tracker.domain.customer import Customer, Tier
from tracker.domain.finding import Finding
from tracker.domain.levels.history import MeasureHistory, settled
from tracker.domain.measure import Measure
from tracker.domain.period import Period
from tracker.report.charts.picture import Fan, FanPoint, TrendPicture
from tracker.report.charts.spark import Mark
from tracker.report.text.forecasts import (
    DRIFTING,
    crossing_words,
    forecast_sentence,
    missed_sentence,
    on_scale,
)

FEWEST, BEYOND = 6, 3
"""Periods of a fan: so many at least, and so many after the latest meeting with the promise."""

SHARE = 3
COMPARED = 4
"""Newest values that are held against what was foreseen."""

LATELY = 60
"""Periods since a change was revealed, after which nobody asks what was foreseen then."""

ROOT = COMPARED**-0.5


@dataclass(frozen=True, slots=True)
class ForecastMiss:
    """A forecast that was told at a position, and what came: the mean of the newest values.

    `expected` is the mean of the line at those values.
    """

    told_at: int
    forecast: Forecast
    expected: float
    came: float


def with_forecast(
    tracker: Tracker, measure: Measure, customer: Customer, picture: TrendPicture, today: date
) -> TrendPicture:
    """Return the picture with its fans; one without a slide, or of no news, stays as it is."""
    finding = tracker.judge.finding(measure.id)
    if customer.tier is Tier.MAINTAIN or not (finding.alarms or finding.continued):
        return picture
    verdict = verdict_today(customer, measure, finding, today)
    if fan := _past_fan(tracker.judge.history(measure), finding):
        picture = replace(picture, fans=(fan,))
    if verdict not in DRIFTING or finding.forecast is None or finding.last is None:
        return picture
    fan = _fan(measure, finding, finding.forecast, verdict, picture, today)
    last = Period(fan.points[-1].day, measure.cadence).end
    if len(fan.points) < 2 or last <= picture.last:
        return picture
    held = tuple(
        replace(one, last=last) if one.last == picture.last else one for one in picture.promises
    )
    fans, known = (*picture.fans, fan), picture.last
    return replace(picture, fans=fans, last=last, promises=held, known_until=known)


def _fan(
    measure: Measure,
    finding: Finding,
    found: Forecast,
    verdict: Verdict,
    picture: TrendPicture,
    today: date,
) -> Fan:
    newest = Period(finding.last or today, measure.cadence)
    shown = Period.of(picture.last, measure.cadence, measure.phase) - Period.of(
        picture.first, measure.cadence, measure.phase
    )
    wanted = (found.latest or found.crosses or FEWEST) + BEYOND
    length = min(max(wanted, FEWEST), max(shown // SHARE, FEWEST), AHEAD)
    days = {ahead: (newest + ahead).start for ahead in range(AHEAD + 1)}
    return Fan(
        points=tuple(fan_points(measure, newest, found, range(length + 1))),
        mark=Mark.WORSE if verdict is Verdict.DRIFTING_WORSE else Mark.BETTER,
        level=found.line,
        meets=None if found.crosses is None else days[found.crosses],
        earliest=None if found.earliest is None else days[found.earliest],
        latest=None if found.latest is None else days[found.latest],
        words=crossing_words(measure, finding, today),
        said=forecast_sentence(measure, finding, verdict, today),
    )


def fan_points(
    measure: Measure, newest: Period, found: Forecast, places: range
) -> Iterator[FanPoint]:
    """Yield the points of a fan, the last one where its middle meets the end of the scale."""
    for ahead in places:
        low, middle, high = (found.at(ahead, edge) for edge in (-1.0, 0.0, 1.0))
        kept = on_scale(measure, middle)
        edges = on_scale(measure, low), on_scale(measure, high)
        yield FanPoint((newest + ahead).start, kept, *edges)
        if kept != middle:
            return


def _past_fan(history: MeasureHistory, finding: Finding) -> Fan | None:
    found = missed(history, finding)
    if found is None:
        return None
    measure = history.measure
    newest = history.first + found.told_at
    places = range(min(history.position(history.values[-1][0]) - found.told_at, AHEAD) + 1)
    return Fan(
        points=tuple(fan_points(measure, newest, found.forecast, places)),
        mark=Mark.USUAL,
        said=missed_words(history, found),
        past=True,
    )


def missed_words(history: MeasureHistory, found: ForecastMiss) -> str:
    """Say what was foreseen and what came."""
    told_on = history.start(found.told_at)
    return missed_sentence(history.measure, told_on, found.expected, found.came)


def missed(history: MeasureHistory, finding: Finding) -> ForecastMiss | None:
    """Give the newest forecast that what came since does not agree with; None without one.

    They disagree where the mean of the newest four values after it lies farther from the line than
    the 80 % band of the line and the scatter of four values together allow.
    """
    alarms = sorted(finding.alarms + finding.continued)
    if not alarms or not history.values:
        return None
    newest = history.position(history.values[-1][0])
    if newest - history.position(alarms[-1][0]) > LATELY:
        return None
    told = _first_forecast(history, newest)
    if told is None:
        return None
    told_at, found = told
    came = [(history.position(start), value) for start, value in history.values[-COMPARED:]]
    came = [(at, value) for at, value in came if told_at < at <= told_at + AHEAD]
    if len(came) < COMPARED:
        return None
    mean = sum(value for _, value in came) / COMPARED
    lines = [found.at(at - told_at) for at, _ in came]
    expected = sum(on_scale(history.measure, line) for line in lines) / COMPARED
    edges = [found.at(at - told_at, 1.0) for at, _ in came]
    band = (sum(edges) - sum(lines)) / COMPARED
    if abs(mean - expected) <= band + found.reach * ROOT:
        return None
    return ForecastMiss(told_at, found, expected, mean)


def _first_forecast(history: MeasureHistory, newest: int) -> tuple[int, Forecast] | None:
    """Find when the newest slide was first known to be one, and what was foreseen then."""
    series = settled(history)
    alarms, accepted = judge(series).alarms, series.accepted or 0
    for number in sorted({alarm.chain for alarm in alarms}, reverse=True):
        revealed = alarms[number].revealed
        if newest - revealed > LATELY or revealed <= accepted:
            break
        for at, then in _followed(series, revealed, min(revealed + AHEAD, newest)):
            change = then.change
            slides = change is not None and then.if_fresh in DRIFTING
            if change and slides and change.alarm.revealed == revealed and change.forecast:
                return at, change.forecast
    return None


def _followed(series: Series, first: int, last: int) -> Iterator[tuple[int, Judgement]]:
    """Yield how a series was judged as it stood after each of these positions."""
    follower = Follower.of(series.until(first + 1))
    yield first, follower.judgement()
    for at in range(first + 1, last + 1):
        judged = follower.push(series.values[at])
        if judged is None:
            follower = Follower.of(series.until(at + 1))
            judged = follower.judgement()
        yield at, judged
