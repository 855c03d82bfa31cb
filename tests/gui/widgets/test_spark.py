"""The small trend on screen: it shows every value, as paper does."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from tracker.detection.scale import Scale
from tracker.gui.widgets.painting import FOOT, MARGIN, paint_spark
from tracker.report.charts.spark import SparkArea, SparkPicture, spark_places

WIDE, HIGH = 204, 40
INNER = SparkArea(MARGIN, MARGIN, WIDE - MARGIN, HIGH - FOOT)


@pytest.fixture
def painted(theme):
    """Return what paints a small trend on white."""
    theme.choose("light")

    def paint(spark: SparkPicture) -> QImage:
        image = QImage(WIDE, HIGH, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        paint_spark(painter, theme, spark, QRectF(0, 0, WIDE, HIGH))
        painter.end()
        return image

    return paint


def ink(image: QImage, x: float, y: float) -> int:
    """Return how dark the place is, 0 for white."""
    return 255 - image.pixelColor(int(x), int(y)).lightness()


def test_a_value_with_gaps_on_both_sides_is_a_point(painted):
    spark = SparkPicture((4, None, 3, None, 5, None, 4, None, 4, None, 2))
    image = painted(spark)
    for place in spark_places(spark, INNER):
        assert place is None or ink(image, *place) > 90


def test_one_value_is_a_point_at_the_right(painted):
    image = painted(SparkPicture((3.0,)))
    assert ink(image, WIDE - MARGIN, (HIGH + MARGIN - FOOT) / 2) > 90


@pytest.mark.parametrize("values", [(), (None, None), (float("nan"),)])
def test_nothing_known_paints_nothing(painted, values):
    image = painted(SparkPicture(values, promise=2.0))
    blank = QImage(image.size(), image.format())
    blank.fill(Qt.GlobalColor.white)
    assert image == blank


def test_ratings_are_marks_without_a_line_and_hollow_where_the_promise_broke(painted):
    spark = SparkPicture(
        (4, 4, 2, 4, 4), promise=4, scale=Scale.RATING, broken=(False, False, True, False, False)
    )
    image, places = painted(spark), spark_places(spark, INNER)
    assert [ink(image, *place) > 90 for place in places] == [True, True, False, True, True]
    x, y = places[2]
    assert ink(image, x - 2, y) > 60, "its rim is drawn"
    between = (places[0][0] + places[1][0]) / 2
    assert ink(image, between, places[0][1]) == 0


def test_the_promised_side_is_tinted_and_a_missing_period_has_a_tick(painted):
    spark = SparkPicture((4, None, 4), promise=4, scale=Scale.RATING, kept=(4, None))
    image = painted(spark)
    assert 0 < ink(image, 50, MARGIN) < 40
    assert ink(image, 50, HIGH / 2) == 0
    assert ink(image, WIDE / 2, HIGH - 2) > 60
    assert ink(image, WIDE - MARGIN, HIGH - 2) == 0
