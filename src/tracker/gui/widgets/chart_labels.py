"""The names of levels: promise and usual, each at a place where it covers no line and no point."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtGui import QFontMetricsF

from tracker.gui.theme import body_font
from tracker.gui.widgets.chart_ground import promise_runs
from tracker.report.picture import Stretch
from tracker.report.svg_frame import INSET, Frame
from tracker.report.svg_labels import PlacedFlag
from tracker.report.svg_levels import label_places, stretch_ends, worth_naming
from tracker.report.svg_text import cut

LABEL_PX = 12
AIR = 8.0


@dataclass(frozen=True, slots=True)
class LevelLabel:
    """Words at a place; `free` is False where they cover something and need a ground."""

    words: str
    role: str
    area: QRectF
    free: bool


class _Room:
    """What is drawn in the plot, in pixels, and which labels were placed."""

    def __init__(self, frame: Frame, flags: Sequence[PlacedFlag]) -> None:
        points = frame.picture.points
        pairs = [(point.day.toordinal(), point.value) for point in points]
        values = np.array(pairs, dtype=float).reshape(-1, 2)
        # What Frame.x and Frame.y say, for all points at once.
        across = (values[:, 0] - frame.first.toordinal()) / max((frame.last - frame.first).days, 1)
        up = (values[:, 1] - frame.low) / (frame.high - frame.low)
        left = frame.left + INSET
        self._x: NDArray[np.float64] = left + across * (frame.right - INSET - left)
        self._y: NDArray[np.float64] = frame.bottom - up * (frame.bottom - frame.top)
        self._uprights = [flag.x for flag in flags]
        self._levels = [
            QRectF(start.x(), start.y() - 1, end.x() - start.x(), 2)
            for upper in (False, True)
            for run in promise_runs(frame, upper=upper)
            for start, end in zip(run[::2], run[1::2], strict=True)
        ]
        for one in frame.picture.usual:
            if one.middle is not None:
                left, right = stretch_ends(frame, one)
                self._levels.append(QRectF(left, frame.y(one.middle) - 1, right - left, 2))
        self._placed: list[QRectF] = []

    def take(self, candidates: Iterator[QRectF]) -> tuple[QRectF, bool] | None:
        """Take the candidate that covers least and no other words, and say if it is free."""
        best: tuple[int, QRectF] | None = None
        for area in candidates:
            if any(one.intersects(area) for one in self._placed):
                continue
            covered = self._covered(area)
            if best is None or covered < best[0]:
                best = covered, area
            if not covered:
                break
        if best is None:
            return None
        self._placed.append(best[1])
        return best[1], best[0] == 0

    def _covered(self, area: QRectF) -> int:
        """Count what an area would cover."""
        count = sum(2 for one in self._levels if one.intersects(area))
        count += sum(2 for x in self._uprights if area.left() - 2 < x < area.right() + 2)
        if not self._x.size:
            return count
        near = (self._x > area.left() - 6) & (self._x < area.right() + 6)
        near &= (self._y > area.top() - 6) & (self._y < area.bottom() + 6)
        along = np.linspace(area.left(), area.right(), 12)
        line = np.interp(along, self._x, self._y, left=np.nan, right=np.nan)
        crossed = (line > area.top() - 0.5) & (line < area.bottom() + 0.5)
        return count + int(near.sum()) + int(crossed.sum())


def level_labels(frame: Frame, flags: Sequence[PlacedFlag]) -> list[LevelLabel]:
    """Place the names of the promises, the newest first, and of the newest usual level."""
    room, metrics = _Room(frame, flags), QFontMetricsF(body_font(LABEL_PX))
    found: list[LevelLabel | None] = []
    for at, one in enumerate(reversed(worth_naming(frame.picture.promises))):
        level = one.low if one.high is None else one.high
        if level is not None:
            spot = _Spot(one, level, f"promise {one.label}", "text", must=at == 0)
            found.append(_placed(frame, room, metrics, spot))
    for one in frame.picture.usual[-1:]:
        if one.middle is not None:
            words = one.label or f"usual {frame.level(one.middle)}"
            spot = _Spot(one, one.middle, words, "second", must=True, from_right=True)
            found.append(_placed(frame, room, metrics, spot))
    return [label for label in found if label]


@dataclass(frozen=True, slots=True)
class _Spot:
    """A level that wants a name; one that must have it may leave its own stretch."""

    stretch: Stretch
    level: float
    words: str
    role: str
    must: bool
    from_right: bool = False


def _placed(frame: Frame, room: _Room, metrics: QFontMetricsF, spot: _Spot) -> LevelLabel | None:
    left, right = stretch_ends(frame, spot.stretch)
    words = cut(spot.words, LABEL_PX, (frame.right - frame.left) * 0.45)
    width = metrics.horizontalAdvance(words)
    if not words or (not spot.must and width + 12 > right - left):
        return None
    if right - left < width + AIR:
        left, right = max(frame.left, right - width - AIR), min(frame.right, left + width + AIR)
    places = label_places(frame, left, right, frame.y(spot.level), width, spot.from_right)
    boxes = (QRectF(one.left, one.top, width + AIR, one.bottom - one.top) for one in places)
    taken = room.take(boxes)
    return LevelLabel(words, spot.role, *taken) if taken else None
