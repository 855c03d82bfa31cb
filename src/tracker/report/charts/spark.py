"""What a small trend in a row shows, as a value; apart, since every start needs it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Mark(StrEnum):
    """How a point is drawn; the shape says it too, so colour is never the only sign."""

    USUAL = "usual"
    WORSE = "worse"
    BETTER = "better"
    ONE_OFF = "one_off"


@dataclass(frozen=True, slots=True)
class SparkPicture:
    """A small trend: values oldest first, None where there is a gap; the promise if any."""

    values: tuple[float | None, ...]
    marks: tuple[Mark, ...] = ()
    promise: float | None = None
    tone: Mark = Mark.USUAL
