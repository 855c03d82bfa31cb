"""Where labels go so that none covers another: rows above the plot, and free places within it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from tracker.report.picture import Flag, Mark
from tracker.report.svg_frame import MARGIN, Frame
from tracker.report.svg_legend import DOTS, FLAG_DASHES
from tracker.report.svg_parts import SMALL, line, words
from tracker.report.svg_text import cut, text_width

ROW_HEIGHT: Final = 17.0
FLAG_GAP: Final = 6.0
_AIR: Final = 8.0
_ROW_ORDERS: Final = ((0, 1, 2), (1, 0, 2), (2, 1, 0))
_FIRST_SERVED: Final = {"began": 0, "revealed": 0, "planned": 1}


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle that something takes."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Tell whether two boxes overlap."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


@dataclass(frozen=True, slots=True)
class PlacedFlag:
    """A flag with its place: `row` counts upwards from the plot, None for a line without words."""

    flag: Flag
    x: float
    row: int | None = None
    words: str = ""
    ends: bool = False
    left: float = 0.0
    right: float = 0.0

    def covers(self, x: float) -> bool:
        """Tell whether the words lie where a vertical line at `x` would run."""
        return self.row is not None and self.left - 3 < x < self.right + 3


def placed_flags(frame: Frame, caption: float) -> list[PlacedFlag]:
    """Give every flag a place, in the way of a few tried that leaves the fewest without words.

    `caption` is where the axis caption ends, which takes the start of the lowest row.
    """
    newest = sorted(
        frame.picture.flags,
        key=lambda one: (_FIRST_SERVED.get(one.kind, 2), -one.day.toordinal(), one.label),
    )
    oldest = sorted(newest, key=lambda one: (_FIRST_SERVED.get(one.kind, 2), one.day))
    held = PlacedFlag(Flag(frame.first, ""), -1.0, row=0, left=0.0, right=caption)
    orders = (newest, oldest)
    ways = [_placed(order, rows, frame, held) for rows in _ROW_ORDERS for order in orders]
    best = min(ways, key=_cost)
    return sorted(best, key=lambda one: (one.x, one.row or 0, one.words))


def _placed(
    flags: Sequence[Flag], rows: Sequence[int], frame: Frame, held: PlacedFlag
) -> list[PlacedFlag]:
    taken = [held]
    for flag in flags:
        tries = (one for one in _tries(flag, rows, frame) if all(_at_peace(one, o) for o in taken))
        taken.append(next(tries, PlacedFlag(flag, frame.x(flag.day))))
    return taken[1:]


def _cost(placed: list[PlacedFlag]) -> tuple[int, int, int]:
    """Count what a way of placing leaves out, the weighty first, and how high it builds."""
    left_out = [one for one in placed if one.row is None]
    weighty = sum(one.flag.kind in _FIRST_SERVED for one in left_out)
    return weighty, len(left_out), max((one.row or 0 for one in placed), default=0)


def _tries(flag: Flag, rows: Sequence[int], frame: Frame) -> Iterable[PlacedFlag]:
    x = frame.x(flag.day)
    words = cut(flag.label, SMALL, min(220.0, (frame.width - 2 * MARGIN) * 0.4))
    width = text_width(words, SMALL)
    for row in rows if words else ():
        for ends in (False, True):
            left = x - FLAG_GAP - width if ends else x + FLAG_GAP
            if left >= MARGIN and left + width <= frame.width - MARGIN / 2:
                yield PlacedFlag(flag, x, row, words, ends, left, left + width)


def _at_peace(tried: PlacedFlag, other: PlacedFlag) -> bool:
    """Tell whether neither words meet words nor a line runs through words."""
    if tried.row is None or other.row is None:
        return True
    if tried.row == other.row and (
        tried.left < other.right + _AIR and other.left < tried.right + _AIR
    ):
        return False
    if other.row >= tried.row and tried.covers(other.x):
        return False
    return not (tried.row >= other.row and other.covers(tried.x))


def flag_line(frame: Frame, one: PlacedFlag) -> str:
    """Draw the line of a flag, and its words where there is room for them."""
    kind, colours = one.flag.kind, frame.colours
    tone = {Mark.WORSE: "worse", Mark.BETTER: "better"}.get(one.flag.mark, "second")
    dashes = FLAG_DASHES.get(kind, DOTS)
    baseline = frame.top - 10 - (one.row or 0) * ROW_HEIGHT
    top = frame.top if one.row is None else baseline - 9
    drawn = line(one.x, top, one.x, frame.bottom, colours[tone], 1.3, dashes)
    if one.row is None:
        return drawn
    x = one.x - FLAG_GAP if one.ends else one.x + FLAG_GAP
    anchor = "end" if one.ends else None
    return drawn + words(x, baseline, one.words, colours[tone], SMALL, anchor)


class Room:
    """The room within the plot, and what is taken of it."""

    def __init__(self, taken: Iterable[Box]) -> None:
        self._taken = list(taken)

    def take(self, candidates: Iterable[Box]) -> tuple[Box, bool] | None:
        """Take the candidate that covers least, the earlier the better, and say if it is free."""
        best: tuple[int, Box] | None = None
        for candidate in candidates:
            covered = self._covered(candidate, len(self._taken) + 1 if best is None else best[0])
            if best is None or covered < best[0]:
                best = covered, candidate
            if not covered:
                break
        if best is None:
            return None
        self._taken.append(best[1])
        return best[1], best[0] == 0

    def _covered(self, candidate: Box, most: int) -> int:
        """Count what a candidate covers, no further than to `most`."""
        covered = 0
        for one in self._taken:
            covered += candidate.meets(one)
            if covered == most:
                break
        return covered


def line_boxes(corners: Sequence[tuple[float, float]], air: float) -> Iterable[Box]:
    """Cover a bent line with small boxes, so that labels keep off it."""
    for (x1, y1), (x2, y2) in pairwise(corners):
        pieces = max(1, int(max(abs(x2 - x1), abs(y2 - y1)) // 10))
        for piece in range(pieces):
            ax, ay = x1 + (x2 - x1) * piece / pieces, y1 + (y2 - y1) * piece / pieces
            bx, by = x1 + (x2 - x1) * (piece + 1) / pieces, y1 + (y2 - y1) * (piece + 1) / pieces
            yield Box(min(ax, bx), min(ay, by) - air, max(ax, bx), max(ay, by) + air)
