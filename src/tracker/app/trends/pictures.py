"""The pictures beside a trend, read from the data: the heat map, and before and after of a fix.

Nothing in them is private: values and verdicts, the names of measures and fixes, no notes. The heat
map is customers by the six impact areas: in each cell the measures there, the worst first.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date

from tracker.app.signals.signs import Sign, sign_of
from tracker.app.signals.standing import (
    Standing,
    compared_from,
    effect,
    standings,
)
from tracker.app.tracker import Tracker
from tracker.app.trends.judged import WITH_UNIT
from tracker.app.trends.trend import trend_picture
from tracker.detection import Effect, Outcome, Verdict
from tracker.domain.correction import Fix
from tracker.domain.customer import TIER_NAMES, Customer
from tracker.domain.finding import Finding
from tracker.domain.measure import AREA_NAMES, Area, Measure
from tracker.domain.period import Period
from tracker.report.charts.picture import (
    EffectPicture,
    HeatCell,
    HeatLine,
    HeatPicture,
    Point,
    Stretch,
)
from tracker.report.text.news import age
from tracker.report.text.phrases import brief, figure, recorded
from tracker.report.text.verdicts import fix_sentence

HEAT_TITLE = "Customers by impact area"
MOST_BEFORE, LEAST_BEFORE = 52, 8
_WORKED = {Outcome.CHANGED_BETTER: True, Outcome.CHANGED_WORSE: False}


_ORDER = list(Sign)


@dataclass(frozen=True, slots=True)
class HeatEntry:
    """One measure in a cell: its last value (or how old that is), and how it stands in words.

    `shown` is what the cell says, `figure` the value alone.
    """

    measure_id: int
    name: str
    shown: str
    sign: Sign
    said: str
    figure: str = ""

    @property
    def told(self) -> str:
        """The measure in a line."""
        return f"{self.name}: {self.figure or 'no value yet'}. {self.said}"


Cell = tuple[HeatEntry, ...]


@dataclass(frozen=True, slots=True)
class HeatRow:
    """One customer: a cell for each area, empty where nothing is measured."""

    customer_id: int
    name: str
    tier: str
    cells: tuple[Cell, ...]


def heat_rows(
    customers: Iterable[Customer], standings: Iterable[Standing], today: date
) -> tuple[HeatRow, ...]:
    """Return a row for each customer, in their order."""
    cells: dict[tuple[int, Area | None], list[HeatEntry]] = {}
    for one in standings:
        key = (one.customer.id, one.measure.area)
        cells.setdefault(key, []).append(_entry(one, today))
    return tuple(
        HeatRow(
            customer.id,
            customer.name,
            TIER_NAMES[customer.tier] if customer.tier else "not placed",
            tuple(_heat_cell(cells.get((customer.id, area), [])) for area in Area),
        )
        for customer in sorted(customers, key=lambda one: one.rank)
    )


def _heat_cell(entries: list[HeatEntry]) -> Cell:
    return tuple(sorted(entries, key=lambda entry: _ORDER.index(entry.sign)))


def _entry(one: Standing, today: date) -> HeatEntry:
    measure, finding = one.measure, one.finding
    sign = sign_of(one)
    shown = "" if finding.value is None else brief(measure, finding.value)
    if sign is Sign.OLD and finding.last is not None:
        shown = age(max((today - Period(finding.last, measure.cadence).end).days // 7, 1))
    label = "One-off" if one.one_off and sign is Sign.ONE_OFF else one.label.text
    told = " ".join(part for part in (one.sentence, one.promise_sentence) if part)
    # What lies below its promise is called as its sentence says it: once is enough.
    once = told.startswith(label) or one.verdict is Verdict.BELOW_PROMISE
    said = told if once else f"{label}. {told}"
    cell = f"{shown}, learning" if sign is Sign.LEARNING else shown
    return HeatEntry(measure.id, measure.name, cell, sign, said, shown)


def heat_picture(
    tracker: Tracker,
    today: date,
    customers: Collection[int] | None = None,
    *,
    shared_only: bool = False,
) -> HeatPicture:
    """Return customers by areas as they stand; `customers` are the ids of those shown, or None.

    With `shared_only` a measure that is kept private is not there at all.
    """
    active = tracker.customers.where("archived_on IS NULL")
    shown = [one for one in active if customers is None or one.id in customers]
    ids = {one.id for one in shown}
    found = [
        one
        for one in standings(tracker, today)
        if one.customer.id in ids and (one.measure.shared or not shared_only)
    ]
    return heat_of(shown, found, today)


def heat_of(customers: Iterable[Customer], found: Iterable[Standing], today: date) -> HeatPicture:
    """Return these customers by areas, with how these measures stand on a day."""
    return HeatPicture(
        HEAT_TITLE,
        tuple(AREA_NAMES[area] for area in Area),
        tuple(
            HeatLine(row.name, row.tier, tuple(_cell(cell) for cell in row.cells))
            for row in heat_rows(customers, found, today)
        ),
        today,
    )


def effect_picture(
    tracker: Tracker,
    fix: Fix,
    today: date,
    *,
    known: tuple[Measure, Finding, Effect] | None = None,
    until: date | None = None,
) -> EffectPicture:
    """Return before and after of a fix: the values that were compared, both levels, the outcome.

    `known` is its measure, the finding and the effect as they stood on the day `until`.
    """
    measure = known[0] if known else tracker.measures.get(fix.measure_id)
    found = known[2] if known else effect(tracker, fix)
    began = compared_from(measure, fix)
    first, last = _days(tracker, measure, fix, began, found.before_count)
    judged = (measure, known[1]) if known else None
    trend = trend_picture(tracker, measure.id, today, first, last or until, known=judged)
    finding = known[1] if known else tracker.judge.finding(measure.id)
    measure = recorded(measure, finding.step)
    before = [one for one in trend.points if one.day < began.start][-found.before_count :]
    after = [one for one in trend.points if one.day >= began.start][: found.after_count]
    return EffectPicture(
        fix.what,
        f"{measure.name} · {trend.subtitle}",
        trend.first,
        trend.last,
        trend.scale,
        trend.unit,
        tuple(replace(one, note="") if one.note else one for one in trend.points),
        fix.started_on,
        _level(measure, found.before, before if found.before_count else [], "before"),
        _level(measure, found.after, after, "since"),
        trend.promises,
        fix_sentence(measure, fix, found),
        _WORKED.get(found.outcome),
    )


def _cell(cell: Cell) -> HeatCell | None:
    if not cell:
        return None
    said = " ".join(one.told for one in cell)
    return HeatCell(cell[0].sign.value, cell[0].shown, len(cell), said)


def _days(
    tracker: Tracker, measure: Measure, fix: Fix, began: Period, counted: int
) -> tuple[date, date | None]:
    """Return where the picture begins, and where it ends for a fix that was given up.

    It begins with the values that were compared, or some periods earlier, but with a value.
    """
    starts = [start for start, _ in tracker.judge.history(measure).values if start < began.start]
    shown = max(min(counted, MOST_BEFORE), LEAST_BEFORE)
    first = starts[-shown:][0] if starts else began.start
    if fix.dropped_on is None:
        return first, None
    last = Period.of(fix.dropped_on, measure.cadence, measure.phase) + -1
    return first, max(last, began).start


def _level(measure: Measure, mean: float | None, counted: list[Point], name: str) -> Stretch | None:
    """Return the mean of what was compared as a level over its time."""
    if mean is None or not counted:
        return None
    last = Period(counted[-1].day, measure.cadence).end
    label = f"{figure(measure, mean, unit=measure.scale in WITH_UNIT)} {name}"
    return Stretch(counted[0].day, last, middle=mean, label=label)
