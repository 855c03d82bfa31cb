"""A chart in words: what a person who cannot see it is read."""

from __future__ import annotations

from tracker.app.trends.trend import trend_sheet
from tracker.report.charts.picture import Gap
from tracker.report.charts.reading import (
    gap_words,
    in_order,
    last_words,
    promise_words,
    reading,
)


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
    assert last_words(sheet.picture, sheet.measure) == "2 days in week 47"
    assert promise_words(sheet.picture, sheet.measure) == "Promise ≤ 2 days: kept."
    assert gap_words(sheet.picture) == "1 skipped, 1 not logged"


def test_words_for_an_empty_time_invent_nothing(tracker, answers, today):
    sheet = trend_sheet(tracker, answers, today)
    assert last_words(sheet.picture, sheet.measure) == "Nothing logged in the time shown"
    assert promise_words(sheet.picture, sheet.measure) == ""
    assert gap_words(sheet.picture) == ""  # it was promised today


def test_a_gap_is_no_point(tracker, answers, logged, today):
    picture = trend_sheet(tracker, answers, today).picture
    assert [type(item) is Gap for item in in_order(picture)] == [False, False, True, True, False]
