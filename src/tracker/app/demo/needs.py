"""What the analyst's customers need, on both lists, and how they like it done."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from tracker.app.commands import (
    add_element,
    add_need,
    mark_important,
    measure_need,
    pair_needs,
    set_standard,
)
from tracker.app.demo.shares import Story
from tracker.domain.need import NeedSource, Side
from tracker.domain.practice import Basis


class Line(NamedTuple):
    """A need on my list, on theirs, or on both; and the measure that tells how it is met."""

    mine: str = ""
    theirs: str = ""
    measure: str = ""


NEEDS = (
    # (customer, weeks ago they were asked, how, lines by rank)
    (
        "Finance leads",
        5,
        NeedSource.INTERVIEW,
        (
            Line("Fast answers at close", "Fast answers at close", "Month-end close answers"),
            Line(mine="A better dashboard"),
            Line(theirs="One named cover when I am away"),
            Line(
                "Warning of system changes",
                "Warning of system changes",
                "Forecast was usable as sent",
            ),
        ),
    ),
    (
        "Platform team",
        9,
        NeedSource.CONVERSATION,
        (
            Line("Reviews within a day", "Reviews that say what must change"),
            Line(theirs="A warning before systems change"),
            Line(mine="One named cover at night"),
        ),
    ),
)

ELEMENTS = (
    # (customer, name, important, weeks ago they told it, or None: a guess)
    ("Finance leads", "Uses plain words", True, 5),
    ("Finance leads", "Takes little of my time", True, 5),
    ("Finance leads", "Teaches me to do it myself", False, None),
    ("Platform team", "Includes me in the work", False, None),
)

STANDARDS = (
    # (customer, place of the service, weeks ago, floor, good, excellent)
    (
        "Finance leads",
        0,
        39,
        "Every question is answered in the same week",
        "Within three days",
        "",
    ),
    (
        "Finance leads",
        0,
        13,
        "Every question is answered in the same week",
        "Within two days, so that they can book it",
        "They no longer need to ask",
    ),
)


def tell_needs(story: Story) -> None:
    """Write needs, how they like it, and standards; a part of the one step."""
    for customer, ago, source, lines in NEEDS:
        _tell_lists(story, customer, _day(story, ago), source, lines)
    for customer, name, important, told in ELEMENTS:
        basis = Basis.GUESSED if told is None else Basis.ASKED
        asked = None if told is None else _day(story, told)
        key = add_element(story.tracker, story.customers[customer], name, basis, asked)
        if important:
            mark_important(story.tracker, key, important=True)
    for customer, place, ago, floor, good, excellent in STANDARDS:
        if ago < story.weeks:
            owner = story.customers[customer]
            service = story.tracker.services.where("customer_id = ?", owner)[place]
            day = _day(story, ago)
            set_standard(
                story.tracker, service.id, day, floor=floor, good=good, excellent=excellent
            )


def _tell_lists(
    story: Story, customer: str, day: date, source: NeedSource, lines: tuple[Line, ...]
) -> None:
    tracker, owner = story.tracker, story.customers[customer]
    for line in lines:
        mine = add_need(tracker, owner, Side.MINE, line.mine, day) if line.mine else None
        if not line.theirs:
            continue
        theirs = add_need(tracker, owner, Side.THEIRS, line.theirs, day, source=source)
        if mine is not None:
            pair_needs(tracker, mine, theirs)
        if line.measure:
            measure_need(tracker, theirs, story.measures[line.measure])


def _day(story: Story, ago: int) -> date:
    return (story.now + -min(ago, story.weeks - 1)).start
