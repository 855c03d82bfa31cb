"""The trend of one measure: the picture that screen and paper paint, and what stands beside it.

A trend of twenty years is read each time the page shows it, so rows become points in one pass.

Two things surround it on the person's own screen alone, and scorecards and reviews are made without
them. A stop touches the measures of the services that depend on its link; what is drawn names the
link, never the cause: causes and effects stay in this file. That a measure is watched tells of a
decision its customer may not know: nothing exported shows it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import NamedTuple

from tracker.app.customers.notes import events_from_notes
from tracker.app.decisions.queries import watch_days
from tracker.app.signals.standing import Standing
from tracker.app.sparks import TrendOwner, spark_of
from tracker.app.tracker import Tracker
from tracker.app.trends.forecasts import fan_points, with_forecast
from tracker.app.trends.judged import judged
from tracker.detection import Verdict
from tracker.domain.customer import Customer, Tier
from tracker.domain.evaluation import Event, asked_for
from tracker.domain.finding import Finding
from tracker.domain.measure import AREA_NAMES, Better, Measure, Version, show_promise, show_value
from tracker.domain.period import WEEKS, Cadence, Period, periods
from tracker.report.charts.picture import (
    NOT_LOGGED,
    SKIPPED,
    Flag,
    Gap,
    Point,
    Span,
    Stretch,
    TrendPicture,
)
from tracker.report.charts.spark import Mark, SparkPicture
from tracker.report.dates import period_name
from tracker.report.text.forecasts import DRIFTING

_STOPS = """SELECT DISTINCT s.id, s.started_on, s.ended_on, l.who, l.what
FROM stop AS s JOIN link AS l ON l.id = s.link_id JOIN link_service AS d ON d.link_id = l.id
JOIN measure AS m ON m.service_id = d.service_id
WHERE m.id = ? AND s.started_on <= ? AND coalesce(s.ended_on, ?) >= ? ORDER BY s.started_on, s.id"""
_OWN_STOPS = """SELECT s.id, s.started_on, s.ended_on, s.what
FROM own_stop AS s JOIN measure AS m ON m.customer_id = s.customer_id
AND (s.service_id IS NULL OR s.service_id = m.service_id)
WHERE m.id = ? AND s.started_on <= ? AND coalesce(s.ended_on, ?) >= ? ORDER BY s.started_on, s.id"""
DAYS = {
    Cadence.WEEKLY: 7,
    Cadence.FORTNIGHTLY: 14,
    Cadence.MONTHLY: 30.4,
    Cadence.QUARTERLY: 91.3,
}
FEWEST = 8
AHEAD_IN_SMALL = 5  # periods of a slide that a small trend looks ahead
BETTER_WORDS = {
    Better.HIGHER: "higher is better",
    Better.LOWER: "lower is better",
    Better.BAND: "best within the band",
}
LONGEST_GAP_LIST = 2000
LEAST_PERIODS = 13


def promises(measure: Measure, first: date, last: date) -> Iterator[Stretch]:
    """Yield what was promised from one day to another, oldest first."""
    ends = [version.valid_from - timedelta(days=1) for version in measure.versions[1:]] + [last]
    for at, (version, end) in enumerate(zip(measure.versions, ends, strict=True)):
        begin = first if at == 0 else max(first, version.valid_from)
        if version.has_promise and begin <= min(end, last):
            yield _promise(measure, version, begin, min(end, last))


def _promise(measure: Measure, version: Version, first: date, last: date) -> Stretch:
    low, high = version.low, version.high
    if version.better is Better.HIGHER:
        low = version.promise
    elif version.better is Better.LOWER:
        high = version.promise
    return Stretch(first, last, low, high, label=show_promise(version, measure.scale))


def with_stops(
    tracker: Tracker, measure_id: int, picture: TrendPicture, today: date
) -> TrendPicture:
    """Return the picture with the stops that touched its measure; an open one lasts to today."""
    ends = picture.last.isoformat(), today.isoformat(), picture.first.isoformat()
    found = tracker.file.query(_STOPS, measure_id, *ends)
    mine = tracker.file.query(_OWN_STOPS, measure_id, *ends)
    stops = [
        Span(first, max(first, last), label, kind)
        for label, started, ended, kind in (
            *((label_of(who, what), *days, "stop") for _, *days, who, what in found),
            *((f"{what}, from me", *days, "own_stop") for _, *days, what in mine),
        )
        for first, last in [(date.fromisoformat(started), _day(ended) or today)]
    ]
    return replace(picture, spans=(*picture.spans, *stops)) if stops else picture


def label_of(who: str, what: str) -> str:
    """Name what did not arrive and from whom."""
    return f"{what}, {who}" if what else who


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def with_context(
    tracker: Tracker, measure: Measure, picture: TrendPicture, today: date
) -> TrendPicture:
    """Return the picture with the stops that touched its measure, and the weeks it is watched."""
    picture = with_stops(tracker, measure.id, picture, today)
    spans = tuple(
        Span(begin, min(end, picture.last), f"watched: {title}", "watched")
        for begin, end, title in watch_days(tracker, measure)
        if begin <= picture.last and end >= picture.first
    )
    return replace(picture, spans=(*picture.spans, *spans)) if spans else picture


def trend_of(tracker: Tracker, one: Standing, weeks: int, *, good: bool = False) -> SparkPicture:
    """Return the last weeks of a measure, marked as on every chart; gaps stay gaps.

    Good news that has no day of its own colours the whole trend; of what is below its promise
    though nothing changed, the newest value is marked.
    """
    measure, finding = one.measure, one.finding
    periods = max(round(weeks * 7 / DAYS[measure.cadence]), FEWEST)
    rows = tracker.evaluations.latest(measure.id, date.max, periods)
    if not rows:
        return SparkPicture(())
    last = Period(rows[-1].start, measure.cadence)
    spark = spark_of(TrendOwner(measure, one.customer), rows, last, finding, periods)
    marks = spark.marks
    if one.verdict is Verdict.BELOW_PROMISE and not good:
        back = last - Period(finding.last, measure.cadence) if finding.last else len(marks)
        newest = len(marks) - 1 - back
        marks = tuple(Mark.WORSE if at == newest else mark for at, mark in enumerate(marks))
    return spark._replace(
        marks=marks,
        tone=Mark.BETTER if good and Mark.BETTER not in marks else Mark.USUAL,
        ahead=_ahead(one, last),
    )


def _ahead(one: Standing, newest: Period) -> tuple[tuple[float, float, float], ...]:
    """Return where a slide leads in the next periods, as far as the scale goes."""
    found = one.finding.forecast
    if found is None or one.verdict not in DRIFTING or one.customer.tier is Tier.MAINTAIN:
        return ()
    points = fan_points(one.measure, newest, found, range(AHEAD_IN_SMALL + 1))
    return tuple((point.low, point.middle, point.high) for point in points)


@dataclass(frozen=True, slots=True)
class ChartNote:
    """What was written about a period; a private one is for this person's eyes only."""

    period: Period
    text: str
    private: bool = False


