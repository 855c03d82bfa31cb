"""The own pulse beside one service measure, with a lag: together, not because (R7, L5).

**What is paired.** Read are the 52 weeks up to today. Every value of the measure is paired with the
answer of the week that lies `lag` weeks before the week in which the value's period ended. Without
that answer there is no pair.

**Low**: the answer lies below the median of the answers to that question in these weeks (the
person's own usual; half of the weeks at most are low, and none is if all are alike).

**Worse**: the value is worse than the median of the values in the pairs (the measure's usual in
these weeks), in the direction that counted then; for a band, it lies farther off the band.

**Said** is how many of the weeks after a low one were worse, beside how many of the others were.
Nothing is said of fewer than `LEAST_PAIRS` pairs or fewer than `LEAST_LOW` low ones. A lag that is
longer than the time from the first answer to the last value is refused.

None of this is in any export: pictures, scorecards and reviews are made of other queries.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from tracker.app.tracker import Tracker
from tracker.domain.errors import InvalidInput
from tracker.domain.evaluation import PULSE_FIELDS
from tracker.domain.measure import Better, Measure, Version, show_value
from tracker.domain.period import Period
from tracker.report.wording import number_of

LONGEST_LAG, WEEKS = 8, 52
LEAST_PAIRS, LEAST_LOW = 8, 3
WEEK = timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class PulseAnswer:
    """One week's answer; `low` is below the person's own median."""

    week: date
    value: int
    low: bool


@dataclass(frozen=True, slots=True)
class PulsePair:
    """A value of the measure, the week it is seen in, and the answer it is paired with."""

    period: Period
    week: date
    value: float
    shown: str
    answer: PulseAnswer | None = None
    worse: bool = False


@dataclass(frozen=True, slots=True)
class PulseComparison:
    """Both series, oldest first. `usual` is the median of the paired values, if there are any."""

    measure: Measure
    field: str
    lag: int
    answers: tuple[PulseAnswer, ...]
    values: tuple[PulsePair, ...]
    middle: float | None = None
    usual: float | None = None

    @property
    def pairs(self) -> tuple[PulsePair, ...]:
        """The values that have an answer."""
        return tuple(one for one in self.values if one.answer)

    @property
    def after_low(self) -> tuple[PulsePair, ...]:
        """The values after a low week."""
        return tuple(one for one in self.pairs if one.answer and one.answer.low)

    @property
    def after_others(self) -> tuple[PulsePair, ...]:
        """The values after the other weeks."""
        return tuple(one for one in self.pairs if one.answer and not one.answer.low)

    @property
    def enough(self) -> bool:
        """Whether there is enough to count."""
        return len(self.pairs) >= LEAST_PAIRS and len(self.after_low) >= LEAST_LOW


def pulse_comparison(
    tracker: Tracker, measure_id: int, today: date, lag: int = 0, field: str = "energy"
) -> PulseComparison:
    """Read a question of the pulse beside a measure; raise `InvalidInput` for a lag too long."""
    measure = tracker.measures.get(measure_id)
    answers = _answers(tracker, field, today)
    values = _values(tracker, measure, today)
    check_lag(lag, answers, values)
    by_week = {one.week: one for one in answers}
    paired = [_paired(one, by_week.get(one.week - lag * WEEK)) for one in values]
    known = [one for one in paired if one.answer]
    if known:
        usual = median(_badness(measure, one) for one in known)
        paired = [_judged(measure, one, usual) for one in paired]
    return PulseComparison(
        measure,
        field,
        lag,
        tuple(answers),
        tuple(paired),
        median(one.value for one in answers) if answers else None,
        median(one.value for one in known) if known else None,
    )


def check_lag(lag: int, answers: Sequence[PulseAnswer], values: Sequence[PulsePair]) -> None:
    """Refuse a lag out of 0 to 8, or one that is longer than what was logged."""
    if not 0 <= lag <= LONGEST_LAG:
        raise InvalidInput("lag", f"{lag} weeks is no lag", f"Choose 0 to {LONGEST_LAG} weeks.")
    if not answers or not values or not lag:
        return
    span = (values[-1].week - answers[0].week) // WEEK
    if lag > span:
        weeks = number_of(max(span, 0), "week")
        raise InvalidInput(
            "lag",
            f"A lag of {lag} weeks is longer than the {weeks} from your first answer to the last"
            " value",
            "Choose a shorter one.",
        )


def asked_fields(tracker: Tracker) -> list[str]:
    """Return the questions that were ever answered; energy always."""
    counts = ", ".join(f"count({field})" for field in PULSE_FIELDS)
    (row,) = tracker.file.query(f"SELECT {counts} FROM pulse")  # noqa: S608 - names of ours
    return [
        field
        for field, count in zip(PULSE_FIELDS, row, strict=True)
        if count or field == PULSE_FIELDS[0]
    ]


def _answers(tracker: Tracker, field: str, today: date) -> list[PulseAnswer]:
    if field not in PULSE_FIELDS:
        raise InvalidInput("field", "That is not asked", f"Choose from: {', '.join(PULSE_FIELDS)}.")
    rows = tracker.file.query(
        f"SELECT week, {field} FROM pulse WHERE {field} IS NOT NULL"  # noqa: S608 - names of ours
        " AND week BETWEEN ? AND ? ORDER BY week",
        _since(today),
        today.isoformat(),
    )
    middle = median(value for _, value in rows) if rows else 0
    return [PulseAnswer(date.fromisoformat(week), value, value < middle) for week, value in rows]


def _since(today: date) -> str:
    return (Period.of(today).start - (WEEKS - 1) * WEEK).isoformat()


def _values(tracker: Tracker, measure: Measure, today: date) -> list[PulsePair]:
    rows = tracker.file.query(
        "SELECT start, value FROM evaluation WHERE measure_id = ? AND value IS NOT NULL"
        " AND start BETWEEN ? AND ? ORDER BY start",
        measure.id,
        _since(today),
        today.isoformat(),
    )
    found = []
    for start, value in rows:
        period = Period(date.fromisoformat(start), measure.cadence)
        shown = show_value(value, measure.scale, measure.on(period.end).unit)
        found.append(PulsePair(period, Period.of(period.end).start, value, shown))
    return found


def _paired(one: PulsePair, answer: PulseAnswer | None) -> PulsePair:
    return PulsePair(one.period, one.week, one.value, one.shown, answer)


def _judged(measure: Measure, one: PulsePair, usual: float) -> PulsePair:
    worse = one.answer is not None and _badness(measure, one) > usual
    return PulsePair(one.period, one.week, one.value, one.shown, one.answer, worse)


def _badness(measure: Measure, one: PulsePair) -> float:
    """Return a figure that is the greater the worse a value is."""
    version: Version = measure.on(one.period.end)
    if version.better is Better.HIGHER:
        return -one.value
    if version.better is Better.BAND and version.low is not None and version.high is not None:
        return max(version.low - one.value, one.value - version.high, 0.0)
    return one.value
