"""What a customer is told of fixes: what is done, since when, and what it has changed so far."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from tracker.app.queries.scorecard_facts import Facts
from tracker.app.queries.standing import effect_in
from tracker.app.tracker import Tracker
from tracker.domain.correction import Fix
from tracker.report.scorecard_content import FixPart
from tracker.report.scorecard_summary import fix_told
from tracker.report.sentences import fix_sentence

NEWEST = timedelta(weeks=5)  # after which a scorecard tells of a time gone by


def fixes_of(tracker: Tracker, measure_id: int, first: date, last: date, today: date) -> list[Fix]:
    """Return what was being done about a measure in a period, as it stands today.

    What was given up is not told. On a scorecard of the newest weeks what was begun since its end
    is told, too.
    """
    until = today if today - last <= NEWEST else last
    return [
        replace(fix, done_on=_by(fix.done_on, today))
        for fix in tracker.fixes.where("measure_id = ?", measure_id, order="started_on, id")
        if fix.started_on <= max(until, last) and not _by(fix.dropped_on, today)
        if fix.done_on is None or max(fix.done_on, fix.review_on or fix.done_on) >= first
    ]


def fix_part(facts: Facts, fix: Fix, last: date, today: date) -> FixPart:
    """Return what is told of a fix; its effect is that of what was logged by then."""
    told = ""
    if fix.started_on <= last and facts.history.values:
        told = fix_sentence(facts.measure, fix, effect_in(facts.history, fix))
    return FixPart(
        key=f"fix:{fix.uid}",
        measure_key=facts.key,
        what=fix.what,
        told=fix_told(fix, last, told),
        running=fix.done_on is None and fix.started_on <= max(today, last),
        due_on=_ahead(fix.due_on, last, today) if fix.done_on is None else None,
        result_on=_ahead(fix.review_on, last, today),
    )


def _by(day: date | None, today: date) -> date | None:
    return day if day is not None and day <= today else None


def _ahead(day: date | None, last: date, today: date) -> date | None:
    """Return a day that is still to come, for the page and for whoever reads it today."""
    return day if day is not None and day > last and day >= today else None
