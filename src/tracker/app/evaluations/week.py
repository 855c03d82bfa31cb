"""The check-in of one week: who is asked what, what is logged, and the own pulse above it.

Read on every start, so it costs a query a measure, and one more once measures were judged;
`read_again` reads one line after an entry, which keeps an entry as cheap after twenty years as
after one. What a week counts is decided in `due`.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from tracker.app.evaluations.due import AskedMeasure, asked_measure, asked_measures, asked_since
from tracker.app.sparks import SPARK_POINTS, TrendOwner, spark_of
from tracker.app.tracker import Tracker
from tracker.detection.scale import Scale
from tracker.domain.customer import Customer
from tracker.domain.evaluation import PULSE_FIELDS, CheckIn, Evaluation, EvaluationState
from tracker.domain.measure import AREA_NAMES, Measure, Version, show_promise, show_value
from tracker.domain.period import Period, falls_due
from tracker.report.charts.spark import SparkPicture

if TYPE_CHECKING:
    from tracker.store.rows import LoggedRow

    LatestAndOwn = tuple[list[LoggedRow], Evaluation | None]
    """The newest rows up to a period, and what it holds itself."""

PULSE_NAMES = {
    "energy": "Energy",
    "valued": "Valued",
    "listened": "Listened to",
    "cared": "Cared for",
}
ENERGY_WORDS = ("Empty", "Low", "Enough", "Good", "Full of it")
FELT_WORDS = ("Not at all", "Hardly", "Somewhat", "Mostly", "Very much")


class WeekLine(NamedTuple):
    """One measure in one week.

    `ends` says whether its period ends in this week, `due` whether the week asks for it, too: not
    before it was promised or logged, and never a draft.
    """

    customer: Customer
    measure: Measure
    period: Period
    ends: bool
    due: bool
    evaluation: Evaluation | None
    before: tuple[float, ...]  # the newest values before this period, oldest first
    spark: SparkPicture
    usual: float | None = None  # the level of what was found last

    @property
    def last(self) -> float | None:
        """The last value before this period."""
        return self.before[-1] if self.before else None

    @property
    def level(self) -> float | None:
        """About how large this measure's values are: by what was logged, else by the promise."""
        from tracker.domain.typed_number import level_of

        return level_of(self.before, self.version.promise)

    @property
    def version(self) -> Version:
        """The wording and promise that count in this period."""
        return self.measure.on(self.period.end)

    @property
    def state(self) -> EvaluationState:
        """Which of the five states this is."""
        if self.measure.draft:
            return EvaluationState.DRAFT
        if self.evaluation and self.evaluation.state is not EvaluationState.UNKNOWN:
            return self.evaluation.state
        return EvaluationState.UNKNOWN if self.due else EvaluationState.NOT_DUE

    @property
    def done(self) -> bool:
        """Whether nothing is left to say."""
        return self.evaluation is not None and self.evaluation.state is not EvaluationState.UNKNOWN

    @property
    def value(self) -> float | None:
        """What was logged."""
        return self.evaluation.value if self.evaluation else None

    @property
    def subtitle(self) -> str:
        """Area and unit, as in `Effectiveness · days`."""
        area = AREA_NAMES[self.measure.area] if self.measure.area else "Draft"
        unit = {"rating": "1–5", "percent": "%", "count": "count", "yesno": "yes / no"}
        shown = self.version.unit or unit.get(self.measure.scale, "")
        rhythm = "" if self.measure.cadence == "weekly" else f" · {self.measure.cadence}"
        return f"{area} · {shown}{rhythm}" if shown else f"{area}{rhythm}"

    @property
    def promise(self) -> str:
        """The promise as text, empty if there is none."""
        return show_promise(self.version, self.measure.scale)

    @property
    def last_shown(self) -> str:
        """The last value before this period as text, empty if there is none."""
        if self.last is None:
            return ""
        return show_value(self.last, self.measure.scale, self.version.unit)


class Group(NamedTuple):
    """One customer's lines."""

    customer: Customer
    lines: tuple[WeekLine, ...]


class WeekSheet(NamedTuple):
    """Everything a week's check-in shows.

    `left_out` are the measures that are not due or drafts.
    """

    week: Period
    groups: tuple[Group, ...]
    left_out: tuple[Measure, ...] = ()

    @property
    def hidden(self) -> int:
        """How many measures are left out: not due, or drafts."""
        return len(self.left_out)

    @property
    def drafts(self) -> int:
        """How many of those are drafts."""
        return sum(one.draft for one in self.left_out)

    @property
    def lines(self) -> list[WeekLine]:
        """Every line, in order."""
        return [line for group in self.groups for line in group.lines]

    @property
    def due(self) -> int:
        """How many measures are due."""
        return sum(line.due for line in self.lines)

    @property
    def logged(self) -> int:
        """How many of those are done."""
        return sum(line.due and line.done for line in self.lines)


