"""What the judgement adds to a trend: usual levels as they stood, marks, flags and fixes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tracker.app import commands
from tracker.app.commands import MeasureInput
from tracker.app.demo import fill_demo
from tracker.app.signals import corrections
from tracker.app.signals.corrections import FixInput
from tracker.app.trends.trend import trend_picture, trend_sheet
from tracker.detection.scale import Scale
from tracker.domain.correction import Word
from tracker.domain.customer import Tier
from tracker.domain.measure import Area, Better
from tracker.report.charts.draw import trend_svg
from tracker.report.charts.spark import Mark

MONDAY = date(2026, 11, 16)
CALM = (1.6, 1.8, 1.7, 1.5, 1.9, 1.7, 1.6, 1.8, 1.7, 1.6, 1.8, 1.7, 1.9, 1.5)
WAVE = (5.0, 5.1, 5.2, 5.1, 5.0, 4.9, 4.8, 4.9)
SLOW = (2.6, 2.4, 2.7, 2.5, 2.6, 2.8)


def log(tracker, measure, values):
    """Log values, the last of them for this week; return their weeks."""
    weeks = [MONDAY - timedelta(weeks=back) for back in range(len(values) - 1, -1, -1)]
    with tracker.edit("log"):
        for start, value in zip(weeks, values, strict=True):
            if value is not None:
                commands.record(tracker, measure, start, value)
    return weeks


@pytest.fixture
def slower(tracker, answers):
    """A measure that was steady for 14 weeks and is slower for 6."""
    log(tracker, answers, CALM + SLOW)
    return answers


def marks(picture):
    return [point.mark for point in picture.points]


def flags(picture, kind):
    return [flag for flag in picture.flags if flag.kind == kind]


def test_a_steady_measure_has_one_usual_level_and_nothing_marked(tracker, answers, today):
    weeks = log(tracker, answers, CALM)
    picture = trend_sheet(tracker, answers, today, None).picture
    (usual,) = picture.usual
    assert (usual.first, usual.last) == (weeks[0], MONDAY + timedelta(days=6))
    assert usual.middle == pytest.approx(sum(CALM) / 14)
    assert usual.low < min(CALM) < max(CALM) < usual.high
    assert (usual.label, usual.first_guess) == ("usual 1.7", False)
    assert set(marks(picture)) == {Mark.USUAL}
    assert picture.flags == picture.spans == ()


def test_too_few_values_give_a_first_guess(tracker, answers, today):
    log(tracker, answers, CALM[:5])
    assert trend_picture(tracker, answers, today).usual == ()
    log(tracker, answers, CALM[:6])
    assert trend_picture(tracker, answers, today).usual[0].first_guess


def test_one_value_and_equal_values_have_a_level_without_a_range(tracker, answers, today):
    log(tracker, answers, (1.7,) * 6)
    assert [(one.low, one.middle) for one in trend_picture(tracker, answers, today).usual] == [
        (None, 1.7)
    ]
    log(tracker, answers, (1.7,) * 14)
    picture = trend_picture(tracker, answers, today)
    assert [(one.low, one.high) for one in picture.usual] == [(None, None)]
    assert set(marks(picture)) == {Mark.USUAL}


def test_a_change_gives_two_levels_the_values_that_made_it_and_the_week_it_was_known(
    tracker, slower, today
):
    picture = trend_picture(tracker, slower, today)
    finding = tracker.judge.finding(slower)
    ((revealed, since, _),) = finding.alarms
    before, after = picture.usual
    assert (before.last, after.first) == (since - timedelta(days=1), since)
    assert (before.label, after.label) == ("before 1.7", "2.6 since 12 Oct")
    assert not before.first_guess
    assert (after.low, after.high, after.mark) == (None, None, Mark.WORSE)
    worse = {point.day for point in picture.points if point.mark is Mark.WORSE}
    assert worse == {point.day for point in picture.points if since <= point.day}
    (flag,) = flags(picture, "revealed")
    assert (flag.day, flag.mark) == (revealed, Mark.WORSE)
    assert flag.label == f"noticed {revealed.day} {revealed:%b}"


def test_faster_is_better_and_for_a_rating_lower_is_worse(tracker, answers, forecast, today):
    log(tracker, answers, SLOW + SLOW + CALM)
    (flag,) = flags(trend_picture(tracker, answers, today), "revealed")
    assert flag.mark is Mark.BETTER
    log(tracker, forecast, (4, 4, 5, 4, 4, 5, 4, 4, 5, 4, 4, 2, 2, 1, 2, 2))
    picture = trend_picture(tracker, forecast, today)
    assert flags(picture, "revealed")[0].mark is Mark.WORSE
    assert Mark.BETTER not in marks(picture)


def test_a_value_outside_its_range_is_marked_by_the_side_it_lies_on(tracker, finance, today):
    said = MeasureInput(name="Answers", area=Area.ROI, scale=Scale.NUMBER, promise=4, step=0.01)
    measure = commands.add_measure(tracker, finance, said, today)
    values = [*WAVE * 3]
    values[9], values[14] = 5.42, 4.58
    log(tracker, measure, values)
    found = marks(trend_picture(tracker, measure, today))
    assert (found[9], found[14]) == (Mark.BETTER, Mark.WORSE)
    assert found.count(Mark.USUAL) == 22


def test_both_sides_of_a_band_are_worse(tracker, finance, today):
    said = MeasureInput(
        name="Load", area=Area.ROI, scale=Scale.NUMBER, better=Better.BAND, low=4, high=6, step=0.01
    )
    measure = commands.add_measure(tracker, finance, said, today)
    values = [*WAVE * 3]
    values[9], values[14] = 5.42, 4.58
    log(tracker, measure, values)
    found = marks(trend_picture(tracker, measure, today))
    assert (found[9], found[14]) == (Mark.WORSE, Mark.WORSE)
    log(tracker, measure, (*(5.0, 5.2, 4.8, 5.1, 4.9) * 3, 9.0, 9.2, 8.8, 9.1, 9.0))
    assert flags(trend_picture(tracker, measure, today), "revealed")[0].mark is Mark.WORSE


def test_a_one_off_is_its_own_mark_found_or_said(tracker, answers, today):
    weeks = log(tracker, answers, (*CALM, 9.5, 1.7, 1.6))
    assert marks(trend_picture(tracker, answers, today))[14] is Mark.ONE_OFF
    corrections.explain(tracker, answers, weeks[3], "", Word.ONE_OFF)
    assert marks(trend_picture(tracker, answers, today))[3] is Mark.ONE_OFF


def test_a_planned_change_begins_its_own_level_and_says_its_reason(tracker, slower, today):
    since = tracker.judge.finding(slower).since
    change = corrections.plan_change(tracker, slower, since, "New ledger")
    picture = trend_picture(tracker, slower, today)
    assert [(one.day, one.label) for one in flags(picture, "planned")] == [(since, "New ledger")]
    assert flags(picture, "revealed") == []
    assert [one.label for one in picture.usual] == ["", "usual 2.6"]
    assert set(marks(picture)) == {Mark.USUAL}
    corrections.take_back_change(tracker, change)
    assert flags(trend_picture(tracker, slower, today), "planned") == []


def test_fixes_last_from_their_start_to_their_end_or_today(tracker, slower, today):
    began = today - timedelta(weeks=3)
    one = corrections.start_fix(
        tracker, slower, FixInput(what="Cover", started_on=began, note="secret")
    )
    two = corrections.start_fix(tracker, slower, FixInput(what="Second", started_on=began))
    ahead = FixInput(what="Later", started_on=today + timedelta(days=4))
    corrections.start_fix(tracker, slower, ahead)
    corrections.finish_fix(tracker, one, today - timedelta(weeks=1))
    picture = trend_picture(tracker, slower, today)
    assert [(span.label, span.last) for span in picture.spans] == [
        ("Cover", today - timedelta(weeks=1)),
        ("Second", today),
        ("Later", today + timedelta(days=4)),
    ]
    corrections.drop_fix(tracker, two, began)
    assert trend_picture(tracker, slower, today).spans[1].last == began


def test_nothing_private_is_in_the_picture(tracker, slower, today):
    commands.annotate(tracker, slower, MONDAY, private_note="I was tired")
    corrections.explain(tracker, slower, MONDAY, "my own words")
    said = FixInput(what="Cover", started_on=today, obstacle="the boss", note="a secret")
    corrections.start_fix(tracker, slower, said)
    drawn = repr(trend_picture(tracker, slower, today)) + trend_svg(
        trend_picture(tracker, slower, today)
    )
    assert "Cover" in drawn
    for private in ("tired", "my own words", "the boss", "a secret"):
        assert private not in drawn


def test_who_is_only_not_to_be_annoyed_is_told_of_no_change(tracker, finance, slower, today):
    commands.move_customer(tracker, finance, Tier.MAINTAIN)
    picture = trend_picture(tracker, slower, today)
    assert flags(picture, "revealed") == []
    assert Mark.WORSE not in marks(picture)
    assert len(picture.usual) == 2


def test_sheet_and_export_say_the_same(tracker, slower, today):
    sheet = trend_sheet(tracker, slower, today, None).picture
    export = trend_picture(tracker, slower, today)
    assert replace(sheet, first=export.first) == export


def test_every_measure_of_the_sample_data_can_be_drawn(tracker, today):
    fill_demo(tracker, today)
    for measure in tracker.measures.where("1"):
        said = FixInput(what=f"Look into {measure.name}", started_on=today)
        corrections.start_fix(tracker, measure.id, said)
    kinds, found = set(), set()
    for measure in tracker.measures.where("1"):
        picture = trend_picture(tracker, measure.id, today)
        found.update(marks(picture))
        kinds.update(flag.kind for flag in picture.flags)
        kinds.update(span.kind for span in picture.spans)
        starts = [one.first for one in picture.usual]
        assert starts == sorted(set(starts))
        assert trend_svg(picture).startswith("<svg")
    assert found == set(Mark)
    assert {"revealed", "event", "fix"} <= kinds
