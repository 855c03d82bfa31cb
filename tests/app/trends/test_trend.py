"""The trend of a measure: which days it holds, what is judged by which promise, what is private."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from tracker.app import commands
from tracker.app.commands import MeasureInput
from tracker.app.measures.lists import listed_measure, listed_measures
from tracker.app.trends.trend import trend_picture, trend_sheet, window_start
from tracker.detection.scale import Scale
from tracker.domain.customer import Tier
from tracker.domain.measure import Area, Better
from tracker.domain.period import Cadence
from tracker.report.charts.draw import trend_svg

MONDAY = date(2026, 11, 16)


def weeks_ago(weeks: int) -> date:
    return MONDAY - timedelta(weeks=weeks)


def test_a_young_measure_is_not_drawn_at_the_end_of_an_empty_year(tracker, answers, today):
    commands.record(tracker, answers, weeks_ago(2), 1.5)
    picture = trend_sheet(tracker, answers, today, 52).picture
    assert picture.first == weeks_ago(12)
    assert picture.last == MONDAY + timedelta(days=6)


def test_a_window_is_as_long_as_asked_once_there_is_enough(tracker, answers, today):
    for weeks in (80, 60, 20, 0):
        commands.record(tracker, answers, weeks_ago(weeks), 1.5)
    assert trend_sheet(tracker, answers, today, 13).picture.first == weeks_ago(12)
    assert trend_sheet(tracker, answers, today, 52).picture.first == weeks_ago(51)
    assert trend_sheet(tracker, answers, today, None).picture.first == weeks_ago(80)
    assert window_start(today, 13) == weeks_ago(12)


def test_a_value_after_today_ends_the_picture(tracker, answers, today):
    commands.record(tracker, answers, weeks_ago(-3), 1.5)
    assert trend_sheet(tracker, answers, today, 13).picture.points[-1].day == weeks_ago(-3)


def test_a_new_promise_never_judges_the_past(tracker, finance, today):
    said = MeasureInput(name="Answers", area=Area.ROI, scale=Scale.NUMBER, promise=4, unit="h")
    measure = commands.add_measure(tracker, finance, said, weeks_ago(10))
    for weeks in (3, 1):
        commands.record(tracker, measure, weeks_ago(weeks), 3)
    commands.edit_measure(tracker, measure, replace(said, promise=2, unit="hours"), weeks_ago(2))
    picture = trend_picture(tracker, measure, today)
    assert [(point.shown, point.kept) for point in picture.points] == [
        ("3 h", False),
        ("3 hours", True),
    ]
    assert [(one.first, one.low, one.label) for one in picture.promises] == [
        (weeks_ago(3), 4, "≥ 4 h"),
        (weeks_ago(2), 2, "≥ 2 hours"),
    ]
    assert picture.promises[0].last == weeks_ago(2) - timedelta(days=1)


def test_gaps_say_why_and_begin_with_the_first_value(tracker, answers, logged, today):
    sheet = trend_sheet(tracker, answers, today)
    assert [gap.reason for gap in sheet.picture.gaps] == ["skipped: away", "not logged"]


def test_no_week_before_the_promise_is_called_not_logged(tracker, finance, today):
    new = MeasureInput(name="Hand-overs", area=Area.ROI, promise=4)
    first, until = weeks_ago(13), weeks_ago(1) + timedelta(days=6)
    for promised, gaps in ((today, 0), (weeks_ago(3), 3)):
        measure = commands.add_measure(tracker, finance, new, promised)
        commands.record(tracker, measure, MONDAY, 5)
        picture = trend_picture(tracker, measure, today, first, until)
        assert [gap.reason for gap in picture.gaps] == ["not logged"] * gaps
        new = replace(new, name="Answers on time")


def test_the_running_week_is_no_gap_until_it_is_over(tracker, answers, today):
    commands.record(tracker, answers, weeks_ago(1), 1)
    assert trend_sheet(tracker, answers, today).picture.gaps == ()


def test_months_and_fortnights_have_their_own_gaps(tracker, finance, today):
    said = MeasureInput(name="Clauses", area=Area.ROI, promise=4, cadence=Cadence.MONTHLY)
    monthly = commands.add_measure(tracker, finance, said, date(2026, 6, 1))
    commands.record(tracker, monthly, date(2026, 8, 1), 3)
    picture = trend_sheet(tracker, monthly, today).picture
    assert [gap.period for gap in picture.gaps] == ["September 2026", "October 2026"]
    assert picture.first == date(2025, 11, 1)


def test_notes_are_newest_first_and_private_ones_never_reach_the_picture(
    tracker, answers, logged, today
):
    sheet = trend_sheet(tracker, answers, today)
    assert [(note.text, note.private) for note in sheet.notes] == [
        ("Two requests waited on the ledger export", False),
        ("I was tired", True),
    ]
    assert "tired" not in repr(sheet.picture)
    assert "tired" not in trend_svg(sheet.picture)


def test_events_concern_a_measure_its_customer_or_everything(tracker, answers, finance, today):
    other = commands.add_customer(tracker, "Field sales", Tier.SERVE)
    commands.add_event(tracker, weeks_ago(3), "for the measure", measure_id=answers)
    commands.add_event(tracker, weeks_ago(2), "for the customer", customer_id=finance)
    commands.add_event(tracker, weeks_ago(1), "for everything")
    commands.add_event(tracker, weeks_ago(1), "for others", customer_id=other)
    commands.record(tracker, answers, MONDAY, 1)
    sheet = trend_sheet(tracker, answers, today)
    assert [event.title for event in sheet.events] == [
        "for everything",
        "for the customer",
        "for the measure",
    ]
    assert [flag.label for flag in sheet.picture.flags] == [
        "for the measure",
        "for the customer",
        "for everything",
    ]


def test_an_event_can_be_given_to_others(tracker, answers, finance, today):
    event = commands.add_event(tracker, today, "New ledger", measure_id=answers)
    commands.edit_event(tracker, event, today, "New ledger")
    assert tracker.events.get(event).measure_id == answers
    commands.edit_event(tracker, event, today, "New ledger", reach=(finance, None))
    assert (tracker.events.get(event).customer_id, tracker.events.get(event).measure_id) == (
        finance,
        None,
    )
    tracker.undo()
    assert tracker.events.get(event).measure_id == answers


def test_the_list_has_customers_in_their_order_and_says_how_each_measure_stands(
    tracker, answers, logged, forecast
):
    sales = commands.add_customer(tracker, "Field sales", Tier.MAINTAIN)
    said = MeasureInput(
        name="Quotes", area=Area.ROI, scale=Scale.PERCENT, better=Better.HIGHER, promise=70
    )
    commands.add_measure(tracker, sales, said, MONDAY)
    listed = listed_measures(tracker)
    assert [one.measure.name for one in listed] == [
        "Month-end close answers",
        "Forecast was usable as sent",
        "Quotes",
    ]
    assert (listed[0].last, listed[0].kept) == ("2 days", True)
    assert listed[0].spark.values == (1.4, 2.4, None, None, 2.0)
    assert (listed[1].last, listed[1].period, listed[1].kept) == ("", None, None)
    assert listed_measure(tracker, answers) == listed[0]


def test_a_measure_that_was_only_skipped_has_no_last_value(tracker, answers):
    commands.skip(tracker, answers, MONDAY, "away")
    assert listed_measure(tracker, answers).last == ""


def test_archived_customers_and_measures_are_not_listed(tracker, answers, forecast, finance, today):
    commands.archive_measure(tracker, forecast, today)
    assert [one.measure.id for one in listed_measures(tracker)] == [answers]
    commands.archive_customer(tracker, finance, today)
    assert listed_measures(tracker) == []
