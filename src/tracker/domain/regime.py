"""The stretches of a history with one usual level each, and what is usual in them.

What is far out stays in the history and out of the usual level: a value of 100,000 among sixes says
nothing of what to expect. Everything else about a regime is the detection's.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date

from tracker.detection import Baseline, Origin, RegimeSpan, xmr
from tracker.detection.scale import Scale

Between = Callable[[date, date], Sequence[tuple[date, float]]]
"""Gives the values from one day to another, oldest first."""


@dataclass(frozen=True, slots=True)
class Regime:
    """A stretch with one usual level: first and last period, values, and why it began."""

    first: date
    last: date
    count: int
    origin: str
    mean: float | None = None
    lower: float | None = None
    upper: float | None = None


@dataclass(frozen=True, slots=True)
class RegimeDays:
    """The regimes of a judgement by their first and last days, and the days of what is far out."""

    spans: tuple[RegimeSpan, ...]
    starts: tuple[date, ...]
    ends: tuple[date, ...]
    one_offs: Collection[date]


def regimes_of(
    days: RegimeDays,
    current: Baseline | None,
    scale: Scale,
    between: Between,
    done: tuple[Regime, ...] | None = None,
) -> tuple[Regime, ...]:
    """Return every regime with what is usual in it.

    `current` are the figures of the newest one, taken as they are where nothing is far out in it;
    `done` are the regimes before it, where they are known.
    """
    if done is None:
        done = tuple(_regime(days, at, scale, between, None) for at in range(len(days.spans) - 1))
    return (*done, _regime(days, len(days.spans) - 1, scale, between, current))


def _regime(
    days: RegimeDays, at: int, scale: Scale, between: Between, known: Baseline | None
) -> Regime:
    span, first, last = days.spans[at], days.starts[at], days.ends[at]
    far = {day for day in days.one_offs if first <= day <= last}
    limits = known
    if far or limits is None:
        found = [value for day, value in between(first, last) if day not in far]
        limits = xmr(found, scale) if found else known
    figures = () if limits is None else (limits.mean, limits.lower, limits.upper)
    return Regime(first, last, span.count, str(Origin(span.origin)), *figures)
