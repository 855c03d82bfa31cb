"""A slow slide, typed week by week: told once, with the forecast while the promise still holds."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.gui.test_reveal_and_correct import Weeks

from tracker.app import commands
from tracker.app.signals.corrections import FixInput
from tracker.detection import Verdict
from tracker.detection.forecast import AHEAD
from tracker.domain.period import Period

NAME = "Month-end close answers"
CALM = (1.1, 1.3, 1.2, 1.0, 1.4, 1.2, 1.1, 1.3, 1.2, 1.1) * 2
SLIDE = (1.3, 1.2, 1.35, 1.5, 1.35, 1.5, 1.65, 1.5, 1.65, 1.8, 1.65, 1.8)
MENDED = (1.2, 1.1, 1.3, 1.0, 1.2, 1.1, 1.3, 1.2)


@pytest.fixture
def weeks(qtbot, tracker, theme, answers, today):
    theme.choose("light")
    before = Period.of(today) + -1
    with tracker.edit("log"):
        for back, value in enumerate(reversed(CALM)):
            commands.record(tracker, answers, (before + -back).start, value)
    return Weeks(qtbot, tracker, theme, today, NAME)


def revealed(weeks):
    """Return the row of Overview that tells of the measure, if there is one."""
    weeks.window.show_page("overview")
    return weeks.window.page("overview").body.revealed.rows.get(weeks.measure)


def test_twelve_weeks_of_a_slow_slide_then_a_fix_that_works(qtbot, weeks, tracker, answers):
    assert revealed(weeks) is None
    begins, first_told, foreseen = weeks.today, None, 0
    for number, typed in enumerate(SLIDE, 1):
        weeks.log(f"{typed}")
        finding, row = weeks.finding, revealed(weeks)
        told = tracker.signals.where("measure_id = ?", answers)
        assert [one.revealed for one in told] == [one[0] for one in finding.alarms]
        assert len(told) <= 1, "told once"
        first_told = first_told or (number if told else None)
        assert (row is not None) is bool(told), "on Overview from the week that revealed it on"
        if row is not None and row.forecast.text():
            foreseen += 1
            assert finding.verdict is Verdict.DRIFTING_WORSE
        weeks.next_week()
    assert first_told is not None
    assert first_told <= 9
    assert foreseen >= 1
    finding = weeks.finding
    assert finding.verdict is Verdict.DRIFTING_WORSE
    assert len(finding.alarms) == 1
    assert Period.of(begins).start <= finding.since <= Period.of(begins).start + timedelta(weeks=3)
    assert max(SLIDE) <= 2.0, "the promise is not broken yet"
    # It climbs by 0.05 a week and stands at 1.8: two days are reached four weeks on.
    ahead = finding.forecast
    assert ahead.low <= 0.05 <= ahead.high
    assert ahead.earliest <= 4 <= (ahead.latest or AHEAD)
    assert abs(ahead.crosses - 4) <= 2
    row = revealed(weeks)
    assert row.badge.text() == "Sliding"
    assert row.sentence.text().startswith("Sliding since about ")
    assert row.forecast.text().startswith("At this pace the promise (≤ 2 days) breaks in about ")
    assert not row.forecast.isHidden()
    assert "The promise (≤ 2 days) was kept in all" in row.quiet.text()

    began = weeks.today
    commands.start_fix(
        tracker, answers, FixInput(what="Named cover", started_on=began, since=finding.since)
    )
    for typed in MENDED:
        weeks.log(f"{typed}")
        weeks.next_week()
    told = tracker.signals.where("measure_id = ?", answers, order="revealed")
    assert [one.up for one in told] in ([True], [True, False]), "the way back is told once, too"
    assert weeks.today == began + timedelta(weeks=len(MENDED))
    row = revealed(weeks)
    assert row.badge.text() == "Fix worked"
    assert "it worked" in (row.quiet.text() + row.sentence.text()).lower()
    assert not row.forecast.text()
    weeks.window.show_page("trends")
    trends = weeks.window.page("trends")
    trends.show_measure(answers)
    qtbot.waitUntil(lambda: trends.card.chart is not None and trends.card.chart.frame is not None)
    (past,) = trends.sheet.picture.fans
    assert past.past
    assert trends.panel.spread.text() == past.said
