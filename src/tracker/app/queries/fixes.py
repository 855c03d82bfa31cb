"""The board of fixes: what is open, what waits for its effect, what worked, what did not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from tracker.app.queries.standing import FixStanding, effect
from tracker.app.tracker import Tracker
from tracker.detection import Outcome
from tracker.domain.customer import Customer
from tracker.domain.measure import Measure
from tracker.report.phrases import day
from tracker.report.picture import Mark, SparkPicture
from tracker.report.sentences import fix_sentence

SPARK_POINTS = 26


class Stage(StrEnum):
    """Where a fix stands."""

    OPEN = "open"
    WAITING = "waiting"
    WORKED = "worked"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class FixCard:
    """One fix on the board."""

    standing: FixStanding
    measure: Measure
    customer: Customer
    stage: Stage
    sentence: str
    spark: SparkPicture
    began: str
    due: str


def fix_board(tracker: Tracker, today: date) -> dict[Stage, list[FixCard]]:
    """Read every fix into its column, newest first."""
    board: dict[Stage, list[FixCard]] = {stage: [] for stage in Stage}
    customers = {one.id: one for one in tracker.customers.all()}
    for fix in tracker.fixes.all("started_on DESC, id DESC"):
        measure = tracker.measures.get(fix.measure_id)
        standing = FixStanding(fix, effect(tracker, fix))
        stage = stage_of(standing, today)
        rows = tracker.evaluations.latest(measure.id, date.max, SPARK_POINTS)
        tone = {Stage.WORKED: Mark.BETTER, Stage.FAILED: Mark.WORSE}.get(stage, Mark.USUAL)
        board[stage].append(
            FixCard(
                standing,
                measure,
                customers[measure.customer_id],
                stage,
                fix_sentence(measure, fix, standing.effect),
                SparkPicture(
                    tuple(value for _, value in rows), promise=measure.now.promise, tone=tone
                ),
                f"since {day(fix.started_on, today)}",
                due_words(standing, today),
            )
        )
    return board


def due_fixes(tracker: Tracker, monday: date) -> list[FixCard]:
    """Return the fixes whose due or review day falls into a week, or has passed unanswered."""
    sunday = monday + timedelta(days=6)
    return [
        card
        for cards in fix_board(tracker, sunday).values()
        for card in cards
        if _asks(card, sunday)
    ]


def stage_of(standing: FixStanding, today: date) -> Stage:
    """Put a fix into its column."""
    if standing.worked:
        return Stage.WORKED
    if standing.fix.dropped_on or standing.effect.outcome is Outcome.CHANGED_WORSE:
        return Stage.FAILED
    if standing.failed(today):
        return Stage.FAILED
    return Stage.OPEN if standing.fix.open else Stage.WAITING


def due_words(standing: FixStanding, today: date) -> str:
    """Say which day is next: due, or to be looked at again; empty when neither is."""
    fix = standing.fix
    if fix.dropped_on:
        return f"given up on {day(fix.dropped_on, today)}"
    if fix.open and fix.due_on:
        return f"{'was due' if fix.due_on < today else 'due'} {day(fix.due_on, today)}"
    if fix.review_on and not standing.worked:
        return f"look again on {day(fix.review_on, today)}"
    return f"done on {day(fix.done_on, today)}" if fix.done_on else ""


def _asks(card: FixCard, sunday: date) -> bool:
    fix = card.standing.fix
    if fix.dropped_on is not None or card.stage is Stage.WORKED:
        return False
    due = fix.open and fix.due_on is not None and fix.due_on <= sunday
    return due or (fix.review_on is not None and fix.review_on <= sunday)
