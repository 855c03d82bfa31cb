"""The changes that a review tells: what became known in its time, and what stands at its end."""

from __future__ import annotations

from tracker.app.queries.review_frame import Frame
from tracker.app.queries.scorecard_facts import Facts
from tracker.app.queries.standing import GOOD, WORSE
from tracker.app.queries.trend_judged import Move, marking
from tracker.detection import Verdict
from tracker.domain.finding import Finding
from tracker.report.picture import Mark
from tracker.report.review_content import Change

MOST_PASSED = 3


def changes_of(frame: Frame, facts: Facts, verdict: Verdict) -> tuple[Change, ...]:
    """Return the changes of a measure, oldest first; none of a customer not to be annoyed.

    One that passed again is told if it was found in these days. One that stands is told, too, if it
    is for the worse and was found before.
    """
    finding = facts.finding
    moves = marking(facts.measure, facts.customer, finding, frozenset()).moves
    passed = [
        _change(move, finding, stands=False)
        for move in moves
        if move.revealed >= facts.begins.start and move.since < finding.regimes[-1].first
    ]
    lately = finding.revealed is not None and finding.revealed >= facts.begins.start
    standing = [
        _change(move, finding, stands=True)
        for move in moves
        if move.revealed == finding.revealed and (verdict in WORSE or (verdict in GOOD and lately))
    ]
    return (*passed[-MOST_PASSED:], *standing)


def _change(move: Move, finding: Finding, *, stands: bool) -> Change:
    before = [one for one in finding.regimes if one.first < move.since and one.mean is not None]
    after = [one for one in finding.regimes if one.first <= move.since]
    return Change(
        move.since,
        move.revealed,
        move.up,
        finding.verdict in GOOD if stands else move.mark is Mark.BETTER,
        stands,
        before[-1] if before else None,
        after[-1] if after else None,
    )
