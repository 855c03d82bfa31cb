"""What is promised to a customer: one figure with a scale, a direction and dated versions.

What may change over time (promise, unit, direction, wording) lives in `Version`, each valid from a
date, so that a new promise never judges the past again. What makes one value comparable with the
next (scale, cadence) belongs to the measure itself and is fixed once something is logged.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import partial
from typing import NamedTuple

from tracker.detection.scale import Scale
from tracker.detection.sensitivity import Sensitivity
from tracker.domain.errors import InvalidInput, quoted
from tracker.domain.number import LARGEST, show_number, without_unit
from tracker.domain.period import Cadence

YES, NO = frozenset({"yes", "y", "1", "true"}), frozenset({"no", "n", "0", "false"})
WORDS_1_TO_5 = ("Let them down", "Below what they need", "As needed", "Better than asked", "Wowed")


class Area(StrEnum):
    """The six impact areas, in the order of the product's questions."""

    EFFECTIVENESS = "effectiveness"
    EFFICIENCY = "efficiency"
    ROI = "roi"
    INNOVATION = "innovation"
    USE_AND_SATISFACTION = "use_and_satisfaction"
    INFRASTRUCTURE = "infrastructure"


AREA_NAMES = {
    Area.EFFECTIVENESS: "Effectiveness",
    Area.EFFICIENCY: "Efficiency",
    Area.ROI: "ROI",
    Area.INNOVATION: "Innovation",
    Area.USE_AND_SATISFACTION: "Use & satisfaction",
    Area.INFRASTRUCTURE: "Infrastructure",
}
AREA_QUESTIONS = {
    Area.EFFECTIVENESS: "What can I do better than before because of you?",
    Area.EFFICIENCY: "What do I get faster or cheaper?",
    Area.ROI: "Do I end up with more than the time or money I put in?",
    Area.INNOVATION: "What helps me get ready for my customers of tomorrow?",
    Area.USE_AND_SATISFACTION: "Do my customers use or like what I do more?",
    Area.INFRASTRUCTURE: "Can I do more business with the people, processes and systems I have?",
}


class Better(StrEnum):
    """Which way is better."""

    HIGHER = "higher"
    LOWER = "lower"
    BAND = "band"


class Source(StrEnum):
    """Who the figure comes from."""

    ME = "me"
    COLLEAGUE = "colleague"
    CUSTOMER = "customer"
    SYSTEM = "system"


class Horizon(StrEnum):
    """When the customer needs this impact."""

    NOW = "now"
    NEXT = "next"
    LATER = "later"


class ScaleRule(NamedTuple):
    """What a scale allows: bounds, whether whole, its usual step, unit and better side."""

    name: str
    low: float | None = None
    high: float | None = None
    whole: bool = False
    step: float = 1
    unit: str = ""
    better: Better = Better.HIGHER
    problem: str = "That is not a number"


SCALES = {
    Scale.RATING: ScaleRule(
        "Rating 1–5", low=1, high=5, whole=True, problem="A rating is a whole number from 1 to 5"
    ),
    Scale.NUMBER: ScaleRule("Number", step=0.1),
    Scale.PERCENT: ScaleRule(
        "Percent", low=0, high=100, unit="%", problem="A percentage lies between 0 and 100"
    ),
    Scale.COUNT: ScaleRule(
        "Count", low=0, whole=True, problem="A count is a whole number, 0 or more"
    ),
    Scale.DURATION: ScaleRule(
        "Duration",
        low=0,
        step=0.1,
        unit="days",
        better=Better.LOWER,
        problem="A duration is 0 or more",
    ),
    Scale.YESNO: ScaleRule("Yes / no", low=0, high=1, whole=True, problem="Answer yes or no"),
}
SIGNS = {Better.HIGHER: "≥", Better.LOWER: "≤"}


