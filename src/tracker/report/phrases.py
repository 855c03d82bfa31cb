"""The words that sentences are made of: figures with units, plurals, days, rarity."""

from __future__ import annotations

from datetime import date

from tracker.detection import Sensitivity, rarity
from tracker.detection.scale import Scale
from tracker.domain.measure import Measure, show_value
from tracker.domain.number import decimals_of
from tracker.domain.period import MONTH_NAMES, NOUN, Cadence, Period

PERIODS_A_YEAR = {
    Cadence.WEEKLY: 52.0,
    Cadence.FORTNIGHTLY: 26.0,
    Cadence.MONTHLY: 12.0,
    Cadence.QUARTERLY: 4.0,
}
LONGEST_UNIT = 24
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_WHOLE = frozenset({Scale.RATING, Scale.COUNT})


def figure(measure: Measure, value: float, *, unit: bool = True, more: int = 0) -> str:
    """Write a mean of a measure with as many decimals as make sense, plus `more`; share of yes."""
    if measure.scale is Scale.YESNO:
        return show_value(value * 100, Scale.PERCENT, decimals=more)
    least = 1 if measure.scale in _WHOLE else 0
    decimals = max(decimals_of(measure.now.step), least) + more
    shown = show_value(value, measure.scale, short_unit(measure) if unit else "", decimals)
    return shown if unit else shown.removesuffix(" %")


def pair(measure: Measure, one: float, other: float) -> tuple[str, str]:
    """Write two means so that they differ to the eye where they do; the first has the unit."""
    for more in range(3):
        shown = figure(measure, one, more=more), figure(measure, other, unit=False, more=more)
        if figure(measure, one, unit=False, more=more) != shown[1]:
            break
    return shown


def short_unit(measure: Measure) -> str:
    """Return the unit, cut where it would burst a sentence."""
    unit = measure.now.unit
    return unit if len(unit) <= LONGEST_UNIT else unit[: LONGEST_UNIT - 1].rstrip() + "…"


def count(number: int, cadence: Cadence) -> str:
    """Write `1 week`, `3 fortnights`."""
    return f"{number} {NOUN[cadence]}{'' if number == 1 else 's'}"


def spelled(number: int) -> str:
    """Write a small number as a word."""
    return _NUMBERS[number] if 0 <= number < len(_NUMBERS) else str(number)


def day(when: date, beside: date) -> str:
    """Write `12 October`, with the year where it is another than that of `beside`."""
    return f"{when.day} {month(when, beside)}"


def month(when: date, beside: date) -> str:
    """Write `August`, with the year where it is another than that of `beside`."""
    name = MONTH_NAMES[when.month - 1]
    return name if when.year == beside.year else f"{name} {when.year}"


def period_name(start: date, cadence: Cadence) -> str:
    """Write `week 46`, `November 2026` or `Q4 2026`."""
    label = str(Period(start, cadence))
    match cadence:
        case Cadence.MONTHLY:
            return f"{MONTH_NAMES[start.month - 1]} {start.year}"
        case Cadence.QUARTERLY:
            return f"{label[-2:]} {label[:4]}"
    return f"week {int(label[-2:])}"


def periods_between(first: date, last: date, cadence: Cadence) -> int:
    """Count the periods from the one that starts on `first` to the one on `last`, both included."""
    return Period(last, cadence) - Period(first, cadence) + 1


def by_chance(sensitivity: Sensitivity, cadence: Cadence) -> str:
    """Say how often luck alone raises such a signal."""
    years = rarity(sensitivity, PERIODS_A_YEAR[cadence]).years
    every = "once a year" if years == 1 else f"once in {spelled(years)} years"
    return f"A run like this comes by chance about {every} of {cadence} logging."
