"""The figure of now of a measure, in the window and on paper, and what it is said to be of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tracker.app.sharing.scorecard_facts import Facts, facts_of, level_of
from tracker.app.tracker import Tracker
from tracker.detection.scale import Scale
from tracker.domain.customer import Customer
from tracker.domain.keeping import WINDOW, keeps_mean
from tracker.domain.measure import Measure
from tracker.domain.number import read_number
from tracker.domain.period import Period
from tracker.report.dates import began, began_briefly
from tracker.report.scorecard.sentences import (
    left_out_line,
    level_line,
    level_since_line,
    level_slide_line,
    whole_level_line,
)
from tracker.report.text.phrases import NOW, count, figure, since_briefly

NOTHING = "–"


@dataclass(frozen=True, slots=True)
class FigureNow:
    """An average and since when or over how long, or where a slide is now; empty without any."""

    shown: str = ""
    span: str = ""


def figure_now(tracker: Tracker, measure: Measure, customer: Customer, today: date) -> FigureNow:
    """Return the average since the change that stands, or of the newest periods.

    The running period counts from the moment it is logged, as in the levels of Trends and Overview.
    """
    newest = Period.of(today, measure.cadence, measure.phase)
    values = tracker.judge.history_until(measure, newest.start).values
    if not values or values[-1][0] != newest.start:
        newest = newest + -1
    facts = facts_of(tracker, measure, customer, (newest + (1 - WINDOW)).start, newest.end)
    level = level_of(facts)
    if level.now is None:
        return FigureNow()
    span = count(facts.ends - max(facts.begins, facts.started) + 1, measure.cadence)
    if level.sliding:
        span = NOW
    elif level.since is not None:
        span = since_briefly(began_briefly(level.since, measure.cadence, today))
    return FigureNow(shown_level(facts.measure, level.now), span)


def shown_level(measure: Measure, mean: float | None) -> str:
    """Write an average with as many decimals as it takes to see whether it keeps the promise."""
    if mean is None:
        return NOTHING
    version = measure.now
    for more in range(3):
        shown = figure(measure, mean, more=more)
        rounded = read_number(figure(measure, mean, unit=False, more=more))
        level = rounded / 100 if measure.scale == "yesno" else rounded
        if not version.has_promise or keeps_mean(version, level) == keeps_mean(version, mean):
            break
    return shown


def large_level(measure: Measure, mean: float | None) -> str:
    """Write an average as it stands alone and large: a rating says of how many it is."""
    shown = shown_level(measure, mean)
    return f"{shown} of 5" if measure.scale is Scale.RATING and mean is not None else shown


def level_lines(facts: Facts, last: date) -> list[str]:
    """Say what the figure is an average of, and that of the whole span where it is another."""
    level, measure = level_of(facts), facts.measure
    if level.now is None:
        return []
    periods = facts.ends - max(facts.begins, facts.started) + 1
    whole = count(periods, measure.cadence)
    if level.since is None:
        of_all = level_line("" if periods == 1 else whole, len(level.averaged))
        return [of_all, left_out_line(level.left_out)]
    since = began(level.since, measure.cadence, last)
    if level.sliding:
        within = level.since >= facts.begins.start
        of_now = level_slide_line(since if within else "")
    else:
        of_now = level_since_line(since)
    return [
        of_now,
        whole_level_line(whole, shown_level(measure, level.whole)),
        left_out_line(level.left_out),
    ]
