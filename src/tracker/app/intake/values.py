"""The values of one measure: what scale they are on, in which unit, and days made into weeks.

What a measure is that the diary does not know is told by its values: a per-cent sign, a clock, yes
and no, whole numbers. What they leave open is asked (`ImportQuestion`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from statistics import median

from tracker.app.intake.choices import Combine
from tracker.app.intake.columns import unit_in
from tracker.app.intake.figures import SHORT_CLOCK, CellValue, Kind, currency, is_currency
from tracker.app.intake.words import meanings, seconds_in, words
from tracker.detection.scale import Scale
from tracker.domain.errors import quoted
from tracker.domain.measure import SCALES, Area, Better
from tracker.domain.number import same_unit

ENOUGH, FAR_ENOUGH = 3, 5
_AREAS: dict[Scale | None, Area] = {
    Scale.DURATION: Area.EFFICIENCY,
    Scale.RATING: Area.USE_AND_SATISFACTION,
}
_ONE_TO_FIVE = re.compile(r"\b1\s*(?:-|–|to|bis|\.\.)\s*5\b", re.IGNORECASE)
_QUESTION = re.compile(
    r"^(?!how (?:many|much)|wie ?viel|combien|cuánt|quant).*\?\s*(?:\([^)]*\))?$", re.IGNORECASE
)
_HOUR, _HIGHEST_PERCENT = 3600, 1000
_SHARE_STANDS_OUT = 5  # per cent that are usual where a bare 0.7 can hardly be 0.7 %


@dataclass(frozen=True, slots=True)
class ValueRules:
    """How the figures of a measure become its values: the scale, the unit, and what is multiplied.

    `scale` None leaves it to whoever takes the values. `seconds` are those of one unit of time.
    """

    scale: Scale | None = None
    unit: str = ""
    seconds: float = 0
    factor: float = 1

    def value(self, figure: CellValue) -> float:
        """Return a figure as a value of the measure."""
        number = figure.number
        if figure.kind is Kind.TIME and self.seconds:
            number /= self.seconds
        elif figure.kind is Kind.OUT_OF and self.scale is Scale.PERCENT:
            number *= 100 / float(figure.unit)
        elif figure.kind is not Kind.PERCENT and self.factor != 1:
            number *= self.factor
        else:
            return number
        return float(f"{number:.12g}") + 0.0


def with_minutes(figures: Sequence[CellValue | None], unit: str) -> list[CellValue | None]:
    """Read `45m` as minutes among times, and a clock of two parts as minutes and seconds.

    The latter where the measure is said to be in minutes: `1:30` of a call's `Time (min)`.
    """
    times = bool(seconds_in(unit)) or any(one and one.kind is Kind.TIME for one in figures)
    clock = seconds_in(unit) in {1, 60}
    found: list[CellValue | None] = []
    for one in figures:
        if one and times and one.kind is Kind.COUNTED and one.unit in {"m", "M"}:
            found.append(CellValue(one.number * 60, Kind.TIME, "min"))
        elif one and clock and one.unit == SHORT_CLOCK:
            found.append(one._replace(number=one.number / 60))
        else:
            found.append(one)
    return found


def misfit(figure: CellValue, rules: ValueRules, cell: str, marked: float) -> str:
    """Say why a figure is none of its measure's, though it is a number; empty where it is.

    `marked` is the usual figure of those that have a per-cent sign, 0 where none has.
    """
    if figure.kind is Kind.PLAIN and 0 < abs(figure.number) <= 1 and marked >= _SHARE_STANDS_OUT:
        share, number = f"{figure.number * 100:g} %", f"{figure.number:g} %"
        return f"{quoted(cell)} has no % as the others have: {share} or {number}?"
    if figure.kind is Kind.MONEY and is_currency(rules.unit):
        alike = currency(figure.unit) == currency(rules.unit)
    elif figure.kind is Kind.COUNTED and rules.unit:
        alike = _alike(figure.unit, rules.unit)
    else:
        return ""
    return "" if alike else f"{quoted(cell)} is in {figure.unit}, the others are in {rules.unit}"


def _alike(one: str, other: str) -> bool:
    """Say whether two words are one unit: `ticket` and `tickets`, `Stück` and `Stücke`."""
    first, second = sorted((one.casefold(), other.casefold()), key=len)
    stem = len(first) >= 3 and second.startswith(first[:-1]) and len(second) - len(first) <= 2
    return same_unit(one, other) or stem


@cache
def _lower() -> re.Pattern[str]:
    beginnings = "|".join(map(re.escape, sorted(words("lower_is_better"))))
    return re.compile(rf"\b(?:{beginnings})", re.IGNORECASE)


def guessed_better(name: str, scale: Scale | None) -> Better:
    """Guess which way is better by the name of a measure and its scale."""
    if _lower().search(name):
        return Better.LOWER
    return SCALES[scale].better if scale else Better.HIGHER


def guessed_area(name: str, scale: Scale | None) -> Area:
    """Guess the impact area of a measure by its name, or else by its scale."""
    told = " ".join(name.casefold().split())
    for beginning, area in meanings("areas").items():
        if re.search(rf"\b{re.escape(beginning)}", told):
            return Area(area)
    return _AREAS.get(scale, Area.EFFECTIVENESS)


def scale_in(name: str) -> Scale | None:
    """Return the scale that a name tells of: `How satisfied are you? (1-5)` is a rating."""
    return Scale.RATING if _ONE_TO_FIVE.search(name) else None


def unit_told(name: str) -> str:
    """Return the unit in the name of a measure: `Duration (h)`, `% on time`; empty if none."""
    _, unit = unit_in(name)
    if not unit and name.lstrip().startswith("% "):
        return "%"
    known = seconds_in(unit) or unit in {"%", "€", "$", "£"}
    return unit if known else ""


def may_be_share(figures: Sequence[CellValue]) -> bool:
    """Say whether plain numbers between 0 and 1 may be shares: 0.845 may be 84.5 %."""
    numbers = [one.number for one in figures if one.kind is Kind.PLAIN]
    if len(numbers) < ENOUGH or len(numbers) < len(figures):
        return False
    broken = sum(number != int(number) for number in numbers)
    return all(0 <= number <= 1 for number in numbers) and broken * 2 > len(numbers)


def find_rules(
    figures: Sequence[CellValue], scale: Scale | None, unit: str, *, wide: bool
) -> ValueRules:
    """Find what the figures of a measure are; `scale` and `unit` are what is said of it.

    Whole numbers are a count where their table is `wide`: there nobody could have named a scale.
    """
    kinds = Counter(one.kind for one in figures)
    main = kinds.most_common(1)[0][0] if kinds else Kind.PLAIN
    if scale is None and not (main is Kind.PLAIN and (seconds_in(unit) or (wide and unit == "%"))):
        scale = _scale(figures, main, wide=wide)
    if main is Kind.TIME or (unit and kinds[Kind.TIME] and seconds_in(unit)):
        return _time(figures, scale or Scale.DURATION, unit)
    if main in {Kind.MONEY, Kind.COUNTED} and not unit:
        units = Counter(one.unit for one in figures if one.unit)
        unit = units.most_common(1)[0][0]
    if scale is None and wide and unit == "%":
        scale = Scale.PERCENT
    if scale is Scale.PERCENT and not unit:
        unit = "%"
    seconds = seconds_in(unit)
    if scale is None and wide and seconds and all(one.number >= 0 for one in figures):
        scale = Scale.DURATION
    return ValueRules(scale, unit, seconds)


def _scale(figures: Sequence[CellValue], main: Kind, *, wide: bool) -> Scale | None:
    match main:
        case Kind.PERCENT:
            return Scale.PERCENT
        case Kind.TIME:
            return Scale.DURATION
        case Kind.YESNO:
            return Scale.YESNO
        case Kind.MONEY:
            return Scale.NUMBER
        case Kind.OUT_OF:
            fives = all(one.unit == "5" and one.number in range(1, 6) for one in figures)
            return Scale.RATING if fives else Scale.PERCENT
    whole = all(one.number >= 0 and one.number == int(one.number) for one in figures)
    return Scale.COUNT if wide and whole and figures else None


def _time(figures: Sequence[CellValue], scale: Scale, unit: str) -> ValueRules:
    """Choose the unit of times: the one that is said, the one most cells have, or one that fits."""
    if unit and (seconds := seconds_in(unit)):
        return ValueRules(scale, unit, seconds)
    named = Counter(
        one.unit for one in figures if one.kind is Kind.TIME and one.unit not in {"", SHORT_CLOCK}
    )
    if named:
        unit = named.most_common(1)[0][0]
        return ValueRules(scale, unit, seconds_in(unit))
    longest = max((abs(one.number) for one in figures), default=0)
    unit = "h" if longest >= _HOUR else "min"
    return ValueRules(scale, unit, seconds_in(unit))


def beyond_percent(values: Sequence[float]) -> bool:
    """Say whether percentages go beyond 0 to 100 as a rule: then they are numbers with unit %.

    A single one far from the others is a slip, and no rule.
    """
    outside = [value for value in values if not 0 <= value <= 100]
    if not outside or max(map(abs, values)) > _HIGHEST_PERCENT:
        return False
    usual = median(map(abs, values))
    slips = len(outside) * 10 <= len(values) and max(map(abs, outside)) >= FAR_ENOUGH * usual
    return not slips


def usual_way(scale: Scale | None, figures: Sequence[CellValue], name: str = "") -> Combine:
    """Guess how days become a week: by what kind of number they are; answers are not added up."""
    if scale is Scale.YESNO:
        return Combine.SHARE
    if scale in {Scale.PERCENT, Scale.RATING, Scale.DURATION} or _QUESTION.search(name):
        return Combine.MEAN
    if any(one.kind is Kind.MONEY for one in figures):
        return Combine.SUM
    whole = all(one.number == int(one.number) for one in figures)
    return Combine.SUM if whole else Combine.MEAN


def combined(values: Sequence[float], way: Combine) -> float:
    """Return one value for the values of several days, in the order of the days."""
    match way:
        case Combine.SUM:
            total = sum(values)
        case Combine.MEAN:
            total = sum(values) / len(values)
        case Combine.LAST:
            total = values[-1]
        case Combine.SHARE:
            total = 100 * sum(value > 0 for value in values) / len(values)
    return float(f"{total:.12g}") + 0.0
