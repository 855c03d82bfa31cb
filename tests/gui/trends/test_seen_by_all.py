"""The big chart is read by every common eye, and in grey: marks by shape, lines by their dashes."""

from __future__ import annotations

from datetime import timedelta
from itertools import groupby

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget
from tests.gui.trends.test_chart import MONDAY, SIZE
from tests.gui.widgets.test_seen_by_all import EYES, SHAPE, bright

from tracker.detection.scale import Scale
from tracker.report.charts.picture import Point, Stretch, TrendPicture
from tracker.report.charts.spark import Mark

MARKS = (Mark.USUAL, Mark.WORSE, Mark.BETTER, Mark.ONE_OFF)
LEVEL, PROMISE, LEAST, MOST = 3.0, 1.3, 2.3, 3.7  # the levels beside the lines of the grid
FIRST = MONDAY - timedelta(weeks=len(MARKS) + 1)
# A day before and after the marks, so that none lies at the frame.
DAYS = [FIRST + timedelta(weeks=at) for at in range(len(MARKS) + 2)]
# px from the middle of a mark: to a square's corner, a triangle's foot, and beyond every mark.
CORNER, LOWER, RIM = 3, (2, 4), 7
LARGER = 4


@pytest.fixture(params=["light", "dark", "contrast"])
def drawn(request, qtbot, theme):
    """Return the chart, its picture, and the colour of the card."""
    from tracker.gui.trends.chart import TrendChart

    theme.choose(request.param)
    chart = TrendChart(theme)
    qtbot.addWidget(chart)
    chart.resize(*SIZE)
    marks = (Mark.USUAL, *MARKS, Mark.USUAL)
    points = tuple(
        Point(day, LEVEL, f"{day:%G-W%V}", "3 days", "", mark, kept=False)
        for day, mark in zip(DAYS, marks, strict=True)
    )
    chart.show_picture(
        TrendPicture(
            "Answers",
            "days",
            DAYS[0],
            DAYS[-1] + timedelta(days=6),
            Scale.DURATION,
            "days",
            points,
            promises=(Stretch(DAYS[0], DAYS[-1], None, PROMISE),),
            usual=(Stretch(DAYS[0], DAYS[-1], LEAST, MOST),),
        )
    )
    chart.show()
    image = QImage(chart.size() * LARGER, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(LARGER)
    QWidget.render(chart, image)
    yield chart, image, theme.hex("panel")
    theme.choose("light")


def contrast(image: QImage, x: float, y: float, ground: str, eyes: str) -> float:
    pixel = image.pixelColor(round(x * LARGER), round(y * LARGER))
    here, around = bright(pixel.name(), eyes), bright(ground, eyes)
    return (max(here, around) + 0.05) / (min(here, around) + 0.05)


def places(chart) -> list[tuple[Mark, float, float]]:
    frame = chart.frame
    return [
        (mark, frame.x(day), frame.y(LEVEL)) for day, mark in zip(DAYS[1:-1], MARKS, strict=True)
    ]


@pytest.mark.parametrize("eyes", EYES)
def test_every_mark_stands_out_from_the_chart(drawn, eyes):
    chart, image, ground = drawn
    for mark, x, y in places(chart):
        there = [
            contrast(image, x + side, y - up, ground, eyes)
            for up in range(2, RIM)  # above the line that runs through it
            for side in range(-RIM, RIM + 1)
        ]
        assert max(there) >= SHAPE, mark


@pytest.mark.parametrize("eyes", EYES)
def test_marks_are_told_apart_by_their_shape_alone(drawn, eyes):
    chart, image, ground = drawn

    def is_drawn(x: float, y: float) -> bool:
        return contrast(image, x, y, ground, eyes) >= SHAPE

    shapes = {
        mark: (
            all(is_drawn(x + side, y - CORNER) for side in (-CORNER, CORNER)),
            all(is_drawn(x + side, y + LOWER[1]) for side in (-LOWER[0], LOWER[0])),
            is_drawn(x, y),
        )
        for mark, x, y in places(chart)
    }
    assert not shapes.pop(Mark.ONE_OFF)[2]  # a hollow diamond
    assert shapes == {
        Mark.USUAL: (False, False, True),  # round
        Mark.WORSE: (True, True, True),  # a square
        Mark.BETTER: (False, True, True),  # a triangle on its foot
    }


def dashes(image: QImage, chart, y: float, ground: str, eyes: str) -> list[int]:
    """Return how long each stroke of a level line is, as these eyes see it."""
    frame = chart.frame
    row = range(round(frame.left + 20) * LARGER, round(frame.left + 220) * LARGER)
    seen = [contrast(image, x / LARGER, y, ground, eyes) >= SHAPE / 2 for x in row]
    strokes = [len(list(some)) for is_seen, some in groupby(seen) if is_seen]
    return sorted(strokes)


@pytest.mark.parametrize("eyes", EYES)
def test_promise_and_usual_range_are_told_apart_by_their_dashes(drawn, eyes):
    chart, image, ground = drawn
    promise = dashes(image, chart, chart.frame.y(PROMISE), ground, eyes)
    edges = [dashes(image, chart, chart.frame.y(one), ground, eyes) for one in (LEAST, MOST)]
    assert len(promise) > 10
    for edge in edges:
        assert len(edge) > 10
        assert promise[len(promise) // 2] > 1.5 * edge[len(edge) // 2]
