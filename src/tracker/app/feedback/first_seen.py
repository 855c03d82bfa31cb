"""Who saw a change first, this person or the customer, and by how many days (R5).

A signal counts once somebody saw it: this person on the day they first looked at its chart, the
customer on the day they told of it. It was seen first by this person if they looked on an earlier
day, or if the customer never told of it; on the same day the customer was first. The lead is the
number of days from the look to the telling, negative where they told first, and is averaged over
the signals of which both days are known. Where this person told the customer of it in writing, that
day counts instead of the look: held to account, one is ahead only with what was said.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import fmean

from tracker.app.text_input import check_day, past_day
from tracker.app.tracker import Tracker
from tracker.domain.period import Cadence, Period
from tracker.domain.sharing import Mention
from tracker.report.text.news import first_seen_sentence, quarter_words

LEAST = 3
"""Fewer signals are no ground for a sentence."""
LATELY = timedelta(weeks=52)


def record_reported(
    tracker: Tracker, measure_id: int, revealed: date, told_on: date | None
) -> None:
    """Keep when the customer told of the change that was revealed in a period; None: they did not.

    `revealed` names the signal: the start of the period that revealed it.
    """
    measure = tracker.measures.get(measure_id)
    signal = {"measure_id": measure_id, "revealed": check_day("revealed", revealed)}
    day = None if told_on is None else past_day(tracker, "told_on", told_on)
    old = tracker.reported_changes.first(**signal)
    if (old.told_on if old else None) == day:
        return
    with tracker.edit(f"who saw {measure.name} first"):
        if day is not None:
            tracker.reported_changes.put(signal, told_on=day)
        elif old:
            tracker.reported_changes.remove(old.id)


@dataclass(frozen=True, slots=True)
class SightedSignal:
    """One signal that somebody saw."""

    measure_id: int
    revealed: date
    looked_on: date | None
    told_on: date | None
    wrote_on: date | None = None

    @property
    def ahead_on(self) -> date | None:
        """The day that counts as mine: when I told them in writing, else when I looked."""
        return self.wrote_on or self.looked_on

    def by(self, day: date) -> SightedSignal:
        """Return what was known of it by a day."""
        looked, told = self.looked_on, self.told_on
        return SightedSignal(
            self.measure_id,
            self.revealed,
            looked if looked and looked <= day else None,
            told if told and told <= day else None,
            self.wrote_on if self.wrote_on and self.wrote_on <= day else None,
        )

    @property
    def mine(self) -> bool:
        """Whether this person saw it before the customer told of it."""
        if self.ahead_on is None:
            return False
        return self.told_on is None or self.ahead_on < self.told_on

    @property
    def lead(self) -> int | None:
        """The days from the look to the telling."""
        if self.ahead_on is None or self.told_on is None:
            return None
        return (self.told_on - self.ahead_on).days


@dataclass(frozen=True, slots=True)
class FirstSeen:
    """So many of so many signals were seen first by this person, with a mean lead in days."""

    mine: int = 0
    of: int = 0
    lead: float | None = None
    leads: int = 0


def seen_signals(
    tracker: Tracker, first: date, last: date, measures: frozenset[int] | None = None
) -> list[SightedSignal]:
    """Return the signals revealed from `first` to `last` that somebody saw, oldest first.

    A signal that a correction of the past made vanish is not counted any more.
    """
    days = first.isoformat(), last.isoformat()
    told = {
        (one.measure_id, one.revealed): one.told_on
        for one in tracker.reported_changes.where("revealed BETWEEN ? AND ?", *days)
    }
    written = tracker.mentions.where("text <> ''", order="told_on, id")
    found = [
        SightedSignal(
            one.measure_id,
            one.revealed,
            one.looked_on,
            told.get((one.measure_id, one.revealed)),
            _wrote(written, one.measure_id, one.since),
        )
        for one in tracker.signals.where("revealed BETWEEN ? AND ?", *days, order="revealed, id")
        if measures is None or one.measure_id in measures
    ]
    return [one for one in found if one.looked_on or one.told_on or one.wrote_on]


def _wrote(written: Iterable[Mention], measure_id: int, since: date) -> date | None:
    """Return the day of the first message about a measure since a change began."""
    days = (one.told_on for one in written if one.measure_id == measure_id and one.told_on >= since)
    return next(days, None)


def first_seen(signals: list[SightedSignal]) -> FirstSeen:
    """Count who saw signals first."""
    leads = [one.lead for one in signals if one.lead is not None]
    mine = sum(one.mine for one in signals)
    return FirstSeen(mine, len(signals), fmean(leads) if leads else None, len(leads))


def by_quarter(signals: list[SightedSignal]) -> dict[date, FirstSeen]:
    """Count who saw signals first, by the quarter in which they were revealed."""
    quarters: dict[date, list[SightedSignal]] = {}
    for one in signals:
        quarters.setdefault(Period.of(one.revealed, Cadence.QUARTERLY).start, []).append(one)
    return {start: first_seen(found) for start, found in sorted(quarters.items())}


def year_of_signals(
    tracker: Tracker, today: date, *, internal: bool | None = None
) -> list[SightedSignal]:
    """Return the signals of the last 52 weeks that somebody saw, oldest first.

    `internal` True or False leaves those of the other customers out.
    """
    measures = None
    if internal is not None:
        side = {one.id for one in tracker.customers.all() if one.internal is internal}
        measures = frozenset(one.id for one in tracker.measures.all() if one.customer_id in side)
    return seen_signals(tracker, today - LATELY, today, measures)


def first_seen_words(
    tracker: Tracker, today: date, *, internal: bool | None = None
) -> tuple[str, str]:
    """Say who saw the changes of the last year first, and by quarter; empty for fewer than three.

    Where no customer ever told of a change there is nothing to compare, and nothing is said.
    """
    signals = year_of_signals(tracker, today, internal=internal)
    whole = first_seen(signals)
    if whole.of < LEAST or not any(one.told_on for one in signals):
        return "", ""
    sentence = first_seen_sentence(whole.mine, whole.of, whole.lead, whole.leads, internal=internal)
    quarters = [
        quarter_words(start, one.mine, one.of, one.lead)
        for start, one in by_quarter(signals).items()
    ]
    return sentence, " · ".join(quarters)
