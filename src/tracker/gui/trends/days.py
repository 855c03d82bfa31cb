"""Which days a chart shows: all of its picture, or those that were zoomed to."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace
from datetime import date
from math import ceil, floor

from tracker.report.charts.frame import INSET, Frame
from tracker.report.charts.picture import Stretch, TrendPicture

LEAST_PERIODS = 4


class DayWindow:
    """The days shown, as numbers so that a small turn of the wheel counts; whole days outside."""

    def __init__(self, picture: TrendPicture) -> None:
        self._whole = float(picture.first.toordinal()), float(picture.last.toordinal())
        self._least = min(LEAST_PERIODS * picture.rhythm_days, self._whole[1] - self._whole[0])
        self._shown = self._whole

    @property
    def days(self) -> tuple[date, date]:
        """The first and last day shown."""
        return date.fromordinal(floor(self._shown[0])), date.fromordinal(ceil(self._shown[1]))

    @property
    def zoomed(self) -> bool:
        """Whether less than everything is shown."""
        return self._shown != self._whole

    def zoom(self, factor: float, around: float) -> None:
        """Show `factor` times as many days, with the day `around` staying where it is."""
        first, last = self._shown
        self.show(around + (first - around) * factor, around + (last - around) * factor)

    def pan(self, share: float) -> None:
        """Move by a share of what is shown; positive goes on in time."""
        first, last = self._shown
        by = share * (last - first)
        by = max(self._whole[0] - first, min(self._whole[1] - last, by))
        self._shown = first + by, last + by

    def show(self, first: float, last: float) -> None:
        """Show these days, or as few around them as make a chart."""
        if last - first < self._least:
            middle = (first + last) / 2
            first, last = middle - self._least / 2, middle + self._least / 2
        first = max(first, self._whole[0])
        last = min(max(last, first + self._least), self._whole[1])
        self._shown = min(first, max(last - self._least, self._whole[0])), last

    def bring(self, day: date) -> None:
        """Move just far enough to show a day."""
        wanted, (first, last) = day.toordinal(), self._shown
        if not first <= wanted <= last:
            self.pan((wanted - (first if wanted < first else last)) / (last - first))

    def back(self) -> None:
        """Show everything."""
        self._shown = self._whole


def part(picture: TrendPicture, first: date, last: date) -> TrendPicture:
    """Return the picture from one day to another; the whole one is returned as it is."""
    if first <= picture.first and last >= picture.last:
        return picture
    days = [point.day for point in picture.points]
    return replace(
        picture,
        first=first,
        last=last,
        points=picture.points[bisect_left(days, first) : bisect_right(days, last)],
        gaps=tuple(gap for gap in picture.gaps if first <= gap.day <= last),
        promises=_clipped(picture.promises, first, last),
        usual=_clipped(picture.usual, first, last),
        flags=tuple(flag for flag in picture.flags if first <= flag.day <= last),
        spans=tuple(span for span in picture.spans if span.first <= last and span.last >= first),
        ratings=tuple(rating for rating in picture.ratings if first <= rating.day <= last),
    )


def day_at(frame: Frame, x: float) -> float:
    """Return the day (as a number) that lies at a place; the other way round is `Frame.x`."""
    days = max((frame.last - frame.first).days, 1)
    width = max(frame.right - frame.left - 2 * INSET, 1.0)
    return frame.first.toordinal() + (x - frame.left - INSET) / width * days


def _clipped(stretches: tuple[Stretch, ...], first: date, last: date) -> tuple[Stretch, ...]:
    return tuple(
        replace(stretch, first=max(stretch.first, first), last=min(stretch.last, last))
        for stretch in stretches
        if stretch.first <= last and stretch.last >= first
    )
