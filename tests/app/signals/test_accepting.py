"""What is usual: the level before the newest change that nobody has accepted."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tracker.app import commands
from tracker.app.commands import MeasureInput
from tracker.app.evaluations.week import week_sheet
from tracker.app.measures.lists import listed_measures
from tracker.app.overview.overview import overview
from tracker.app.signals.standing import standing_of
from tracker.app.trends.trend import trend_of, trend_picture
from tracker.detection import Verdict
from tracker.detection.scale import Scale
from tracker.domain.correction import Word
from tracker.domain.errors import InvalidInput
from tracker.domain.keeping import KeepingState
from tracker.domain.measure import Area
from tracker.domain.period import Period
from tracker.report.charts.draw import trend_card, trend_svg
from tracker.report.charts.frame import beyond, frame_of
from tracker.report.charts.spark import Mark, SparkArea, spark_places
from tracker.report.charts.svg import LIGHT
from tracker.report.charts.ticks import value_range

MONDAY = date(2026, 1, 5)
STEADY = [1.7, 1.6, 1.8, 1.7, 1.6, 1.8]
SLOWER = [2.5, 2.6, 2.4, 2.6, 2.5, 2.4]


def log(tracker, measure, values, first=0):
    for at, value in enumerate(values, first):
        commands.record(tracker, measure, after(at), value)


def after(weeks: int) -> date:
    return MONDAY + timedelta(weeks=weeks)


def levels(tracker, measure, weeks):
    return [one.label for one in trend_picture(tracker, measure, after(weeks)).usual]


@pytest.fixture
def slower(tracker, answers):
    log(tracker, answers, STEADY * 4 + SLOWER)
    return answers


def test_usual_is_the_level_before_a_change_and_the_stretch_since_is_called_since(tracker, slower):
    finding = tracker.judge.finding(slower)
    assert finding.usual == pytest.approx(1.7)
    assert finding.now == pytest.approx(2.5)
    assert finding.upper < 2.4
    assert levels(tracker, slower, 30) == ["before 1.7", "2.5 since 22 Jun"]
    picture = trend_picture(tracker, slower, after(30))
    since = [point for point in picture.points if point.day >= after(24)]
    assert {point.mark for point in since} == {Mark.WORSE}


def test_a_new_usual_is_one_step_that_can_be_undone_and_taken_back(tracker, slower):
    before = standing_of(tracker, slower, after(30))
    assert before.verdict is Verdict.WORSE
    key = commands.accept_change(tracker, slower)
    one = standing_of(tracker, slower, after(30))
    assert one.verdict is Verdict.STEADY
    assert one.sentence.startswith("Steady at 2.5 days.")
    assert one.finding.usual == pytest.approx(2.5)
    assert overview(tracker, after(30)).news == ()
    assert levels(tracker, slower, 30) == ["", "usual 2.5"]
    assert {p.mark for p in trend_picture(tracker, slower, after(30)).points} == {Mark.USUAL}
    tracker.undo()
    assert standing_of(tracker, slower, after(30)) == before
    tracker.redo()
    commands.take_back_acceptance(tracker, key)
    assert standing_of(tracker, slower, after(30)) == before


def test_the_signal_stays_when_its_change_is_accepted(tracker, slower):
    tracker.judge.findings()
    found = tracker.signals.all()
    assert found
    commands.accept_change(tracker, slower)
    tracker.judge.findings()
    assert tracker.signals.all() == found


def test_a_promise_is_judged_as_before_by_whoever_accepts_a_level(tracker, slower):
    before = standing_of(tracker, slower, after(30)).keeping
    assert before.state is KeepingState.NOT_KEPT_SINCE
    commands.accept_change(tracker, slower)
    assert standing_of(tracker, slower, after(30)).keeping == before


def test_what_comes_after_is_held_against_the_new_usual(tracker, slower):
    commands.accept_change(tracker, slower)
    log(tracker, slower, [*SLOWER, 3.6, 3.7, 3.5, 3.6], 30)
    one = standing_of(tracker, slower, after(40))
    assert one.verdict is Verdict.WORSE
    assert one.sentence == "Slower for 4 weeks: 3.6 days, 2.5 before."
    assert levels(tracker, slower, 40) == ["", "before 2.5", "3.6 since 14 Sep"]
    log(tracker, slower, STEADY * 2, 40)
    assert standing_of(tracker, slower, after(52)).verdict is Verdict.BETTER


def test_a_page_of_an_earlier_day_knows_nothing_of_what_was_accepted_later(tracker, slower):
    measure = tracker.measures.get(slower)
    then = tracker.judge.as_of(measure, after(28))
    log(tracker, slower, SLOWER, 30)
    commands.accept_change(tracker, slower)
    assert tracker.judge.finding(slower).since is None
    assert tracker.judge.as_of(measure, after(28)) == then


def test_what_got_better_is_usual_once_it_has_stood_for_thirteen_values(tracker, answers):
    log(tracker, answers, SLOWER * 4 + STEADY * 2)
    one = standing_of(tracker, answers, after(36))
    assert one.verdict is Verdict.BETTER
    assert one.finding.usual == pytest.approx(2.5)
    log(tracker, answers, STEADY[:1], 36)
    one = standing_of(tracker, answers, after(37))
    assert one.verdict is Verdict.STEADY
    assert one.finding.usual == pytest.approx(1.7)
    assert (one.finding.accepted, one.finding.since) == (after(24), None)


def test_what_got_worse_is_never_usual_without_a_word(tracker, answers):
    log(tracker, answers, STEADY * 4 + SLOWER * 5)
    finding = tracker.judge.finding(answers)
    assert (finding.verdict, finding.usual) == (Verdict.WORSE, pytest.approx(1.7))


def test_what_is_back_is_as_usual_and_the_bad_stretch_keeps_its_colour(tracker, answers):
    log(tracker, answers, STEADY * 4 + SLOWER * 2 + STEADY * 2)
    finding = tracker.judge.finding(answers)
    assert (finding.verdict, finding.usual) == (Verdict.STEADY, pytest.approx(1.7))
    picture = trend_picture(tracker, answers, after(48))
    marked = [point.day for point in picture.points if point.mark is Mark.WORSE]
    assert (marked[0], marked[-1]) == (after(24), after(35))
    assert [one.label for one in picture.usual][-1] == "usual 1.7"


def test_without_a_change_there_is_no_new_usual(tracker, answers):
    log(tracker, answers, STEADY * 4)
    with pytest.raises(InvalidInput, match="Nothing has changed"):
        commands.accept_change(tracker, answers)
    assert tracker.accepted_changes.all() == []


def test_nothing_is_usual_before_six_values(tracker, answers):
    log(tracker, answers, STEADY[:5])
    finding = tracker.judge.finding(answers)
    assert (finding.usual, finding.lower, finding.upper) == (None, None, None)
    log(tracker, answers, STEADY[5:], 5)
    assert tracker.judge.finding(answers).usual == pytest.approx(1.7)


@pytest.mark.parametrize("far", [9, 20])
def test_what_the_person_calls_a_one_off_is_no_part_of_what_is_usual(tracker, finance, far):
    said = MeasureInput(name="Minutes", area=Area.ROI, scale=Scale.NUMBER, promise=10)
    key = commands.add_measure(tracker, finance, said, MONDAY)
    values = [5.0, 6.0, 4.0, 7.0] * 6
    log(tracker, key, values)
    commands.record(tracker, key, after(far), 8)
    before = tracker.judge.finding(key).usual
    commands.explain(tracker, key, after(far), "a party", Word.ONE_OFF)
    assert tracker.judge.finding(key).usual < before
    tracker.undo()
    assert tracker.judge.finding(key).usual == before


def spark_in_week(tracker, measure, weeks):
    week = Period.of(after(weeks))
    (line,) = [one for one in week_sheet(tracker, week).lines if one.measure.id == measure]
    return line.spark


def test_the_small_trends_of_every_page_have_one_colour_and_the_usual_range(tracker, slower):
    finding = tracker.judge.finding(slower)
    (listed,) = [one for one in listed_measures(tracker) if one.measure.id == slower]
    shown = (
        spark_in_week(tracker, slower, 29),
        listed.spark,
        trend_of(tracker, standing_of(tracker, slower, after(29)), 26),
    )
    for spark in shown:
        assert spark.marks[-7:] == (Mark.USUAL, *[Mark.WORSE] * 6)
        assert set(spark.marks[:-6]) == {Mark.USUAL}
        assert spark.usual == (finding.lower, finding.upper)
    commands.accept_change(tracker, slower)
    tracker.judge.findings()
    assert set(spark_in_week(tracker, slower, 29).marks) == {Mark.USUAL}


def test_a_value_far_out_does_not_flatten_a_small_trend(tracker, finance):
    said = MeasureInput(name="Minutes", area=Area.ROI, scale=Scale.NUMBER, promise=10)
    key = commands.add_measure(tracker, finance, said, MONDAY)
    log(tracker, key, [5.0, 6.0, 4.0, 9.0, 7.0, 7.0, 5.0, 4.0] * 3)
    commands.record(tracker, key, after(14), 100_000)
    tracker.judge.findings()
    spark = spark_in_week(tracker, key, 23)
    area = SparkArea(0, 0, 100, 30)
    places = spark_places(spark, area)
    heights = [place[1] for place in places]
    assert min(heights) == heights[14]
    others = heights[:14] + heights[15:]
    assert max(others) - min(others) > 8


@pytest.mark.parametrize("far", [100_000, -500])
def test_a_value_far_out_lies_at_the_edge_of_the_axis_with_its_figure(tracker, finance, far):
    said = MeasureInput(name="Minutes", area=Area.ROI, scale=Scale.NUMBER, promise=10, unit="min")
    key = commands.add_measure(tracker, finance, said, MONDAY)
    log(tracker, key, [5.0, 6.0, 4.0, 9.0, 7.0, 7.0, 5.0, 4.0] * 3)
    commands.record(tracker, key, after(14), far)
    picture = trend_picture(tracker, key, after(24))
    low, high = value_range(picture)
    assert -10 < low < high < 25
    frame = frame_of(picture, 900, 420, LIGHT)
    (point,) = beyond(frame)
    assert (point.day, point.value) == (after(14), far)
    assert frame.y(far) == frame.y(high if far > 0 else low)
    for drawn in (trend_svg(picture), trend_card(picture, 356, 140)):
        assert f">{point.shown}</text>" in drawn
