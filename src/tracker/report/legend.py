"""What a legend names: only what is drawn, in one order and one wording for both painters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from tracker.report.picture import Mark, Stretch
from tracker.report.svg_frame import Frame
from tracker.report.ticks import level_label

MARK_NAMES: Final = {
    Mark.WORSE: "worse than usual",
    Mark.BETTER: "better than usual",
    Mark.ONE_OFF: "one-off",
}
FLAG_NAMES: Final = {
    "revealed": "change found",
    "planned": "planned change",
    "began": "fix began",
}
RATED, RATED_BESIDE = "customer’s rating", "customer’s rating, 1 to 5"
_PERIODS: Final = ((10, "week"), (21, "fortnight"), (60, "month"), (200, "quarter"))

Kind = Literal["mark", "promise", "range", "flag", "span", "rating"]


@dataclass(frozen=True, slots=True)
class Named:
    """One thing with its name; `what` is the mark, or the kind of flag or span."""

    kind: Kind
    name: str
    what: str = ""


def named(frame: Frame) -> list[Named]:
    """Return what the legend of a frame names, in reading order."""
    picture = frame.picture
    marks = {point.mark for point in picture.points}
    period = next((name for most, name in _PERIODS if picture.rhythm_days < most), "value")
    found = [Named("mark", MARK_NAMES.get(mark, period), mark) for mark in Mark if mark in marks]
    if picture.ratings:
        beside = any(one.value is None for one in picture.ratings)
        found.append(Named("rating", RATED_BESIDE if beside else RATED))
    if picture.promises:
        found.append(Named("promise", "promise"))
    if any(one.low is not None or one.high is not None for one in picture.usual):
        found.append(Named("range", _range_name(frame, picture.usual[-1])))
    flags = sorted({flag.kind for flag in picture.flags})
    found += [Named("flag", FLAG_NAMES.get(kind, kind), kind) for kind in flags]
    return found + [Named("span", kind, kind) for kind in sorted({s.kind for s in picture.spans})]


def _range_name(frame: Frame, newest: Stretch) -> str:
    if newest.low is None or newest.high is None:
        name = "usual range"
    else:
        low = level_label(newest.low, frame.low, frame.high)
        name = f"usual range {low}–{frame.level(newest.high)}"
    return f"{name} (first guess)" if newest.first_guess else name