@dataclass(frozen=True, slots=True)
class TrendSheet:
    """Everything the page of one measure shows; `notes` and `events` newest first.

    The picture may leave the house; the notes may not.
    """

    measure: Measure
    customer: Customer
    picture: TrendPicture
    notes: tuple[ChartNote, ...]
    events: tuple[Event, ...]
    ever_logged: bool


class _ShownPeriods(NamedTuple):
    """The first and last period shown, the one that runs today, and the first ever asked for."""

    first: Period
    last: Period
    running: Period
    begun: Period


class _PeriodRow(NamedTuple):
    """What was logged for a period."""

    start: date
    value: float | None
    skipped: str | None
    note: str
    private_note: str


def trend_picture(
    tracker: Tracker,
    measure_id: int,
    today: date,
    first: date | None = None,
    until: date | None = None,
    *,
    known: tuple[Measure, Finding] | None = None,
) -> TrendPicture:
    """Return the picture from `first` (None: everything) to the period that holds `until`.

    Without `until` it ends with the period that holds `today`, or with the newest value behind it.
    `known` is the measure and its finding as they stood on another day than now.
    """
    measure, finding = known or (tracker.measures.get(measure_id), None)
    window = _window(measure, tracker.evaluations.span(measure_id), today, first)
    if until is not None:
        last = Period.of(until, measure.cadence, measure.phase)
        window = window._replace(first=min(window.first, last), last=last)
    rows, events = _rows(tracker, measure, window), _events(tracker, measure, window)
    customer = tracker.customers.get(measure.customer_id)
    picture = _picture(measure, customer, rows, events, window, events_from_notes(tracker))
    return judged(tracker, measure, customer, picture, today, finding).for_sharing


def trend_sheet(
    tracker: Tracker, measure_id: int, today: date, weeks: int | None = None
) -> TrendSheet:
    """Return the newest `weeks` weeks of a measure (None: everything), from its first value on.

    A young measure is not drawn at the far end of an empty year: its window begins with its first
    value, and holds 13 periods at least.
    """
    measure = tracker.measures.get(measure_id)
    customer = tracker.customers.get(measure.customer_id)
    span = tracker.evaluations.span(measure_id)
    running = Period.of(today, measure.cadence, measure.phase)
    young = (running + (1 - LEAST_PERIODS)).start
    begins = min(span[0], young) if span else young
    window = _window(measure, span, today, max(window_start(today, weeks) or begins, begins))
    rows, events = _rows(tracker, measure, window), _events(tracker, measure, window)
    picture = _picture(measure, customer, rows, events, window, events_from_notes(tracker))
    picture = judged(tracker, measure, customer, picture, today)
    picture = with_forecast(tracker, measure, customer, picture, today)
    return TrendSheet(
        measure,
        customer,
        with_context(tracker, measure, picture, today),
        tuple(_notes(measure, rows)),
        tuple(reversed(events)),
        span is not None,
    )


def window_start(today: date, weeks: int | None) -> date | None:
    """Return the first day of a window of so many weeks up to today; None for everything."""
    return None if weeks is None else Period.of(today).start - timedelta(weeks=weeks - 1)


