"""The pictures beside a trend: heat map, before and after, the gap to the customer's ratings."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tracker.app import commands
from tracker.app.demo import fill_demo
from tracker.app.feedback.ratings import add_rating, gap_picture
from tracker.app.signals.corrections import FixInput
from tracker.app.signals.standing import compared_from
from tracker.app.trends.pictures import effect_picture, heat_picture
from tracker.detection.scale import Scale
from tracker.domain.measure import AREA_NAMES, Area
from tracker.domain.period import Period
from tracker.report.charts.draw import full_svg

SECRET = "zq7 secret"


def log(tracker, measure_id: int, week: Period, values) -> None:
    for at, value in enumerate(values):
        if value is not None:
            start = (week + (at + 1 - len(values))).start
            commands.record(tracker, measure_id, start, value)
            commands.annotate(tracker, measure_id, start, note=SECRET, private_note=SECRET)


def start(tracker, measure_id: int, what: str, day: date) -> int:
    said = FixInput(what=what, started_on=day)
    return commands.start_fix(tracker, measure_id, said)


@pytest.fixture
def demo(tracker, today):
    fill_demo(tracker, today)
    return tracker


# Heat map


def test_the_heat_map_has_the_customers_in_order_and_the_worst_of_each_area(demo, today) -> None:
    picture = heat_picture(demo, today)
    assert picture.columns == tuple(AREA_NAMES[area] for area in Area)
    assert picture.day == today
    ranked = sorted(demo.customers.where("archived_on IS NULL"), key=lambda one: one.rank)
    assert [line.name for line in picture.lines] == [one.name for one in ranked]
    assert all(len(line.cells) == len(picture.columns) for line in picture.lines)
    worst = picture.lines[0].cells[0]
    assert (worst.sign, worst.shown, worst.measures) == ("worse", "2.6 d", 2)
    assert worst.said.startswith("Month-end close answers: 2.6 d. ")
    assert "Getting worse" in worst.said or "lower" in worst.said.lower()


def test_until_six_values_a_cell_says_learning(tracker, answers, week, today):
    for have in range(1, 7):
        commands.record(tracker, answers, (week + (1 - have)).start, 1.5)
        cell = heat_picture(tracker, today).lines[0].cells[0]
        learning = have < 6
        assert (cell.sign == "learning") is learning
        assert cell.shown == ("1.5 d, learning" if learning else "1.5 d")
        assert ("Learning what is usual" in cell.said) is learning
    assert cell.sign == "steady"


def test_only_the_customers_asked_for_are_in_it(demo, today) -> None:
    one = demo.customers.all()[1]
    picture = heat_picture(demo, today, {one.id})
    assert [line.name for line in picture.lines] == [one.name]
    assert heat_picture(demo, today, ()).lines == ()


def test_a_measure_that_is_not_shared_can_be_left_out(tracker, finance, answers, week, today):
    log(tracker, answers, week, [1, 2, 2])
    assert tracker.measures.get(answers).shared is False
    (line,) = heat_picture(tracker, today, shared_only=True).lines
    assert line.cells == (None,) * 6
    assert heat_picture(tracker, today).lines[0].cells[0] is not None


# Before and after


@pytest.fixture
def fixed(tracker, answers, week):
    """Ten weeks at 2.4 days, one of them missed, then eight at 1.5: the fix began midweek."""
    log(tracker, answers, week, [2.4, 2.5, 2.3, None, *[2.4] * 6, 2.0, *[1.5, 1.6, 1.4] * 3])
    began = (week + -9).start + timedelta(days=2)
    return start(tracker, answers, "Named cover", began)


def test_before_and_after_are_the_values_that_were_compared(tracker, fixed, week, today) -> None:
    fix = tracker.fixes.get(fixed)
    picture = effect_picture(tracker, fix, today)
    assert (picture.title, picture.worked) == ("Named cover", True)
    assert picture.said.startswith("It worked: 1.5 days since it began, ")
    assert picture.began == fix.started_on
    assert compared_from(tracker.measures.get(fix.measure_id), fix).start == (week + -8).start
    assert picture.before.last == (week + -9).end
    assert picture.before.middle == pytest.approx((2.4 + 2.5 + 2.3 + 2.4 * 6 + 2.0) / 10)
    assert (picture.after.first, picture.after.last) == ((week + -8).start, week.end)
    assert picture.after.label == "1.5 since"
    assert len(picture.points) == 19
    assert SECRET not in full_svg(picture)


def test_a_fix_without_values_has_a_picture_that_says_so(tracker, answers, today) -> None:
    fix = start(tracker, answers, "Named cover", today)
    picture = effect_picture(tracker, tracker.fixes.get(fix), today)
    assert (picture.before, picture.after, picture.worked) == (None, None, None)
    assert picture.points == ()
    full_svg(picture)


def test_a_fix_that_was_given_up_ends_there(tracker, fixed, week, today) -> None:
    dropped = (week + -3).start
    commands.drop_fix(tracker, fixed, dropped)
    picture = effect_picture(tracker, tracker.fixes.get(fixed), today)
    assert picture.after.last == (week + -4).end
    assert picture.last == (week + -4).end


def test_a_short_time_before_is_shown_with_what_came_earlier(tracker, answers, week, today):
    log(tracker, answers, week, [1.5, 1.4, 1.6] * 5 + [2.9, 2.8, 3.0, 2.9] + [1.5] * 7)
    fix = start(tracker, answers, "Cover", (week + -6).start)
    picture = effect_picture(tracker, tracker.fixes.get(fix), today)
    before = [one for one in picture.points if one.day < picture.began]
    assert len(before) >= 8
    assert picture.before.middle == pytest.approx(2.9)


# The gap


def test_ratings_stand_beside_the_figure_of_their_time(tracker, finance, forecast, week, today):
    log(tracker, forecast, week, [4, 4, 5, None, 4])
    for back, value in ((0, 3), (2, 4), (200, 1)):
        add_rating(tracker, finance, today - timedelta(weeks=back), value, measure_id=forecast)
    add_rating(tracker, finance, today, None, SECRET, measure_id=forecast)
    picture = gap_picture(tracker, forecast, today, (week + -4).start)
    assert [one.value for one in picture.own] == [4, 4, 5, 4]
    assert [(one.value, one.period) for one in picture.theirs] == [
        (4, "week 45 of 2026"),
        (3, "week 47 of 2026"),
    ]
    assert picture.said == "Their figure is 1 lower than mine on average of 2 pairs."
    assert SECRET not in full_svg(picture)
    assert SECRET not in repr(picture)


def test_a_rating_long_after_the_last_figure_is_no_pair(tracker, finance, forecast, week, today):
    log(tracker, forecast, week + -5, [4])
    add_rating(tracker, finance, today, 3, measure_id=forecast)
    picture = gap_picture(tracker, forecast, today)
    assert len(picture.theirs) == 1
    assert picture.said.endswith("none in a time with a figure of mine beside it.")


def test_ratings_on_the_measures_own_scale_are_compared_on_it(
    tracker, finance, answers, week, today
):
    log(tracker, answers, week, [2, 2.5])
    add_rating(tracker, finance, today, 4, measure_id=answers, five=False)
    add_rating(tracker, finance, today, 2, measure_id=answers)
    picture = gap_picture(tracker, answers, today)
    assert (picture.scale, picture.unit) == (Scale.DURATION, "days")
    assert [one.shown for one in picture.theirs] == ["4 days"]
    assert picture.said.startswith("Their figure is 1.5 days higher than mine")


def test_fives_of_a_measure_in_days_are_shown_without_a_comparison(
    tracker, finance, answers, week, today
):
    log(tracker, answers, week, [2, 2.5])
    add_rating(tracker, finance, today, 2, measure_id=answers)
    picture = gap_picture(tracker, answers, today)
    assert (picture.scale, picture.unit, picture.own) == (Scale.RATING, "", ())
    assert [one.shown for one in picture.theirs] == ["2 of 5"]
    assert "not compared" in picture.said
    assert "days," not in picture.subtitle


def test_nothing_rated_is_said(tracker, forecast, today) -> None:
    picture = gap_picture(tracker, forecast, today)
    assert picture.said == "They have not rated this yet."
    full_svg(picture)
