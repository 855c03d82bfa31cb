"""What competed in the story: an open conflict, a choice that went wrong, and the next one."""

from __future__ import annotations

from datetime import timedelta

from tracker.app.commands import (
    DecisionInput,
    answer_side,
    answer_step,
    decide,
    judge_decision,
    open_conflict,
    review_decision,
    tell_decision,
)
from tracker.app.demo.shares import Story
from tracker.domain.decision import ConflictKind, DecisionVerdict

FINANCE, SALES, PLATFORM = "Finance leads", "Field sales", "Platform team"
CHOSEN, JUDGED, AHEAD = 22, 12, 3  # weeks before and after today
OPENED = timedelta(days=9)


def tell_choices(story: Story) -> None:
    """Tell of a choice between the close and the quotes, and of a conflict that is quite new."""
    if story.weeks > CHOSEN:
        _tell_decisions(story)
    tracker, today = story.tracker, story.now.start + timedelta(days=4)
    key = open_conflict(
        tracker,
        "Release days or month-end close",
        ConflictKind.TIMING,
        [story.customers[FINANCE], story.customers[PLATFORM]],
        today - OPENED,
    )
    answer_step(
        tracker,
        key,
        "really",
        "Both want the last three days of the month. The release could move, the close cannot.",
    )
    answer_side(
        tracker,
        key,
        story.customers[FINANCE],
        asked_for="Me, for all of the last three days",
        true_need="Somebody who can answer within the hour",
    )


def _tell_decisions(story: Story) -> None:
    tracker, finance, sales = story.tracker, story.customers[FINANCE], story.customers[SALES]
    chosen = (story.now + -CHOSEN).start
    first = decide(
        tracker,
        DecisionInput(
            title="Quotes or answers at close",
            decided_on=chosen,
            options="Quotes first, every day\nAnswers first in close week",
            logic="A quote that waits may be lost; an answer that waits is only late.",
            choice="Quotes first, every day.",
            less_happy_id=finance,
            review_on=(story.now + -JUDGED).start,
        ),
        told=[sales],
    )
    judged = (story.now + -JUDGED).start + timedelta(days=3)
    following = judge_decision(
        tracker,
        first,
        DecisionVerdict.BAD,
        judged,
        admitted_to="The finance leads, in their Thursday meeting",
        learned="Late answers cost them a day of overtime each month. I had not asked.",
        next_choice="In close week answers come first; quotes follow by the Wednesday after.",
    )
    if following is not None:
        for customer in (finance, sales):
            tell_decision(tracker, following, customer, judged, judged)
        review_decision(tracker, following, (story.now + AHEAD).start)
