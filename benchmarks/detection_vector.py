"""The detector as it ships, and its scores, over many series at once.

The detector itself is run, series by series; the scores are worked out in numpy for the methods
that borrow them, and a test holds them against the package.
"""

from __future__ import annotations

import numpy as np

from benchmarks.detection_data import Floats, Kind
from tracker.detection import Scale, Sensitivity, Series, detect
from tracker.detection.series import Direction

ALARM = 1.0
"""What marks an alarm in the answer of `ours`."""


def scores(values: Floats, scale: Scale, step: float) -> Floats:
    """Turn values into scores; NaN stays NaN."""
    if scale is Scale.COUNT:
        return np.asarray((np.maximum(values, 0) + 0.4) ** 0.75)
    if scale is Scale.DURATION:
        return np.asarray(np.log(np.maximum(values, 0) + 0.5 * step))
    return values / step if scale is Scale.RATING else values


def packed(values: Floats) -> tuple[Floats, np.ndarray]:
    """Move observed values to the left; give them and the week of each (the end is NaN)."""
    order = np.argsort(np.isnan(values), axis=1, kind="stable")
    return np.take_along_axis(values, order, 1), order


def series_of(row: Floats, kind: Kind, sensitivity: Sensitivity = Sensitivity.NORMAL) -> Series:
    """Make a series of a row: down or up is the worse way, as its kind says."""
    return Series(
        row.tolist(),
        kind.scale,
        kind.step,
        better=Direction.LOWER if kind.worse > 0 else Direction.HIGHER,
        sensitivity=sensitivity,
    )


def ours(values: Floats, kind: Kind, sensitivity: Sensitivity = Sensitivity.NORMAL) -> Floats:
    """Mark the weeks that raised an alarm."""
    out = np.zeros_like(values)
    for marks, row in zip(out, values, strict=True):
        for alarm in detect(series_of(row, kind, sensitivity)).alarms:
            marks[alarm.revealed] = ALARM
    return out
