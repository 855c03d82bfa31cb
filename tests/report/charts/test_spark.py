"""Where the values of a small trend lie, for screen and paper."""

from __future__ import annotations

import math

from tracker.report.charts.spark import (
    SparkArea,
    SparkPicture,
    alone,
    spark_height,
    spark_places,
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
