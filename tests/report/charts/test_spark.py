"""Where the values of a small trend lie, for screen and paper."""

from __future__ import annotations

import math

import pytest

from tracker.detection.scale import Scale
from tracker.report.charts.spark import (
    Blank,
    Mark,
    SparkArea,
    SparkPicture,
    alone,
    spark_dots,
    spark_fan,
    spark_height,
    spark_places,
    spark_ticks,
    spark_tint,
    spark_words,
    widest_dot,
)

AREA = SparkArea(10, 0, 110, 20)


def test_values_lie_from_left_to_right_with_the_newest_last():
    spark = SparkPicture((1.0, None, 3.0, 2.0, math.nan))
    assert spark_places(spark, AREA) == [(10, 20), None, (60, 0), (85, 10), None]
    assert spark_places(SparkPicture((7.0,)), AREA) == [(110, 10)]
    assert spark_places(SparkPicture((), promise=1.0), AREA) == []


def test_the_promise_is_within_the_picture():
    spark = SparkPicture((1.0, 2.0), promise=5.0)
    assert spark_height(spark, 5.0, AREA) == 0
    assert spark_height(spark, 2.0, AREA) == 15


def test_only_values_with_gaps_on_both_sides_stand_alone():
    here = (0.0, 0.0)
    assert alone([here, None, here, here, None, here]) == {0, 5}
    assert alone([here]) == {0}
    assert alone([here, here]) == alone([None]) == alone([]) == set()


def test_ratings_and_answers_keep_their_whole_scale():
    rated = SparkPicture((4.0, 4.0, 5.0), scale=Scale.RATING)
    assert [y for _, y in spark_places(rated, AREA)] == [5, 5, 0]
    answered = SparkPicture((1.0, 1.0), scale=Scale.YESNO)
    assert [y for _, y in spark_places(answered, AREA)] == [0, 0]


def test_numbers_reach_over_the_usual_range_at_least():
    spark = SparkPicture((9.0, 11.0), usual=(0.0, 20.0))
    assert [y for _, y in spark_places(spark, AREA)] == [11, 9]


def test_each_rating_is_a_point_hollow_where_the_promise_was_broken():
    rated = SparkPicture(
        (4.0, None, 2.0, 2.0),
        (Mark.USUAL, Mark.USUAL, Mark.USUAL, Mark.WORSE),
        scale=Scale.RATING,
        broken=(False, False, True, True),
    )
    dots = spark_dots(rated, spark_places(rated, AREA))
    told = [(dot.mark, dot.hollow, dot.square, dot.newest) for dot in dots]
    assert told == [
        (Mark.USUAL, False, False, False),
        (Mark.USUAL, True, True, False),
        (Mark.WORSE, True, True, True),
    ]


def test_a_line_has_points_where_something_is_to_be_seen():
    marks = (Mark.USUAL,) * 4 + (Mark.WORSE,) * 2
    spark = SparkPicture(
        (1.0, 1.0, None, 1.0, None, 3.0, 1.0), marks, broken=(False,) * 5 + (True,)
    )
    dots = spark_dots(spark, spark_places(spark, AREA))
    assert [dot.mark for dot in dots] == [Mark.USUAL, Mark.WORSE, Mark.USUAL]
    assert not any(dot.hollow for dot in dots), "what is marked is filled"


def test_a_period_without_a_figure_has_a_tick_unless_it_may_still_come():
    ticks = spark_ticks(SparkPicture((1.0, None, 2.0, math.nan, None)), AREA)
    assert [one.x for one in ticks] == [35, 85]
    assert spark_ticks(SparkPicture(()), AREA) == []


def test_skipped_not_logged_and_not_due_differ_by_shape_and_in_words():
    blanks = (None, Blank.SKIPPED, Blank.NOT_LOGGED, Blank.NOT_DUE, Blank.SKIPPED)
    spark = SparkPicture((1.0, None, None, None, None), blanks=blanks)
    stroke, box, last = spark_ticks(spark, AREA)
    assert [one.x for one in (stroke, box, last)] == [35, 60, 110], "not due has no mark"
    assert (stroke.skipped, box.skipped, last.skipped) == (True, False, True)
    assert stroke.height > box.height
    assert stroke.width < box.width
    assert spark_words(spark) == "2 skipped, 1 not logged"
    assert spark_words(SparkPicture((1.0, None))) == "", "the newest may still get its own"
    assert spark_words(SparkPicture((1.0, 2.0))) == ""


def test_a_tick_is_narrower_than_its_period_where_periods_are_narrow():
    crowded = SparkPicture((1.0, *(None,) * 49, 1.0))
    (one, other, *_) = spark_ticks(crowded, AREA)
    assert one.width <= other.x - one.x


def test_what_is_far_out_is_a_hollow_circle():
    spark = SparkPicture((1.0, 9.0, 1.0), (Mark.USUAL, Mark.ONE_OFF, Mark.USUAL))
    dot, _ = spark_dots(spark, spark_places(spark, AREA))
    assert (dot.hollow, dot.square) == (True, False)


def test_the_promised_side_reaches_to_the_edge_where_it_has_no_end():
    outer = (-3.0, 23.0)
    numbers = SparkPicture((0.0, 10.0), promise=5.0)
    assert spark_tint(numbers, AREA, outer) is None
    assert spark_tint(numbers._replace(kept=(5.0, None)), AREA, outer) == (-3, 10)
    assert spark_tint(numbers._replace(kept=(None, 5.0)), AREA, outer) == (10, 23)
    assert spark_tint(numbers._replace(kept=(2.0, 5.0)), AREA, outer) == (10, 16)
    rated = SparkPicture((4.0,), scale=Scale.RATING, kept=(4.0, None))
    assert spark_tint(rated, AREA, outer) == (-3, 7.5)


def test_points_of_a_crowded_trend_stay_apart():
    crowded = SparkPicture((4.0,) * 51, scale=Scale.RATING)
    (one, _), (other, _) = spark_places(crowded, AREA)[:2]
    assert 2 * widest_dot(crowded, AREA) < other - one
    assert widest_dot(SparkPicture((4.0,)), AREA) > 0


def test_what_is_young_is_narrow_and_lies_at_the_right():
    """Its column is headed by the weeks it stands for: two values are not half a year."""
    area = SparkArea(0.0, 0.0, 100.0, 20.0)
    young = SparkPicture((1.0, 2.0), least=11)
    assert [place[0] for place in spark_places(young, area) if place] == [90.0, 100.0]
    assert spark_places(SparkPicture((1.0, 2.0)), area)[0][0] == 0.0
    old = SparkPicture(tuple(map(float, range(21))), least=11)
    assert spark_places(old, area)[0][0] == 0.0
    ahead = young._replace(ahead=((2.0, 2.0, 2.0), (1.0, 2.0, 3.0)))
    last = spark_places(ahead, area)[-1]
    assert last[0] == pytest.approx(spark_fan(ahead, area)[0][1][0])
    blank = SparkPicture((None, 2.0, 2.0), least=11)
    (tick,) = spark_ticks(blank, area)
    assert tick.x == 80.0
