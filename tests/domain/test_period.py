"""Weeks, fortnights, months, quarters: one arithmetic, whatever the calendar does."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tracker.domain.errors import EXCERPT, InvalidInput, TrackerError
from tracker.domain.period import (
    DEFAULT_PHASE,
    FIRST_YEAR,
    LAST_YEAR,
    MEASURE_CADENCES,
    Cadence,
    Period,
    check_clock,
    falls_due,
    period_for,
    periods,
    read_date,
    read_period,
)

DAYS = st.dates(date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31))
CADENCES = st.sampled_from(MEASURE_CADENCES)
PHASES = st.integers(0, 500).map(lambda weeks: DEFAULT_PHASE + timedelta(weeks=weeks))
LONGEST = {
    Cadence.WEEKLY: (7, 7),
    Cadence.FORTNIGHTLY: (14, 14),
    Cadence.MONTHLY: (28, 31),
    Cadence.QUARTERLY: (90, 92),
}
never_slow = settings(deadline=None)


@never_slow
@given(DAYS, CADENCES, PHASES)
def test_a_period_holds_the_day_it_was_made_of(day, cadence, phase):
    period = Period.of(day, cadence, phase)
    assert day in period
    assert period.start <= day <= period.end


@never_slow
@given(DAYS, CADENCES, PHASES)
def test_every_day_of_a_period_leads_back_to_it(day, cadence, phase):
    period = Period.of(day, cadence, phase)
    assert Period.of(period.start, cadence, phase) == period
    assert Period.of(period.end, cadence, phase) == period


@never_slow
@given(DAYS, CADENCES, PHASES)
def test_periods_join_without_gap_or_overlap(day, cadence, phase):
    period = Period.of(day, cadence, phase)
    assert (period + 1).start == period.end + timedelta(days=1)
    assert (period + 1).start not in period
    assert (period.start - timedelta(days=1)) not in period
    low, high = LONGEST[cadence]
    assert low <= (period.end - period.start).days + 1 <= high


@never_slow
@given(DAYS, CADENCES, PHASES, st.integers(-600, 600))
def test_adding_periods_and_counting_them_are_inverse(day, cadence, phase, count):
    period = Period.of(day, cadence, phase)
    assert (period + count) - period == count
    assert period + count + -count == period


@never_slow
@given(DAYS, CADENCES, PHASES, st.integers(0, 30))
def test_a_run_of_periods_holds_both_ends_and_all_between(day, cadence, phase, count):
    first = Period.of(day, cadence, phase)
    run = list(periods(first, first + count))
    assert (run[0], run[-1], len(run)) == (first, first + count, count + 1)
    assert run == sorted(run)


def test_a_run_that_ends_before_it_begins_is_empty(week):
    assert list(periods(week, week + -1)) == []


@never_slow
@given(DAYS, st.sampled_from([Cadence.WEEKLY, Cadence.MONTHLY, Cadence.QUARTERLY]))
def test_what_is_written_of_a_period_reads_back_as_it(day, cadence):
    period = Period.of(day, cadence)
    assert read_period(str(period)) == period
    assert period_for(str(period), cadence) == period


@never_slow
@given(DAYS, PHASES)
def test_a_fortnight_is_named_by_its_first_week(day, phase):
    period = Period.of(day, Cadence.FORTNIGHTLY, phase)
    assume(period.start.year >= FIRST_YEAR)
    assert period_for(str(period), Cadence.FORTNIGHTLY, phase) == period
    assert str(period) == str(Period(period.start, Cadence.WEEKLY))


@never_slow
@given(DAYS, CADENCES, PHASES)
def test_a_date_names_the_period_it_lies_in(day, cadence, phase):
    assert period_for(day.isoformat(), cadence, phase) == Period.of(day, cadence, phase)


@pytest.mark.parametrize("year", [2015, 2020, 2026, 2032])
def test_a_long_year_has_a_week_53_and_none_after_it(year):
    last = read_period(f"{year}-W53")
    assert str(last + 1) == f"{year + 1}-W01"
    assert last - read_period(f"{year}-W01") == 52
    with pytest.raises(InvalidInput):
        read_period(f"{year}-W54")


@pytest.mark.parametrize("year", [2021, 2024, 2025, 2027, 2031])
def test_a_short_year_has_no_week_53(year):
    assert str(read_period(f"{year}-W52") + 1) == f"{year + 1}-W01"
    with pytest.raises(InvalidInput):
        read_period(f"{year}-W53")


@pytest.mark.parametrize(
    ("day", "label"),
    [
        (date(2020, 12, 31), "2020-W53"),
        (date(2021, 1, 3), "2020-W53"),
        (date(2021, 1, 4), "2021-W01"),
        (date(2024, 12, 29), "2024-W52"),
        (date(2024, 12, 30), "2025-W01"),
        (date(2026, 12, 28), "2026-W53"),
        (date(2027, 1, 3), "2026-W53"),
        (date(2027, 1, 4), "2027-W01"),
        (date(1970, 1, 1), "1970-W01"),
    ],
)
def test_weeks_around_new_year_belong_to_the_year_of_their_thursday(day, label):
    week = Period.of(day)
    assert str(week) == label
    assert read_period(label) == week


def test_a_leap_day_lies_in_its_month_and_quarter():
    leap = date(2028, 2, 29)
    assert Period.of(leap, Cadence.MONTHLY).end == leap
    assert str(Period.of(leap, Cadence.QUARTERLY)) == "2028-Q1"
    assert Period.of(date(2100, 2, 28), Cadence.MONTHLY).end == date(2100, 2, 28)


@never_slow
@given(DAYS, PHASES, st.integers(-20, 20))
def test_the_phase_of_a_fortnight_is_the_same_for_any_monday_of_it(day, phase, fortnights):
    other = phase + timedelta(weeks=2 * fortnights)
    assert Period.of(day, Cadence.FORTNIGHTLY, phase) == Period.of(day, Cadence.FORTNIGHTLY, other)


@never_slow
@given(DAYS, PHASES)
def test_fortnights_of_the_two_phases_never_start_together(day, phase):
    one = Period.of(day, Cadence.FORTNIGHTLY, phase)
    other = Period.of(day, Cadence.FORTNIGHTLY, phase + timedelta(weeks=1))
    assert abs((one.start - other.start).days) == 7


def test_a_fortnight_keeps_its_phase_over_a_year_of_53_weeks():
    phase = date(2026, 12, 21)
    assert [
        str(one) for one in periods(*[Period(phase, Cadence.FORTNIGHTLY) + at for at in (0, 2)])
    ] == [
        "2026-W52",
        "2027-W01",
        "2027-W03",
    ]


@never_slow
@given(DAYS, CADENCES, PHASES)
def test_each_period_falls_due_in_exactly_one_week(day, cadence, phase):
    period = Period.of(day, cadence, phase)
    weeks = periods(Period.of(period.start) + -1, Period.of(period.end) + 1)
    due = [week for week in weeks if falls_due(week, cadence, phase) == (period, True)]
    assert due == [Period.of(period.end)]


@never_slow
@given(DAYS, CADENCES, PHASES)
def test_a_week_talks_about_the_period_that_its_monday_lies_in(day, cadence, phase):
    week = Period.of(day)
    period, due = falls_due(week, cadence, phase)
    assert week.start in period
    assert due is (period.end in week)


@pytest.mark.parametrize(
    ("text", "start", "cadence"),
    [
        ("2026-W47", date(2026, 11, 16), Cadence.WEEKLY),
        ("2026w47", date(2026, 11, 16), Cadence.WEEKLY),
        ("  2026-W53 ", date(2026, 12, 28), Cadence.WEEKLY),
        ("2026-11", date(2026, 11, 1), Cadence.MONTHLY),
        ("2026-q4", date(2026, 10, 1), Cadence.QUARTERLY),
        ("2026Q1", date(2026, 1, 1), Cadence.QUARTERLY),
    ],
)
def test_labels_are_read_in_any_letter_case(text, start, cadence):
    assert read_period(text) == Period(start, cadence)


def test_a_date_is_read_as_itself():
    assert read_period("2026-11-22") == date(2026, 11, 22)


WIDE = {ord("0") + digit: 0xFF10 + digit for digit in range(10)}
ARABIC = {ord("0") + digit: 0x660 + digit for digit in range(10)}
GARBAGE = [
    "",
    " ",
    "W47",
    "2026",
    "2026-W",
    "2026-W00",
    "2026-W54",
    "2025-W53",
    "2026-W4",
    "2026-W047",
    "2026-13",
    "2026-00",
    "0000-01",
    "2026-Q0",
    "2026-Q5",
    "1969-12",
    "1969-W52",
    "2200-01",
    "9999-12-31",
    "9999-W52",
    "9999-12",
    "9999-Q4",
    "0001-01-01",
    "2026-02-29",
    "2026-11-31",
    "22.11.2026",
    "11/22/2026",
    "20261122",
    "2026-W47-1",
    "2026-w47-1",
    "2026-326",
    "-2026-W47",
    "2026--11",
    "2026-11-22T00:00",
    "2026-W47".translate(WIDE),
    "2026-11".translate(WIDE),
    "2026-11-22".translate(WIDE),
    "2026-11".translate(ARABIC),
    "2026-W47".translate(ARABIC),
    "2026-Q4".translate(ARABIC),
    "2026\u201147",
    "\u202e2026-W47",
    "2026-W47\u200f",
    "2026-W47\0",
    "2026-\nW47",
    "nan",
    "inf",
    "x" * 10_000,
    "2" * 10_000,
    "\U0001f4c5",
]


@pytest.mark.parametrize("text", GARBAGE, ids=lambda text: ascii(text)[:30])
def test_what_names_no_period_is_refused_in_a_short_sentence(text):
    with pytest.raises(InvalidInput) as told:
        read_period(text)
    assert told.value.field == "period"
    assert told.value.title.isprintable()
    assert len(told.value.title) < EXCERPT + 60


@never_slow
@given(st.text(max_size=40))
def test_no_text_at_all_makes_reading_a_period_crash(text):
    try:
        found = read_period(text)
    except InvalidInput:
        return
    assert isinstance(found, Period | date)


@pytest.mark.parametrize(
    "text", ["2026-11-2", "2026-W47-1", "20261122", "1969-12-31", "2026-11-22".translate(ARABIC)]
)
def test_a_date_has_one_form_only(text):
    with pytest.raises(InvalidInput) as told:
        read_date(text)
    assert told.value.field == "date"
    assert read_date(" 2026-11-22 ") == date(2026, 11, 22)


def test_a_label_must_lie_inside_one_period_of_the_cadence():
    assert period_for("2026-W47", Cadence.MONTHLY) == read_period("2026-11")
    assert period_for("2026-11", Cadence.QUARTERLY) == read_period("2026-Q4")
    for text, cadence in [("2026-W49", Cadence.MONTHLY), ("2026-11", Cadence.WEEKLY)]:
        with pytest.raises(InvalidInput, match="is not one"):
            period_for(text, cadence)


@pytest.mark.parametrize(
    "day",
    [
        date.min,
        date(1969, 12, 31),
        date(1970, 1, 1),
        date(2019, 12, 31),
        date(2200, 1, 1),
        date.max,
    ],
    ids=str,
)
def test_a_clock_that_says_what_cannot_be_today_is_refused(day):
    with pytest.raises(TrackerError, match="clock of this computer says"):
        check_clock(day)
    check_clock(date(2020, 1, 1))
    check_clock(date(2199, 12, 31))
