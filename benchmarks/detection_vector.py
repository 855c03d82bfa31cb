"""The look-back of `tracker.detection` over many series at once, in numpy.

Only the first regime: the simulation asks when the first alarm comes. A test holds it against the
package on random series.
"""

from __future__ import annotations

import numpy as np

from benchmarks.detection_data import Floats, Kind
from tracker.detection import Scale
from tracker.detection.evidence import FIRST_RAMP, LARGEST_FIT, SMALLEST_FIT, WINDOWS, shapes
from tracker.detection.regime import CLIP_FROM
from tracker.detection.scale import yardstick


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


def clipped(found: Floats, floor: float, clip: float) -> Floats:
    """Clip each score to the mean plus or minus clip times SD of the clipped ones before it."""
    out = found - found[:, :1]
    total = np.zeros(len(out))
    square = np.zeros(len(out))
    for at in range(out.shape[1]):
        if at >= CLIP_FROM:
            mean = total / at
            variance = np.maximum((square - at * mean * mean) / (at - 1), floor * floor)
            reach = clip * np.sqrt(variance)
            out[:, at] = np.clip(out[:, at], mean - reach, mean + reach)
        total += out[:, at]
        square += out[:, at] ** 2
    return out


def evidence(found: Floats, floor: float, clip: float) -> tuple[Floats, Floats]:
    """Give the evidence up and down after each score; NaN where there is none."""
    kept = clipped(found, floor, clip)
    numbers = np.arange(1, kept.shape[1] + 1)
    zero = np.zeros((len(kept), 1))
    sums = np.hstack([zero, np.cumsum(kept, 1)])
    moments = np.hstack([zero, np.cumsum(kept * numbers, 1)])
    squares = np.cumsum(kept * kept, 1) - sums[:, 1:] ** 2 / numbers
    squares = np.maximum(squares, (numbers - 1) * floor * floor)
    up, down = np.zeros_like(kept), np.zeros_like(kept)
    for count in range(1, kept.shape[1] + 1):
        for shape in shapes(count):
            start, total = count - shape.window, sums[:, count]
            contrast = total - sums[:, start] - shape.window / count * total
            if shape.ramp:
                climb = moments[:, count] - moments[:, start] - start * (total - sums[:, start])
                contrast = climb / shape.window - (shape.window + 1) / 2 / count * total
            fit = np.minimum(contrast**2 / (shape.norm * squares[:, count - 1]), LARGEST_FIT)
            part = shape.front * (1 - shape.gain * fit) ** (-(count - 1) / 2)
            part = np.where(fit > SMALLEST_FIT, part, 0 * fit)
            up[:, count - 1] += np.where(contrast > 0, part, 0 * part)
            down[:, count - 1] += np.where(contrast > 0, 0 * part, part)
    return up, down


def ours(values: Floats, kind: Kind) -> Floats:
    """Give the larger evidence, week by week; 0 in a week without a value."""
    dense, order = packed(scores(values, kind.scale, kind.step))
    guard = yardstick(kind.scale, kind.step)
    strongest = np.nan_to_num(np.maximum(*evidence(dense, guard.floor, guard.clip)))
    out = np.zeros_like(values)
    np.put_along_axis(out, order, strongest, 1)
    return out


assert WINDOWS[FIRST_RAMP - 1] == FIRST_RAMP
