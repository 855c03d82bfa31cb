"""What the analyst of the sample data noted on the way: moments, notes, moves, a new usual."""

from __future__ import annotations

from datetime import date, timedelta

from tracker.app.commands import (
    NoteInput,
    add_moment,
    add_note,
    complete_note,
    keep_in_touch,
    place_customer,
    plan_change,
)
from tracker.app.demo.choosing import Story
from tracker.domain.customer import Tier
from tracker.domain.notes import NoteKind, Repeat

MOMENTS = (
    # (customer, what, days from today, how often, lead time in days)
    ("Finance leads", "Month-end close begins", 8, Repeat.MONTHLY, 5),
    ("My manager", "Steering round: notes are read the evening before", 5, Repeat.QUARTERLY, 7),
    ("Field sales", "Price list of the new year", 41, Repeat.ONCE, 21),
)
NOTES = (
    # (kind, weeks ago, customer or none, what, tags, whether it was done since)
    (
        NoteKind.NOTE, 2, "Finance leads",
        "They book estimates when an answer waits for the ledger export, and redo them by hand.",
        "month-end", False,
    ),
    (
        NoteKind.NOTE, 5, "Platform team",
        "The runbook answers most nights; the nightly load is the one that does not.",
        "runbook", False,
    ),
    (
        NoteKind.NOTE, 9, "",
        "Lunch with the new head of operations: she asks who keeps the list of interfaces.",
        "", False,
    ),
    (
        NoteKind.THANKS, 6, "Platform team",
        "They thanked me in the round for the first quiet week on call.",
        "", False,
    ),
    (
        NoteKind.IDEA, 3, "Field sales",
        "Let the quote take its header from their own layout.",
        "quotes", False,
    ),
    (
        NoteKind.OBSTACLE, 1, "Finance leads",
        "I cannot read the ledger myself, so every question waits for the export.",
        "ledger", False,
    ),
    (
        NoteKind.STOP, 10, "My manager",
        "The weekly status mail that nobody answers",
        "", True,
    ),
    (
        NoteKind.START, 8, "My manager",
        "A note of one page before each steering round",
        "", False,
    ),
)  # fmt: skip
MOVED = (
    # (weeks ago, customer, where they stood before, why)
    (31, "Legal", Tier.SERVE, "One complete list a month is all they need from me."),
)
PLANNED = (
    # (weeks ago, measure, why)
    (24, "Decisions taken without me", "The steering round decides every week since then"),
)
IN_TOUCH = (("Field sales", 4), ("Legal", 12))


def add_noted(story: Story) -> None:
    """Write it all; a part of the one step."""
    tracker, today = story.tracker, story.now.start
    for customer, what, days, repeats, lead in MOMENTS:
        day = today + timedelta(days=days)
        add_moment(tracker, story.customers[customer], what, day, repeats, lead_days=lead)
    for kind, ago, customer, text, tags, done in NOTES:
        if ago < story.weeks:
            _note(story, kind, _day(story, ago), customer, text, tags, done=done)
    for ago, measure, why in PLANNED:
        if ago < story.weeks - 8:  # it takes some weeks before, to be another usual
            plan_change(tracker, story.measures[measure], _day(story, ago), why)
    for customer, weeks in IN_TOUCH:
        keep_in_touch(tracker, story.customers[customer], weeks)


def add_moves(story: Story) -> None:
    """Let who was moved stand for a while where they stood before; a part of the one step."""
    for ago, customer, before, why in MOVED:
        if ago >= story.weeks:
            continue
        key = story.customers[customer]
        now = story.tracker.customers.get(key).tier
        story.tracker.customers.change(key, tier=before)
        place_customer(story.tracker, key, now, _day(story, ago), why)


def _note(
    story: Story, kind: NoteKind, day: date, customer: str, text: str, tags: str, *, done: bool
) -> None:
    said = NoteInput(
        text=text,
        happened_on=day,
        kind=kind,
        customer_id=story.customers[customer] if customer else None,
        played_back=True if kind is NoteKind.NOTE and customer else None,
        tags=tags,
    )
    key = add_note(story.tracker, said)
    if done:
        complete_note(story.tracker, key, day + timedelta(weeks=2))


def _day(story: Story, ago: int) -> date:
    return (story.now + -ago).start + timedelta(days=1)
