"""What is said of where a slide leads, and of a spread that changed."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from tests.report.text.test_sentences import TODAY, finding, measure

from tracker.detection import Forecast, Restlessness, Verdict
from tracker.detection.scale import Scale
from tracker.domain.finding import Spread
from tracker.domain.measure import Better
from tracker.domain.period import Cadence, Period
from tracker.report.text.forecasts import (
    crossing_words,
    forecast_sentence,
    missed_sentence,
    pace,
    slide_sentence,
    spread_sentence,
)

WORSE, GOOD = Verdict.DRIFTING_WORSE, Verdict.DRIFTING_BETTER
LATER = TODAY.replace(day=23)  # the first day of the next week: this one is over


def ahead(**said: Any) -> Forecast:
    known = {"line": 2.0, "crosses": 5, "earliest": 3, "latest": 9, "level": 1.5}
    return Forecast(0.1, 0.05, 0.15, **(known | said))


def told(verdict: Verdict = WORSE, today: date = LATER, **said: Any) -> str:
    found = finding(verdict, forecast=ahead(**said))
    return forecast_sentence(measure(floor=4.0), found, verdict, today)


def test_a_promise_that_will_break_is_told_before_it_is_broken() -> None:
    assert told() == "At this pace the promise (≤ 2 days) breaks in about 5 weeks (3 to 9)."


def test_what_is_not_sure_within_half_a_year_is_said_so() -> None:
    words = "At this pace the promise (≤ 2 days) breaks in about 5 weeks (3 to more than 26)."
    assert told(latest=None) == words
    assert "in about 1 week." in told(crosses=1, earliest=1, latest=1)


def test_the_weeks_that_have_passed_since_the_last_value_are_taken_off() -> None:
    assert "in about 3 weeks (1 to 7)" in told(today=date(2026, 12, 7))
    assert "in about 1 week (1 to 2)" in told(today=date(2026, 12, 7), crosses=2, latest=4)


def test_the_floor_is_told_where_it_is_what_is_passed() -> None:
    words = "At this pace it passes the floor of 4 days in about 5 weeks (3 to 9)."
    assert told(line=4.0, level=3.0) == words
    back = "At this pace it is back at the floor of 4 days in about 5 weeks (3 to 9)."
    assert told(GOOD, line=4.0, level=5.0) == back


def test_a_promise_that_will_be_kept_again_is_told_too() -> None:
    words = "At this pace the promise (≤ 2 days) is kept again in about 5 weeks (3 to 9)."
    assert told(GOOD, level=2.4) == words


@pytest.mark.parametrize("verdict", [Verdict.WORSE, Verdict.STALE, Verdict.STEADY])
def test_only_of_a_slide_that_is_fresh_anything_is_foreseen(verdict: Verdict) -> None:
    assert forecast_sentence(measure(), finding(WORSE, forecast=ahead()), verdict, LATER) == ""


def test_without_a_line_in_sight_nothing_is_foreseen() -> None:
    assert told(line=None, crosses=None) == ""
    assert forecast_sentence(measure(), finding(WORSE), WORSE, LATER) == ""
    assert crossing_words(measure(), finding(WORSE), LATER) == ("", "")


def test_a_chart_has_the_same_in_two_lines() -> None:
    found = finding(WORSE, forecast=ahead())
    assert crossing_words(measure(), found, LATER) == ("breaks in about", "5 weeks (3 to 9)")
    at_floor = finding(WORSE, forecast=ahead(line=4.0, level=3.0))
    assert crossing_words(measure(floor=4.0), at_floor, LATER)[0] == "at its floor in about"


@pytest.mark.parametrize(
    ("scale", "cadence", "step", "slope", "words"),
    [
        (Scale.PERCENT, Cadence.WEEKLY, 1.0, -0.9, "0.9 points a week"),
        (Scale.DURATION, Cadence.WEEKLY, 0.1, 0.07, "0.3 days a month"),
        (Scale.DURATION, Cadence.MONTHLY, 0.1, 0.3, "0.3 days a month"),
        (Scale.PERCENT, Cadence.WEEKLY, 0.01, -0.03, "0.03 points a week"),
        (Scale.PERCENT, Cadence.WEEKLY, 0.01, -0.006, "0.03 points a month"),
        (Scale.YESNO, Cadence.WEEKLY, 1.0, -0.02, "2 points a week"),
        (Scale.RATING, Cadence.WEEKLY, 1.0, -0.01, "0.5 a year"),
        (Scale.COUNT, Cadence.QUARTERLY, 1.0, 12.0, "12 a quarter"),
        (Scale.NUMBER, Cadence.DAILY, 1.0, 0.04, "0.3 a week"),
        (Scale.NUMBER, Cadence.FORTNIGHTLY, 1.0, 1e-6, "0 a year"),
    ],
)
def test_a_pace_is_told_for_a_time_in_which_it_can_be_seen(
    scale: Scale, cadence: Cadence, step: float, slope: float, words: str
) -> None:
    unit = "days" if scale is Scale.DURATION else ""
    assert pace(measure(scale, cadence=cadence, unit=unit, step=step), slope) == words


def test_the_level_of_a_slide_stays_on_the_scale() -> None:
    percent = measure(Scale.PERCENT, Better.HIGHER, promise=90.0)
    found = finding(GOOD, before=95.0, forecast=Forecast(0.5, 0.4, 0.6, level=103.0))
    assert ": 100 % now, 95 before." in slide_sentence(percent, found)


def test_the_month_of_a_monthly_measure_is_named() -> None:
    monthly = measure(cadence=Cadence.MONTHLY)
    found = finding(WORSE, Cadence.MONTHLY, forecast=ahead())
    assert slide_sentence(monthly, found).startswith("Sliding since about September 2026, ")


def test_what_was_foreseen_is_held_against_what_came() -> None:
    week = Period.of(date(2026, 8, 3)).start
    words = "At the pace of week 32 it would be 2.9 by now; it is 1.8 days."
    assert missed_sentence(measure(), week, 2.9, 1.8) == words


def test_a_spread_is_told_quietly_with_its_figures() -> None:
    since = date(2026, 6, 1)
    wider = Spread(Restlessness.UNSTEADIER, since, 2.2, (0.4, 0.9))
    found = finding(Verdict.STEADY, spread=wider)
    words = "Less even than before: ± 0.9 days instead of ± 0.4 since June."
    assert spread_sentence(measure(), found) == words
    plain = replace(wider, change=Restlessness.STEADIER, ranges=None)
    bare = finding(Verdict.STEADY, spread=plain)
    assert spread_sentence(measure(), bare) == "More even than before since June."
    assert spread_sentence(measure(), finding(Verdict.STEADY)) == ""
