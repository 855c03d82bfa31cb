"""The small trend beside a sentence: the newest weeks, and what belongs to the change in them."""

from __future__ import annotations

from datetime import date

from tracker.app.queries.standing import BAD, Standing
from tracker.app.tracker import Tracker
from tracker.detection import Verdict
from tracker.domain.customer import Tier
from tracker.domain.period import Cadence, Period
from tracker.report.picture import Mark, SparkPicture

DAYS = {
    Cadence.WEEKLY: 7,
    Cadence.FORTNIGHTLY: 14,
    Cadence.MONTHLY: 30.4,
    Cadence.QUARTERLY: 91.3,
}
FEWEST = 8


def trend_of(tracker: Tracker, one: Standing, weeks: int, *, good: bool = False) -> SparkPicture:
    """Return the last weeks of a measure, the points since its change marked; gaps stay gaps."""
    measure, finding = one.measure, one.finding
    periods = max(round(weeks * 7 / DAYS[measure.cadence]), FEWEST)
    rows = tracker.evaluations.latest(measure.id, date.max, periods)
    if not rows:
        return SparkPicture(())
    last = Period(rows[-1][0], measure.cadence)
    first = max(last + (1 - periods), Period(rows[0][0], measure.cadence))
    known = dict(rows)
    starts = [(first + step).start for step in range(last - first + 1)]
    mark = Mark.BETTER if good else Mark.WORSE if one.verdict in BAD else Mark.USUAL
    since = finding.since
    if one.verdict is Verdict.BELOW_PROMISE:  # nothing changed: only where it stands is told
        since = finding.last
    return SparkPicture(
        tuple(known.get(start) for start in starts),
        tuple(mark if since and start >= since and not good else Mark.USUAL for start in starts),
        _line(one),
        Mark.BETTER if good else Mark.USUAL,
    )


def _line(one: Standing) -> float | None:
    """Return the promise, or the floor of a customer who is only not to be annoyed."""
    version = one.version
    if one.customer.tier is Tier.MAINTAIN and version.floor is not None:
        return version.floor
    return version.promise
