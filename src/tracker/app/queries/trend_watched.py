"""What surrounds a trend on the person's own screen alone: stops upstream, and when it is watched.

That a measure is watched tells of a decision its customer may not know: nothing exported shows it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tracker.app.queries.trend_stops import with_stops
from tracker.app.queries.watched import watch_days
from tracker.app.tracker import Tracker
from tracker.domain.measure import Measure
from tracker.report.picture import Span, TrendPicture


def around(tracker: Tracker, measure: Measure, picture: TrendPicture, today: date) -> TrendPicture:
    """Return the picture with the stops that touched its measure, and the weeks it is watched."""
    picture = with_stops(tracker, measure.id, picture, today)
    spans = tuple(
        Span(begin, min(end, picture.last), f"watched: {title}", "watched")
        for begin, end, title in watch_days(tracker, measure)
        if begin <= picture.last and end >= picture.first
    )
    return replace(picture, spans=(*picture.spans, *spans)) if spans else picture
