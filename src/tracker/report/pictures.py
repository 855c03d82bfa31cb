"""The other pictures beside a trend, each as one frozen value: heat map, gap, before and after."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tracker.detection.scale import Scale
from tracker.report.picture import Point, Stretch, TrendPicture

__all__ = [
    "EffectPicture",
    "GapPicture",
    "HeatCell",
    "HeatLine",
    "HeatPicture",
    "Picture",
    "TrendPicture",
]


@dataclass(frozen=True, slots=True)
class HeatCell:
    """One customer in one area: the worst measure's sign and value, and all of it in words.

    The sign is "worse", "below", "old", "nothing_yet", "steady" or "better".
    """

    sign: str
    shown: str
    measures: int
    said: str


@dataclass(frozen=True, slots=True)
class HeatLine:
    """One customer: a cell for each column, None where nothing is measured."""

    name: str
    tier: str
    cells: tuple[HeatCell | None, ...]


@dataclass(frozen=True, slots=True)
class HeatPicture:
    """Customers by impact areas, as they stood on a day; `columns` are the areas' names."""

    title: str
    columns: tuple[str, ...]
    lines: tuple[HeatLine, ...]
    day: date | None = None

    @property
    def summary(self) -> str:
        """The picture in words, for people who cannot see it."""
        told = (
            f"{line.name}, {area}: {cell.said}"
            for line in self.lines
            for area, cell in zip(self.columns, line.cells, strict=True)
            if cell is not None
        )
        return " ".join(told) or f"{self.title}: nothing is measured yet."


@dataclass(frozen=True, slots=True)
class GapPicture:
    """The person's own figure against the customer's, on one axis of days.

    `own` and `theirs` are on the scale of the measure, or both on 1 to 5. `said` is the whole in a
    sentence: how many pairs, the mean gap.
    """

    title: str
    subtitle: str
    first: date
    last: date
    scale: Scale
    unit: str
    own: tuple[Point, ...]
    theirs: tuple[Point, ...]
    said: str

    @property
    def summary(self) -> str:
        """The picture in words, for people who cannot see it."""
        return f"{self.title}: {self.said}"


@dataclass(frozen=True, slots=True)
class EffectPicture:
    """Before and after of a fix: the values, the day it began, and both levels as stretches."""

    title: str
    subtitle: str
    first: date
    last: date
    scale: Scale
    unit: str
    points: tuple[Point, ...]
    began: date
    before: Stretch | None
    after: Stretch | None
    promises: tuple[Stretch, ...]
    said: str
    worked: bool | None = None

    @property
    def summary(self) -> str:
        """The picture in words, for people who cannot see it."""
        return f"{self.title}: {self.said}"


Picture = TrendPicture | HeatPicture | GapPicture | EffectPicture
