"""A small trend is read by every common eye, and in grey: by contrast, and by shape."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from tests.test_theme_contrast import SEEN_BY, dot, linear, seen

from tracker.gui.widgets.painting import FOOT, MARGIN, paint_spark
from tracker.report.charts.spark import Mark, SparkArea, SparkPicture, spark_places

WIDE, HIGH, LARGER = 204, 40, 8
INNER = SparkArea(MARGIN, MARGIN, WIDE - MARGIN, HIGH - FOOT)
# Without the last mark, which is larger: all of the same size, far enough apart to be told apart.
SPARK = SparkPicture(
    (4, 2, 4, 2, 3), marks=(Mark.USUAL, Mark.WORSE, Mark.USUAL, Mark.WORSE, Mark.USUAL)
)
GREY = ((0.2126, 0.7152, 0.0722),) * 3
EYES = {**SEEN_BY, "grey": GREY}
SHAPE = 3.0  # : 1, what a shape needs on its ground
CORNER = 1.25  # px from the middle of a mark of 1.6: within a square, beyond a round one


@pytest.fixture(params=["light", "dark", "contrast"])
def picture(request, theme):
    """Return the trend on its card, drawn large, and the card's colour."""
    theme.choose(request.param)
    image = QImage(WIDE * LARGER, HIGH * LARGER, QImage.Format.Format_RGB32)
    image.fill(theme.colour("panel"))
    painter = QPainter(image)
    painter.scale(LARGER, LARGER)
    paint_spark(painter, theme, SPARK, QRectF(0, 0, WIDE, HIGH))
    painter.end()
    ground = theme.hex("panel")
    theme.choose("light")
    return image, ground


def bright(colour: str, eyes: str) -> float:
    """Return how bright a colour is to these eyes, 0 to 1."""
    matrix = EYES[eyes]
    light = (
        tuple(dot(row, linear(colour)) for row in matrix)
        if eyes == "grey"
        else seen(colour, matrix)
    )
    return dot((0.2126, 0.7152, 0.0722), light)


def contrast(image: QImage, place: tuple[float, float], ground: str, eyes: str) -> float:
    x, y = (round(one * LARGER) for one in place)
    here, around = bright(image.pixelColor(x, y).name(), eyes), bright(ground, eyes)
    return (max(here, around) + 0.05) / (min(here, around) + 0.05)


@pytest.mark.parametrize("eyes", EYES)
def test_every_mark_stands_out_from_its_card(picture, eyes):
    image, ground = picture
    for place in spark_places(SPARK, INNER):
        assert contrast(image, place, ground, eyes) >= SHAPE


@pytest.mark.parametrize("eyes", EYES)
def test_what_got_worse_is_a_square_and_what_is_usual_is_round(picture, eyes):
    image, ground = picture
    for at, (x, y) in enumerate(spark_places(SPARK, INNER)[:4]):
        # The corner that no line runs through: above what is low, below what is high.
        away = CORNER if SPARK.values[at] == 4 else -CORNER
        corners = [
            contrast(image, (x + side, y - away), ground, eyes) for side in (-CORNER, CORNER)
        ]
        filled = min(corners) >= SHAPE
        assert filled == (SPARK.marks[at] is Mark.WORSE), (at, corners)
