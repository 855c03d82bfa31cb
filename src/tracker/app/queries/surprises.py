"""What a customer has not been shown yet (P2): at a review nobody should hear of it first.

A change is shown to a customer by whatever left the house after the period that revealed it was
over, and had the measure on it. What is kept private is listed, too: it may be what they ask about.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from tracker.app.queries.standing import BAD, CHANGED, Standing, standings
from tracker.app.tracker import Tracker
from tracker.detection import Stance
from tracker.detection.promise import kept
from tracker.domain.customer import Tier
from tracker.domain.period import Period
from tracker.report.sentences import sentence


@dataclass(frozen=True, slots=True)
class Surprise:
    """A change, or a promise that is not kept, which the customer has not been shown.

    `revealed` is the last day of the period that showed it, `last_shown` the newest day that they
    were shown of this measure (None: never). `shared` says whether it may be shown to them at all.
    """

    measure_id: int
    measure: str
    customer_id: int
    customer: str
    sentence: str
    worse: bool
    revealed: date
    last_shown: date | None
    shared: bool


def surprises(tracker: Tracker, today: date) -> list[Surprise]:
    """Return what is not shown yet: the bad news before the good, the oldest first."""
    shown = tracker.ledger.last_shown()
    found = [
        surprise
        for one in standings(tracker, today)
        if (surprise := _surprise(tracker, one, shown.get(one.measure.uid))) is not None
    ]
    return sorted(found, key=_rank)


def _rank(one: Surprise) -> tuple[bool, date]:
    return not one.worse, one.revealed


def _surprise(tracker: Tracker, one: Standing, last_shown: date | None) -> Surprise | None:
    verdict = one.if_fresh
    if one.one_off or verdict not in BAD | CHANGED:
        return None
    start = one.finding.revealed if verdict in CHANGED else _below_since(tracker, one)
    if start is None:
        return None
    revealed = Period(start, one.measure.cadence).end
    if last_shown is not None and last_shown >= revealed:
        return None
    floor_only = one.customer.tier is Tier.MAINTAIN
    return Surprise(
        one.measure.id,
        one.measure.name,
        one.customer.id,
        one.customer.name,
        sentence(one.measure, one.finding, verdict, floor_only=floor_only),
        verdict in BAD,
        revealed,
        last_shown,
        one.measure.shared,
    )


def _below_since(tracker: Tracker, one: Standing) -> date | None:
    """Return the period by which a promise was seen not to be kept, and has not been since."""
    measure, finding = one.measure, one.finding
    if one.customer.tier is Tier.MAINTAIN or not finding.regimes:
        return finding.last
    since = finding.regimes[-1].first
    values = [pair for pair in tracker.judge.history(measure).values if pair[0] >= since]
    kept_by = [
        measure.on(Period(start, measure.cadence).end).keeps(value) for start, value in values
    ]
    counts = zip(
        (start for start, _ in values),
        accumulate(bool(one) for one in kept_by),
        accumulate(one is not None for one in kept_by),
        strict=True,
    )
    found = finding.last
    for day, met, of in reversed(list(counts)):
        if kept(met, of).stance is not Stance.BELOW:
            break
        found = day
    return found
