"""The weekly work: record, skip, annotate, same as last, away."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tracker.app import commands
from tracker.app.commands import MeasureInput
from tracker.domain.errors import InvalidInput, NotFound
from tracker.domain.evaluation import Cause, EvaluationState
from tracker.domain.measure import Area
from tracker.domain.period import Cadence

RATED = MeasureInput(name="Usable", area=Area.ROI, promise=4)


def series(tracker, key):
    return [
        (one.start.isoformat(), one.value if one.skipped is None else one.skipped)
        for one in tracker.evaluations.series(key)
    ]


def test_a_value_is_kept_for_its_period_over_whatever_stood_there(tracker, forecast, week):
    commands.skip(tracker, forecast, week.start, "away")
    commands.record(tracker, forecast, week.start, 4)
    commands.record(tracker, forecast, week.start, 5)
    (kept,) = tracker.evaluations.series(forecast)
    assert (kept.value, kept.skipped, kept.state) == (5, None, EvaluationState.VALUE)


@pytest.mark.parametrize("value", [0, 6, 7, 3.5, float("nan"), float("inf")])
def test_a_value_that_the_scale_does_not_know_is_refused_before_the_database(
    tracker, forecast, week, value
):
    with pytest.raises(InvalidInput):
        commands.record(tracker, forecast, week.start, value)
    assert series(tracker, forecast) == []


@pytest.mark.parametrize("run", ["record", "skip", "annotate"])
@pytest.mark.parametrize("start", [date(2026, 11, 17), date.min, date.max, date(9999, 12, 27)])
def test_no_period_starts_there(tracker, forecast, run, start):
    given = {"record": (4,), "skip": ("away",), "annotate": ()}[run]
    words = {"annotate": {"note": "why"}}.get(run, {})
    with pytest.raises(InvalidInput) as told:
        getattr(commands, run)(tracker, forecast, start, *given, **words)
    assert told.value.field == "period"


def test_notes_stay_when_the_value_changes_or_goes(tracker, forecast, week):
    commands.annotate(
        tracker,
        forecast,
        week.start,
        note=" they said\nthanks ",
        private_note="phew",
        cause=Cause.UPSTREAM,
        link="https://example.org/a",
    )
    commands.record(tracker, forecast, week.start, 4)
    commands.clear(tracker, forecast, week.start)
    (kept,) = tracker.evaluations.series(forecast)
    assert kept.state is EvaluationState.UNKNOWN
    assert (kept.note, kept.private_note, kept.cause) == ("they said\nthanks", "phew", "upstream")
    commands.annotate(tracker, forecast, week.start)
    assert tracker.evaluations.series(forecast) == []


def test_an_empty_note_on_nothing_is_nothing(tracker, forecast, week):
    commands.annotate(tracker, forecast, week.start, note="  ")
    assert tracker.history.undo_label == "add Forecast was usable as sent for Finance leads"


@pytest.mark.parametrize(("field", "longest"), [("note", 10_000), ("link", 2000)])
def test_words_have_a_limit_that_is_told(tracker, forecast, week, field, longest):
    commands.annotate(tracker, forecast, week.start, **{field: "x" * longest})
    with pytest.raises(InvalidInput, match=str(longest + 1)) as told:
        commands.annotate(tracker, forecast, week.start, **{field: "x" * (longest + 1)})
    assert told.value.field == field


@pytest.mark.parametrize("reason", ["", "  \n", "x" * 501])
def test_a_skip_has_a_reason_of_some_length(tracker, forecast, week, reason):
    with pytest.raises(InvalidInput) as told:
        commands.skip(tracker, forecast, week.start, reason)
    assert told.value.field == "reason"


def test_clearing_what_is_empty_is_no_step(tracker, forecast, week):
    commands.clear(tracker, forecast, week.start)
    commands.annotate(tracker, forecast, week.start, note="why")
    commands.clear(tracker, forecast, week.start)
    assert tracker.history.undo_label == "note on Forecast was usable as sent"


def test_same_as_last_repeats_the_last_value_and_fills_only_what_is_open(
    tracker, forecast, answers, week
):
    last, before = (week + -1).start, (week + -2).start
    commands.record(tracker, forecast, before, 4)
    commands.skip(tracker, forecast, last, "away")
    commands.record(tracker, answers, last, 1.5)
    commands.record(tracker, answers, week.start, 9)
    commands.annotate(tracker, forecast, week.start, note="quiet week")
    pairs = [(forecast, week.start), (answers, week.start)]
    assert commands.same_as_last(tracker, pairs) == 1
    assert series(tracker, forecast)[-1] == ("2026-11-16", 4)
    assert tracker.evaluations.series(forecast)[-1].note == "quiet week"
    assert series(tracker, answers)[-1] == ("2026-11-16", 9)


def test_same_as_last_leaves_a_skipped_period_and_one_without_a_past(
    tracker, forecast, answers, week
):
    commands.record(tracker, forecast, (week + -1).start, 4)
    commands.skip(tracker, forecast, week.start, "away")
    pairs = [(forecast, week.start), (answers, week.start)]
    assert commands.same_as_last(tracker, pairs) == 0
    assert tracker.history.undo_label == "skip Forecast was usable as sent"


def test_same_as_last_never_looks_ahead(tracker, forecast, week):
    commands.record(tracker, forecast, (week + 1).start, 4)
    assert commands.same_as_last(tracker, [(forecast, week.start)]) == 0


def test_same_as_last_on_what_is_gone_changes_nothing(tracker, forecast, week):
    commands.record(tracker, forecast, (week + -1).start, 4)
    with pytest.raises(NotFound):
        commands.same_as_last(tracker, [(forecast, week.start), (99, week.start)])
    assert len(series(tracker, forecast)) == 1


def test_an_absence_skips_its_weeks_and_leaves_what_is_logged(tracker, finance):
    key = commands.add_measure(tracker, finance, RATED, date(2026, 1, 5))
    commands.record(tracker, key, date(2026, 12, 28), 5)
    commands.annotate(tracker, key, date(2026, 12, 21), note="the team carried on")
    assert commands.away(tracker, date(2026, 12, 23), date(2027, 1, 5), " on\nleave ") == 2
    assert series(tracker, key) == [
        ("2026-12-21", "on leave"),
        ("2026-12-28", 5),
        ("2027-01-04", "on leave"),
    ]
    assert tracker.evaluations.series(key)[0].note == "the team carried on"
    assert tracker.undo() == "on leave 23 Dec 2026 – 5 Jan 2027"
    assert series(tracker, key) == [("2026-12-21", None), ("2026-12-28", 5)]


@pytest.mark.parametrize(
    ("cadence", "first", "last", "skipped"),
    [
        (Cadence.FORTNIGHTLY, date(2026, 11, 2), date(2026, 11, 15), ["2026-11-02"]),
        (Cadence.FORTNIGHTLY, date(2026, 11, 9), date(2026, 11, 22), []),
        (Cadence.FORTNIGHTLY, date(2026, 11, 9), date(2026, 11, 29), ["2026-11-16"]),
        (Cadence.MONTHLY, date(2026, 10, 26), date(2026, 11, 1), []),
        (Cadence.MONTHLY, date(2026, 10, 1), date(2026, 10, 31), ["2026-10-01"]),
        (Cadence.MONTHLY, date(2026, 9, 7), date(2026, 10, 31), ["2026-10-01"]),
        (Cadence.QUARTERLY, date(2026, 9, 21), date(2026, 10, 4), []),
        (Cadence.QUARTERLY, date(2026, 7, 1), date(2026, 9, 30), ["2026-07-01"]),
    ],
)
def test_a_longer_period_is_skipped_only_if_all_of_it_was_missed(
    tracker, finance, cadence, first, last, skipped
):
    """One week off at the end of a quarter does not cost the quarter's figure."""
    said = replace(RATED, cadence=cadence)
    key = commands.add_measure(tracker, finance, said, date(2026, 1, 5), phase=date(2026, 11, 2))
    assert commands.away(tracker, first, last) == len(skipped)
    assert series(tracker, key) == [(start, "away") for start in skipped]


