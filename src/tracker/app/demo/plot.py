"""How a figure of the sample data is told: one measure, and its course in weeks ago."""

from __future__ import annotations

from dataclasses import dataclass, field

from tracker.app.commands import MeasureInput
from tracker.domain.evaluation import Cause


@dataclass(frozen=True, slots=True)
class Note:
    """Words on one period."""

    note: str = ""
    private: str = ""
    cause: Cause | None = None


@dataclass(frozen=True, slots=True)
class Plot:
    """One measure: what is said of it, and its course in weeks ago.

    The figure lies round `level` with a `spread`, from `turns` weeks ago round other levels;
    `slide` (weeks ago, level) goes there in a straight line until today. `fixed` values are as
    told. `now` is what stands in the running week.
    """

    customer: str
    offer: int | None
    said: MeasureInput
    level: float
    spread: float
    turns: tuple[tuple[int, float], ...] = ()
    slide: tuple[int, float] | None = None
    fixed: dict[int, float] = field(default_factory=dict)
    notes: dict[int, Note] = field(default_factory=dict)
    now: float | None = None
    archived: int | None = None
    before: float | None = None  # the promise before it was raised, half a year ago
