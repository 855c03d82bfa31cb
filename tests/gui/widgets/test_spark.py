"""The small trend on screen: it shows every value, as paper does."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from tracker.detection.scale import Scale
from tracker.gui.widgets.painting import FOOT, MARGIN, Sparkline, paint_spark
from tracker.report.charts.spark import Blank, SparkArea, SparkPicture, spark_places

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
    assert ink(image, WIDE / 2, HIGH - 3) > 60, "a box has a rim"
    assert ink(image, WIDE - MARGIN, HIGH - 2) == 0


def test_skipped_and_not_logged_have_marks_of_their_own_and_not_due_has_none(painted):
    blanks = (None, Blank.SKIPPED, Blank.NOT_LOGGED, Blank.NOT_DUE, None)
    spark = SparkPicture((4, None, None, None, 4), blanks=blanks)
    image, foot = painted(spark), HIGH
    across = [MARGIN + at * (WIDE - 2 * MARGIN) / 4 for at in range(5)]
    column = [[ink(image, x, foot - up) > 20 for up in (2, 3, 5)] for x in across[1:4]]
    assert column[0] == [True, True, True], "a stroke is high"
    assert column[1][2] is False, "a box is low"
    assert any(ink(image, across[2] + side, foot - 2) > 20 for side in (-2, 2)), "and wide"
    assert column[2] == [False, False, False]


def test_a_small_trend_says_what_is_missing_in_its_tip_and_aloud(qtbot, theme):
    shown = Sparkline(theme)
    qtbot.addWidget(shown)
    shown.show_spark(SparkPicture((4, None, 4), blanks=(None, Blank.SKIPPED, None)))
    assert shown.toolTip() == "Without a value: 1 skipped"
    assert "1 skipped" in shown.accessibleName()
    shown.show_spark(SparkPicture((4, 4)))
    assert shown.toolTip() == shown.accessibleName() == ""
