"""The chart as a person meets it: read by keys and mouse, zoomed, dressed in the theme."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QWheelEvent

from tracker.detection.scale import Scale
from tracker.report.charts.picture import (
    CustomerRating,
    Flag,
    Gap,
    Point,
    Span,
    Stretch,
    TrendPicture,
)
from tracker.report.charts.spark import Mark

MONDAY = date(2026, 11, 16)
SIZE = (814, 372)


def picture(weeks: int = 30, **changes: object) -> TrendPicture:
    """A picture of so many weeks: gaps, marks, a promise with a step, flags."""
    first = MONDAY - timedelta(weeks=weeks - 1)
    points, gaps = [], []
    for at in range(weeks):
        day = first + timedelta(weeks=at)
        if at in {4, 9}:
            gaps.append(Gap(day, f"{day:%G-W%V}", "not logged"))
            continue
        value = round(1.8 + 0.5 * math.sin(at * 1.7), 1)
        mark = Mark.WORSE if at > weeks - 4 else Mark.BETTER if at == 2 else Mark.USUAL
        points.append(Point(day, value, f"{day:%G-W%V}", f"{value} days", "", mark, value <= 2))
    last = MONDAY + timedelta(days=6)
    middle = first + timedelta(weeks=weeks // 2)
    return replace(
        TrendPicture(
            "Month-end close answers",
            "Finance leads · Effectiveness · days, lower is better",
            first,
            last,
            Scale.DURATION,
            "days",
            tuple(points),
            tuple(gaps),
            promises=(
                Stretch(first, middle - timedelta(days=1), None, 3, label="≤ 3 days"),
                Stretch(middle, last, None, 2, label="≤ 2 days"),
            ),
            usual=(Stretch(first, last, 1.0, 2.4, 1.7),),
            flags=(
                Flag(first + timedelta(weeks=8), "New ledger system"),
                Flag(last - timedelta(weeks=3), "revealed", "revealed", Mark.WORSE),
            ),
            spans=(Span(first + timedelta(weeks=5), middle, "runbook written"),),
        ),
        **changes,
    )


@pytest.fixture
def chart(qtbot, theme):
    from tracker.gui.trends.chart import TrendChart

    theme.choose("light")
    chart = TrendChart(theme)
    qtbot.addWidget(chart)
    chart.resize(*SIZE)
    chart.show_picture(picture())
    chart.show()
    return chart


def press(qtbot, chart, *keys):
    for key in keys:
        qtbot.keyClick(chart, key)


def turn(chart, x: float, notches: int, side: int = 0):
    at = QPointF(x, 150)
    event = QWheelEvent(
        at,
        QPointF(chart.mapToGlobal(at.toPoint())),
        QPoint(),
        QPoint(side * 120, notches * 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    chart.wheelEvent(event)


def test_left_and_right_read_points_and_gaps(qtbot, chart):
    read = []
    chart.reading_changed.connect(read.append)
    press(qtbot, chart, Qt.Key.Key_Home)
    press(qtbot, chart, *[Qt.Key.Key_Right] * 4)
    assert [type(item) for item in read] == [Point] * 4 + [Gap]
    press(qtbot, chart, Qt.Key.Key_Left, Qt.Key.Key_End, Qt.Key.Key_Right)
    assert chart.reading == chart.picture.points[-1]
    press(qtbot, chart, Qt.Key.Key_Escape)
    assert chart.reading is None


def test_reading_begins_at_the_newest(qtbot, chart):
    press(qtbot, chart, Qt.Key.Key_Left)
    assert chart.reading == chart.picture.points[-1]


def test_the_mouse_reads_what_is_nearest_until_it_leaves(qtbot, chart):
    third = chart.picture.points[2]
    at = QPoint(round(chart.frame.x(third.day)) + 3, 200)
    qtbot.mouseMove(chart.viewport(), at)
    assert chart.reading == third
    qtbot.mouseClick(chart.viewport(), Qt.MouseButton.LeftButton, pos=at)
    chart._point_at(None)
    assert chart.reading == third


def test_the_wheel_zooms_around_the_pointer_and_the_way_back_leads_back(qtbot, chart):
    whole = (chart.picture.first, chart.picture.last)
    day = chart.picture.points[20].day
    x = chart.frame.x(day)
    zoomed = []
    chart.zoomed.connect(zoomed.append)
    turn(chart, x, 4)
    assert zoomed[-1] is True
    assert whole[0] < chart.picture.first < day < chart.picture.last
    assert abs(chart.frame.x(day) - x) < 12
    qtbot.mouseDClick(chart.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(300, 200))
    assert (chart.picture.first, chart.picture.last) == whole
    assert zoomed[-1] is False


def test_turning_on_ends_at_four_periods_and_turning_back_at_everything(chart):
    turn(chart, 400, 60)
    assert 26 <= (chart.picture.last - chart.picture.first).days <= 30
    turn(chart, 400, -90)
    assert not chart.days.zoomed


def test_a_drag_takes_the_days_under_it(qtbot, chart):
    first, last = chart.picture.points[5].day, chart.picture.points[15].day
    begin, end = (QPoint(round(chart.frame.x(day)), 200) for day in (first, last))
    qtbot.mousePress(chart.viewport(), Qt.MouseButton.LeftButton, pos=begin)
    qtbot.mouseMove(chart.viewport(), QPoint(300, 200))
    qtbot.mouseMove(chart.viewport(), end)
    chart.grab()
    qtbot.mouseRelease(chart.viewport(), Qt.MouseButton.LeftButton, pos=end)
    assert abs((chart.picture.first - first).days) <= 2
    assert abs((chart.picture.last - last).days) <= 2


def test_values_fit_what_is_seen(qtbot, chart):
    points = list(chart.picture.points)
    points[3] = replace(points[3], value=90.0)
    chart.show_picture(picture(points=tuple(points)))
    assert chart.frame.high > 90
    chart.days.show(*(day.toordinal() for day in (points[10].day, points[20].day)))
    chart.show_days()
    assert chart.frame.high < 5


def test_a_shifted_wheel_moves_in_time_and_stops_at_the_end(chart):
    turn(chart, 400, 5)
    first = chart.picture.first
    turn(chart, 400, 0, side=1)
    assert chart.picture.first < first
    for _ in range(40):
        turn(chart, 400, 0, side=1)
    assert chart.days.days[0] == picture().first


def test_another_button_moves_in_time(qtbot, chart):
    turn(chart, 400, 5)
    first = chart.picture.first
    right = Qt.MouseButton.RightButton
    qtbot.mousePress(chart.viewport(), right, pos=QPoint(300, 200))
    qtbot.mouseMove(chart.viewport(), QPoint(500, 200))
    qtbot.mouseRelease(chart.viewport(), right, pos=QPoint(500, 200))
    assert chart.picture.first < first


def test_reading_brings_what_is_read_into_view(qtbot, chart):
    press(qtbot, chart, Qt.Key.Key_End, *[Qt.Key.Key_Plus] * 8)
    assert chart.days.zoomed
    press(qtbot, chart, Qt.Key.Key_Home)
    assert chart.picture.first <= chart.reading.day <= chart.picture.last
    press(qtbot, chart, *[Qt.Key.Key_Minus] * 20)
    assert not chart.days.zoomed


def test_a_click_on_a_flag_asks_for_it(qtbot, chart):
    from tracker.gui.trends.chart_layers import flag_area

    clicked = []
    chart.flag_clicked.connect(clicked.append)
    flag = next(one for one in chart.flags if one.flag.kind == "event")
    at = flag_area(chart.frame, flag).center().toPoint()
    qtbot.mouseMove(chart.viewport(), at)
    assert chart.viewport().cursor().shape() == Qt.CursorShape.PointingHandCursor
    qtbot.mouseClick(chart.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert clicked == [flag.flag]


def test_e_asks_for_an_event_f_for_a_fix_and_other_keys_go_on_to_the_page(qtbot, chart):
    with qtbot.waitSignal(chart.event_requested):
        press(qtbot, chart, Qt.Key.Key_E)
    with qtbot.waitSignal(chart.fix_requested):
        press(qtbot, chart, Qt.Key.Key_F)
    press(qtbot, chart, Qt.Key.Key_Q)


def test_it_has_a_name_and_says_itself_in_words(chart):
    assert chart.accessibleName() == "Month-end close answers"
    assert "28 values" in chart.accessibleDescription()


def test_a_skipped_week_and_one_not_logged_look_different_at_the_foot(qtbot, chart):
    plain = picture(flags=(), spans=(), promises=(), usual=())
    skipped = replace(plain, gaps=tuple(replace(one, reason="skipped: away") for one in plain.gaps))
    places, seen = [], []
    for shown in (replace(plain, gaps=()), plain, skipped):
        chart.show_picture(shown)
        frame = chart.frame
        x = round(frame.x(plain.gaps[0].day))
        places.append(QRect(x - 4, round(frame.bottom) - 12, 8, 12))
        seen.append(chart.grab(places[-1]).toImage())
    assert places[0] == places[1] == places[2]
    assert seen[0] != seen[1] != seen[2] != seen[0]


def test_gaps_break_the_line(chart):
    x, y = chart._curves.line.getData()
    assert [math.isnan(value) for value in y].count(True) == 3
    assert x[0] == 0


def test_each_mark_has_its_own_shape(chart):
    clouds = chart._curves.clouds
    assert len({cloud.opts["symbol"] for cloud in clouds.values()}) == len(Mark)
    assert len(clouds[Mark.WORSE].data) == 3
    assert len(clouds[Mark.BETTER].data) == 1


def test_points_leave_a_dense_line_alone_and_come_back_when_zoomed(chart):
    chart.show_picture(picture(1040))
    assert len(chart._curves.clouds[Mark.USUAL].data) == 0
    assert chart._curves.line.opts["pen"].widthF() == 1
    chart.days.show(MONDAY.toordinal() - 200, MONDAY.toordinal())
    chart.show_days()
    assert len(chart._curves.clouds[Mark.USUAL].data) > 1000
    assert chart._curves.line.opts["pen"].widthF() > 1


def test_a_switched_theme_repaints_while_it_is_shown(chart, theme):
    def ground():
        return chart.grab().toImage().pixelColor(5, 5)

    assert ground() == theme.colour("panel")
    theme.choose("dark")
    assert ground() == theme.colour("panel")
    assert chart._curves.line.opts["pen"].color() == theme.colour("chart_line")


def test_the_same_days_stay_zoomed_when_a_value_changes(chart):
    turn(chart, 400, 4)
    seen = chart.picture.first
    points = chart.picture.points
    chart.show_picture(picture(note="changed"))
    assert chart.picture.first == seen
    chart.show_picture(picture(40))
    assert not chart.days.zoomed
    assert points


@pytest.mark.parametrize(
    "changes",
    [
        {"points": (), "gaps": (), "flags": ()},
        {"points": (Point(MONDAY, 2, "w", "2"),)},
        {
            "points": tuple(
                Point(MONDAY - timedelta(weeks=n), 2, "w", "2") for n in range(9, -1, -1)
            )
        },
        {"points": (Point(MONDAY, 1e12, "w", "x"),), "scale": Scale.NUMBER},
        {"points": (Point(MONDAY, -1e-9, "w", "x"),), "scale": Scale.NUMBER, "promises": ()},
        {"unit": "a unit of forty characters, which is long"},
        {"flags": tuple(Flag(MONDAY - timedelta(days=9 * n), "Event " * 20) for n in range(20))},
        {"promises": (Stretch(MONDAY - timedelta(weeks=99), MONDAY, 1, 2, label="1–2 days"),)},
        {"usual": (Stretch(MONDAY, MONDAY, None, 2, 1.5, first_guess=True),)},
    ],
)
@pytest.mark.parametrize("size", [(280, 180), (498, 220), (2400, 900)])
def test_words_never_meet_and_never_leave_the_chart(chart, changes, size):
    from tracker.gui.trends.chart_layers import flag_area

    chart.resize(*size)
    chart.show_picture(picture(**changes))
    chart.grab()
    areas = [flag_area(chart.frame, flag) for flag in chart.flags if flag.row is not None]
    areas += [label.area for label in chart.labels]
    for at, area in enumerate(areas):
        assert area.left() >= 0
        assert area.top() >= 0
        assert area.right() <= chart.width()
        assert area.bottom() <= chart.height()
        assert not any(area.intersects(other) for other in areas[at + 1 :])


def test_an_empty_chart_can_be_read_without_harm(qtbot, chart):
    chart.show_picture(picture(points=(), gaps=()))
    press(qtbot, chart, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_Plus)
    qtbot.mouseMove(chart.viewport(), QPoint(300, 100))
    assert chart.reading is None


def rated(*ratings: CustomerRating) -> TrendPicture:
    return picture(ratings=ratings)


def test_a_rating_is_read_by_keys_and_mouse_like_a_value(qtbot, chart):
    one = CustomerRating(MONDAY - timedelta(days=4), "4 of 5", None, "Thank you")
    chart.show_picture(rated(one))
    press(qtbot, chart, Qt.Key.Key_End, Qt.Key.Key_Left)
    assert chart.reading == one
    press(qtbot, chart, Qt.Key.Key_Escape)
    at = QPoint(round(chart.frame.x(one.day)) + 1, 200)
    qtbot.mouseMove(chart.viewport(), at)
    assert chart.reading == one
    chart.grab()


def test_ratings_are_drawn_in_the_plot_hollow_with_their_figures(chart):
    on_axis = CustomerRating(MONDAY - timedelta(days=40), "2 days", 2.0)
    beside = CustomerRating(MONDAY - timedelta(days=60), "4 of 5")
    chart.show_picture(picture())
    bottom = chart.frame.bottom
    chart.show_picture(rated(beside, on_axis))
    assert chart.frame.bottom == bottom
    assert [one.figure for one in chart.ratings] == ["4 of 5", "2 days"]
    assert chart.ratings[1].y == chart.frame.y(2.0)
    assert chart.frame.top < chart.ratings[0].y < chart.frame.bottom
    areas = [one.area for one in chart.ratings] + [one.area for one in chart.labels]
    for at, area in enumerate(areas):
        assert not any(area.intersects(other) for other in areas[at + 1 :])
    image = chart.grab().toImage()
    scale = image.devicePixelRatio()
    for one in chart.ratings:
        middle = QPoint(round(one.x * scale), round(one.y * scale))
        assert image.pixelColor(middle) == chart._theme.colour("panel")
        left = [image.pixelColor(middle - QPoint(round(step * scale), 0)) for step in range(3, 9)]
        assert any(pixel.blue() > pixel.red() + 60 for pixel in left)


def test_dates_stand_under_the_axis_and_two_lanes_at_most_below_them(chart):
    spans = tuple(
        Span(MONDAY - timedelta(weeks=9), MONDAY, f"watched: question {n}", "watched")
        for n in range(4)
    )
    chart.show_picture(picture(spans=spans))
    assert {bar.lane for bar in chart._bars} == {0, 1}
    assert chart._more == 2
    assert chart.height() - chart.frame.bottom == pytest.approx(26 + 2 * 18 + 4)


def test_the_plot_is_never_lower_than_260_pixels(chart):
    chart.resize(600, 120)
    chart.show_picture(picture())
    assert chart.frame.bottom - chart.frame.top >= 260


def test_a_rating_beyond_the_zoomed_days_is_not_drawn(chart):
    chart.show_picture(rated(CustomerRating(MONDAY - timedelta(weeks=25), "4 of 5")))
    turn(chart, chart.frame.right, 40)
    assert chart.ratings == []