def _window(
    measure: Measure, span: tuple[date, date] | None, today: date, first: date | None
) -> _ShownPeriods:
    running = Period.of(today, measure.cadence, measure.phase)
    last = max(running, Period(span[1], measure.cadence)) if span else running
    if first is None:
        first = span[0] if span else (last + (1 - LEAST_PERIODS)).start
    promised = measure.versions[0].valid_from
    asked = min(promised, span[0]) if span else promised
    shown, begun = (Period.of(day, measure.cadence, measure.phase) for day in (first, asked))
    return _ShownPeriods(shown, last, running, begun)


def _picture(
    measure: Measure,
    customer: Customer,
    rows: list[_PeriodRow],
    events: list[Event],
    window: _ShownPeriods,
    private: frozenset[int] = frozenset(),
) -> TrendPicture:
    area = f"{AREA_NAMES[measure.area]} · " if measure.area else ""
    unit = measure.now.unit
    first, last = window.first.start, window.last.end
    return TrendPicture(
        title=measure.name,
        subtitle=f"{customer.name} · {area}{f'{unit}, ' if unit else ''}"
        f"{BETTER_WORDS[measure.now.better]}",
        first=first,
        last=last,
        scale=measure.scale,
        unit=unit,
        points=tuple(_points(measure, rows, floor=customer.only_floor)),
        gaps=tuple(_gaps(measure, customer, rows, window)),
        promises=tuple(promises(measure, first, last)),
        flags=tuple(_flag(one, private) for one in events),
        rhythm_days=DAYS[measure.cadence],
    )


def _flag(one: Event, private: frozenset[int]) -> Flag:
    general = one.customer_id is None and one.measure_id is None
    return Flag(one.happened_on, one.title, private=one.id in private, general=general)


def _rows(tracker: Tracker, measure: Measure, window: _ShownPeriods) -> list[_PeriodRow]:
    rows = tracker.file.query(
        "SELECT start, value, skipped, note, private_note FROM evaluation"
        " WHERE measure_id = ? AND start BETWEEN ? AND ? ORDER BY start",
        measure.id,
        window.first.start.isoformat(),
        window.last.start.isoformat(),
    )
    return [_PeriodRow(date.fromisoformat(start), *said) for start, *said in rows]


def _points(measure: Measure, rows: list[_PeriodRow], *, floor: bool) -> Iterator[Point]:
    """Yield a point a value, each judged by the promise that counted on its period's last day.

    With `floor` only its floor counts.
    """
    version, *ahead = measure.versions
    judged: dict[float, tuple[str, bool | None]] = {}
    for start, value, _, note, _ in rows:
        if value is None:
            continue
        period = Period(start, measure.cadence)
        while ahead and ahead[0].valid_from <= period.end:
            version = ahead.pop(0)
            judged.clear()
        if (known := judged.get(value)) is None:
            shown = show_value(value, measure.scale, version.unit)
            kept = version.as_judged(floor_only=floor).keeps(value)
            known = judged[value] = shown, kept
        yield Point(start, value, period_name(period, year=True), known[0], note, kept=known[1])


def _gaps(
    measure: Measure, customer: Customer, rows: list[_PeriodRow], window: _ShownPeriods
) -> Iterator[Gap]:
    """Yield the periods without a figure that were skipped, or asked for and not logged."""
    reasons = {row.start: row.skipped for row in rows if row.value is None}
    valued = {row.start for row in rows if row.value is not None}
    last = window.last
    begins = max(window.first, Period(rows[0].start, measure.cadence) if rows else window.begun)
    if last - begins > LONGEST_GAP_LIST:
        begins = last + -LONGEST_GAP_LIST
    for day in _starts(begins, last):
        if day in valued:
            continue
        period, why = Period(day, measure.cadence), reasons.get(day)
        due = day < window.running.start and asked_for(measure, customer, period.end)
        if why or due or day in reasons:
            said = f"{SKIPPED}: {why}" if why else NOT_LOGGED
            yield Gap(day, period_name(period, year=True), said)


def _starts(first: Period, last: Period) -> Iterator[date]:
    if weeks := WEEKS.get(first.cadence):
        days = range(first.start.toordinal(), last.start.toordinal() + 1, 7 * weeks)
        return map(date.fromordinal, days)
    return (period.start for period in periods(first, last))


def _notes(measure: Measure, rows: list[_PeriodRow]) -> Iterator[ChartNote]:
    for start, _, _, note, private_note in reversed(rows):
        if note:
            yield ChartNote(Period(start, measure.cadence), note)
        if private_note:
            yield ChartNote(Period(start, measure.cadence), private_note, private=True)


def _events(tracker: Tracker, measure: Measure, window: _ShownPeriods) -> list[Event]:
    return tracker.events.where(
        "happened_on BETWEEN ? AND ? AND coalesce(measure_id, ?) = ? "
        "AND coalesce(customer_id, ?) = ?",
        window.first.start.isoformat(),
        window.last.end.isoformat(),
        measure.id,
        measure.id,
        measure.customer_id,
        measure.customer_id,
        order="happened_on, id",
    )
