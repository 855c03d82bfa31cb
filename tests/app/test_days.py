"""Days on which nothing can have been: refused alike by everything that keeps what is past."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from tracker.app import commands
from tracker.app.commands import DecisionInput, FixInput, NoteInput, StopInput
from tracker.app.tracker import Tracker
from tracker.app.transfer import plan_import, read_rows
from tracker.domain.customer import Tier
from tracker.domain.decision import ConflictKind
from tracker.domain.errors import InvalidInput
from tracker.domain.needs import NeedSide
from tracker.domain.practice import Basis

Write = Callable[[Tracker, int, int, date], object]


def ends(tracker: Tracker, _who: int, _measure: int, day: date) -> None:
    link = commands.add_link(tracker, "Ledger team")
    stop = commands.start_stop(tracker, link, StopInput(started_on=date(2026, 11, 2)))
    commands.end_stop(tracker, stop, day)


def opens(tracker: Tracker, who: int, _measure: int, day: date) -> None:
    other = commands.add_customer(tracker, "Field sales", Tier.SERVE)
    commands.open_conflict(tracker, "Whose turn", ConflictKind.TIMING, [who, other], day)


PAST: dict[str, Write] = {
    "a value": lambda t, _who, m, day: commands.record(t, m, monday(day), 2),
    "a note on a value": lambda t, _who, m, day: commands.annotate(t, m, monday(day), note="Late"),
    "a pulse": lambda t, _who, _m, day: commands.record_pulse(t, day, energy=3),
    "a finished week": lambda t, _who, _m, day: commands.finish_week(t, day),
    "a stop": lambda t, _who, _m, day: commands.start_stop(
        t, commands.add_link(t, "Ledger team"), StopInput(started_on=day)
    ),
    "the end of a stop": ends,
    "a rating": lambda t, who, _m, day: commands.add_rating(t, who, day, 3),
    "a quick note": lambda t, who, _m, day: commands.add_note(
        t, NoteInput(text="They were pleased", happened_on=day, customer_id=who)
    ),
    "a planned change": lambda t, _who, m, day: commands.plan_change(t, m, day, "New ledger"),
    "an event": lambda t, _who, _m, day: commands.add_event(t, day, "New ledger"),
    "a want": lambda t, who, _m, day: commands.add_want(t, who, "Answers in a day", day),
    "a need": lambda t, who, _m, day: commands.add_need(
        t, who, NeedSide.THEIRS, "Answers", date(2026, 11, 2), stated_on=day
    ),
    "a way to serve": lambda t, who, _m, day: commands.add_element(
        t, who, "Plain words", Basis.ASKED, day
    ),
    "a move": lambda t, who, _m, day: commands.place_customer(t, who, Tier.SERVE, day),
    "a fix": lambda t, _who, m, day: commands.start_fix(
        t, m, FixInput(what="A list", started_on=day)
    ),
    "a conflict": opens,
    "a decision": lambda t, _who, _m, day: commands.decide(
        t, DecisionInput(title="Whose turn", choice="Theirs", decided_on=day)
    ),
    "an asking": lambda t, who, _m, day: commands.note_asking(t, who, day),
    "an agreement": lambda t, _who, m, day: commands.agree(t, [m], day, "Ana"),
    "a mandate": lambda t, who, _m, day: commands.add_mandate(t, who, "First", day),
    "what they told": lambda t, _who, m, day: commands.record_reported(
        t, m, date(2026, 11, 2), day
    ),
}  # fmt: skip


def monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


@pytest.fixture
def dated(tracker: Tracker, answers: int, today: date) -> Tracker:
    """Return a tracker whose face has said what day it is."""
    tracker.today = lambda: today
    return tracker


@pytest.mark.parametrize("name", PAST)
def test_what_only_the_past_can_hold_is_refused_for_a_day_to_come(dated, finance, answers, name):
    with pytest.raises(
        InvalidInput, match=r"Tue 1 Jan 2030 has not come|Mon 31 Dec 2029 has not come"
    ) as told:
        PAST[name](dated, finance, answers, date(2030, 1, 1))
    assert told.value.hint == "Choose Fri 20 Nov 2026 or an earlier day."


@pytest.mark.parametrize("name", PAST)
def test_before_anything_can_have_been_it_is_refused_by_the_same_rule(
    dated, finance, answers, name
):
    with pytest.raises(InvalidInput, match=r"\w{3} \d+ \w{3} 19\d\d lies before 1970"):
        PAST[name](dated, finance, answers, date(1951, 1, 1))


@pytest.mark.parametrize("name", PAST)
def test_today_may_be_kept(dated, finance, answers, today, name):
    PAST[name](dated, finance, answers, today)
    assert dated.history.undo_label is not None


def test_a_holiday_may_be_entered_before_it_begins_but_not_for_the_next_generation(dated, answers):
    commands.skip(dated, answers, date(2026, 12, 21), "holiday")
    assert commands.away(dated, date(2027, 7, 1), date(2027, 7, 20)) == 4
    with pytest.raises(InvalidInput, match="Mon 20 Nov 2062 lies too far ahead"):
        commands.away(dated, date(2027, 7, 1), date(2062, 11, 20))


def test_an_import_refuses_the_row_of_a_week_to_come_and_takes_a_holiday(dated, answers):
    rows = [
        "customer,measure,period,value,skipped",
        "Finance leads,Month-end close answers,2062-W47,2.5,",
        "Finance leads,Month-end close answers,2026-W52,,holiday",
        "Finance leads,New one,2062-W47,1,",
    ]
    plan = plan_import(dated, read_rows("\n".join(rows).encode()))
    assert [one.line for one in plan.bad] == [2, 4]
    assert "Mon 20 Nov 2062 has not come yet" in plan.bad[0].reason
    assert plan.new == 1
