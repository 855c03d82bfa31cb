"""As many measures and weeks as a test or a benchmark wants, every week of them logged."""

from __future__ import annotations

import random
from datetime import date

from tracker.app.commands import MeasureInput, add_customer, add_measure
from tracker.app.demo.story import refuse_data, within
from tracker.app.tracker import Tracker
from tracker.detection.scale import Scale
from tracker.domain.customer import CustomerKind, Tier
from tracker.domain.measure import SCALES, Area, Better
from tracker.domain.period import Period, periods

MEASURES_EACH = 9
# Level, spread and promise of each scale.
_USUAL = {
    Scale.RATING: (3.6, 0.7, 4),
    Scale.NUMBER: (5.0, 0.8, 4),
    Scale.PERCENT: (88.0, 4.0, 85),
    Scale.COUNT: (6.0, 2.0, 5),
    Scale.DURATION: (2.0, 0.4, 2.5),
    Scale.YESNO: (0.9, 0.4, 1),
}
_ROWS_AT_ONCE = 5000


def fill_many(
    tracker: Tracker, today: date, measures: int = 60, weeks: int = 1040, seed: int = 1
) -> None:
    """Fill an empty diary with weekly measures, logged up to the week that holds `today`."""
    refuse_data(tracker)
    rng = random.Random(seed)  # noqa: S311 - figures, no secret
    last = Period.of(today)
    span = list(periods(last + (1 - weeks), last))
    rows: list[dict[str, object]] = []
    with tracker.edit("fill with many measures"):
        for at in range(measures):
            if at % MEASURES_EACH == 0:
                customer_id = _take_on(tracker, at // MEASURES_EACH)
            scale = list(Scale)[at % len(Scale)]
            measure_id = add_measure(tracker, customer_id, _measure_input(at, scale), span[0].start)
            rows += (
                {
                    "measure_id": measure_id,
                    "start": week.start,
                    "value": _value(rng, scale),
                    "note": "“As agreed, and on the day”" if rng.random() < 0.1 else "",
                }
                for week in span
            )
        for begin in range(0, len(rows), _ROWS_AT_ONCE):
            tracker.evaluations.add_all(rows[begin : begin + _ROWS_AT_ONCE])


def _take_on(tracker: Tracker, at: int) -> int:
    tier, kind = list(Tier)[at % len(Tier)], list(CustomerKind)[at % len(CustomerKind)]
    return add_customer(tracker, f"Team {at + 1}", tier, kind)


def _measure_input(at: int, scale: Scale) -> MeasureInput:
    rule = SCALES[scale]
    return MeasureInput(
        name=f"{rule.name.split()[0]} of service {at + 1}",
        area=list(Area)[at % len(Area)],
        scale=scale,
        better=Better(rule.better),
        promise=_USUAL[scale][2],
        unit=rule.unit,
        shared=at % 2 == 0,
    )


def _value(rng: random.Random, scale: Scale) -> float:
    level, spread, _ = _USUAL[scale]
    rule = SCALES[scale]
    drawn = round(round(rng.gauss(level, spread) / rule.step) * rule.step, 1)
    return within(drawn, rule.low or 0, rule.high)
