"""Standards in words, and services that make room for each other."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.app import commands
from tracker.app.customers.services import standards_of
from tracker.app.tracker import Tracker
from tracker.domain.errors import InvalidInput

FIRST, LATER = date(2026, 3, 2), date(2026, 11, 20)


@pytest.fixture
def service(tracker, finance):
    return commands.add_service(tracker, finance, "Answers")


def test_a_new_wording_counts_from_its_day_and_the_old_one_is_kept(tracker, service):
    commands.set_standard(tracker, service, FIRST, good="In three days")
    commands.set_standard(tracker, service, LATER, good="In two days", excellent="At once")
    now, before = standards_of(tracker, service)
    assert (now.valid_from, now.good, now.excellent) == (LATER, "In two days", "At once")
    assert (before.valid_from, before.good) == (FIRST, "In three days")
    tracker.undo()
    assert [one.good for one in standards_of(tracker, service)] == ["In three days"]


def test_another_day_for_the_review_is_no_new_wording(tracker, service):
    commands.set_standard(tracker, service, FIRST, good="In three days")
    commands.set_standard(tracker, service, LATER, good=" In three days ", review_on=LATER)
    (now,) = standards_of(tracker, service)
    assert (now.valid_from, now.review_on) == (FIRST, LATER)


def test_nothing_said_is_nothing_kept(tracker, service):
    told: list[object] = []
    tracker.on_change = told.append
    commands.set_standard(tracker, service, FIRST)
    assert standards_of(tracker, service) == []
    assert told == []


def test_a_wording_that_is_too_long_is_said_beside_its_field(tracker, service):
    with pytest.raises(InvalidInput) as refused:
        commands.set_standard(tracker, service, FIRST, floor="x" * 10_001)
    assert refused.value.field == "floor"


@settings(deadline=None, max_examples=40)
@given(
    st.lists(
        st.tuples(st.dates(date(2026, 1, 1), date(2026, 1, 9)), st.sampled_from("ab ")), max_size=8
    )
)
def test_a_day_has_one_wording(said):
    with Tracker() as tracker:
        customer = commands.add_customer(tracker, "Finance", None)
        service = commands.add_service(tracker, customer, "Answers")
        for day, good in sorted(said, key=lambda one: one[0]):
            commands.set_standard(tracker, service, day, good=good)
            history = standards_of(tracker, service)
            days = [one.valid_from for one in history]
            assert days == sorted(set(days), reverse=True)
            if history:
                assert history[0].good == good.strip()


def test_a_service_takes_the_place_of_another_in_one_step(tracker, finance, service):
    new = commands.replace_service(tracker, service, LATER, "Forecasts", why="They plan earlier")
    assert tracker.services.get(service).retired_on == LATER
    assert tracker.services.get(new).why == "They plan earlier"
    tracker.undo()
    assert [one.name for one in tracker.services.all()] == ["Answers"]


def test_a_name_that_is_empty_retires_nothing(tracker, service):
    with pytest.raises(InvalidInput):
        commands.replace_service(tracker, service, LATER, " ")
    assert tracker.services.get(service).retired_on is None


def test_a_fourth_service_is_kept_out_whoever_asks(tracker, finance, service):
    for name in ("Forecasts", "Warnings"):
        commands.add_service(tracker, finance, name)
    with pytest.raises(InvalidInput, match="at most three"):
        commands.add_service(tracker, finance, "Templates")
    retired = commands.replace_service(tracker, service, LATER, "Templates")
    with pytest.raises(InvalidInput, match="at most three"):
        commands.restore_service(tracker, service)
    commands.restore_service(tracker, service, instead_of=retired, today=LATER)
    active = [one.name for one in tracker.services.where("retired_on IS NULL")]
    assert active == ["Answers", "Forecasts", "Warnings"]
