"""A file judged by the first rule: judged anew; what was seen, said and done keeps its place.

`fixtures/judged/rule1.db` was written by the program as it was before version 2 of the detection:
five measures of sixty weeks, their signals seen, some explained, one told of, a fix, a plan.
"""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from tests.app.backups.rows import keep_as_it_was

from tracker.app import commands
from tracker.app.judging import RULE, earlier_signals
from tracker.app.signals.standing import standing_of
from tracker.app.tracker import Tracker
from tracker.app.trends.judged import EARLIER
from tracker.app.trends.trend import trend_picture, trend_sheet
from tracker.detection import Verdict

OLD = Path(__file__).parents[1] / "fixtures" / "judged" / "rule1.db"
TODAY = date(2026, 11, 24)
SEEN = date(2026, 11, 23)
KEPT = (
    "SELECT measure_id, start, value FROM evaluation ORDER BY 1, 2",
    "SELECT measure_id, start, kind, text FROM explanation ORDER BY 1, 2",
    "SELECT measure_id, what, since, started_on FROM fix ORDER BY 1",
    "SELECT measure_id, starts_on, reason FROM planned_change ORDER BY 1",
    "SELECT measure_id, revealed, told_on FROM told ORDER BY 1",
    "SELECT measure_id, revealed, looked_on FROM signal WHERE rule = 1 ORDER BY 1, 2",
)


@pytest.fixture
def old(tmp_path):
    path = tmp_path / "old.db"
    shutil.copy(OLD, path)
    with Tracker(path, keep=keep_as_it_was) as tracker:
        yield tracker


@pytest.fixture
def ids(old):
    return {one.name: one.id for one in old.measures.all()}


def signals(tracker, measure):
    return tracker.signals.where("measure_id = ?", measure, order="revealed")


def test_nothing_that_a_person_did_is_lost_or_moved(old) -> None:
    before = [old.file.query(sql) for sql in KEPT]
    assert all(before)
    old.judge.findings()
    assert [old.file.query(sql) for sql in KEPT] == before


def test_everything_is_judged_anew_by_the_new_rule(old, ids) -> None:
    assert set(old.judge.waiting()) == set(ids.values())
    found = old.judge.findings()
    assert old.judge.waiting() == []
    assert found[ids["Uptime"]].verdict is Verdict.WORSE  # the first rule was deaf to it
    assert found[ids["Sliding"]].verdict is Verdict.DRIFTING_WORSE
    assert found[ids["Leaning"]].verdict is Verdict.STEADY
    assert [one.rule for one in signals(old, ids["Uptime"])] == [RULE]


def test_a_change_found_a_week_later_now_stays_where_it_was_noticed(old, ids) -> None:
    moved = standing_of(old, ids["Moved"], TODAY)
    assert moved.finding.revealed == date(2026, 8, 17)
    assert moved.signal is not None
    assert moved.signal.looked_on == SEEN
    assert moved.told_on == date(2026, 11, 30)
    assert moved.word is not None
    assert moved.word.text == "Two people away"
    assert [one.fix.what for one in moved.fixes] == ["Named cover"]
    assert moved.answered


def test_it_stays_there_after_more_is_logged_and_corrected(old, ids) -> None:
    measure = ids["Moved"]
    revealed = old.judge.finding(measure).revealed
    commands.record(old, measure, date(2026, 11, 23), 46.0)
    assert old.judge.finding(measure).revealed == revealed
    commands.record(old, measure, date(2026, 1, 5), 48.0)
    assert old.judge.finding(measure).revealed == revealed


def test_a_signal_that_is_none_any_more_is_kept_as_history(old, ids) -> None:
    finding, rows = old.judge.finding(ids["Leaning"]), signals(old, ids["Leaning"])
    assert finding.alarms == ()
    assert [one.rule for one in rows] == [RULE - 1] * 3
    assert earlier_signals(finding, rows) == rows
    sheet = trend_sheet(old, ids["Leaning"], TODAY, None)
    flags = [flag for flag in sheet.picture.flags if flag.kind == "earlier"]
    assert [flag.day for flag in flags] == [one.revealed for one in rows]
    assert {flag.label for flag in flags} == {EARLIER} == {"noticed then, by an earlier rule"}
    assert not [one for one in trend_picture(old, ids["Leaning"], TODAY).flags if one.private]


def test_what_was_noticed_of_a_slide_that_is_told_once_is_no_error_of_the_rule(old, ids) -> None:
    finding, rows = old.judge.finding(ids["Sliding"]), signals(old, ids["Sliding"])
    assert len(rows) == 6
    assert len(finding.alarms) + len(finding.continued) >= 5
    assert earlier_signals(finding, rows) == []


def test_a_plan_still_begins_what_is_usual_anew(old, ids) -> None:
    finding = old.judge.finding(ids["Planned"])
    assert [one.origin for one in finding.regimes] == ["first", "planned"]
    assert finding.regimes[1].first == date(2026, 4, 27)


def test_a_signal_of_the_present_rule_goes_with_a_correction(old, ids) -> None:
    measure = ids["Uptime"]
    old.judge.finding(measure)
    with old.edit("correct"):
        for row in old.evaluations.where("measure_id = ?", measure):
            commands.record(old, measure, row.start, 99.9)
    assert old.judge.finding(measure).alarms == ()
    assert signals(old, measure) == []
