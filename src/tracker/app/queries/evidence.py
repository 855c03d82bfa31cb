"""What may serve as evidence in a review: notes and customers' words of a period, newest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tracker.app.tracker import Tracker
from tracker.domain.measure import Measure
from tracker.domain.period import Cadence, Period

MOST = 2000


@dataclass(frozen=True, slots=True)
class Evidence:
    """A note (`evaluation_id`) or a customer's own words (`rating_id`); private notes never are.

    `period` is what a note is about; None where somebody said something on `day`.
    """

    day: date
    text: str
    customer: str
    customer_id: int
    starred: bool
    period: Period | None = None
    measure: str = ""
    measure_id: int | None = None
    evaluation_id: int | None = None
    rating_id: int | None = None


_NOTES = """SELECT e.start, e.note, c.name, c.id, s.id IS NOT NULL, m.cadence, m.name, m.id, e.id
FROM evaluation AS e JOIN measure AS m ON m.id = e.measure_id JOIN customer AS c
ON c.id = m.customer_id LEFT JOIN star AS s ON s.evaluation_id = e.id
WHERE e.note <> '' AND e.start BETWEEN ? AND ? ORDER BY e.start DESC, e.id DESC LIMIT ?"""
_WORDS = """SELECT r.rated_on, r.words, c.name, c.id, s.id IS NOT NULL, m.name, m.id, r.id
FROM rating AS r JOIN customer AS c ON c.id = r.customer_id
LEFT JOIN measure AS m ON m.id = r.measure_id LEFT JOIN star AS s ON s.rating_id = r.id
WHERE r.words <> '' AND r.rated_on BETWEEN ? AND ? ORDER BY r.rated_on DESC, r.id DESC LIMIT ?"""


def evidence(tracker: Tracker, first: date, last: date) -> tuple[Evidence, ...]:
    """Return what was noted and said in a period, the newest of it first."""
    asked = (first.isoformat(), last.isoformat(), MOST)
    found = [_note(row) for row in tracker.file.query(_NOTES, *asked)]
    found += [_said(row) for row in tracker.file.query(_WORDS, *asked)]
    found.sort(key=_day, reverse=True)
    return tuple(found[:MOST])


def starred_count(tracker: Tracker, first: date, last: date) -> int:
    """Return how many pieces of a period's evidence have a star."""
    days = (first.isoformat(), last.isoformat())
    ((notes,),) = tracker.file.query(
        "SELECT count(*) FROM star JOIN evaluation AS e ON e.id = evaluation_id"
        " WHERE e.note <> '' AND e.start BETWEEN ? AND ?",
        *days,
    )
    ((words,),) = tracker.file.query(
        "SELECT count(*) FROM star JOIN rating AS r ON r.id = rating_id"
        " WHERE r.words <> '' AND r.rated_on BETWEEN ? AND ?",
        *days,
    )
    return int(notes) + int(words)


def note_ids(tracker: Tracker, measure: Measure) -> dict[date, tuple[int, bool]]:
    """Return for each period of a measure with a note its evaluation, and whether it has a star."""
    rows = tracker.file.query(
        "SELECT start, e.id, s.id IS NOT NULL FROM evaluation AS e"
        " LEFT JOIN star AS s ON s.evaluation_id = e.id WHERE measure_id = ? AND note <> ''",
        measure.id,
    )
    return {date.fromisoformat(start): (key, bool(star)) for start, key, star in rows}


def _note(row: tuple[str, str, str, int, int, str, str, int, int]) -> Evidence:
    start, text, customer, customer_id, star, cadence, measure, measure_id, key = row
    period = Period(date.fromisoformat(start), Cadence(cadence))
    return Evidence(
        period.start, text, customer, customer_id, bool(star), period, measure, measure_id, key
    )


def _said(row: tuple[str, str, str, int, int, str | None, int | None, int]) -> Evidence:
    day, text, customer, customer_id, star, measure, measure_id, key = row
    return Evidence(
        date.fromisoformat(day),
        text,
        customer,
        customer_id,
        bool(star),
        None,
        measure or "",
        measure_id,
        None,
        key,
    )


def _day(one: Evidence) -> date:
    return one.day
