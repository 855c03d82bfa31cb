"""The pulse beside a measure: what is paired, what is low and worse, and what is not said."""

from __future__ import annotations

from datetime import date, timedelta
from statistics import median

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.app import commands
from tracker.app.commands import MeasureInput
from tracker.app.tracker import Tracker
from tracker.app.trends.pulse_comparison import LONGEST_LAG, asked_fields, pulse_comparison
from tracker.detection.scale import Scale
from tracker.domain.errors import InvalidInput
from tracker.domain.measure import Area, Better
from tracker.domain.period import Cadence, Period
from tracker.domain.pulse import falling
from tracker.report.text.customers import WorseCount, counted, too_few

TODAY = date(2026, 11, 20)
WEEK = Period.of(TODAY)


def log(tracker: Tracker, measure: int, values: list[float | None], ago: int = 0) -> None:
    """Log weekly values that end so many weeks ago."""
    with tracker.edit("history"):
        for at, value in enumerate(reversed(values)):
            if value is not None:
                commands.record(tracker, measure, (WEEK + -(at + ago)).start, value)


def feel(tracker: Tracker, answers: list[int | None], field: str = "energy", ago: int = 0) -> None:
    with tracker.edit("history"):
        for at, value in enumerate(reversed(answers)):
            if value is not None:
                commands.record_pulse(tracker, (WEEK + -(at + ago)).start, **{field: value})


def test_six_weeks_after_low_energy_five_were_slower(tracker, answers, today):
    energy = [4, 2, 4, 4, 2, 4, 2, 4, 4, 2, 4, 2, 4, 2, 4, 4]
    after = [1.0 if one == 4 else 3.0 for one in energy]
    after[1] = 1.0
    feel(tracker, energy, ago=1)
    log(tracker, answers, after)
    found = pulse_comparison(tracker, answers, today, lag=1)
    low, others = found.after_low, found.after_others
    assert (sum(one.worse for one in low), len(low)) == (5, 6)
    assert (sum(one.worse for one in others), len(others)) == (0, 10)
    assert found.enough
    assert (found.middle, found.usual) == (4, 1.0)
    assert counted(found.measure, "energy", 1, WorseCount(5, 6, 0, 10)) == (
        "5 of 6 weeks that came 1 week after low energy were slower; so were none of the 10 others."
    )
    same_week = pulse_comparison(tracker, answers, today)
    assert len(same_week.pairs) == 15, "in the newest week there is no answer"


def test_the_words_fit_the_measure_and_the_count(tracker, answers, forecast):
    duration, rating = (tracker.measures.get(key) for key in (answers, forecast))
    assert counted(duration, "energy", 0, WorseCount(1, 1, 1, 1)) == (
        "1 of 1 week with low energy was slower; so was 1 of the 1 other."
    )
    assert counted(rating, "listened", 2, WorseCount(2, 3, 0, 0)) == (
        "2 of 3 weeks that came 2 weeks after being little listened to were worse."
    )
    assert too_few("energy", 1, 0, 8, 3) == (
        "Too few weeks to say anything yet: 1 has both, 0 of them after low energy. "
        "It takes 8 and 3."
    )


def test_a_lag_longer_than_the_data_is_refused_in_a_sentence(tracker, answers, today):
    feel(tracker, [3, 3, 4])
    log(tracker, answers, [1, 2, 1])
    assert len(pulse_comparison(tracker, answers, today, lag=2).pairs) == 1
    with pytest.raises(InvalidInput) as refused:
        pulse_comparison(tracker, answers, today, lag=3)
    assert refused.value.field == "lag"
    assert refused.value.sentence == (
        "A lag of 3 weeks is longer than the 2 weeks from your first answer to the last value. "
        "Choose a shorter one."
    )
    for lag in (-1, LONGEST_LAG + 1):
        with pytest.raises(InvalidInput, match="is no lag"):
            pulse_comparison(tracker, answers, today, lag=lag)
    with pytest.raises(InvalidInput):
        pulse_comparison(tracker, answers, today, field="mood")


