"""What the analyst saw when looking around: a relationship, operations, and a worksheet."""

from __future__ import annotations

from datetime import timedelta

from tracker.app.commands import add_mandate, answer
from tracker.app.demo.shares import Story
from tracker.app.questionnaires import OPERATIONS, RELATIONSHIP, WORKSHEET, questionnaire

RATED = (
    # (weeks ago, questionnaire, customer, one figure a question, note)
    (29, RELATIONSHIP, "Finance leads", (3, 4, 2, 3), "They hear of changes too late."),
    (15, RELATIONSHIP, "Finance leads", (3, 4, 3, 3), ""),
    (4, RELATIONSHIP, "Finance leads", (4, 4, 4, 3), "The weekly call helps. Zoë said so."),
    (12, RELATIONSHIP, "Field sales", (2, 3, 2, 2), ""),
    (24, OPERATIONS, "", (3, 2, 4, 2, 2, 3), "Every close is made anew."),
    (9, OPERATIONS, "", (3, 3, 4, 2, 2, 4), "A named cover would help most."),
    (6, WORKSHEET, "Finance leads", (5, 4, 4, 5, 3, 1, 1, 5, 4, 3), ""),
    (6, WORKSHEET, "My manager", (4, 5, 5, 3, 5, 2, 0, 4, 4, 5), ""),
    (6, WORKSHEET, "Platform team", (4, 3, 2, 4, 3, 1, 0, 3, 5, 3), ""),
)
MANDATES = (
    # (customer, weeks ago, days it holds from today, formal, text)
    (
        "Field sales",
        7,
        60,
        True,
        "Until the new price list is out, quotes come first (Sales board)",
    ),
)


def tell_looks(story: Story) -> None:
    """Write what was rated, and what outranks it; a part of the one step."""
    for ago, kind, customer, figures, note in RATED:
        if ago < story.weeks and (not customer or customer in story.customers):
            asked = questionnaire(kind).rated
            answers = {one.key: figure for one, figure in zip(asked, figures, strict=True)}
            owner = story.customers[customer] if customer else None
            answer(story.tracker, kind, owner, (story.now + -ago).start, answers, note)
    for customer, ago, days, formal, text in MANDATES:
        if customer in story.customers:
            made = (story.now + -min(ago, story.weeks - 1)).start
            until = story.now.start + timedelta(days=days)
            owner = story.customers[customer]
            add_mandate(story.tracker, owner, text, made, until, formal=formal)
