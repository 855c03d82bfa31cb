"""The stretches of a history with one usual level each, and what is usual in them.

What is far out stays in the history and out of the usual level: a value of 100,000 among sixes says
nothing of what to expect. Everything else about a regime is the detection's.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from operator import itemgetter

from tracker.detection import Baseline, Origin, RegimeSpan, xmr
from tracker.detection.scale import Scale

ACCEPTED = "accepted"
_day_of = itemgetter(0)
Values = Sequence[tuple[date, float]]
Since = Callable[[date], Values]
"""Gives the values from a day on, oldest first."""


@dataclass(frozen=True, slots=True)
class Regime:
    """A stretch with one level: first and last period, values, and why it began.

    `origin` is "first", "planned", "alarm", or "accepted" for an alarm's that is the usual one now.
    """

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

    def far_out(self, at: int) -> frozenset[date]:
        """Return the days of a regime on which a value is far out."""
        first, last = self.starts[at], self.ends[at]
        return frozenset(day for day in self.one_offs if first <= day <= last)


def regimes_of(
    days: RegimeDays,
    current: Baseline | None,
    scale: Scale,
    since: Since,
    done: tuple[Regime, ...] | None = None,
) -> tuple[Regime, ...]:
    """Return every regime with what is usual in it.

    `current` are the figures of the newest one, taken as they are where nothing is far out in it;
    `done` are the regimes before it, where they are known.
    """
    done = done or ()
    numbers = range(len(done), len(days.spans))
    far = [days.far_out(at) for at in numbers]
    # Read once, and only if something must be worked out: the figures of the newest may be known.
    known = len(numbers) == 1 and current is not None and not far[0]
    values = () if known else since(days.starts[numbers[0]])
    found = list(done)
    for at, out in zip(numbers, far, strict=True):
        limits = current if at == numbers[-1] else None
        if out or limits is None:
            limits = xmr(_within(values, days, at, out), scale) or limits
        figures = () if limits is None else (limits.mean, limits.lower, limits.upper)
        span, origin = days.spans[at], str(Origin(days.spans[at].origin))
        found.append(Regime(days.starts[at], days.ends[at], span.count, origin, *figures))
    return tuple(found)


def _within(values: Values, days: RegimeDays, at: int, out: Collection[date]) -> list[float]:
    """Return the values of a regime, but for those far out."""
    first = bisect_left(values, days.starts[at], key=_day_of)
    last = bisect_right(values, days.ends[at], key=_day_of)
    return [value for day, value in values[first:last] if day not in out]
