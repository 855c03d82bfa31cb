"""Promises: added, changed from a day on, put away."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tracker.app import commands
from tracker.app.commands import MeasureInput
from tracker.detection.scale import Scale
from tracker.domain.errors import InvalidInput, NotFound
from tracker.domain.measure import Area, Better
from tracker.domain.period import Cadence, Period

RATED = MeasureInput(name="Usable as sent", area=Area.EFFECTIVENESS, promise=4)
BAND = replace(RATED, better=Better.BAND, scale=Scale.NUMBER, promise=None, low=2, high=4)


def refused(tracker, finance, today, said):
    with pytest.raises(InvalidInput) as told:
        commands.add_measure(tracker, finance, said, today)
    assert tracker.measures.all() == []
    assert told.value.hint
    return told.value.field


def test_a_name_an_area_and_a_promise_are_enough(tracker, finance, today):
    key = commands.add_measure(tracker, finance, RATED, today)
    measure = tracker.measures.get(key)
    assert (measure.name, measure.area, measure.now.promise) == (
        "Usable as sent",
        "effectiveness",
        4,
    )
    assert measure.now.valid_from == date(2026, 11, 16)
    assert measure.now.step == 1
    assert not measure.draft


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "x" * 201}, "name"),
        ({"area": None}, "area"),
        ({"promise": None}, "promise"),
        ({"promise": 6}, "promise"),
        ({"promise": 0.5}, "promise"),
        ({"promise": float("nan")}, "promise"),
        ({"scale": Scale.NUMBER, "promise": float("inf")}, "promise"),
        ({"scale": Scale.PERCENT, "promise": 101}, "promise"),
        ({"scale": Scale.COUNT, "promise": 2.5}, "promise"),
        ({"excellent": 3}, "excellent"),
        ({"floor": 5}, "floor"),
        ({"promise": 4, "floor": 3, "excellent": 9}, "excellent"),
        ({"step": -1}, "step"),
        ({"step": float("nan")}, "step"),
        ({"unit": "x" * 41}, "unit"),
        ({"definition": "x" * 10_001}, "definition"),
        ({"better": Better.BAND, "promise": None, "low": 2}, "promise"),
        ({"better": Better.BAND, "promise": None, "low": 4, "high": 2}, "promise"),
        ({"better": Better.BAND, "promise": None, "low": 2, "draft": True}, "promise"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(tracker, finance, today, changes, field):
    assert refused(tracker, finance, today, replace(RATED, **changes)) == field


def test_a_draft_may_wait_with_area_and_promise(tracker, finance, today):
    said = MeasureInput(name="Later", draft=True)
    measure = tracker.measures.get(commands.add_measure(tracker, finance, said, today))
    assert (measure.draft, measure.area, measure.now.has_promise) == (True, None, False)
    with pytest.raises(InvalidInput):
        commands.edit_measure(tracker, measure.id, replace(said, draft=False), today)


def test_a_promised_rating_may_lie_between_two_words(tracker, finance, today):
    key = commands.add_measure(tracker, finance, replace(RATED, promise=3.5), today)
    assert tracker.measures.get(key).now.promise == 3.5


def test_a_band_keeps_two_ends_and_no_promise_beside_them(tracker, finance, today):
    key = commands.add_measure(tracker, finance, replace(BAND, excellent=3, floor=1), today)
    now = tracker.measures.get(key).now
    assert (now.low, now.high, now.promise, now.excellent, now.floor) == (2, 4, None, None, None)


def test_two_measures_of_one_customer_have_two_names(tracker, finance, today):
    commands.add_measure(tracker, finance, replace(RATED, name="Größe"), today)
    for name in ("größe", "GRÖSSE", " Gro\u0308ße "):
        with pytest.raises(InvalidInput, match="already"):
            commands.add_measure(tracker, finance, replace(RATED, name=name), today)
    sales = commands.add_customer(tracker, "Sales", None)
    assert commands.add_measure(tracker, sales, replace(RATED, name="Größe"), today)


def test_the_name_of_an_archived_measure_is_still_taken(tracker, finance, today):
    key = commands.add_measure(tracker, finance, RATED, today)
    commands.archive_measure(tracker, key, today)
    with pytest.raises(InvalidInput, match="an archived measure"):
        commands.add_measure(tracker, finance, RATED, today)


def test_a_service_is_one_of_this_very_customer(tracker, finance, today):
    sales = commands.add_customer(tracker, "Sales", None)
    service = commands.add_service(tracker, sales, "Reports")
    with pytest.raises(InvalidInput, match="another customer"):
        commands.add_measure(tracker, finance, replace(RATED, service_id=service), today)
    with pytest.raises(NotFound):
        commands.add_measure(tracker, finance, replace(RATED, service_id=99), today)
    assert commands.add_measure(tracker, sales, replace(RATED, service_id=service), today)


def test_a_new_promise_counts_from_a_day_and_leaves_the_past(tracker, finance, today):
    key = commands.add_measure(tracker, finance, RATED, date(2026, 1, 5))
    commands.edit_measure(tracker, key, replace(RATED, promise=5), date(2026, 11, 16), "they asked")
    measure = tracker.measures.get(key)
    assert measure.on(date(2026, 11, 15)).promise == 4
    assert measure.on(date(2026, 11, 16)).promise == 5
    assert [one.reason for one in measure.versions] == ["", "they asked"]


def test_a_second_change_on_one_day_replaces_the_first(tracker, finance, today):
    key = commands.add_measure(tracker, finance, RATED, date(2026, 1, 5))
    for promise in (5, 3):
        commands.edit_measure(tracker, key, replace(RATED, promise=promise), today)
    assert [one.promise for one in tracker.measures.get(key).versions] == [4, 3]


def test_what_is_not_dated_makes_no_version(tracker, finance, today):
    key = commands.add_measure(tracker, finance, RATED, date(2026, 1, 5))
    commands.edit_measure(tracker, key, replace(RATED, name="Usable", shared=True), today)
    measure = tracker.measures.get(key)
    assert (measure.name, measure.shared, len(measure.versions)) == ("Usable", True, 1)


def test_an_edit_that_changes_nothing_is_no_step(tracker, finance, today):
    key = commands.add_measure(tracker, finance, BAND, date(2026, 1, 5))
    commands.edit_measure(tracker, key, MeasureInput.of(tracker.measures.get(key)), today)
    assert tracker.history.undo_label == "add Usable as sent for Finance leads"


def test_a_change_from_before_the_measure_counts_from_its_beginning(tracker, finance):
    key = commands.add_measure(tracker, finance, RATED, date(2026, 11, 16))
    commands.edit_measure(tracker, key, replace(RATED, promise=5), date(2020, 1, 1))
    (only,) = tracker.measures.get(key).versions
    assert (only.promise, only.valid_from) == (5, date(2026, 11, 16))


def test_a_change_that_a_newer_one_would_hide_is_refused(tracker, finance):
    key = commands.add_measure(tracker, finance, RATED, date(2026, 1, 5))
    commands.edit_measure(tracker, key, replace(RATED, promise=5), date(2026, 9, 7))
    with pytest.raises(InvalidInput, match="2026-09-07") as told:
        commands.edit_measure(tracker, key, replace(RATED, promise=3), date(2026, 6, 1))
    assert told.value.field == "valid_from"
    commands.edit_measure(tracker, key, replace(RATED, promise=5, name="Renamed"), date(2026, 6, 1))
    assert tracker.measures.get(key).name == "Renamed"


def test_scale_and_rhythm_change_only_while_nothing_is_logged(tracker, finance, today, week):
    key = commands.add_measure(tracker, finance, RATED, date(2026, 1, 5))
    commands.edit_measure(tracker, key, replace(RATED, promise=5), date(2026, 6, 1))
    counted = replace(RATED, scale=Scale.COUNT, promise=70, cadence=Cadence.MONTHLY)
    commands.edit_measure(tracker, key, counted, today)
    measure = tracker.measures.get(key)
    assert (measure.scale, measure.cadence) == (Scale.COUNT, Cadence.MONTHLY)
    assert [one.promise for one in measure.versions] == [70]
    commands.record(tracker, key, date(2026, 11, 1), 60)
    with pytest.raises(InvalidInput, match="Values are logged"):
        commands.edit_measure(tracker, key, RATED, today)


def test_a_fortnight_begins_with_the_week_it_was_promised_in(tracker, finance, today):
    said = replace(RATED, cadence=Cadence.FORTNIGHTLY)
    key = commands.add_measure(tracker, finance, said, today)
    measure = tracker.measures.get(key)
    assert measure.phase == measure.now.valid_from == date(2026, 11, 16)
    commands.record(tracker, key, date(2026, 11, 2), 4)
    with pytest.raises(InvalidInput, match="fortnightly period"):
        commands.record(tracker, key, date(2026, 11, 9), 4)


def test_a_fortnight_can_be_given_its_phase(tracker, finance, today):
    said = replace(RATED, cadence=Cadence.FORTNIGHTLY)
    key = commands.add_measure(tracker, finance, said, today, phase=date(2020, 1, 1))
    measure = tracker.measures.get(key)
    assert measure.phase == date(2019, 12, 30)
    assert measure.now.valid_from == date(2026, 11, 9)
    assert Period.of(today, measure.cadence, measure.phase).start == date(2026, 11, 9)


@pytest.mark.parametrize("day", [date(1, 1, 1), date(1969, 12, 31), date(2200, 1, 1), date.max])
def test_no_measure_begins_out_of_time(tracker, finance, day):
    with pytest.raises(InvalidInput, match=r"lies before 1970|too far ahead|not come yet"):
        commands.add_measure(tracker, finance, RATED, day)
    with pytest.raises(InvalidInput, match=r"lies before 1970|too far ahead|not come yet"):
        commands.add_measure(tracker, finance, RATED, date(2026, 1, 5), phase=day)


def test_archiving_keeps_everything_and_restoring_brings_it_back(tracker, answers, week, today):
    commands.record(tracker, answers, week.start, 2)
    commands.archive_measure(tracker, answers, today)
    assert tracker.measures.get(answers).archived_on == today
    assert len(tracker.evaluations.series(answers)) == 1
    commands.restore_measure(tracker, answers)
    assert tracker.measures.get(answers).archived_on is None


def test_measures_move_within_their_list(tracker, finance, today):
    keys = [
        commands.add_measure(tracker, finance, replace(RATED, name=name), today) for name in "abc"
    ]
    commands.move_measure(tracker, keys[2], -2)
    assert "".join(one.name for one in tracker.measures.all()) == "cab"
    commands.move_measure(tracker, keys[2], 1)
    assert "".join(one.name for one in tracker.measures.all()) == "acb"
    commands.move_measure(tracker, keys[0], -1)
    assert tracker.history.undo_label == "move c"


def test_what_a_measure_says_can_be_said_again(tracker, finance, today):
    key = commands.add_measure(tracker, finance, RATED, today)
    said = MeasureInput.of(tracker.measures.get(key))
    assert said == replace(RATED, step=1)
