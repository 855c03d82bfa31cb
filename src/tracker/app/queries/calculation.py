"""How a verdict was reached, and whether *calm* should be offered: computed when asked."""

from __future__ import annotations

from tracker.app.tracker import Tracker
from tracker.detection import Offer, Sensitivity, explain, judge, offer
from tracker.domain.finding import Finding
from tracker.domain.measure import Measure
from tracker.domain.period import Cadence
from tracker.domain.series import History, series_of
from tracker.report.calculation import Calculation
from tracker.report.calculation import calculation as written

ENOUGH = 24
SEASONS = {
    Cadence.WEEKLY: (4, 13, 52),
    Cadence.FORTNIGHTLY: (6, 26),
    Cadence.MONTHLY: (3, 12),
    Cadence.QUARTERLY: (4,),
}


def calculation(tracker: Tracker, measure: Measure) -> Calculation | None:
    """Return the numbers behind the verdict of a measure; None while nothing is logged."""
    return calculation_in(tracker.judge.history(measure))


def calculation_in(history: History) -> Calculation | None:
    """Return the numbers behind the verdict on a history, which may end on any day."""
    if not history.values:
        return None
    series = series_of(history)
    return written(history.measure, explain(series, judge(series)), history.start)


def calm_offer(tracker: Tracker, measure: Measure, finding: Finding) -> Offer | None:
    """Return the offer of *calm*, if there are values enough and anything speaks for it."""
    if finding.points < ENOUGH or measure.sensitivity is Sensitivity.CALM:
        return None
    return offer(series_of(tracker.judge.history(measure)), SEASONS[measure.cadence])