def test_without_answers_or_values_there_is_nothing_to_pair(tracker, answers, today):
    assert pulse_comparison(tracker, answers, today, lag=8).pairs == ()
    feel(tracker, [3, 3, 4])
    found = pulse_comparison(tracker, answers, today, lag=8)
    assert (found.values, found.usual, found.enough) == ((), None, False)
    log(tracker, answers, [1, 2, 1])
    assert not pulse_comparison(tracker, answers, today).enough, "three weeks are too few"


def test_a_month_is_paired_with_the_week_in_which_it_ended(tracker, finance, today):
    said = MeasureInput(
        name="Invoices", area=Area.ROI, scale=Scale.COUNT, promise=3, cadence=Cadence.MONTHLY
    )
    monthly = commands.add_measure(tracker, finance, said, date(2026, 1, 1))
    commands.record(tracker, monthly, date(2026, 10, 1), 4)
    commands.record_pulse(tracker, Period.of(date(2026, 10, 31)).start, energy=2)
    (pair,) = pulse_comparison(tracker, monthly, today).pairs
    assert (pair.answer.value, pair.week) == (2, date(2026, 10, 26))


def test_off_the_band_is_worse(tracker, finance, today):
    said = MeasureInput(
        name="Load", area=Area.ROI, scale=Scale.NUMBER, better=Better.BAND, low=2, high=4
    )
    banded = commands.add_measure(tracker, finance, said, date(2026, 1, 1))
    log(tracker, banded, [3, 3, 1, 3, 6])
    feel(tracker, [4, 4, 2, 4, 2])
    worse = [one.worse for one in pulse_comparison(tracker, banded, today).values]
    assert worse == [False, False, True, False, True]


def test_only_questions_that_were_answered_are_offered(tracker):
    assert asked_fields(tracker) == ["energy"]
    feel(tracker, [3], "cared")
    assert asked_fields(tracker) == ["energy", "cared"]


week_rows = st.lists(
    st.tuples(st.none() | st.integers(1, 5), st.none() | st.integers(0, 40)), max_size=30
)


@settings(deadline=None, max_examples=60)
@given(week_rows, st.integers(0, LONGEST_LAG), st.sampled_from([Better.HIGHER, Better.LOWER]))
def test_pairs_low_and_worse_are_what_the_rule_says(rows, lag, better):
    with Tracker() as tracker:
        finance = commands.add_customer(tracker, "Finance", None)
        said = MeasureInput(name="M", area=Area.ROI, scale=Scale.NUMBER, better=better, promise=3)
        measure = commands.add_measure(tracker, finance, said, date(2025, 1, 6))
        feel(tracker, [energy for energy, _ in rows])
        log(tracker, measure, [value for _, value in rows])
        energies = [one for one, _ in rows if one is not None]
        try:
            found = pulse_comparison(tracker, measure, TODAY, lag)
        except InvalidInput:
            first = next(at for at, (one, _) in enumerate(rows) if one is not None)
            last = max(at for at, (_, one) in enumerate(rows) if one is not None)
            assert lag > last - first
            return
        pairs = [
            (rows[at - lag][0], value)
            for at, (_, value) in enumerate(rows)
            if value is not None and at >= lag and rows[at - lag][0] is not None
        ]
        assert [(one.answer.value, one.value) for one in found.pairs] == pairs
        for one in found.pairs:
            middle = median(value for _, value in pairs)
            worse = one.value > middle if better is Better.LOWER else one.value < middle
            assert one.worse == worse
            assert one.answer.low == (one.answer.value < median(energies))


@given(st.lists(st.integers(1, 5), max_size=40))
def test_falling_is_a_run_below_what_was_usual_before_it(answers):
    count = falling(answers)
    runs = [
        one
        for one in range(4, len(answers) - 7)
        if all(
            value < median(answers[: len(answers) - one][-26:])
            for value in answers[len(answers) - one :]
        )
    ]
    assert count == max(runs, default=0)


def test_a_week_ahead_of_today_is_not_read(tracker, answers, today):
    feel(tracker, [3, 3])
    commands.record_pulse(tracker, WEEK.start + timedelta(weeks=2), energy=5)
    assert len(pulse_comparison(tracker, answers, today).answers) == 2
