"""The check-in's query: who is asked what in a week, and what waits."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.app import commands
from tracker.app.commands import MeasureInput
from tracker.app.evaluations.due import waiting
from tracker.app.evaluations.week import line_of, pulse_lines, read_again, week_sheet
from tracker.app.tracker import Tracker
from tracker.domain.customer import CustomerKind, Tier
from tracker.domain.evaluation import EvaluationState
from tracker.domain.measure import Area
from tracker.domain.period import MEASURE_CADENCES, Cadence, Period


def add(tracker: Tracker, customer: int, name: str, day: date, **said: object) -> int:
    asked = MeasureInput(name=name, area=Area.ROI, promise=3, **said)  # type: ignore[arg-type]
    return commands.add_measure(tracker, customer, asked, day)


@pytest.fixture
def rhythms(tracker, finance, today):
    """Return one measure of each cadence, by cadence."""
    return {
        cadence: add(tracker, finance, cadence.value, today, cadence=cadence)
        for cadence in MEASURE_CADENCES
    }


def test_customers_stand_by_tier_and_internal_before_external(tracker, today, week):
    for name, tier, kind in (
        ("Serve", Tier.SERVE, CustomerKind.TEAM),
        ("Outside", Tier.WOW, CustomerKind.EXTERNAL),
        ("Inside", Tier.WOW, CustomerKind.MANAGER),
        ("Nowhere", None, CustomerKind.TEAM),
        ("Floor", Tier.MAINTAIN, CustomerKind.TEAM),
    ):
        add(tracker, commands.add_customer(tracker, name, tier, kind), f"of {name}", today)
    sheet = week_sheet(tracker, week)
    names = [group.customer.name for group in sheet.groups]
    assert names == ["Inside", "Outside", "Serve", "Floor", "Nowhere"]


def test_a_sheet_counts_what_it_leaves_out(tracker, finance, rhythms, today, week):
    add(tracker, finance, "Idea", today, draft=True)
    sheet = week_sheet(tracker, week)
    assert (sheet.due, sheet.hidden, sheet.drafts) == (1, 4, 1)
    everything = week_sheet(tracker, week, show_all=True)
    assert (everything.due, len(everything.lines), everything.hidden) == (1, 5, 0)


def test_the_last_value_is_the_newest_before_the_period(tracker, answers, week):
    for back, value in ((3, 1.0), (2, 2.0)):
        commands.record(tracker, answers, (week + -back).start, value)
    commands.skip(tracker, answers, (week + -1).start, "away")
    commands.record(tracker, answers, week.start, 9)
    line = line_of(tracker, answers, week)
    assert (line.last, line.value) == (2.0, 9.0)
    assert line.spark.values == (1.0, 2.0, None, 9.0)


def test_a_line_is_read_again_after_an_entry(tracker, answers, week):
    before = line_of(tracker, answers, week)
    commands.record(tracker, answers, week.start, 2)
    after = read_again(tracker, before, week)
    assert (before.state, after.state) == (EvaluationState.UNKNOWN, EvaluationState.VALUE)
    assert after == line_of(tracker, answers, week)


def test_a_small_trend_of_months_and_fortnights_has_its_gaps(tracker, rhythms, week):
    for cadence, back in ((Cadence.MONTHLY, 3), (Cadence.FORTNIGHTLY, 2)):
        line = line_of(tracker, rhythms[cadence], week)
        commands.record(tracker, rhythms[cadence], (line.period + -back).start, 4)
        spark = line_of(tracker, rhythms[cadence], week).spark
        assert spark.values == (4.0, *[None] * back)


def test_waiting_counts_what_is_due_and_holds_nothing(tracker, finance, answers, forecast, week):
    assert waiting(tracker, week) == 2
    commands.record(tracker, answers, week.start, 0)
    assert waiting(tracker, week) == 1
    commands.annotate(tracker, forecast, week.start, note="only words")
    assert waiting(tracker, week) == 1
    commands.skip(tracker, forecast, week.start, "away")
    assert waiting(tracker, week) == 0
    assert waiting(tracker, week + -1) == 0  # nothing was promised yet
    commands.record(tracker, answers, (week + -2).start, 0)
    assert waiting(tracker, week + -1) == 1
    commands.archive_customer(tracker, finance, week.start)
    assert [waiting(tracker, week + step) for step in (-1, 0)] == [1, 0]


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 400), st.booleans())
def test_waiting_agrees_with_the_sheet_in_any_week(weeks, shifted):
    with Tracker() as tracker:
        first = Period.of(date(2020, 1, 6))
        customer = commands.add_customer(tracker, "Finance", Tier.WOW)
        for cadence in MEASURE_CADENCES:
            begun = first.start + timedelta(weeks=int(shifted))
            add(tracker, customer, cadence.value, begun, cadence=cadence)
        week = first + weeks
        sheet = week_sheet(tracker, week)
        assert waiting(tracker, week) == sheet.due
        for line in sheet.lines[::2]:
            commands.record(tracker, line.measure.id, line.period.start, 3)
        logged = week_sheet(tracker, week)
        assert waiting(tracker, week) == logged.due - logged.logged


def test_the_pulse_has_its_last_answer_and_gaps(tracker, week):
    commands.record_pulse(tracker, (week + -3).start, energy=2, valued=5)
    commands.record_pulse(tracker, (week + -1).start, valued=3)
    commands.record_pulse(tracker, week.start, energy=4)
    energy, valued, listened, cared = pulse_lines(tracker, week, more=True)
    assert (energy.value, energy.last, energy.spark.values) == (4, 2, (2, None, None, 4))
    assert (valued.value, valued.last) == (None, 3)
    assert (listened.last, cared.last) == (None, None)
    assert [line.field for line in pulse_lines(tracker, week)] == ["energy"]


def test_an_empty_pulse_has_nothing_to_show(tracker, week):
    (energy,) = pulse_lines(tracker, week)
    assert (energy.value, energy.last, energy.spark.values) == (None, None, (None,))
    assert len(energy.words) == 5
