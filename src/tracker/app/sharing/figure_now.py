"""The figure of now of a measure, as the window tells it everywhere, and the time it stands for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tracker.app.sharing.scorecard_facts import facts_of, level_of
from tracker.app.sharing.scorecard_measures import shown_level
from tracker.app.tracker import Tracker
from tracker.domain.customer import Customer
from tracker.domain.keeping import WINDOW
from tracker.domain.measure import Measure
from tracker.domain.period import Period
from tracker.report.dates import began_briefly
from tracker.report.text.phrases import count, since_briefly


@dataclass(frozen=True, slots=True)
class FigureNow:
    """An average, and since when or over how long; empty where no period is finished yet."""

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
    if level.since is not None:
        span = since_briefly(began_briefly(level.since, measure.cadence, today))
    return FigureNow(shown_level(facts.measure, level.now), span)
