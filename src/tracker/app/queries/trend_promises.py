"""What was promised over a time: a stretch for each version of a measure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from tracker.domain.measure import Better, Measure, Version, show_promise
from tracker.report.picture import Stretch


def promises(measure: Measure, first: date, last: date) -> Iterator[Stretch]:
    """Yield what was promised from one day to another, oldest first."""
    ends = [version.valid_from - timedelta(days=1) for version in measure.versions[1:]] + [last]
    for at, (version, end) in enumerate(zip(measure.versions, ends, strict=True)):
        begin = first if at == 0 else max(first, version.valid_from)
        if version.has_promise and begin <= min(end, last):
            yield _promise(measure, version, begin, min(end, last))


def _promise(measure: Measure, version: Version, first: date, last: date) -> Stretch:
    low, high = version.low, version.high
    if version.better is Better.HIGHER:
        low = version.promise
    elif version.better is Better.LOWER:
        high = version.promise
    return Stretch(first, last, low, high, label=show_promise(version, measure.scale))
