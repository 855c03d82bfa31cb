"""Every form in which a day, a month or a period is written."""

from datetime import date, datetime
from locale import LC_TIME, Error, setlocale

import pytest

from tracker.domain.period import MONTH_NAMES, Cadence, Period
from tracker.report.dates import (
    long_day,
    long_days,
    long_month,
    long_weekday,
    medium_day,
    medium_days,
    medium_month,
    moment_name,
    moment_within,
    period_name,
    period_with_days,
    short_day,
    short_period,
)

DAY = date(2026, 11, 9)
SAME, OTHER = date(2026, 1, 1), date(2025, 12, 31)


@pytest.mark.parametrize(
    ("write", "alone", "same_year", "other_year"),
    [
        (long_day, "9 November 2026", "9 November", "9 November 2026"),
        (medium_day, "9 Nov 2026", "9 Nov", "9 Nov 2026"),
        (long_month, "November 2026", "November", "November 2026"),
        (medium_month, "Nov 2026", "Nov", "Nov 2026"),
    ],
)
def test_a_day_says_its_year_unless_it_stands_beside_a_day_of_that_year(
    write, alone, same_year, other_year
):
    assert write(DAY) == alone
    assert write(DAY, SAME) == same_year
    assert write(DAY, OTHER) == other_year


def test_a_column_says_the_year_of_a_day_in_two_digits_where_it_is_another():
    assert short_day(DAY, SAME) == "9 Nov"
    assert short_day(date(2025, 11, 9), DAY) == "9 Nov 25"
    assert short_day(date(2009, 5, 1), SAME) == "1 May 09"


@pytest.mark.parametrize(
    ("first", "last", "long", "medium", "each_month"),
    [
        ((7, 1), (9, 30), "1 July – 30 September", "1 Jul – 30 Sep", "1 Jul – 30 Sep"),
        ((9, 1), (9, 30), "1 – 30 September", "1–30 Sep", "1 Sep – 30 Sep"),
        ((9, 30), (9, 30), "30 September", "30–30 Sep", "30 Sep – 30 Sep"),
    ],
)
def test_two_days_of_a_year_are_written_long_medium_and_with_each_month(
    first, last, long, medium, each_month
):
    days = date(2026, *first), date(2026, *last)
    assert long_days(*days) == f"{long} 2026"
    assert medium_days(*days) == f"{medium} 2026"
    assert medium_days(*days, compact=False) == f"{each_month} 2026"


def test_days_of_a_title_name_month_and_year_once():
    assert long_days(date(2026, 7, 1), date(2026, 9, 30)) == "1 July – 30 September 2026"
    assert long_days(date(2026, 9, 1), date(2026, 9, 30)) == "1 – 30 September 2026"
    assert long_days(date(2025, 10, 6), date(2026, 1, 4)) == "6 October 2025 – 4 January 2026"
    assert long_days(date(2026, 9, 27), date(2026, 9, 27)) == "27 September 2026"


def test_a_day_of_the_week_stands_before_its_day() -> None:
    assert long_weekday(date(2026, 11, 9)) == "Monday, 9 November 2026"
    assert long_weekday(date(2026, 11, 9), date(2026, 1, 1)) == "Monday, 9 November"


def test_a_span_names_month_and_year_once():
    assert medium_days(date(2026, 11, 2), date(2026, 11, 8)) == "2–8 Nov 2026"
    assert medium_days(date(2025, 11, 24), date(2026, 11, 22)) == "24 Nov 2025 – 22 Nov 2026"


@pytest.mark.parametrize(
    ("start", "cadence", "name", "with_year"),
    [
        (date(2026, 11, 9), Cadence.DAILY, "9 November 2026", "9 November 2026"),
        (date(2026, 11, 9), Cadence.WEEKLY, "week 46", "week 46 of 2026"),
        (date(2024, 12, 30), Cadence.WEEKLY, "week 1", "week 1 of 2025"),
        (date(2026, 11, 9), Cadence.FORTNIGHTLY, "week 46", "week 46 of 2026"),
        (date(2026, 11, 1), Cadence.MONTHLY, "November 2026", "November 2026"),
        (date(2026, 10, 1), Cadence.QUARTERLY, "Q4 2026", "Q4 2026"),
    ],
)
def test_a_sentence_names_a_week_by_its_number_and_all_else_with_the_year(
    start, cadence, name, with_year
):
    assert period_name(Period(start, cadence)) == name
    assert period_name(Period(start, cadence), year=True) == with_year


