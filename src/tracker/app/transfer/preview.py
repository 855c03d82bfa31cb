"""What an import would do, as one value that a window or a command line can show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tracker.detection.scale import Scale
from tracker.domain.customer import Kind, Tier
from tracker.domain.measure import Area, Better, Source
from tracker.domain.period import Cadence


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that cannot be taken: the line it begins on, and why."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class Terms:
    """What counts for a measure from a row on: direction, promise and unit."""

    better: Better
    promise: float | None = None
    low: float | None = None
    high: float | None = None
    unit: str = ""

    @property
    def promised(self) -> bool:
        """Whether anything is promised."""
        return (self.low if self.better is Better.BAND else self.promise) is not None


@dataclass(frozen=True, slots=True)
class NewCustomer:
    """A customer the file names and the diary does not know."""

    name: str
    kind: Kind
    tier: Tier | None


@dataclass(frozen=True, slots=True)
class NewMeasure:
    """A measure the file names and the diary does not know; without area or promise a draft.

    `terms` are its versions: each from a day on, oldest first.
    """

    name: str
    area: Area | None
    scale: Scale
    cadence: Cadence
    source: Source
    phase: date
    terms: tuple[tuple[date, Terms], ...]

    @property
    def draft(self) -> bool:
        """Whether it is not complete yet."""
        return self.area is None or not self.terms[-1][1].promised


@dataclass(frozen=True, slots=True)
class Entry:
    """One evaluation to write: what a new one says, or the columns that change in `known`."""

    line: int
    start: date
    columns: dict[str, object]
    known: int | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """One measure's share of the import: where its entries go."""

    customer: NewCustomer | int
    measure: NewMeasure | int
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """A preview: nothing has been written yet.

    `empty` rows name a period and say nothing of it. `remarks` are sentences on what is left alone.
    """

    encoding: str
    delimiter: str
    left_out: tuple[str, ...]
    new: int
    changed: int
    same: int
    empty: int
    bad: tuple[BadRow, ...]
    remarks: tuple[str, ...]
    targets: tuple[Target, ...]

    @property
    def new_customers(self) -> tuple[str, ...]:
        """Names of customers that would be made, each once."""
        made = (one.customer.name for one in self.targets if isinstance(one.customer, NewCustomer))
        return tuple(dict.fromkeys(made))

    @property
    def new_measures(self) -> tuple[NewMeasure, ...]:
        """Measures that would be made."""
        return tuple(one.measure for one in self.targets if isinstance(one.measure, NewMeasure))
