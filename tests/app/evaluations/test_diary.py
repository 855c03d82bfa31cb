"""Events, the own pulse, and how a week is closed."""

from __future__ import annotations

from datetime import date

import pytest

from tracker.app import commands
from tracker.domain.errors import InvalidInput

FRIDAY, MONDAY = date(2026, 11, 20), date(2026, 11, 16)


def test_an_event_marks_a_day_for_one_measure_one_customer_or_everything(tracker, finance, answers):
    commands.add_event(tracker, FRIDAY, "Moved")
    commands.add_event(tracker, FRIDAY, "New lead", customer_id=finance)
    key = commands.add_event(tracker, FRIDAY, " New\ntool ", " it helps ", measure_id=answers)
    kept = tracker.events.get(key)
    assert (kept.title, kept.note, kept.customer_id) == ("New tool", "it helps", None)
    commands.edit_event(tracker, key, MONDAY, "Newer tool")
    assert (tracker.events.get(key).title, tracker.events.get(key).happened_on) == (
        "Newer tool",
        MONDAY,
    )
    commands.remove_event(tracker, key)
    assert [tracker.undo(), tracker.undo()] == ["delete event Newer tool", "edit event New tool"]
    assert tracker.events.get(key) == kept


@pytest.mark.parametrize("day", [date.min, date(1969, 12, 31), date(2200, 1, 1), date.max])
def test_nothing_happens_out_of_time(tracker, day):
    for run in (
        lambda: commands.add_event(tracker, day, "x"),
        lambda: commands.record_pulse(tracker, day, energy=3),
        lambda: commands.finish_week(tracker, day),
        lambda: commands.answer_week(tracker, day, "x"),
        lambda: commands.reopen_week(tracker, day),
    ):
        with pytest.raises(InvalidInput, match=r"lies before 1970|too far ahead|not come yet"):
            run()
    assert tracker.empty


def test_a_pulse_belongs_to_its_week_whatever_the_day(tracker):
    commands.record_pulse(tracker, FRIDAY, energy=3)
    commands.record_pulse(tracker, date(2026, 11, 22), valued=4)
    (kept,) = tracker.pulses.all()
    assert (kept.week, kept.energy, kept.valued, kept.cared) == (MONDAY, 3, 4, None)


def test_a_pulse_taken_back_leaves_no_row(tracker):
    commands.record_pulse(tracker, FRIDAY, energy=None)
    commands.record_pulse(tracker, FRIDAY)
    assert tracker.history.undo_label is None
    commands.record_pulse(tracker, FRIDAY, energy=3, cared=2)
    commands.record_pulse(tracker, FRIDAY)
    commands.record_pulse(tracker, FRIDAY, energy=None)
    assert [one.cared for one in tracker.pulses.all()] == [2]
    commands.record_pulse(tracker, FRIDAY, cared=None)
    assert tracker.pulses.all() == []


@pytest.mark.parametrize("ratings", [{"energy": 0}, {"cared": 6}, {"energy": 2.5}, {"mood": 3}])
def test_a_pulse_is_one_to_five_in_four_ways(tracker, ratings):
    with pytest.raises(InvalidInput) as told:
        commands.record_pulse(tracker, FRIDAY, **ratings)
    assert told.value.field in ratings


def test_a_week_is_finished_with_or_without_an_answer(tracker):
    commands.finish_week(tracker, FRIDAY)
    commands.finish_week(tracker, MONDAY, " they noticed ")
    (kept,) = tracker.check_ins.all()
    assert (kept.week, kept.answer) == (MONDAY, "they noticed")
    assert tracker.undo() == "finish 2026-W47"
    assert tracker.check_ins.all()[0].answer == ""
    commands.reopen_week(tracker, FRIDAY)
    assert tracker.check_ins.all() == []
    assert tracker.undo() == "reopen 2026-W47"
    assert tracker.check_ins.all() == [tracker.check_ins.get(kept.id)]


def test_reopening_a_week_that_is_open_is_no_step(tracker):
    commands.reopen_week(tracker, FRIDAY)
    commands.answer_week(tracker, FRIDAY, "so far so good")
    commands.reopen_week(tracker, FRIDAY)
    assert tracker.history.undo_label == "answer for 2026-W47"
    assert [one.answer for one in tracker.check_ins.all()] == ["so far so good"]