@pytest.mark.parametrize(
    ("start", "cadence", "words"),
    [
        (date(2026, 10, 26), Cadence.WEEKLY, "Week 44 · 26 Oct – 1 Nov 2026"),
        (date(2026, 11, 16), Cadence.WEEKLY, "Week 47 · 16–22 Nov 2026"),
        (date(2026, 12, 28), Cadence.WEEKLY, "Week 53 · 28 Dec 2026 – 3 Jan 2027"),
        (date(2026, 12, 28), Cadence.FORTNIGHTLY, "Weeks 53–1 · 28 Dec 2026 – 10 Jan 2027"),
        (date(2026, 11, 1), Cadence.MONTHLY, "Nov 2026"),
        (date(2026, 10, 1), Cadence.QUARTERLY, "Q4 2026"),
    ],
)
def test_a_period_is_named_in_full(start, cadence, words):
    assert period_with_days(Period(start, cadence)) == words


def test_a_week_on_screen_says_its_year_only_where_it_is_another():
    week = Period(DAY)
    assert period_with_days(week, SAME) == "Week 46 · 9–15 Nov"
    assert period_with_days(week, OTHER) == "Week 46 · 9–15 Nov 2026"
    across = Period(date(2026, 10, 26))
    assert period_with_days(across, SAME) == "Week 44 · 26 Oct – 1 Nov"
    of_two_years = Period(date(2026, 12, 28))
    assert period_with_days(of_two_years, SAME) == "Week 53 · 28 Dec 2026 – 3 Jan 2027"


def test_a_column_names_periods_shortly_and_says_the_year_where_it_is_another():
    assert short_period(Period(date(2026, 11, 9)), SAME) == "W46"
    assert short_period(Period(date(2024, 12, 30)), SAME) == "W1 25"
    assert short_period(Period(date(2026, 11, 1), Cadence.MONTHLY), SAME) == "Nov 26"
    assert short_period(Period(date(2026, 10, 1), Cadence.QUARTERLY), SAME) == "Q4 26"


@pytest.mark.parametrize("month", range(1, 13))
def test_every_month_has_its_name_and_its_first_three_letters(month):
    day = date(2026, month, 1)
    assert long_month(day, day) == MONTH_NAMES[month - 1]
    assert medium_month(day, day) == MONTH_NAMES[month - 1][:3]


def test_the_words_do_not_ask_the_language_of_the_system():
    before = setlocale(LC_TIME)
    try:
        setlocale(LC_TIME, "de_DE.UTF-8")
    except Error:
        pytest.skip("this system has no second language")
    try:
        assert medium_day(date(2026, 3, 9)) == "9 Mar 2026"
    finally:
        setlocale(LC_TIME, before)


@pytest.mark.parametrize(
    ("at", "alone", "within"),
    [
        (datetime(2026, 11, 27, 9, 10), "Today 09:10", "today 09:10"),
        (datetime(2026, 11, 26, 17, 42), "Yesterday 17:42", "yesterday 17:42"),
        (datetime(2026, 11, 25, 18, 5), "Wed 25 Nov 18:05", "Wed 25 Nov 18:05"),
        (datetime(2025, 12, 31, 23, 59), "Wed 31 Dec 2025 23:59", "Wed 31 Dec 2025 23:59"),
    ],
)
def test_a_moment_is_named_by_its_day_and_its_minute(at, alone, within):
    now = datetime(2026, 11, 27, 11, 40)
    assert moment_name(at, now) == alone
    assert moment_within(at, now) == within
