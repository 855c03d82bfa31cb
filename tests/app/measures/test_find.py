"""Customers and measures by the name a person typed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tracker.app import commands
from tracker.app.commands import MeasureInput
from tracker.app.measures.lists import find_customer, find_measure
from tracker.domain.errors import InvalidInput, NotFound
from tracker.domain.measure import Area

RATED = MeasureInput(name="Größe", area=Area.ROI, promise=4)


@pytest.fixture
def two(tracker, today):
    """Return a measure of one name for each of two customers."""
    customers = [commands.add_customer(tracker, name, None) for name in ("Finance", "Sales")]
    return [commands.add_measure(tracker, one, RATED, today) for one in customers]


@pytest.mark.parametrize("name", ["finance", " FINANCE ", "Finance"])
def test_a_customer_is_found_in_any_letter_case(tracker, two, name):
    assert find_customer(tracker, name).name == "Finance"


def test_a_customer_that_is_not_there_is_told_with_those_that_are(tracker, two):
    with pytest.raises(NotFound) as told:
        find_customer(tracker, "Nobody")
    assert told.value.sentence == "There is no customer “Nobody”. There are: Finance, Sales."
    with pytest.raises(NotFound) as told:
        find_customer(tracker, "x" * 10_000)
    assert len(told.value.title) < 120


def test_a_name_that_fits_two_measures_is_refused_with_both_customers(tracker, two):
    with pytest.raises(InvalidInput) as told:
        find_measure(tracker, "größe")
    assert "Finance and Sales" in told.value.title
    assert find_measure(tracker, "GRÖSSE", "sales").id == two[1]
    assert find_measure(tracker, "Gro\u0308ße", "FINANCE").id == two[0]


def test_a_measure_in_use_comes_before_an_archived_one_of_its_name(tracker, two, today):
    commands.archive_measure(tracker, two[0], today)
    assert find_measure(tracker, "größe").id == two[1]
    commands.restore_measure(tracker, two[0])
    commands.archive_customer(tracker, find_customer(tracker, "Sales").id, today)
    assert find_measure(tracker, "größe").id == two[0]
    assert find_measure(tracker, "größe", "Sales").id == two[1]


def test_an_archived_measure_alone_is_found(tracker, two, finance, today):
    key = commands.add_measure(tracker, finance, replace(RATED, name="Old"), today)
    commands.archive_measure(tracker, key, today)
    assert find_measure(tracker, "old").id == key


def test_a_measure_that_is_not_there_says_so(tracker, two):
    with pytest.raises(NotFound, match="no measure “Gross”"):
        find_measure(tracker, "Gross")
    with pytest.raises(NotFound, match="no customer"):
        find_measure(tracker, "Größe", "Nobody")
