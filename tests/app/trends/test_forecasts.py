"""Where a slide leads, on the chart of a measure: never beyond the scale, never on what leaves."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tracker.app import commands
from tracker.app.commands import MeasureInput
from tracker.app.overview.overview import overview
from tracker.app.signals.standing import standing_of
from tracker.app.trends.forecasts import missed
from tracker.app.trends.trend import trend_of, trend_picture, trend_sheet
from tracker.detection import Verdict
from tracker.detection.forecast import AHEAD
from tracker.detection.scale import Scale
from tracker.domain.customer import Tier
from tracker.domain.levels.history import MeasureHistory
from tracker.domain.measure import Area, Better
from tracker.report.charts.draw import trend_svg
from tracker.report.charts.spark import Mark, SparkArea, spark_fan, spark_places

MONDAY = date(2026, 11, 16)
CALM = (1.1, 1.3, 1.2, 1.0, 1.4, 1.2, 1.1, 1.3, 1.2, 1.1) * 2
WAVE = (0.1, -0.1, 0.0, 0.1, -0.1, 0.0)
SLIDE = tuple(round(1.25 + 0.05 * at + WAVE[at % 6], 2) for at in range(14))


def log(tracker, measure, values, last=MONDAY):
    with tracker.edit("log"):
        for back, value in enumerate(reversed(values)):
            commands.record(tracker, measure, last - timedelta(weeks=back), value)


@pytest.fixture
def sliding(tracker, answers):
    """A measure that slides towards its promise of two days for fourteen weeks."""
    log(tracker, answers, CALM + SLIDE)
    return answers


def sheet(tracker, measure, today, weeks=52):
    return trend_sheet(tracker, measure, today, weeks)


def test_a_slide_has_a_fan_that_meets_the_promise(tracker, sliding, today) -> None:
    finding = tracker.judge.finding(sliding)
    assert finding.verdict is Verdict.DRIFTING_WORSE
    assert finding.forecast is not None
    picture = sheet(tracker, sliding, today).picture
    (fan,) = picture.fans
    assert fan.mark is Mark.WORSE
    assert fan.points[0].day == MONDAY
    assert fan.points[0].middle == pytest.approx(finding.forecast.at(0))
    assert len(fan.points) <= AHEAD + 1
    assert all(one.low <= one.middle <= one.high for one in fan.points)
    assert fan.level == 2.0
    assert fan.meets == MONDAY + timedelta(weeks=finding.forecast.crosses)
    assert fan.words[0] == "breaks in about"
    assert "the promise (≤ 2 days) breaks in about" in fan.said
    assert fan.said in picture.summary


def test_the_axis_goes_on_and_what_is_known_does_not(tracker, sliding, today) -> None:
    picture = sheet(tracker, sliding, today).picture
    assert picture.until == date(2026, 11, 22)
    assert picture.last > picture.until
    assert picture.promises[-1].last == picture.last
    assert [one.label for one in picture.usual] == ["before 1.2"]
    assert picture.last <= picture.fans[0].points[-1].day + timedelta(days=6)


def test_what_leaves_the_house_foresees_nothing(tracker, sliding, today) -> None:
    picture = sheet(tracker, sliding, today).picture.for_sharing
    assert picture.fans == ()
    assert picture.last == date(2026, 11, 22)
    shared = trend_picture(tracker, sliding, today)
    assert shared.fans == ()
    assert "pace" not in trend_svg(shared) + shared.summary


def test_a_fan_takes_no_more_than_a_third_of_a_short_window(tracker, sliding, today) -> None:
    (fan,) = sheet(tracker, sliding, today, 13).picture.fans
    assert len(fan.points) <= 7


def test_it_is_told_on_overview_before_the_promise_is_broken(tracker, sliding, today) -> None:
    (news,) = overview(tracker, today).news
    assert "the promise (≤ 2 days) breaks in about" in news.forecast
    assert news.sentence.startswith("Sliding since about ")
    assert " a month: " in news.sentence
    assert all(value <= 2.0 for value in SLIDE)


def test_a_small_trend_on_overview_looks_five_periods_ahead(tracker, sliding, today) -> None:
    (news,) = overview(tracker, today).news
    found = tracker.judge.finding(sliding).forecast
    assert len(news.spark.ahead) == 6
    assert [middle for _, middle, _ in news.spark.ahead] == pytest.approx(
        [found.at(ahead) for ahead in range(6)]
    )
    assert all(low <= middle <= high for low, middle, high in news.spark.ahead)
    area = SparkArea(0.0, 0.0, 100.0, 30.0)
    places, fan = spark_places(news.spark, area), spark_fan(news.spark, area)
    assert places[-1][0] == pytest.approx(fan[0][1][0])
    assert fan[-1][1][0] == pytest.approx(100.0)


def test_a_customer_not_to_be_annoyed_is_not_foreseen(tracker, finance, sliding, today) -> None:
    commands.place_customer(tracker, finance, Tier.MAINTAIN, today)
    assert sheet(tracker, sliding, today).picture.fans == ()
    assert trend_of(tracker, standing_of(tracker, sliding, today), 26).ahead == ()


def test_a_step_and_a_steady_measure_have_no_fan(tracker, answers, today) -> None:
    log(tracker, answers, CALM + (3.0,) * 8)
    picture = sheet(tracker, answers, today).picture
    assert (picture.fans, picture.known_until) == ((), None)


def test_the_fan_ends_where_the_scale_ends(tracker, finance, today) -> None:
    said = MeasureInput(name="Sent", area=Area.ROI, scale=Scale.PERCENT, promise=50, unit="%")
    measure = commands.add_measure(tracker, finance, said, today)
    slide = [82.0 - 5 * at + 20 * WAVE[at % 6] for at in range(16)]
    log(tracker, measure, [80.0 + 10 * WAVE[at % 6] for at in range(24)] + slide)
    finding = tracker.judge.finding(measure)
    assert finding.verdict is Verdict.DRIFTING_WORSE
    (fan,) = sheet(tracker, measure, today).picture.fans
    assert min(one.low for one in fan.points) == 0.0
    assert fan.points[-1].middle == 0.0 or len(fan.points) > 6
    assert [one.middle for one in fan.points].count(0.0) <= 1


def history(tracker, measure) -> MeasureHistory:
    return tracker.judge.history(tracker.measures.get(measure))


def test_a_forecast_that_holds_is_not_called_missed(tracker, sliding) -> None:
    assert missed(history(tracker, sliding), tracker.judge.finding(sliding)) is None


def test_a_forecast_that_missed_is_shown_against_what_came(tracker, answers, today) -> None:
    log(tracker, answers, CALM + SLIDE + (1.2, 1.1, 1.3, 1.2, 1.1, 1.3, 1.2, 1.1))
    found = missed(history(tracker, answers), tracker.judge.finding(answers))
    assert found is not None
    assert found.came == pytest.approx(1.175)
    assert found.expected > 1.8
    (fan,) = sheet(tracker, answers, today).picture.fans
    assert fan.past
    assert fan.said.startswith("At the pace of week ")
    assert fan.said.endswith("it is 1.2 days.")
    assert fan.points[-1].day == MONDAY


def test_a_promise_that_was_changed_is_foreseen_as_it_is_now(tracker, sliding, today) -> None:
    before = tracker.judge.finding(sliding).forecast
    said = MeasureInput(
        name="Month-end close answers",
        area=Area.EFFECTIVENESS,
        scale=Scale.DURATION,
        better=Better.LOWER,
        promise=2.5,
        unit="days",
    )
    commands.edit_measure(tracker, sliding, said, today)
    after = tracker.judge.finding(sliding).forecast
    assert (before.line, after.line) == (2.0, 2.5)
    assert after.crosses > before.crosses
