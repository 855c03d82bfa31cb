"""What every chart shows, as frozen values: trend, heat map, gap, before and after.

The screen and paper both paint from them. Days are `date`s, values are on the measure's own scale.
A gap is a period without a point: nobody invents what was not logged.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from tracker.detection.scale import Scale
from tracker.report.charts.spark import Mark
from tracker.report.dates import long_day
from tracker.report.wording import by_number

SKIPPED, NOT_LOGGED = "skipped", "not logged"
"""Why a period has no value; a reason that somebody gave follows the first."""


@dataclass(frozen=True, slots=True)
class Point:
    """One logged value: its period's first day, what to call the period, and its public note."""

    day: date
    value: float
    period: str
    shown: str
    note: str = ""
    mark: Mark = Mark.USUAL
    kept: bool | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """A period without a value: why it was skipped ("skipped: away"), or "not logged"."""

    day: date
    period: str
    reason: str

    @property
    def skipped(self) -> bool:
        """Whether somebody said that there is no value."""
        return self.reason.startswith(SKIPPED)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A level that held from `first` to `last` (both days included).

    For a promise: `low` or `high` is where it lies, both for a band. For the usual range: `low` and
    `high` are the natural process limits and `middle` the centre line; with a `mark` it is a level
    since a change, and not usual.
    """

    first: date
    last: date
    low: float | None = None
    high: float | None = None
    middle: float | None = None
    label: str = ""
    first_guess: bool = False
    mark: Mark = Mark.USUAL


@dataclass(frozen=True, slots=True)
class Flag:
    """Something on a day: an event, a planned change, the day a change was revealed.

    `kind` is "event", "planned" or "revealed"; `mark` says what a revealed change was. A `private`
    one is for the person's own screen; a `general` one is about nobody in particular.
    """

    day: date
    label: str
    kind: str = "event"
    mark: Mark = Mark.USUAL
    private: bool = False
    general: bool = False


STOPS: Final = frozenset({"stop", "own_stop"})
"""The kinds of a span in which something did not arrive: from upstream, or from me."""


@dataclass(frozen=True, slots=True)
class Span:
    """Something that lasted: a fix, a stop; on the own screen also when it is watched."""

    first: date
    last: date
    label: str
    kind: str = "fix"


@dataclass(frozen=True, slots=True)
class CustomerRating:
    """What the customer gave: on the measure's own scale, or 1 to 5 beside it (`value` None).

    `words` are theirs: they are for the person's own screen, paper draws the figure alone.
    """

    day: date
    shown: str
    value: float | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class FanPoint:
    """Where a forecast lies on a day, with its range."""

    day: date
    middle: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Fan:
    """Where a slide leads at its pace, for the person's own screen.

    It meets `level` on the day `meets`, from `earliest` to `latest` (None: beyond what is drawn);
    `words` say so in two lines, `said` in a sentence. A `past` one is held against what came.
    """

    points: tuple[FanPoint, ...]
    mark: Mark
    level: float | None = None
    meets: date | None = None
    earliest: date | None = None
    latest: date | None = None
    words: tuple[str, str] = ("", "")
    said: str = ""
    past: bool = False


@dataclass(frozen=True, slots=True)
class _OverDays:
    """What every chart over days has; `first` and `last` are the days that its axis holds."""

    title: str
    subtitle: str
    first: date
    last: date
    scale: Scale
    unit: str


@dataclass(frozen=True, slots=True)
class TrendPicture(_OverDays):
    """A whole trend chart; with a forecast its axis goes on after `known_until`."""

    points: tuple[Point, ...]
    gaps: tuple[Gap, ...] = ()
    promises: tuple[Stretch, ...] = ()
    usual: tuple[Stretch, ...] = ()
    flags: tuple[Flag, ...] = ()
    spans: tuple[Span, ...] = ()
    rhythm_days: float = 7.0
    note: str = ""
    ratings: tuple[CustomerRating, ...] = ()
    fans: tuple[Fan, ...] = ()
    known_until: date | None = None

    @property
    def until(self) -> date:
        """The last day that is no forecast."""
        return self.last if self.known_until is None else min(self.known_until, self.last)

    @property
    def for_sharing(self) -> TrendPicture:
        """The chart as it may leave: without decisions, private notes, and what is foreseen."""
        spans = tuple(one for one in self.spans if one.kind != "watched")
        flags = tuple(one for one in self.flags if not one.private)
        shown = replace(self, spans=spans, flags=flags, fans=(), known_until=None)
        return replace(shown, last=max(self.until, self.first)) if self.known_until else shown

    @property
    def summary(self) -> str:
        """The chart in words, for people who cannot see it."""
        ahead = "".join(f" {fan.said}" for fan in self.fans if fan.said)
        return f"{self._own}{self._theirs}{ahead}"

    @property
    def _own(self) -> str:
        if not self.points:
            begun, ended = long_day(self.first, self.last), long_day(self.last)
            return f"{self.title}: nothing logged between {begun} and {ended}."
        newest = self.points[-1]
        promise = f" Promise: {self.promises[-1].label}." if self.promises else ""
        if len(self.points) == 1:
            return f"{self.title}: one value, {newest.shown} in {newest.period}.{promise}"
        return (
            f"{self.title}: {len(self.points)} values from {self.points[0].period} to "
            f"{newest.period}, the last {newest.shown}.{promise}"
        )

    @property
    def _theirs(self) -> str:
        count = len(self.ratings)
        if not count:
            return ""
        last = self.ratings[-1].shown
        several = f" Rated by the customer {count} times, the last {last}."
        return by_number(count, f" Rated by the customer once: {last}.", several)


@dataclass(frozen=True, slots=True)
class HeatCell:
    """One customer in one area: the worst measure's sign and value, and all of it in words.

    The sign is "worse", "below", "old", "nothing_yet", "learning", "steady" or
    "better".
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
class GapPicture(_OverDays):
    """The person's own figure against the customer's, on one axis of days.

    `own` and `theirs` are on the scale of the measure, or both on 1 to 5. `said` is the whole in a
    sentence: how many pairs, the mean gap.
    """

    own: tuple[Point, ...]
    theirs: tuple[Point, ...]
    said: str

    @property
    def summary(self) -> str:
        """The picture in words, for people who cannot see it."""
        return f"{self.title}: {self.said}"


@dataclass(frozen=True, slots=True)
class EffectPicture(_OverDays):
    """Before and after of a fix: the values, the day it began, and both levels as stretches."""

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
