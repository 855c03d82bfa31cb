"""Tables as collections of values."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tracker.app.tracker import Tracker
from tracker.domain.customer import Customer, CustomerKind, Tier
from tracker.domain.errors import InvalidInput, NotFound

TEXT = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=60)


@pytest.fixture
def customer(tracker):
    with tracker.edit("add"):
        return tracker.customers.add(name="Finance", kind=CustomerKind.TEAM, tier=Tier.WOW)


def test_a_row_comes_back_as_the_value_it_was(tracker, customer):
    kept = tracker.customers.get(customer)
    assert kept == Customer(customer, kept.uid, "Finance", CustomerKind.TEAM, Tier.WOW)
    assert isinstance(kept.kind, CustomerKind)
    assert isinstance(kept.tier, Tier)


def test_dates_and_nothing_come_back_as_themselves(tracker, customer):
    with tracker.edit("archive"):
        tracker.customers.change(customer, archived_on=date(2026, 11, 20), tier=None)
    kept = tracker.customers.get(customer)
    assert (kept.archived_on, kept.tier) == (date(2026, 11, 20), None)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TEXT)
def test_any_text_survives_writing_undo_and_redo(tracker, text):
    with tracker.edit("add"):
        key = tracker.customers.add(name="Finance", kind=CustomerKind.TEAM, who=text)
    with tracker.edit("change"):
        tracker.customers.change(key, who="other")
    tracker.undo()
    assert tracker.customers.get(key).who == text
    tracker.undo()
    tracker.redo()
    assert tracker.customers.get(key).who == text
    tracker.undo()


@pytest.mark.parametrize("text", ["a\0b", "\0", "\ud800", "x\udfff"], ids=ascii)
def test_text_that_could_not_be_kept_whole_is_refused(tracker, customer, text):
    for write in (tracker.customers.change, tracker.wants.change):
        with pytest.raises(InvalidInput) as told, tracker.edit("change"):
            write(customer, who=text)
        assert told.value.field == "who"
    assert tracker.customers.get(customer).who == ""


def test_what_is_not_there_is_not_found_by_any_way(tracker):
    for way in (tracker.customers.get, tracker.customers.remove, tracker.measures.get):
        with pytest.raises(NotFound, match="no longer there"), tracker.edit("x"):
            way(99)
    with pytest.raises(NotFound, match="That check in is no longer there"), tracker.edit("x"):
        tracker.check_ins.change(99, answer="x")
    assert tracker.history.undo_label is None


def test_changing_no_column_changes_nothing(tracker, customer):
    with tracker.edit("nothing"):
        tracker.customers.change(customer)
    assert tracker.history.undo_label == "add"


@pytest.mark.parametrize("number", [0.1, 1 / 3, 2.6, 1e-7, 123456789.123456, -1e12, 5e-324])
def test_a_number_survives_undo_to_the_last_bit(tracker, forecast, number):
    with tracker.edit("write"):
        tracker.measures.rows.change(forecast, scale="number")
        tracker.evaluations.add(measure_id=forecast, start=date(2026, 11, 16), value=number)
    with tracker.edit("change"):
        tracker.evaluations.log(forecast, date(2026, 11, 16), value=7)
    tracker.undo()
    assert tracker.evaluations.series(forecast)[0].value == number


def test_an_evaluation_that_would_say_nothing_is_not_written_or_goes(tracker, answers):
    monday = date(2026, 11, 16)
    with tracker.edit("nothing"):
        tracker.evaluations.log(answers, monday, value=None, note="")
    assert tracker.evaluations.find(answers, monday) is None
    with tracker.edit("something"):
        tracker.evaluations.log(answers, monday, value=0)
        tracker.evaluations.log(answers, monday, note="zero is a value")
    found = tracker.evaluations.find(answers, monday)
    assert found is not None
    assert (found.value, found.note) == (0, "zero is a value")
    with tracker.edit("nothing again"):
        tracker.evaluations.log(answers, monday, value=None)
        tracker.evaluations.log(answers, monday, note="")
    assert tracker.evaluations.find(answers, monday) is None


def test_a_row_is_found_by_its_columns_and_nothing_is_none(tracker, customer):
    assert tracker.customers.first(name="Finance", archived_on=None).id == customer
    assert tracker.customers.first(name="Finance", archived_on=date(2026, 11, 20)) is None
    with tracker.edit("again"):
        tracker.customers.add(name="Finance too", kind=CustomerKind.TEAM)
    assert tracker.customers.first(kind=CustomerKind.TEAM).id == customer


def test_a_put_row_is_made_once_and_then_written_over(tracker, forecast):
    monday = date(2026, 11, 16)
    change = {"measure_id": forecast, "starts_on": monday}
    with tracker.edit("put"):
        key = tracker.planned_changes.put(change, reason="new tool")
    with tracker.edit("put again"):
        assert tracker.planned_changes.put(change, reason="new team") == key
    assert [one.reason for one in tracker.planned_changes.all()] == ["new team"]
    tracker.undo()
    assert [one.reason for one in tracker.planned_changes.all()] == ["new tool"]
    tracker.undo()
    assert tracker.planned_changes.all() == []


def test_the_newest_rows_come_oldest_first(tracker, forecast):
    with tracker.edit("write"):
        for week, value in [(2, 4), (9, 3), (16, None), (23, 5)]:
            skipped = None if value else "away"
            tracker.evaluations.add(
                measure_id=forecast, start=date(2026, 11, week), value=value, skipped=skipped
            )
    until = date(2026, 11, 16)
    assert tracker.evaluations.latest(forecast, until, 2) == [
        (date(2026, 11, 9), 3, False),
        (until, None, True),
    ]
    assert tracker.evaluations.span(forecast) == (date(2026, 11, 2), date(2026, 11, 23))
    assert tracker.evaluations.span(99) is None


def test_a_tracker_in_memory_is_empty_until_anything_is_kept():
    with Tracker() as tracker:
        assert tracker.empty
        assert tracker.path is None
        with tracker.edit("mark"):
            tracker.events.add(happened_on=date(2026, 11, 16), title="moved")
        assert not tracker.empty
