"""The reminder over a moved clock: once a week, late where it was missed, never twice."""

from __future__ import annotations

from datetime import datetime, time, timedelta

import pytest

from tracker.domain.reminder import AN_HOUR, WEEK, Reminder

FRIDAY = 4
SET_ON = datetime(2026, 11, 17, 9, 30)  # a Tuesday
REMINDER = Reminder(FRIDAY, time(16, 0), SET_ON)
PLANNED = datetime(2026, 11, 20, 16, 0)
A_MINUTE = timedelta(minutes=1)


def walked(reminder: Reminder, moments: list[datetime]) -> tuple[Reminder, list[datetime]]:
    """Look at each moment, tell what is due, and return when it was told."""
    told = []
    for now in moments:
        if reminder.due(now) is not None:
            told.append(now)
            reminder = reminder.told_now(now)
    return reminder, told


def minutes(start: datetime, end: datetime) -> list[datetime]:
    return [start + A_MINUTE * at for at in range(int((end - start) / A_MINUTE))]


def test_a_fortnight_looked_at_every_minute_tells_once_a_week_on_time():
    _, told = walked(REMINDER, minutes(SET_ON, SET_ON + WEEK * 2))
    assert told == [PLANNED, PLANNED + WEEK]


def test_what_was_planned_before_it_was_chosen_is_not_missed():
    assert REMINDER.due(SET_ON) is None
    on_the_day = Reminder(FRIDAY, time(9, 0), PLANNED)
    assert on_the_day.due(PLANNED) is None
    assert on_the_day.coming(PLANNED) == datetime(2026, 11, 27, 9, 0)


def test_a_computer_that_slept_tells_when_it_wakes():
    awake = [*minutes(SET_ON, PLANNED - AN_HOUR), datetime(2026, 11, 23, 8, 2)]
    _, told = walked(REMINDER, awake)
    assert told == [datetime(2026, 11, 23, 8, 2)]
    assert REMINDER.due(told[0]) == PLANNED


def test_of_many_that_were_missed_the_newest_is_told_and_no_other():
    back = SET_ON + WEEK * 9
    assert REMINDER.due(back) == PLANNED + WEEK * 8
    later, told = walked(REMINDER, minutes(back, back + timedelta(days=2)))
    assert told == [back]
    assert later.coming(back) == PLANNED + WEEK * 9


@pytest.mark.parametrize("at", [time(0, 0), time(2, 30), time(23, 59)])
def test_an_hour_that_is_skipped_tells_it_at_its_end(at):
    """On 29 March 2026 the clocks in Germany go from 02:00 to 03:00."""
    sunday = Reminder(6, at, datetime(2026, 3, 28, 12, 0))
    night = [
        *minutes(datetime(2026, 3, 28, 12, 0), datetime(2026, 3, 29, 2, 0)),
        *minutes(datetime(2026, 3, 29, 3, 0), datetime(2026, 3, 30, 12, 0)),
    ]
    _, told = walked(sunday, night)
    planned = datetime(2026, 3, 29, at.hour, at.minute)
    assert told == [datetime(2026, 3, 29, 3, 0) if at == time(2, 30) else planned]


def test_an_hour_that_comes_twice_tells_it_once():
    """On 25 October 2026 the clocks in Germany go from 03:00 back to 02:00."""
    sunday = Reminder(6, time(2, 30), datetime(2026, 10, 24, 12, 0))
    night = [
        *minutes(datetime(2026, 10, 24, 12, 0), datetime(2026, 10, 25, 3, 0)),
        *minutes(datetime(2026, 10, 25, 2, 0), datetime(2026, 10, 26, 12, 0)),
    ]
    _, told = walked(sunday, night)
    assert told == [datetime(2026, 10, 25, 2, 30)]


def test_one_that_is_put_off_comes_again_in_an_hour_and_once():
    later = REMINDER.put_off(PLANNED)
    _, told = walked(later, minutes(PLANNED, PLANNED + WEEK))
    assert told == [PLANNED + AN_HOUR]


def test_one_that_was_put_off_gives_way_to_the_next_week():
    asleep = REMINDER.put_off(PLANNED)
    assert asleep.due(PLANNED + WEEK + AN_HOUR) == PLANNED + WEEK
    assert asleep.told_now(PLANNED + WEEK).again is None


def test_a_clock_that_once_stood_far_ahead_silences_nothing():
    spoiled = REMINDER.told_now(datetime(2031, 1, 1, 12, 0))
    assert spoiled.due(PLANNED) == PLANNED
    put_off = REMINDER.put_off(datetime(2031, 1, 1, 12, 0))
    assert put_off.due(PLANNED) == PLANNED
    assert spoiled.told_now(PLANNED).due(PLANNED + A_MINUTE) is None


def test_a_clock_that_is_put_back_an_hour_does_not_tell_twice():
    told = REMINDER.told_now(PLANNED)
    assert told.due(PLANNED - AN_HOUR) is None
    assert told.due(PLANNED) is None


@pytest.mark.parametrize("day", range(7))
def test_every_weekday_is_planned_on_itself(day):
    reminder = Reminder(day, time(7, 15), SET_ON)
    for hours in range(0, 24 * 8, 5):
        now = SET_ON + AN_HOUR * hours
        newest, coming = reminder.newest(now), reminder.coming(now)
        assert newest <= now < coming == newest + WEEK
        assert newest.weekday() == day