def week_sheet(tracker: Tracker, week: Period, *, show_all: bool = False) -> WeekSheet:
    """Read a week; `show_all` brings measures that are not due, and drafts.

    What was put away since stands in the weeks that asked for it. A measure that came later can be
    filled in for a week before; it is not counted until then.
    """
    customers: dict[int, Customer] = {}
    lines: dict[int, list[WeekLine]] = {}
    left_out: list[Measure] = []
    for asked in asked_measures(tracker):
        if not asked.there(week):
            continue
        customer, measure = asked.customer, asked.measure
        if (asked.falls(week)[1] and not measure.draft) or show_all:
            customers[customer.id] = customer
            lines.setdefault(customer.id, []).append(_line(tracker, asked, week))
        else:
            left_out.append(measure)
    groups = (Group(customer, tuple(lines[key])) for key, customer in customers.items())
    return WeekSheet(week, tuple(groups), tuple(left_out))


def check_in_of(tracker: Tracker, week: Period) -> CheckIn | None:
    """Return how a week was closed, or what was answered before."""
    return tracker.check_ins.first(week=week.start)


def line_of(tracker: Tracker, measure_id: int, week: Period) -> WeekLine:
    """Read one line again."""
    measure = tracker.measures.get(measure_id)
    customer = tracker.customers.get(measure.customer_id)
    return _line(tracker, asked_measure(tracker, customer, measure), week)


def read_again(tracker: Tracker, line: WeekLine, week: Period) -> WeekLine:
    """Read what is logged for a line again; its customer and measure are as they were."""
    held = _latest_and_own(
        tracker, line.measure, falls_due(week, line.measure.cadence, line.measure.phase)[0]
    )
    recent, _ = held
    if recent:  # one day for which it was logged says that it is asked for: no need of the first
        asked = asked_since(line.customer, line.measure, recent[0].start)
    else:
        asked = asked_measure(tracker, line.customer, line.measure)
    return _line(tracker, asked, week, held)


def values_before(tracker: Tracker, measure_id: int, period: Period) -> tuple[float, ...]:
    """Return the newest values before a period, oldest first: what a new one is held against."""
    recent = tracker.evaluations.latest(measure_id, period.start, SPARK_POINTS)
    return _values(recent, period)


def _values(recent: list[LoggedRow], period: Period) -> tuple[float, ...]:
    return tuple(one.value for one in recent if one.value is not None and one.start < period.start)


def _latest_and_own(tracker: Tracker, measure: Measure, period: Period) -> LatestAndOwn:
    return tracker.evaluations.latest_and_own(measure.id, period.start, SPARK_POINTS)


def _line(
    tracker: Tracker, asked: AskedMeasure, week: Period, held: LatestAndOwn | None = None
) -> WeekLine:
    measure = asked.measure
    period, ends = asked.falls(week)
    recent, own = held or _latest_and_own(tracker, measure, period)
    latest = tracker.judge.latest(measure.id) if recent and tracker.judges else None
    return WeekLine(
        asked.customer,
        measure,
        period,
        ends,
        ends and asked.asks(week),
        own,
        _values(recent, period),
        spark_of(TrendOwner(measure, asked.customer), recent, period, latest),
        latest.usual if latest else None,
    )


class PulseLine(NamedTuple):
    """One question of the pulse; `last` is the newest answer before this week."""

    field: str
    week: date
    value: int | None
    last: int | None
    spark: SparkPicture

    @property
    def name(self) -> str:
        """What is asked, in a word or two."""
        return PULSE_NAMES[self.field]

    @property
    def words(self) -> tuple[str, ...]:
        """The five words for 1 to 5."""
        return ENERGY_WORDS if self.field == "energy" else FELT_WORDS


def pulse_lines(tracker: Tracker, week: Period, *, more: bool = False) -> tuple[PulseLine, ...]:
    """Return the energy line, or all four; weeks without an answer are gaps."""
    rows = tracker.file.query(
        f"SELECT week, {', '.join(PULSE_FIELDS)} FROM pulse"  # noqa: S608 - names of ours
        " WHERE week <= ? ORDER BY week DESC LIMIT ?",
        week.start.isoformat(),
        SPARK_POINTS,
    )
    known = {date.fromisoformat(monday): answers for monday, *answers in rows}
    back = min(SPARK_POINTS - 1, week - Period(min(known, default=week.start)))
    weeks = [(week + step).start for step in range(-back, 1)]
    return tuple(
        _pulse_line(field, week.start, [known[day][at] if day in known else None for day in weeks])
        for at, field in enumerate(PULSE_FIELDS if more else PULSE_FIELDS[:1])
    )


def _pulse_line(field: str, week: date, answers: list[int | None]) -> PulseLine:
    before = [answer for answer in answers[:-1] if answer is not None]
    last = before[-1] if before else None
    spark = SparkPicture(tuple(answers), scale=Scale.RATING, least=SPARK_POINTS)
    return PulseLine(field, week, answers[-1], last, spark)