@dataclass(frozen=True, slots=True)
class Version:
    """The wording and promise of a measure from a date on.

    `promise`, `excellent`, `floor` are values; for a band `low` and `high` are the promise.
    `step` is the smallest step in which values are recorded, in units.
    """

    id: int
    uid: str
    measure_id: int
    valid_from: date
    better: Better
    promise: float | None = None
    low: float | None = None
    high: float | None = None
    excellent: float | None = None
    floor: float | None = None
    unit: str = ""
    step: float = 1
    definition: str = ""
    impact: str = ""
    words: str = ""
    reason: str = ""

    @property
    def has_promise(self) -> bool:
        """Whether anything was promised."""
        return (self.low if self.better is Better.BAND else self.promise) is not None

    @property
    def rating_words(self) -> tuple[str, ...]:
        """The five words for 1 to 5."""
        own = tuple(line.strip() for line in self.words.splitlines())
        return own if len(own) == 5 else WORDS_1_TO_5

    @property
    def promised(self) -> tuple[float | None, float | None] | None:
        """The lowest and highest value that keep the promise, None where it has no end."""
        if self.better is Better.BAND:
            return None if self.low is None or self.high is None else (self.low, self.high)
        if self.promise is None:
            return None
        return (self.promise, None) if self.better is Better.HIGHER else (None, self.promise)

    def keeps(self, value: float) -> bool | None:
        """Say whether a value keeps the promise; None where nothing was promised."""
        if self.better is Better.BAND:
            if self.low is None or self.high is None:
                return None
            return self.low <= value <= self.high
        if self.promise is None:
            return None
        return value >= self.promise if self.better is Better.HIGHER else value <= self.promise

    def as_judged(self, *, floor_only: bool) -> Version:
        """Return the wording that judges a value: its floor is the promise if only that counts.

        A band has no other floor than its edges; without a floor the promise is one.
        """
        if floor_only and self.floor is not None and self.better is not Better.BAND:
            return replace(self, promise=self.floor)
        return self


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure kept for one customer, with its versions, oldest first (never none).

    `their_name` is what its customer calls it, empty where they have no other word for it.
    """

    id: int
    uid: str
    customer_id: int
    service_id: int | None
    name: str
    area: Area | None
    scale: Scale
    cadence: Cadence
    phase: date
    source: Source
    horizon: Horizon
    shared: bool
    draft: bool
    archived_on: date | None
    position: int
    sensitivity: Sensitivity = Sensitivity.NORMAL
    their_name: str = ""
    versions: tuple[Version, ...] = ()

    @property
    def now(self) -> Version:
        """The newest version, also where it counts only from a date to come."""
        return self.versions[-1]

    @property
    def for_them(self) -> Measure:
        """The measure as its customer reads of it: under the name in their words, if it has one."""
        return replace(self, name=self.their_name) if self.their_name else self

    def on(self, day: date) -> Version:
        """Return the version that counts on a day; before the first one, the first."""
        for version in reversed(self.versions):
            if version.valid_from <= day:
                return version
        return self.versions[0]

    def breaks(self, day: date, value: float | None) -> bool:
        """Say whether a value breaks what was promised on a day."""
        return value is not None and self.on(day).keeps(value) is False


def read_value(
    text: str,
    scale: Scale,
    field: str = "value",
    *,
    level: float | None = None,
    unit: str = "",
) -> float:
    """Read what a person typed as a value of a scale, or raise `InvalidInput`.

    The measure's own `unit` may stand behind it, as in `2 days`; another one is refused.

    `level` is about how large the values of the measure are; beside it `1,234` may have to be asked
    (`AmbiguousNumber`).
    """
    word = text.strip().casefold()
    if scale is Scale.YESNO:
        if word not in YES | NO:
            raise InvalidInput(field, f"{quoted(text)} is neither yes nor no", "Type yes or no.")
        return float(word in YES)
    if scale is Scale.PERCENT:
        text = text.strip().removesuffix("%")
    else:
        text = without_unit(text, unit, field)
    from tracker.domain.typed_number import read_beside  # nothing is typed at the start

    number = read_beside(text, level, field, allowed=partial(allows, scale))
    return check_value(number, scale, field)


def allows(scale: Scale, value: float) -> bool:
    """Say whether a scale has a value."""
    rule = SCALES[scale]
    if not abs(value) <= LARGEST:  # NaN is not, either
        return False
    low, high = rule.low, rule.high
    inside = (low is None or value >= low) and (high is None or value <= high)
    return inside and (not rule.whole or value == int(value))


def unbreakable(
    scale: Scale,
    better: Better,
    promise: float | None,
    low: float | None = None,
    high: float | None = None,
) -> bool:
    """Say whether every value that a scale allows keeps a promise, so that it promises nothing."""
    rule, band = SCALES[scale], better is Better.BAND
    least, most = (low, high) if band else (promise, promise)
    lowest = least is not None and rule.low is not None and least <= rule.low
    highest = most is not None and rule.high is not None and most >= rule.high
    return (lowest or better is Better.LOWER) and (highest or better is Better.HIGHER)


def check_value(value: float, scale: Scale, field: str = "value") -> float:
    """Return the value if the scale allows it, or raise `InvalidInput`."""
    if not allows(scale, value):
        shown = show_number(value) if abs(value) <= LARGEST else str(value)
        raise InvalidInput(field, SCALES[scale].problem, f"{shown} is not one.")
    return value


def show_value(value: float, scale: Scale, unit: str = "", decimals: int | None = None) -> str:
    """Write a value with its unit: `2.6 days`, `92 %`, `4`, `yes`."""
    if scale is Scale.YESNO and value in {0, 1}:
        return "yes" if value else "no"
    shown = show_number(value, decimals)
    unit = "%" if scale is Scale.PERCENT else unit
    return f"{shown} {unit}" if unit else shown


def show_promise(version: Version, scale: Scale) -> str:
    """Write a promise as a person reads it: `≤ 2 days`, `≥ 4`, `2–4 h`, `yes`; empty if none."""
    if not version.has_promise:
        return ""
    if version.low is not None and version.high is not None:
        return f"{show_number(version.low)}–{show_value(version.high, scale, version.unit)}"
    shown = show_value(version.promise or 0, scale, version.unit)
    return shown if scale is Scale.YESNO else f"{SIGNS[version.better]} {shown}"
