"""A chart in words: what a person who cannot see it is read."""

from __future__ import annotations

from datetime import date

import pytest

from tracker.app.trends.trend import trend_sheet
from tracker.domain.period import Cadence, Period
from tracker.report.charts.picture import Gap
from tracker.report.charts.reading import (
    day_span,
    gap_words,
    in_order,
    kept_words,
    last_words,
    period_words,
    promise_words,
    reading,
    short_day,
    short_period,
)


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
    assert period_words(Period(start, cadence)) == words


def test_a_column_names_periods_shortly_and_says_the_year_where_it_is_another():
    assert short_period(Period(date(2026, 11, 9))) == "W46"
    assert short_period(Period(date(2026, 11, 9)), 2026) == "W46"
    assert short_period(Period(date(2024, 12, 30)), 2026) == "W1 25"
    assert short_period(Period(date(2026, 11, 1), Cadence.MONTHLY), 2026) == "Nov 26"
    assert short_period(Period(date(2026, 10, 1), Cadence.QUARTERLY)) == "Q4 26"
    assert short_day(date(2026, 11, 9), 2026) == "9 Nov"
    assert short_day(date(2025, 11, 9), 2026) == "9 Nov 25"


def test_a_span_names_month_and_year_once():
    assert day_span(date(2026, 11, 2), date(2026, 11, 8)) == "2–8 Nov 2026"
    assert day_span(date(2025, 11, 24), date(2026, 11, 22)) == "24 Nov 2025 – 22 Nov 2026"


def test_a_point_is_read_with_value_promise_and_note(tracker, answers, logged, today):
    sheet = trend_sheet(tracker, answers, today)
    words = [reading(item, sheet.measure) for item in in_order(sheet.picture)]
    assert words == [
        "Week 43 · 19–25 Oct 2026 · 1.4 days · promise ≤ 2 days kept",
        "Week 44 · 26 Oct – 1 Nov 2026 · 2.4 days · promise ≤ 2 days not kept"
        " · “Two requests waited on the ledger export”",
        "Week 45 · 2–8 Nov 2026 · skipped: away",
        "Week 46 · 9–15 Nov 2026 · not logged",
        "Week 47 · 16–22 Nov 2026 · 2 days · promise ≤ 2 days kept",
    ]


def test_words_say_how_a_measure_stands(tracker, answers, logged, today):
    sheet = trend_sheet(tracker, answers, today)
    assert last_words(sheet.picture, sheet.measure) == "2 days in week 47 of 2026"
    assert promise_words(sheet.picture, sheet.measure) == "Promise ≤ 2 days: kept."
    words = "The promise was kept in 2 of 3 weeks; 1 skipped, 1 not logged."
    assert kept_words(sheet.picture, sheet.measure) == words


def test_words_for_an_empty_time_invent_nothing(tracker, answers, today):
    sheet = trend_sheet(tracker, answers, today)
    assert last_words(sheet.picture, sheet.measure) == "Nothing logged in the time shown"
    assert promise_words(sheet.picture, sheet.measure) == ""
    assert kept_words(sheet.picture, sheet.measure).startswith("Nothing was promised")
    assert gap_words(sheet.picture) == "12 not logged"


def test_a_gap_is_no_point(tracker, answers, logged, today):
    picture = trend_sheet(tracker, answers, today).picture
    assert [type(item) is Gap for item in in_order(picture)] == [False, False, True, True, False]
