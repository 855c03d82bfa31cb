"""The chart of a measure on a scorecard: its period, what is switched on, nothing private.

It is the trend that the person sees, judged as of the end of the period, and without the reasons of
weeks that were skipped: those are not the customer's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from tracker.app.queries.scorecard_facts import Facts
from tracker.app.queries.standing import WORSE
from tracker.app.queries.trend import BETTER_WORDS, trend_picture
from tracker.app.queries.trend_judged import marks_of, usual_stretches
from tracker.app.tracker import Tracker
from tracker.domain.correction import Fix, PlannedChange
from tracker.domain.diary import Event
from tracker.domain.finding import Finding
from tracker.domain.measure import Measure
from tracker.report.picture import Flag, Gap, Mark, Point, Span, TrendPicture
from tracker.report.reading import short_day

SKIPPED, NOT_LOGGED = "skipped", "not logged"


@dataclass(frozen=True, slots=True)
class Beside:
    """What is drawn beside the values: only what is on. `notes` by the first day of a period."""

    events: tuple[Event, ...] = ()
    planned: tuple[PlannedChange, ...] = ()
    fixes: tuple[Fix, ...] = ()
    notes: Mapping[date, str] | None = None


def chart(tracker: Tracker, facts: Facts, beside: Beside, today: date) -> TrendPicture | None:
    """Return the picture of a measure in the period; None where no period of it ended."""
    if not facts.any_period:
        return None
    measure = facts.measure
    begins, ends = facts.begins.start, facts.ends.start
    found = trend_picture(tracker, measure.id, today, begins, ends)
    marks = marks_of(tracker, measure, facts.customer, facts.finding)
    days = [(point.day, point.value) for point in found.points]
    marked = _going_on(zip(found.points, marks.of(iter(days)), strict=True), facts.finding)
    flags = [Flag(one.happened_on, one.title) for one in beside.events]
    flags += [Flag(one.starts_on, one.reason, "planned") for one in beside.planned]
    flags += [
        Flag(one.revealed, f"change found, {short_day(one.revealed)}", "revealed", one.mark)
        for one in marks.moves
    ]
    return replace(
        found,
        subtitle=_subtitle(measure),
        unit=measure.now.unit,
        points=tuple(_point(point, mark, beside.notes or {}) for point, mark in marked),
        gaps=tuple(_gap(gap) for gap in found.gaps),
        usual=tuple(usual_stretches(measure, facts.finding, found.last)),
        flags=tuple(one for one in flags if found.first <= one.day <= found.last),
        spans=tuple(_spans(beside.fixes, found, today)),
        ratings=(),  # nothing is on the page that has no switch in the list
    )


def _going_on(
    marked: Iterable[tuple[Point, Mark]], finding: Finding
) -> Iterator[tuple[Point, Mark]]:
    """Mark a change for the worse for as long as it stands, not only until it was found.

    The person knows what happened since; a customer would take the end of the marks for the end of
    the trouble. What lies on the good side of what was usual before stays as it is.
    """
    since, before = finding.since, finding.before
    if finding.verdict not in WORSE or since is None or before is None:
        yield from marked
        return
    for point, mark in marked:
        bad = point.value > before if finding.up else point.value < before
        going_on = mark is Mark.USUAL and point.day >= since and bad
        yield point, Mark.WORSE if going_on else mark


def _point(point: Point, mark: Mark, notes: Mapping[date, str]) -> Point:
    return replace(point, mark=mark, note=notes.get(point.day, ""))


def _gap(gap: Gap) -> Gap:
    return replace(gap, reason=SKIPPED if gap.reason.startswith(SKIPPED) else NOT_LOGGED)


def _subtitle(measure: Measure) -> str:
    words = BETTER_WORDS[measure.now.better]
    return f"{measure.now.unit}, {words}" if measure.now.unit else words


def _spans(fixes: Iterable[Fix], picture: TrendPicture, today: date) -> Iterable[Span]:
    for fix in fixes:
        end = max(min(fix.done_on or today, picture.last), fix.started_on)
        if fix.started_on <= picture.last and end >= picture.first:
            yield Span(fix.started_on, end, fix.what)
