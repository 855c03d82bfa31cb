"""Where an axis carries figures: round values, calendar days, and how far a chart reaches.

Pure functions that screen and paper share, so that both charts carry the same figures.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Final

from tracker.detection.scale import Scale, decimals, scale_ends
from tracker.domain.number import grouped
from tracker.report.charts.picture import TrendPicture
from tracker.report.charts.spark import Mark
from tracker.report.dates import medium_day, medium_month

LARGEST: Final = 1e15
SMALLEST: Final = 1e-15
RATING_RANGE: Final = (0.8, 5.2)
YESNO_RANGE: Final = (-0.15, 1.15)
PERCENT_SIGN: Final = "\u202f%"
WHOLE: Final = frozenset({Scale.RATING, Scale.COUNT, Scale.YESNO})
_NICE: Final = (1.0, 2.0, 2.5, 5.0, 10.0)
_DAY_STEPS: Final = (1, 7, 14)
_MONTH_STEPS: Final = (1, 3, 6, 12, 24, 60, 120, 240, 600)
_SUFFIXES: Final = ((1e12, "tn"), (1e9, "bn"), (1e6, "M"))
_PAD: Final = 0.08
_ZERO_IS_NEAR: Final = 0.3
_LEAST_PERCENT_SPANS: Final = (10.0, 2.0, 1.0)
"""What an axis of percentages spans at least, by the decimals that its values show."""


def value_ticks(low: float, high: float, wanted: int, *, whole: bool = False) -> list[float]:
    """Give about `wanted` round values (1, 2, 2.5, 5 × 10ⁿ) between two finite ends, included."""
    if not high > low:
        return [low]
    finest = 4 * math.ulp(max(abs(low), abs(high)))
    step = nice_step(max((high - low) / max(wanted, 1), finest))
    step = max(step, 1.0) if whole else step
    digits = max(0, 2 - math.floor(math.log10(step)))
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return [round(index * step, digits) + 0.0 for index in range(first, last + 1)]


def nice_step(least: float) -> float:
    """Give the smallest of 1, 2, 2.5, 5 × 10ⁿ that is not below `least` (above 0)."""
    exponent = math.floor(math.log10(least))
    for nice in _NICE:
        step = float(f"{nice}e{exponent}")
        if step >= least * (1 - 1e-9):
            return step
    return float(f"1e{exponent + 1}")


def number_label(value: float, step: float, *, full: bool = False) -> str:
    """Write a value as finely as `step` needs: `0.25`, `12 000`, `1.5M`, `2e−9`.

    `full` keeps zeros at the end, for levels that stand side by side: `1.0–2.4`.
    """
    if step < 1e-9:
        mantissa, _, exponent = f"{value:.2e}".partition("e")
        plain = f"{mantissa.rstrip('0').rstrip('.')}e{int(exponent)}" if value else "0"
        return plain.replace("-", "−")
    for size, suffix in _SUFFIXES:
        if abs(value) >= size and step >= size / 1000:
            return number_label(value / size, step / size, full=full) + suffix
    decimals = next((n for n in range(12) if abs(round(step, n) - step) < step * 1e-6), 12)
    text = f"{value:.{decimals}f}"
    text = text.rstrip("0").rstrip(".") if "." in text and not full else text
    return "0" if not text.strip("-0.") else grouped(text.replace("-", "−"))


def level_label(value: float, low: float, high: float) -> str:
    """Write a level, such as the usual value, as finely as an axis from `low` to `high` shows."""
    span = high - low
    return number_label(value, 10.0 ** math.floor(math.log10(span / 10)), full=True)


def axis_labels(picture: TrendPicture, wanted: int) -> list[tuple[float, str]]:
    """Give the values that the chart's value axis names, with their words, lowest first.

    None where nothing was logged or promised: no one knows then how far it reaches.
    """
    if picture.scale is Scale.YESNO:
        return [(0.0, "no"), (1.0, "yes")]
    if picture.scale is Scale.RATING:
        return [(float(value), str(value)) for value in range(1, 6)]
    if picture.scale is not Scale.PERCENT and not any(True for _ in _levels(picture)):
        return []
    low, high = value_range(picture)
    values = value_ticks(low, high, wanted, whole=picture.scale in WHOLE)
    step = values[1] - values[0] if len(values) > 1 else (high - low) / 2
    step = nice_step(step * 0.999) if step > 0 else 1.0
    suffix = PERCENT_SIGN if picture.scale is Scale.PERCENT else ""
    return [(value, number_label(value, step) + suffix) for value in values]


def value_range(picture: TrendPicture) -> tuple[float, float]:
    """Choose what the value axis spans: values, promises and usual ranges, with some air.

    What lies far out is not among them: it is drawn at the edge, with its figure.
    """
    if picture.scale is Scale.RATING:
        return RATING_RANGE
    if picture.scale is Scale.YESNO:
        return YESNO_RANGE
    ends = scale_ends(picture.scale)
    levels = list(_levels(picture))
    if not levels:
        return (0.0, 100.0) if picture.scale is Scale.PERCENT else (0.0, 1.0)
    least, most = _within(min(levels), ends), _within(max(levels), ends)
    low, high = _widened(least, most, _least_span(picture))
    near_zero = 0 <= least <= _ZERO_IS_NEAR * most
    return _within(0.0 if near_zero else low, ends), _within(high, ends)


def close_range(picture: TrendPicture) -> tuple[float, float]:
    """Choose what a small chart spans: values, promises and levels, with a little air."""
    if picture.scale is Scale.YESNO:
        return YESNO_RANGE
    if picture.scale is Scale.RATING:
        return RATING_RANGE
    middles = tuple(replace(one, low=None, high=None) for one in picture.usual)
    levels = list(_levels(replace(picture, usual=middles, ratings=())))
    if not levels:
        return 0.0, 1.0
    ends = (-LARGEST, LARGEST)
    return _widened(_within(min(levels), ends), _within(max(levels), ends), _least_span(picture))


def _least_span(picture: TrendPicture) -> float:
    """Say what an axis spans at least: one of noise alone should not look like change."""
    if picture.scale is Scale.PERCENT:
        values = [point.value for point in picture.points]
        return _LEAST_PERCENT_SPANS[decimals(values, len(_LEAST_PERCENT_SPANS) - 1)]
    return 2.0 if picture.scale in WHOLE else 0.0


def date_ticks(first: date, last: date, wanted: int) -> list[tuple[date, str]]:
    """Give at most `wanted` days (at least one) to name, each with its label, oldest first.

    Days, Mondays, months, quarters, half-years or years, as the span asks; a January says its year.
    """
    if last < first:
        return []
    wanted = max(wanted, 1)
    for step in _DAY_STEPS:
        if (last - first).days // step <= wanted:
            days = _days(first, last, step)
            if 0 < len(days) <= wanted:
                return [(day, medium_day(day, day)) for day in days]
    for step in _MONTH_STEPS:
        days = _month_starts(first, last, step)
        if 0 < len(days) <= wanted:
            return [(day, _month_label(day)) for day in days]
    return [(first, medium_day(first, first))]


def _month_label(day: date) -> str:
    return str(day.year) if day.month == 1 else medium_month(day, day)


def _days(first: date, last: date, step: int) -> list[date]:
    """Return every day, or every Monday, or every second one."""
    ordinal = first.toordinal()
    start = ordinal if step == 1 else ordinal + (1 - ordinal) % 7
    return [date.fromordinal(at) for at in range(start, last.toordinal() + 1, step)]


def _month_starts(first: date, last: date, step: int) -> list[date]:
    since = first.year * 12 + first.month - 1 + (first.day > 1)
    until = last.year * 12 + last.month - 1
    return [
        date(at // 12, at % 12 + 1, 1)
        for at in range(since + -since % step, until + 1, step)
        if at // 12 <= date.max.year
    ]


def _levels(picture: TrendPicture) -> Iterable[float]:
    held = [*picture.promises, *picture.usual]
    near = [point.value for point in picture.points if point.mark is not Mark.ONE_OFF]
    found = near or [point.value for point in picture.points]
    found += [one.value for one in picture.ratings if one.value is not None]
    found += [point.middle for fan in picture.fans for point in fan.points]
    found += [
        level for one in held for level in (one.low, one.middle, one.high) if level is not None
    ]
    return (level for level in found if math.isfinite(level))


def _within(level: float, ends: tuple[float | None, float | None]) -> float:
    low = -LARGEST if ends[0] is None else ends[0]
    high = LARGEST if ends[1] is None else ends[1]
    return min(max(level, low), high)


def _widened(low: float, high: float, least: float) -> tuple[float, float]:
    size = max(abs(low), abs(high))
    if high - low <= max(size * 1e-9, SMALLEST):
        least = max(least, size * 0.4 if size > SMALLEST else 1.0)
    short = max(0.0, least - (high - low)) / 2
    low, high = low - short, high + short
    pad = max((high - low) * _PAD, 4 * math.ulp(size))
    return low - pad, high + pad
