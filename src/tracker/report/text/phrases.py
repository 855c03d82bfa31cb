"""Figures with their units, promises, and how rare a thing is, as sentences write them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Final

from tracker.detection.scale import Scale
from tracker.detection.sensitivity import Sensitivity, rarity
from tracker.domain.measure import Measure, Version, show_promise, show_value
from tracker.domain.number import decimals_of, unit_sign
from tracker.domain.period import NOUN, Cadence, Period
from tracker.domain.texts.cutting import cut
from tracker.domain.typed_number import FarOff
from tracker.report.wording import by_number, number_of, number_word

LONGEST_TITLE: Final = 120
FINEST: Final = 3
"""Decimals of a value, more of which come from dividing and are none of its own."""
_MY: Final = re.compile(r"My\b")
PERIODS_A_YEAR = {
    Cadence.WEEKLY: 52.0,
    Cadence.FORTNIGHTLY: 26.0,
    Cadence.MONTHLY: 12.0,
    Cadence.QUARTERLY: 4.0,
}
LONGEST: Final = 160
"""Signs of a sentence, at most."""

LONGEST_UNIT = 24
LONGEST_IMPACT = 140
LONGEST_SHORT_UNIT = 6
_WHOLE = frozenset({Scale.RATING, Scale.COUNT})


def first_fitting(*told: str) -> str:
    """Return the first sentence that is not too long, or the last one cut."""
    for one in told:
        if len(one) <= LONGEST:
            return one
    return cut(told[-1], LONGEST)


def title_name(customer: str) -> str:
    """Return a customer's name as it stands within a title: `my manager`, `Finance leads`."""
    name = cut(customer, LONGEST_TITLE)
    return f"{name[0].lower()}{name[1:]}" if _MY.match(name) else name


def figure(measure: Measure, value: float, *, unit: bool = True, more: int = 0) -> str:
    """Write a mean of a measure with as many decimals as make sense, plus `more`; share of yes."""
    if measure.scale is Scale.YESNO:
        shown = show_value(value * 100, Scale.PERCENT, decimals=more)
        return shown if unit else shown.removesuffix(" %")
    least = 1 if measure.scale in _WHOLE else 0
    written = max(map(decimals_of, _promised_levels(measure.now)), default=0)
    decimals = max(decimals_of(measure.now.step), written, least) + more
    shown = show_value(value, measure.scale, short_unit(measure) if unit else "", decimals)
    return shown if unit else shown.removesuffix(" %")


def _promised_levels(version: Version) -> list[float]:
    """Return the figures of a promise: a mean beside them has as many decimals."""
    levels = (version.promise, version.low, version.high)
    return [abs(one) for one in levels if one is not None]


def recorded(measure: Measure, step: float | None) -> Measure:
    """Return a measure that is written as finely as its values were recorded: in their step."""
    now = measure.now
    if step is None or step >= now.step or decimals_of(step) > FINEST:
        return measure
    return replace(measure, versions=(*measure.versions[:-1], replace(now, step=step)))


def pair(measure: Measure, one: float, other: float) -> tuple[str, str]:
    """Write two means so that they differ to the eye where they do; the first has the unit."""
    for more in range(3):
        shown = figure(measure, one, more=more), figure(measure, other, unit=False, more=more)
        if figure(measure, one, unit=False, more=more) != shown[1]:
            break
    return shown


def short_unit(measure: Measure) -> str:
    """Return the unit, cut where it would burst a sentence, without marks that cannot be seen."""
    return cut_unit(measure.now.unit)


def cut_unit(unit: str) -> str:
    """Return a unit, cut where it would burst a sentence, without marks that cannot be seen."""
    return cut("".join(sign for sign in unit if sign.isprintable()).strip(), LONGEST_UNIT)


def brief(measure: Measure, value: float) -> str:
    """Write a value for a place that has room for six letters of unit: `2.6 d`, `6 h`, `yes`."""
    unit = short_unit(measure).partition("/")[0].strip()
    return show_value(value, measure.scale, unit_sign(unit, LONGEST_SHORT_UNIT))


def promised(measure: Measure) -> str:
    """Write the promise that counts now, its unit no longer than a sentence bears."""
    return show_promise(replace(measure.now, unit=short_unit(measure)), measure.scale)


def impact_line(version: Version) -> str:
    """Return what a measure changes, in the customer's voice, in quotation marks; or nothing."""
    said = cut(version.impact.strip().strip('“”"'), LONGEST_IMPACT)
    return f"“{said}”" if said else ""


def count(number: int, cadence: Cadence) -> str:
    """Write `1 week`, `3 fortnights`."""
    return number_of(number, NOUN[cadence])


def kept_in(met: int, of: int, cadence: Cadence) -> str:
    """Write `kept in 5 of 12 weeks`, `kept in all 9 weeks`, `kept in none of the 5 weeks`."""
    if of == 1:
        return f"{'kept' if met else 'not kept'} in the one {NOUN[cadence]}"
    if met == of:
        return f"kept in all {count(of, cadence)}"
    return f"kept in {met or 'none'} of {'the ' if not met else ''}{count(of, cadence)}"


def far_words(far: FarOff) -> str:
    """Say how far off a value is: from what is usual, once that is known."""
    level = "your usual" if far.usual else "the values before it"
    return f"{far.times} times {level}"


NOW: Final = "now"
"""Said under a figure that is where a slide has come to."""


def since_briefly(day: str) -> str:
    """Write `since 26 Oct` under a figure."""
    return f"since {day}"


def periods_between(first: date, last: date, cadence: Cadence) -> int:
    """Count the periods from the one that starts on `first` to the one on `last`, both included."""
    return Period(last, cadence) - Period(first, cadence) + 1


def by_chance(sensitivity: Sensitivity, cadence: Cadence) -> str:
    """Say how often luck alone raises such a signal."""
    years = rarity(sensitivity, PERIODS_A_YEAR[cadence]).years
    every = by_number(years, "once in a year", f"once in {number_word(years)} years")
    return f"A run like this comes by chance about {every} of {cadence} logging."
