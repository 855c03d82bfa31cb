"""When moments come: every rule against plain arithmetic, and as a calendar read by others."""

from __future__ import annotations

import calendar
import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from tracker.app.customers.moments import calendar_bytes, how_often
from tracker.domain.notes import Moment, Repeat

days = st.dates(date(2020, 1, 1), date(2030, 12, 31))
repeats = st.sampled_from(Repeat)


def moment(first_on: date, rule: Repeat, until: date | None = None, **said) -> Moment:
    return Moment(1, "u-1", 1, said.pop("title", "Close"), first_on, rule, until, **said)


@given(days, repeats, days)
def test_it_never_comes_before_its_first_day_nor_after_its_last(first_on, rule, until):
    found = list(moment(first_on, rule, until).days(date(2019, 1, 1), date(2032, 1, 1)))
    assert all(first_on <= day <= until for day in found)
    assert found == sorted(set(found))


@given(days)
def test_every_week_is_every_seventh_day(first_on):
    found = list(moment(first_on, Repeat.WEEKLY).days(first_on, first_on + timedelta(weeks=5)))
    assert found == [first_on + timedelta(weeks=at) for at in range(6)]


@given(days)
def test_every_month_has_it_once_on_its_day_or_its_last(first_on):
    found = list(moment(first_on, Repeat.MONTHLY).days(first_on, date(2032, 12, 31)))
    for one, other in itertools.pairwise(found):
        assert (other.year * 12 + other.month) - (one.year * 12 + one.month) == 1
    for day in found:
        assert day.day == min(first_on.day, calendar.monthrange(day.year, day.month)[1])


@given(days)
def test_the_last_working_day_has_no_working_day_after_it_in_its_month(first_on):
    for day in moment(first_on, Repeat.LAST_WORKDAY).days(first_on, date(2031, 12, 31)):
        rest = range(day.day + 1, calendar.monthrange(day.year, day.month)[1] + 1)
        assert day.weekday() < 5
        assert all(day.replace(day=later).weekday() >= 5 for later in rest)


def test_a_quarter_is_three_months():
    found = moment(date(2026, 1, 31), Repeat.QUARTERLY).days(date(2026, 1, 1), date(2027, 1, 31))
    assert [day.isoformat() for day in found] == [
        "2026-01-31", "2026-04-30", "2026-07-31", "2026-10-31", "2027-01-31",
    ]  # fmt: skip


def test_the_next_one_may_be_today_and_there_may_be_none():
    once = moment(date(2026, 11, 20), Repeat.ONCE)
    assert once.next(date(2026, 11, 20)) == date(2026, 11, 20)
    assert once.next(date(2026, 11, 21)) is None


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        (Repeat.ONCE, "Once, on 2 March 2026"),
        (Repeat.WEEKLY, "Every Monday"),
        (Repeat.MONTHLY, "Every month on the 2nd"),
        (Repeat.LAST_WORKDAY, "Last working day of the month"),
        (Repeat.QUARTERLY, "Every three months from 2 March 2026"),
    ],
)
def test_how_often_is_told_in_words(rule, told):
    assert how_often(moment(date(2026, 3, 2), rule)) == told
    assert how_often(moment(date(2026, 3, 2), rule, date(2026, 9, 1))).startswith(f"{told}, until")


@given(days, repeats, st.text(max_size=80))
def test_the_calendar_is_read_by_others_and_holds_no_note(first_on, rule, title):
    said = moment(first_on, rule, title=title or "x", note="SECRET", lead_days=3)
    content = calendar_bytes([(said, 'Finance; "leads", Ltd\nATTENDEE:x')], date(2026, 11, 20))
    assert b"SECRET" not in content
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    (event,) = Calendar.from_ical(content).walk("VEVENT")
    assert "ATTENDEE" not in event
    assert event.decoded("dtstart") == next(said.days(date.min, date.max))
    (alarm,) = event.walk("VALARM")
    assert alarm.decoded("trigger") == timedelta(days=-3)
    assert ("rrule" in event) == (rule is not Repeat.ONCE)


@given(days, repeats.filter(lambda rule: rule is not Repeat.ONCE))
def test_the_calendars_rule_gives_the_same_days(first_on, rule):
    from dateutil.rrule import rrulestr

    said = moment(first_on, rule)
    content = calendar_bytes([(said, "Finance")], date(2026, 11, 20))
    (event,) = Calendar.from_ical(content).walk("VEVENT")
    start = event.decoded("dtstart")
    rule_text = event["rrule"].to_ical().decode()
    begin = date(start.year, start.month, start.day)
    ours = list(said.days(begin, begin + timedelta(days=900)))
    import datetime as dt

    theirs = rrulestr(rule_text, dtstart=dt.datetime(begin.year, begin.month, begin.day))
    assert [day.date() for _, day in zip(ours, theirs, strict=False)] == ours


def test_the_same_moments_give_the_same_bytes():
    one = [(moment(date(2026, 1, 5), Repeat.WEEKLY), "Finance")]
    assert calendar_bytes(one, date(2026, 11, 20)) == calendar_bytes(one, date(2026, 11, 20))
