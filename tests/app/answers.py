"""The measure that scorecards, agreements and reviews are tested with."""

from __future__ import annotations

from tracker.app.commands import MeasureInput
from tracker.detection.scale import Scale
from tracker.domain.measure import Area, Better

ANSWERS = MeasureInput(
    name="Answers",
    area=Area.EFFECTIVENESS,
    scale=Scale.DURATION,
    better=Better.LOWER,
    promise=2,
    unit="days",
    shared=True,
    definition="From the question to an answer",
)
