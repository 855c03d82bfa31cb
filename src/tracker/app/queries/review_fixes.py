"""The fixes of a review, each with its effect as far as it could be told at the end."""

from __future__ import annotations

from tracker.app.queries.pictures import effect_picture
from tracker.app.queries.review_frame import Frame
from tracker.app.queries.scorecard_facts import Facts
from tracker.app.queries.standing import FixStanding, effect_in
from tracker.detection import Effect, Outcome
from tracker.domain.correction import Fix
from tracker.report.review_content import FixPart


def fix_parts(frame: Frame, facts: Facts) -> tuple[FixPart, ...]:
    """Return what was done about a measure, with before and after where one can be seen."""
    return tuple(
        _part(frame, facts, fix, effect_in(facts.history, fix))
        for fix in frame.fixes.get(facts.measure.id, [])
    )


def _part(frame: Frame, facts: Facts, fix: Fix, effect: Effect) -> FixPart:
    worked = _worked(frame, FixStanding(fix, effect))
    if worked is None or effect.outcome is Outcome.TOO_FEW or not facts.any_period:
        return FixPart(fix, effect, worked)
    known = (facts.measure, facts.finding, effect)
    until = facts.ends.start
    picture = effect_picture(frame.tracker, fix, frame.today, known=known, until=until)
    return FixPart(fix, effect, worked, picture)


def _worked(frame: Frame, standing: FixStanding) -> bool | None:
    """Say whether a fix worked; None while it may still turn out."""
    if standing.worked:
        return True
    worse = standing.effect.outcome is Outcome.CHANGED_WORSE
    if worse or standing.fix.dropped_on is not None or standing.failed(frame.until):
        return False
    return None
