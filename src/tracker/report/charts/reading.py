"""A chart in words: what its legend names, and one period, point or gap as a line read aloud.

A legend names only what is drawn, in one order and one wording for both painters.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from tracker.domain.measure import Measure, show_promise
from tracker.domain.period import NOUN, Cadence, Period
from tracker.report.charts.frame import Frame, promised_areas
from tracker.report.charts.gaps import GAP_NAMES, placed_gaps
from tracker.report.charts.picture import CustomerRating, Gap, Point, Stretch, TrendPicture
from tracker.report.charts.spark import Mark
from tracker.report.charts.ticks import level_label
from tracker.report.dates import medium_day, medium_days, period_name, period_with_days
from tracker.report.wording import number_of

MARK_NAMES: Final = {
    Mark.WORSE: "worse than usual",
    Mark.BETTER: "better than usual",
    Mark.ONE_OFF: "one-off",
}
FLAG_NAMES: Final = {
    "revealed": "change noticed",
    "planned": "planned change",
    "began": "fix began",
    "earlier": "noticed by an earlier rule",
}
RATED, RATED_BESIDE = "customer’s rating", "customer’s rating, 1 to 5"
_PERIODS: Final = ((10, "week"), (21, "fortnight"), (60, "month"), (200, "quarter"))

AHEAD = "at this pace, with the range it may take"
FORESEEN = "what was foreseen"
Kind = Literal["mark", "promise", "range", "flag", "span", "rating", "fan", "gap"]
BETWEEN = " · "


@dataclass(frozen=True, slots=True)
class NamedMark:
    """One thing with its name; `what` is the mark, or the kind of flag or span."""

    kind: Kind
    name: str
    what: str = ""


def named(frame: Frame) -> list[NamedMark]:
    """Return what the legend of a frame names, in reading order."""
    picture = frame.picture
    marks = {point.mark for point in picture.points}
    period = next((name for most, name in _PERIODS if picture.rhythm_days < most), "value")
    found = [
        NamedMark("mark", MARK_NAMES.get(mark, period), mark) for mark in Mark if mark in marks
    ]
    found += [
        NamedMark("fan", FORESEEN if fan.past else AHEAD, "past" if fan.past else fan.mark)
        for fan in picture.fans
    ]
    if picture.ratings:
        beside = any(one.value is None for one in picture.ratings)
        found.append(NamedMark("rating", RATED_BESIDE if beside else RATED))
    # What has words of its own in the plot comes after what has none: a short row ends early.
    without = {GAP_NAMES[one.gap.skipped] for one in placed_gaps(frame)}
    found += [NamedMark("gap", name) for name in sorted(without, reverse=True)]
    if picture.promises:
        found.append(_promise_name(frame))
    if any(one.low is not None or one.high is not None for one in picture.usual):
        found.append(NamedMark("range", _range_name(frame, picture.usual[-1])))
    flags = sorted({flag.kind for flag in picture.flags})
    found += [NamedMark("flag", FLAG_NAMES.get(kind, kind), kind) for kind in flags]
    return found + [
        NamedMark("span", kind, kind) for kind in sorted({s.kind for s in picture.spans})
    ]


def _promise_name(frame: Frame) -> NamedMark:
    """Name the promised side, or the promise alone where its side lies beyond the plot."""
    sides = list(promised_areas(frame))
    return NamedMark("promise", "as promised", "side") if sides else NamedMark("promise", "promise")


def _range_name(frame: Frame, newest: Stretch) -> str:
    if newest.low is None or newest.high is None:
        name = "usual range"
    else:
        low = level_label(newest.low, frame.low, frame.high)
        name = f"usual range {low}–{frame.level(newest.high)}"
    return f"{name} (first guess)" if newest.first_guess else name


def reading(
    item: Point | Gap | CustomerRating, measure: Measure, beside: date | None = None
) -> str:
    """Read one point, gap or rating: period or day, value, promise kept or not, note or words."""
    if isinstance(item, CustomerRating):
        said = [medium_day(item.day, beside), f"{RATED}: {item.shown}"]
        said += [f"“{' '.join(item.words.split())}”"] if item.words else []
        return BETWEEN.join(said)
    period = Period(item.day, measure.cadence)
    words = [period_with_days(period, beside)]
    if isinstance(item, Gap):
        return BETWEEN.join([*words, item.reason])
    words.append(item.shown)
    if item.kept is not None:
        words.append(f"promise {show_promise(measure.on(period.end), measure.scale)} {kept(item)}")
    if item.note:
        words.append(f"“{' '.join(item.note.split())}”")
    return BETWEEN.join(words)


def read_aloud(item: Point | Gap | CustomerRating, measure: Measure, beside: date) -> str:
    """Read one as `reading` does, and how it is judged, for who cannot see how it is drawn."""
    judged = MARK_NAMES.get(item.mark, "") if isinstance(item, Point) else ""
    return BETWEEN.join(part for part in (reading(item, measure, beside), judged) if part)


def kept(point: Point) -> str:
    """Say in words whether a value keeps its promise; empty where nothing was promised."""
    return {True: "kept", False: "not kept", None: ""}[point.kept]


def last_words(picture: TrendPicture, measure: Measure) -> str:
    """Say what the last value is and when it was: `2.4 days in week 46`."""
    if not picture.points:
        return "Nothing logged in the time shown"
    newest = picture.points[-1]
    period = Period(newest.day, measure.cadence)
    if measure.cadence in {Cadence.MONTHLY, Cadence.QUARTERLY}:
        return f"{newest.shown} in {period_with_days(period)}"
    year = newest.day.isocalendar().year != picture.until.isocalendar().year
    return f"{newest.shown} in {period_name(period, year=year)}"


def promise_words(picture: TrendPicture, measure: Measure, *, floor: bool = False) -> str:
    """Say whether the last value keeps its promise; empty where nothing was promised.

    With `floor` only the floor counts, and is named.
    """
    if not picture.points or picture.points[-1].kept is None:
        return ""
    newest = picture.points[-1]
    version = measure.on(Period(newest.day, measure.cadence).end)
    judged = version.as_judged(floor_only=floor)
    noun = "Promise" if judged is version else "Floor"
    return f"{noun} {show_promise(judged, measure.scale)}: {kept(newest)}."


def gap_words(picture: TrendPicture) -> str:
    """Count what was skipped and what was not logged: `2 skipped, 1 not logged`; or nothing."""
    skipped = sum(gap.skipped for gap in picture.gaps)
    missed = len(picture.gaps) - skipped
    parts = [f"{skipped} skipped"] * bool(skipped) + [f"{missed} not logged"] * bool(missed)
    return ", ".join(parts)


def span_words(picture: TrendPicture, cadence: Cadence) -> str:
    """Say which time is shown, and what of it is there: `… · 49 weeks logged, 2 skipped`."""
    logged = f"{number_of(len(picture.points), NOUN[cadence])} logged"
    counted = ", ".join(part for part in (logged, gap_words(picture)) if part)
    return BETWEEN.join([medium_days(picture.first, picture.until), counted])


def in_order(picture: TrendPicture) -> list[Point | Gap | CustomerRating]:
    """Return points, gaps and the customer's ratings in the order of time."""
    items: list[Point | Gap | CustomerRating] = [*picture.points, *picture.gaps, *picture.ratings]
    return sorted(items, key=_day_of)


def _day_of(item: Point | Gap | CustomerRating) -> date:
    return item.day