def test_an_absence_before_a_measure_began_does_not_reach_it(tracker, finance):
    key = commands.add_measure(tracker, finance, RATED, date(2026, 11, 16))
    assert commands.away(tracker, date(2026, 7, 6), date(2026, 7, 26)) == 0
    assert commands.away(tracker, date(2026, 11, 9), date(2026, 11, 22)) == 1
    commands.record(tracker, key, date(2026, 7, 6), 4)
    assert commands.away(tracker, date(2026, 7, 6), date(2026, 7, 26)) == 2


def test_an_absence_leaves_drafts_and_what_is_archived(tracker, finance, today):
    start = date(2026, 1, 5)
    draft = replace(RATED, name="Draft", draft=True)
    commands.add_measure(tracker, finance, draft, start)
    away_with = commands.add_measure(tracker, finance, replace(RATED, name="Old"), start)
    commands.archive_measure(tracker, away_with, today)
    gone = commands.add_customer(tracker, "Gone", None)
    commands.add_measure(tracker, gone, RATED, start)
    commands.archive_customer(tracker, gone, today)
    assert commands.away(tracker, date(2026, 11, 9), date(2026, 11, 22)) == 0


@pytest.mark.parametrize(
    ("first", "last", "field"),
    [
        (date(2026, 11, 22), date(2026, 11, 21), "last"),
        (date(2026, 1, 1), date(2028, 3, 1), "last"),
        (date.min, date(2026, 1, 1), "first"),
        (date(2026, 1, 1), date.max, "last"),
    ],
)
def test_an_absence_has_a_beginning_and_an_end_in_our_time(tracker, first, last, field):
    with pytest.raises(InvalidInput) as told:
        commands.away(tracker, first, last)
    assert told.value.field == field
