"""How every measure stands today: its finding, seen with the day, its customer and what was done.

The finding is kept with the data; staleness depends on the day, and a customer who is only not to
be annoyed (W5) is heard of only below the floor. Both are added here, at reading.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tracker.app.judging import due_until, stale_after
from tracker.app.keepings import change_of, keeping_now
from tracker.app.tracker import Tracker
from tracker.detection import Effect, Outcome, Verdict, effect_of
from tracker.domain.correction import (
    Explanation,
    Fix,
    FixState,
    PlannedChange,
    Signal,
    Word,
    fix_state,
    has_failed,
)
from tracker.domain.customer import Customer, Tier
from tracker.domain.finding import Finding
from tracker.domain.keeping import Keeping
from tracker.domain.levels.history import MeasureHistory, series_of
from tracker.domain.measure import Better, Measure, Version
from tracker.domain.period import Period
from tracker.report.text.keeping import Label, keeping_sentence
from tracker.report.text.news import explanation_line, fix_line, seen_line
from tracker.report.text.phrases import by_chance, recorded
from tracker.report.text.verdicts import below_promise, label_of, sentence

BAD = frozenset({Verdict.WORSE, Verdict.DRIFTING_WORSE, Verdict.BELOW_PROMISE})
GOOD = frozenset({Verdict.BETTER, Verdict.DRIFTING_BETTER})
WORSE = frozenset({Verdict.WORSE, Verdict.DRIFTING_WORSE})
CHANGED = WORSE | GOOD
_PROMISED = frozenset({Verdict.STEADY, Verdict.BELOW_PROMISE})
MOST_FIXES = 3


@dataclass(frozen=True, slots=True)
class FixStanding:
    """A fix and what became of it."""

    fix: Fix
    effect: Effect

    @property
    def worked(self) -> bool:
        """Whether the level changed for the better since its start."""
        return self.effect.outcome is Outcome.CHANGED_BETTER

    def failed(self, today: date) -> bool:
        """Say whether its review day has come without an effect for the better."""
        return has_failed(self.fix, self.effect.outcome, today)

    def state(self, today: date) -> FixState:
        """Return what is said of it as of a day, on every page alike."""
        return fix_state(self.fix, self.effect.outcome, today)


@dataclass(frozen=True, slots=True)
class Standing:
    """A measure today: `verdict` is said, `if_fresh` would be; the customer told on `told_on`."""

    measure: Measure
    customer: Customer
    finding: Finding
    verdict: Verdict
    if_fresh: Verdict
    word: Explanation | None
    fixes: tuple[FixStanding, ...]
    signal: Signal | None
    keeping: Keeping
    told_on: date | None = None

    @property
    def label(self) -> Label:
        """The verdict as a word or three."""
        return label_of(self.verdict, self.measure, self.keeping)

    @property
    def sentence(self) -> str:
        """How it stands, in one sentence."""
        return sentence(self.measure, self.finding, self.verdict, self.keeping)

    @property
    def sentence_beside(self) -> str:
        """The same to stand beside the label, whose words it does not repeat."""
        if self.verdict is not Verdict.BELOW_PROMISE or self.finding.last is None:
            return self.sentence
        return below_promise(self.measure, self.finding, self.keeping)

    @property
    def promise_sentence(self) -> str:
        """How its promise is kept; empty where nothing is promised, or the sentence says it."""
        verdict = self.finding.verdict if self.verdict is Verdict.STALE else self.verdict
        past_floor = self.keeping.floor and verdict is Verdict.BELOW_PROMISE
        said = self.keeping.judged and verdict in _PROMISED and not past_floor
        if said or self.finding.last is None:
            return ""
        return keeping_sentence(self.measure, self.keeping, named=past_floor)

    @property
    def version(self) -> Version:
        """The wording and promise that count now."""
        return self.measure.now

    @property
    def judged_by(self) -> Version:
        """What a value is held against now: the promise, or the floor where only that counts."""
        return self.version.as_judged(floor_only=self.keeping.floor)

    @property
    def as_recorded(self) -> Measure:
        """The measure, written as finely as its values were recorded."""
        return recorded(self.measure, self.finding.step)

    @property
    def one_off(self) -> bool:
        """Whether the person has called its signal a one-off."""
        return self.word is not None and self.word.kind is Word.ONE_OFF

    @property
    def answered(self) -> bool:
        """Whether a fix was started since the signal, or a word given about it."""
        since = self.finding.since
        fixed = any(
            since is None or one.fix.since == since or one.fix.started_on >= since
            for one in self.fixes
        )
        return fixed or self.word is not None

    @property
    def needs_explanation(self) -> bool:
        """Whether it got worse and nothing was done or said about it yet."""
        return self.if_fresh in WORSE and not self.answered


def standings(tracker: Tracker, today: date, *, as_of: bool = False) -> list[Standing]:
    """Return how every active measure stands, customers in their order.

    With `as_of` what was logged for later periods is not looked at: it is judged as it stood then.
    """
    customers = {one.id: one for one in tracker.customers.where("archived_on IS NULL")}
    findings = tracker.judge.findings(today if as_of else None)
    words = {(one.measure_id, one.start): one for one in tracker.explanations.all()}
    signals = {(one.measure_id, one.revealed): one for one in tracker.signals.all()}
    told = {(one.measure_id, one.revealed): one.told_on for one in tracker.reported_changes.all()}
    known = words, signals, told
    fixes: dict[int, list[Fix]] = {}
    for fix in tracker.fixes.all("started_on, id"):
        fixes.setdefault(fix.measure_id, []).append(fix)
    found = [
        _standing(
            tracker,
            measure,
            customers[measure.customer_id],
            findings[measure.id],
            *known,
            fixes.get(measure.id, []),
            today,
            until=today if as_of else date.max,
        )
        for measure in tracker.measures.where("archived_on IS NULL AND draft = 0")
        if measure.customer_id in customers
    ]
    return sorted(found, key=lambda one: one.customer.rank)


def standing_of(tracker: Tracker, measure_id: int, today: date) -> Standing:
    """Return how one measure stands."""
    measure = tracker.measures.get(measure_id)
    finding = tracker.judge.finding(measure_id)
    own = ("measure_id = ?", measure_id)
    return _standing(
        tracker,
        measure,
        tracker.customers.get(measure.customer_id),
        finding,
        {(measure_id, one.start): one for one in tracker.explanations.where(*own)},
        {(measure_id, one.revealed): one for one in tracker.signals.where(*own)},
        {(measure_id, one.revealed): one.told_on for one in tracker.reported_changes.where(*own)},
        tracker.fixes.where(*own, order="started_on, id"),
        today,
    )


def answered(tracker: Tracker, finding: Finding) -> bool:
    """Say whether a fix or a word answers a change; `Standing.answered` without all else."""
    if finding.since is None or finding.revealed is None:
        return False
    since, revealed = finding.since.isoformat(), finding.revealed.isoformat()
    return bool(
        tracker.file.query(
            "SELECT 1 FROM fix WHERE measure_id = ? AND (since = ? OR started_on >= ?)"
            " UNION ALL SELECT 1 FROM explanation WHERE measure_id = ? AND start = ? LIMIT 1",
            finding.measure_id,
            since,
            since,
            finding.measure_id,
            revealed,
        )
    )


def due_count(one: Standing, today: date) -> int:
    """Count the periods from the first value to the newest that is due or logged."""
    if one.finding.first is None or one.finding.last is None:
        return 0
    newest = max(due_until(one.measure, today).start, one.finding.last)
    return Period(newest, one.measure.cadence) - Period(one.finding.first, one.measure.cadence) + 1


def planned_changes(tracker: Tracker, measure_id: int) -> list[PlannedChange]:
    """Return the planned changes of a measure, newest first."""
    return tracker.planned_changes.where("measure_id = ?", measure_id, order="starts_on DESC")


def effect(tracker: Tracker, fix: Fix) -> Effect:
    """Compare before and after a fix; a dropped one counts until it was dropped."""
    return _effect(tracker, tracker.judge.history(tracker.measures.get(fix.measure_id)), fix)


def effect_in(history: MeasureHistory, fix: Fix) -> Effect:
    """Compare before and after a fix in a history, which may end on any day."""
    series = series_of(history)
    if not history.values:
        return effect_of(series, 0)
    measure = history.measure
    start = max(compared_from(measure, fix) - history.first, 0)
    if fix.dropped_on:
        end = Period.of(fix.dropped_on, measure.cadence, measure.phase) - history.first
        series = series.until(max(end, start))
    return effect_of(series, start)


def compared_from(measure: Measure, fix: Fix) -> Period:
    """Return the first period that counts as after a fix: one under way then is not its work."""
    began = Period.of(fix.started_on, measure.cadence, measure.phase)
    return began + 1 if fix.started_on > began.start else began


def verdict_today(customer: Customer, measure: Measure, finding: Finding, today: date) -> Verdict:
    """Return the verdict that is said today; staleness stands before all but learning."""
    fresh = reported_verdict(customer, measure, finding)
    if finding.last is not None and stale_after(measure, finding.last, today):
        return Verdict.STALE
    return fresh


def reported_verdict(customer: Customer, measure: Measure, finding: Finding) -> Verdict:
    """Return the verdict, but of a customer not to be annoyed only what lies below the floor."""
    if customer.tier is not Tier.MAINTAIN:
        return finding.verdict
    if below_floor(measure, finding):  # from the first value on: it needs nothing learnt
        return Verdict.BELOW_PROMISE
    return Verdict.LEARNING if finding.verdict is Verdict.LEARNING else Verdict.STEADY


def hears(customer: Customer) -> bool:
    """Say whether a customer is told of changes: who is not to be annoyed is not."""
    return customer.tier is not Tier.MAINTAIN


def below_floor(measure: Measure, finding: Finding) -> bool:
    """Say whether the newest value lies on the bad side of the floor (or promise, without one)."""
    value, last = finding.value, finding.last
    if last is None:
        return False
    version = measure.on(Period(last, measure.cadence).end)
    if value is None:
        return False
    if version.better is Better.BAND:
        return version.keeps(value) is False
    floor = version.promise if version.floor is None else version.floor
    if floor is None:
        return False
    return value < floor if version.better is Better.HIGHER else value > floor


def _standing(
    tracker: Tracker,
    measure: Measure,
    customer: Customer,
    finding: Finding,
    words: dict[tuple[int, date], Explanation],
    signals: dict[tuple[int, date], Signal],
    told: dict[tuple[int, date], date],
    fixes: list[Fix],
    today: date,
    until: date = date.max,
) -> Standing:
    revealed = finding.revealed or (finding.last if finding.verdict is Verdict.ONE_OFF else None)
    key = (measure.id, revealed) if revealed else None
    history = tracker.judge.history(measure) if fixes else None
    return Standing(
        measure,
        customer,
        finding,
        verdict_today(customer, measure, finding, today),
        reported_verdict(customer, measure, finding),
        words.get(key) if key else None,
        tuple(FixStanding(fix, _effect(tracker, history, fix)) for fix in fixes if history),
        signals.get(key) if key else None,
        keeping_now(tracker, measure, customer, change_of(finding), until),
        told.get(key) if key else None,
    )


def _effect(tracker: Tracker, history: MeasureHistory, fix: Fix) -> Effect:
    known = tracker.judge.effects.get(fix.id)
    if known is None or known[:2] != (history, fix):
        known = tracker.judge.effects[fix.id] = (history, fix, effect_in(history, fix))
    return known[2]


def standing_sentences(one: Standing, today: date) -> list[str]:
    """Return what is said of a measure: verdict, promise, chance, word, fixes, and who saw it."""
    return [said for said in _sentences(one, today) if said]


def _sentences(one: Standing, today: date) -> Iterator[str]:
    measure, finding = one.measure, one.finding
    if finding.last is None:
        return
    yield one.sentence_beside
    yield one.promise_sentence
    if one.verdict in CHANGED:
        yield by_chance(measure.sensitivity, measure.cadence)
    if one.word:
        yield explanation_line(one.word)
    for standing in one.fixes[: -MOST_FIXES - 1 : -1]:
        yield fix_line(one.as_recorded, standing.fix, standing.effect, today)
    if one.signal and (one.verdict in CHANGED or one.told_on):
        yield seen_line(one.signal.looked_on, today, one.told_on)
