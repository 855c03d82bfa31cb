"""What may leave, one line a value: for a department that looks at many people's trackers together.

Only measures that are shared, in use and past their draft; no note, no reason, no pulse. Each line
is one JSON object, so that any number of such files can be read as one table.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from tracker.app.person import person
from tracker.app.tracker import Tracker
from tracker.domain.measure import Measure
from tracker.domain.period import Period


def shared_lines(tracker: Tracker) -> list[str]:
    """Return the lines, without their ends: measures in their order, oldest value first."""
    names = {one.id: one.name for one in tracker.customers.where("archived_on IS NULL")}
    me = person(tracker).name
    return [
        json.dumps(
            {"person": me, "customer": names[measure.customer_id], **said}, ensure_ascii=False
        )
        for measure in tracker.measures.where("archived_on IS NULL AND shared = 1 AND draft = 0")
        if measure.customer_id in names
        for said in _values(tracker, measure)
    ]


def _values(tracker: Tracker, measure: Measure) -> Iterator[dict[str, object]]:
    for one in tracker.evaluations.series(measure.id):
        period = Period(one.start, measure.cadence)
        terms = measure.on(period.end)
        if one.value is None:
            continue
        yield {
            "area": measure.area,
            "measure": measure.name,
            "scale": measure.scale,
            "unit": terms.unit,
            "better": terms.better,
            "promise": terms.promise,
            "low": terms.low,
            "high": terms.high,
            "cadence": measure.cadence,
            "period": str(period),
            "start": period.start.isoformat(),
            "end": period.end.isoformat(),
            "value": one.value,
            "kept": terms.keeps(one.value),
        }
