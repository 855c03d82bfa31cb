"""The stops upstream that touched a measure, for this person's own charts.

A stop touches the measures of the services that depend on its link. What is drawn names the link,
never the cause: causes and effects stay in this file. Scorecards and reviews are made without.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tracker.app.tracker import Tracker
from tracker.report.picture import Span, TrendPicture

_STOPS = """SELECT DISTINCT s.id, s.started_on, s.ended_on, l.who, l.what
FROM stop AS s JOIN link AS l ON l.id = s.link_id JOIN link_service AS d ON d.link_id = l.id
JOIN measure AS m ON m.service_id = d.service_id
WHERE m.id = ? AND s.started_on <= ? AND coalesce(s.ended_on, ?) >= ? ORDER BY s.started_on, s.id"""


def with_stops(
    tracker: Tracker, measure_id: int, picture: TrendPicture, today: date
) -> TrendPicture:
    """Return the picture with the stops that touched its measure; an open one lasts to today."""
    ends = picture.last.isoformat(), today.isoformat(), picture.first.isoformat()
    found = tracker.file.query(_STOPS, measure_id, *ends)
    stops = (
        Span(first, max(first, last), label_of(who, what), "stop")
        for _, started, ended, who, what in found
        for first, last in [(date.fromisoformat(started), _day(ended) or today)]
    )
    return replace(picture, spans=(*picture.spans, *stops)) if found else picture


def label_of(who: str, what: str) -> str:
    """Name what did not arrive and from whom."""
    return f"{what}, {who}" if what else who


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
