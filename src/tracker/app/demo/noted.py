"""What the analyst of the sample data noted: moments, notes, moves, own fixes, their case."""

from __future__ import annotations

from datetime import date, timedelta

from tracker.app.commands import (
    NoteInput,
    PulseFixInput,
    add_moment,
    add_note,
    annotate,
    complete_note,
    edit_need,
    finish_pulse_fix,
    keep_in_touch,
    place_customer,
    plan_change,
    reword,
    set_recourse,
    start_pulse_fix,
    tell_need,
    tell_promise,
)
from tracker.app.demo.choosing import Story
from tracker.app.person import person
from tracker.domain.customer import Tier
from tracker.domain.evaluation import Cause
from tracker.domain.needs import NeedStatus
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


# The own pulse falls in the weeks 20 to 24 ago and in the last four, see `story`: the first fix
# answers the first fall and has turned it, the second answers the fall of now and is under way.
# What is felt of being valued falls as well and is left unanswered, so that Overview shows it.
OWN_FIXES = (
    # (weeks ago, question, what, obstacle, whether it is done)
    (19, "energy", "No meetings before ten on Wednesdays", "The day was cut into half hours", True),
    (
        2,
        "energy",
        "A named cover in the week of the close",
        "Nobody else has done a close alone",
        False,
    ),
)

FORECAST_TOLD = (
    "Forecast was usable as sent: I promised ≥ 4, and kept it in only a few of the last weeks. I "
    "bring the template to your next meeting and fix it with you. Let us look again in January."
)
FORECAST_PROMISE = 4
CAUSED = 4  # of the weeks whose forecast was not as promised, the newest have their cause named
NEED_TOLD = "I showed them what it would save; they want to see it on one month first."
# Of the case two of three are written; what to ask for is proposed from the fix that is under way.
CASE = {
    "case:proud": "Finance plans with my answers now, and no longer around them.",
    "case:change": "I ask for the true need before I build anything for field sales.",
}


def add_serving(story: Story) -> None:
    """Write the fixes for one's own sake and the case for the review; a part of the one step."""
    tracker = story.tracker
    for ago, field, what, obstacle, done in OWN_FIXES:
        if ago < story.weeks:
            started = (story.now + -ago).start
            said = PulseFixInput(
                what=what,
                started_on=started,
                obstacle=obstacle,
                review_on=started + timedelta(weeks=8),
            )
            fix_id = start_pulse_fix(tracker, field, said)
            if done:
                finish_pulse_fix(tracker, fix_id, started + timedelta(weeks=1))
    _tell(story)
    me = person(tracker)
    if me.review_first and me.review_last:
        for key, text in CASE.items():
            reword(tracker, me.review_first, me.review_last, key, text)


def _tell(story: Story) -> None:
    """Write what was agreed for a broken promise, what was told, and why weeks went badly."""
    tracker = story.tracker
    set_recourse(
        tracker,
        story.customers["Finance leads"],
        if_broken="Please tell me at once, and ask what I will put aside to set it right.",
        come_back="within two working days, with what I will do about it",
    )
    forecast = story.measures["Forecast was usable as sent"]
    for old in tracker.evaluations.where(
        "measure_id = ? AND value < ? AND start < ? AND cause IS NULL",
        forecast,
        FORECAST_PROMISE,
        story.now.start.isoformat(),
        order="start DESC",
    )[:CAUSED]:
        note, private = old.note, old.private_note
        goals = Cause.MISALIGNED_GOALS
        annotate(tracker, forecast, old.start, note=note, private_note=private, cause=goals)
    unseen = tracker.needs.where("side = 'mine' AND partner_id IS NULL", order="id")
    for need in unseen[:2]:
        edit_need(tracker, need.id, status=NeedStatus.UNAWARE)
    for need in unseen[:1]:  # the other one waits to be told
        tell_need(tracker, need.id, (story.now + -1).start, NEED_TOLD, story.now.end)
    tell_promise(tracker, forecast, (story.now + -1).start, FORECAST_TOLD)
