"""The kept judgement is the one that a fresh look at the whole history would give."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from datetime import date, timedelta

import pytest

from tracker.app import commands
from tracker.app.commands import FixInput, MeasureInput
from tracker.app.demo import fill_many
from tracker.app.tracker import Tracker
from tracker.detection import RegimeStanding, Verdict
from tracker.domain.customer import Tier
from tracker.domain.measure import Area
from tracker.domain.period import MEASURE_CADENCES, Period

MONDAY = date(2025, 1, 6)


def kept_and_fresh(tracker: Tracker):
    kept = tracker.judge.findings()
    tracker.judge.forget()
    return kept, tracker.judge.findings()


def signals(tracker: Tracker):
    """Return the signals, as whoever wants to know sees them: judged up to now."""
    tracker.judge.findings()
    return tracker.signals.all()


def log(tracker, measure, values, first=MONDAY, step=7):
    for at, value in enumerate(values):
        if value is not None:
            commands.record(tracker, measure, first + timedelta(days=at * step), value)


@pytest.mark.parametrize("seed", range(12))
def test_whatever_is_logged_corrected_and_undone_the_kept_verdict_is_the_recomputed_one(
    tracker, answers, forecast, seed
):
    chance = random.Random(seed)
    week = 0
    for turn in range(90):
        measure = chance.choice([answers, forecast])
        deed = chance.random()
        week += chance.choice([0, 1, 1, 1, 2])
        start = MONDAY + timedelta(weeks=week)
        back = MONDAY + timedelta(weeks=chance.randrange(week + 1))
        level = 1.5 if turn < 50 else 3.5
        value = round(max(chance.gauss(level, 0.3), 0.1), 1)
        if measure == forecast:
            value = min(max(round(value + 1), 1), 5)
        if deed < 0.70:
            commands.record(tracker, measure, start, value)
        elif deed < 0.80:
            commands.record(tracker, measure, back, value)
        elif deed < 0.86:
            commands.clear(tracker, measure, back)
        elif deed < 0.92:
            commands.skip(tracker, measure, back, "away")
        elif deed < 0.95:
            commands.plan_change(tracker, measure, back, "on purpose")
        else:
            tracker.undo()
    kept, fresh = kept_and_fresh(tracker)
    assert kept == fresh
    assert {one.revealed for one in signals(tracker)} == {
        revealed for finding in fresh.values() for revealed, _, _ in finding.alarms
    }


def test_one_more_value_reads_no_more_of_a_long_history_than_of_a_short_one(tracker, answers):
    chance = random.Random(1)
    log(tracker, answers, [round(chance.gauss(2, 0.2), 1) for _ in range(60)])
    tracker.judge.findings()
    statements: list[str] = []
    tracker.file.conn.set_trace_callback(statements.append)
    commands.record(tracker, answers, MONDAY + timedelta(weeks=60), 2.1)
    assert tracker.judge.finding(answers).points == 61
    tracker.file.conn.set_trace_callback(None)
    reads = [one for one in statements if "FROM evaluation" in one and "value" in one]
    assert reads
    assert all("start" in one and ("= '" in one or "> '" in one) for one in reads)


def test_a_slide_is_revealed_in_the_entry_that_shows_it_and_undo_takes_the_signal_back(
    tracker, answers
):
    chance = random.Random(2)
    log(tracker, answers, [round(chance.gauss(1.7, 0.15), 1) for _ in range(30)])
    assert tracker.judge.finding(answers).verdict is Verdict.STEADY
    weeks = 30
    while not signals(tracker):
        commands.record(tracker, answers, MONDAY + timedelta(weeks=weeks), 2.6)
        weeks += 1
    assert weeks <= 33
    finding = tracker.judge.finding(answers)
    assert (finding.verdict, finding.up) == (Verdict.WORSE, True)
    [signal] = signals(tracker)
    assert signal.since == MONDAY + timedelta(weeks=30)
    assert signal.revealed == MONDAY + timedelta(weeks=weeks - 1)
    tracker.undo()
    assert signals(tracker) == []
    assert tracker.judge.finding(answers).verdict is not Verdict.WORSE
    tracker.redo()
    assert [one.revealed for one in signals(tracker)] == [signal.revealed]


def test_a_day_looked_at_stays_with_its_signal_and_is_no_step_to_undo(tracker, answers, today):
    log(tracker, answers, [1.7, 1.6, 1.8, 1.7, 1.6, 1.8] * 4 + [4.0] * 4)
    label = tracker.history.undo_label
    commands.look_at(tracker, answers, today)
    commands.look_at(tracker, answers, today + timedelta(days=3))
    assert {one.looked_on for one in signals(tracker)} == {today}
    assert tracker.history.undo_label == label
    log(tracker, answers, [4.1], MONDAY + timedelta(weeks=28))
    assert {one.looked_on for one in signals(tracker)} == {today}


def test_a_new_promise_does_not_judge_the_weeks_before_it(tracker, answers):
    log(tracker, answers, [1.7, 1.6, 1.8, 1.7, 1.6, 1.8] * 4)
    assert tracker.judge.finding(answers).stance is RegimeStanding.ON_PROMISE
    measure = tracker.measures.get(answers)
    stricter = replace(MeasureInput.of(measure), promise=1.0)
    commands.edit_measure(tracker, answers, stricter, MONDAY + timedelta(weeks=200))
    finding = tracker.judge.finding(answers)
    assert (finding.met, finding.of, finding.stance) == (24, 24, RegimeStanding.ON_PROMISE)
    kept, fresh = kept_and_fresh(tracker)
    assert kept == fresh


def test_a_planned_change_begins_a_new_level_and_can_be_taken_back(tracker, answers):
    log(tracker, answers, [1.7, 1.6, 1.8, 1.7, 1.6, 1.8] * 4 + [4.0, 4.1, 3.9] * 4)
    assert tracker.judge.finding(answers).since == MONDAY + timedelta(weeks=24)
    change = commands.plan_change(
        tracker, answers, MONDAY + timedelta(weeks=24), "Two days are the new deal"
    )
    planned = tracker.judge.finding(answers)
    assert planned.since is None
    assert planned.usual == pytest.approx(4.0)
    assert [one.origin for one in planned.regimes] == ["first", "planned"]
    commands.take_back_change(tracker, change)
    assert tracker.judge.finding(answers).since == MONDAY + timedelta(weeks=24)


def test_the_derived_tables_may_be_gone_and_are_filled_again(tmp_path, today):
    path = tmp_path / "t.db"
    with Tracker(path) as tracker:
        customer = commands.add_customer(tracker, "Finance leads", Tier.WOW)
        said = MeasureInput(name="Answers", area=Area.EFFICIENCY, promise=4)
        measure = commands.add_measure(tracker, customer, said, today)
        log(tracker, measure, [4, 5, 4, 4, 3, 4, 5, 4])
        before = tracker.judge.findings()
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("DROP TABLE verdict")
        raw.execute("DROP TABLE verdict_state")
    raw.close()
    with Tracker(path, read_only=True, create=False) as tracker:
        assert tracker.judge.findings() == before
    with Tracker(path) as tracker:
        assert tracker.judge.findings() == before
        commands.record(tracker, measure, MONDAY + timedelta(weeks=8), 4)
        assert tracker.judge.finding(measure).points == 9


def test_a_finding_of_another_version_is_judged_anew(tracker, answers):
    log(tracker, answers, [1.7] * 8)
    before = tracker.judge.finding(answers)
    with tracker.file.atomic():
        tracker.file.conn.execute('UPDATE verdict SET finding = \'{"verdict": "grand"}\'')
    tracker.judge.reload()
    assert tracker.judge.finding(answers) == before


def test_what_version_one_of_the_detection_kept_is_judged_anew_and_nothing_logged_is_lost(
    tracker, answers
):
    log(tracker, answers, [1.7, 1.8, 1.6] * 5 + [2.6, 2.7, 2.5] * 3)
    commands.plan_change(tracker, answers, MONDAY + timedelta(weeks=5), "A new team")
    commands.explain(tracker, answers, MONDAY + timedelta(weeks=15), "It was the server")
    fix = FixInput(what="A new server", started_on=MONDAY + timedelta(weeks=20))
    commands.start_fix(tracker, answers, fix)
    before = tracker.judge.finding(answers)
    logged = ("evaluation", "explanation", "fix", "planned_change", "signal")
    rows = {table: tracker.file.query(f"SELECT * FROM {table} ORDER BY id") for table in logged}
    [(text, state)] = tracker.file.query("SELECT finding, state FROM verdict JOIN verdict_state")
    old, followed = json.loads(text) | {"verdict": "better", "usual": 99.0}, json.loads(state)
    for field in ("version", "continued", "spread", "forecast"):
        del old[field]
    followed["settings"][0] = 2
    with tracker.file.atomic():
        tracker.file.conn.execute("UPDATE verdict SET finding = ?", (json.dumps(old),))
        tracker.file.conn.execute("UPDATE verdict_state SET state = ?", (json.dumps(followed),))
    tracker.judge.reload()
    assert tracker.judge.finding(answers) == before
    again = {table: tracker.file.query(f"SELECT * FROM {table} ORDER BY id") for table in logged}
    assert [list(map(tuple, found)) for found in again.values()] == [
        list(map(tuple, found)) for found in rows.values()
    ]
    with tracker.file.atomic():  # a readable finding beside an old state: the state is refused
        tracker.file.conn.execute("UPDATE verdict_state SET state = ?", (json.dumps(followed),))
    commands.record(tracker, answers, MONDAY + timedelta(weeks=24), 2.6)
    kept = tracker.judge.finding(answers)
    assert kept.points == before.points + 1
    tracker.judge.forget()
    assert tracker.judge.finding(answers) == kept


def test_a_change_that_fails_leaves_nothing_that_was_judged_of_it(tracker, answers):
    log(tracker, answers, [1.7] * 8)
    before = tracker.judge.finding(answers)

    follow = tracker.history.follow

    def judge_then_fail(touched):
        follow(touched)
        raise ZeroDivisionError

    tracker.history.follow = judge_then_fail
    with pytest.raises(ZeroDivisionError):
        commands.record(tracker, answers, MONDAY + timedelta(weeks=8), 9.9)
    assert tracker.judge.finding(answers) == before


@pytest.mark.parametrize("cadence", MEASURE_CADENCES)
def test_every_cadence_counts_its_own_periods(tracker, finance, cadence):
    said = MeasureInput(name="Used", area=Area.ROI, promise=4, cadence=cadence)
    measure = commands.add_measure(tracker, finance, said, MONDAY)
    first = Period.of(MONDAY, cadence, MONDAY)
    for at in range(10):
        if at != 4:
            commands.record(tracker, measure, (first + at).start, 4)
    finding = tracker.judge.finding(measure)
    assert (finding.points, finding.first, finding.last) == (9, first.start, (first + 9).start)
    assert kept_and_fresh(tracker)[1][measure] == finding


def test_as_of_a_day_it_is_judged_as_it_stood_then(tracker, answers):
    log(tracker, answers, [1.7, 1.6, 1.8, 1.7, 1.6, 1.8] * 4 + [4.0] * 6)
    then = MONDAY + timedelta(weeks=23)
    assert tracker.judge.findings(then)[answers].verdict is Verdict.STEADY
    assert tracker.judge.findings()[answers].verdict is Verdict.WORSE


@pytest.mark.parametrize("back", [0, 1, 2, 20])
def test_what_is_judged_as_of_a_day_is_what_was_said_on_it(today, back) -> None:
    """The kept state, the kept finding and the whole history say the same."""
    with Tracker() as tracker:
        fill_many(tracker, today, measures=12, weeks=80, seed=3)
        tracker.judge.findings()
        measures = tracker.measures.all()
        day = (Period.of(today) + -back).start
        then = {one.id: tracker.judge.as_of(one, day) for one in measures}
        with tracker.edit("forget what came later"):
            for measure in measures:
                for row in tracker.evaluations.where(
                    "measure_id = ? AND start > ?", measure.id, day.isoformat()
                ):
                    tracker.evaluations.remove(row.id)
        tracker.judge.forget()
        assert then == {one.id: tracker.judge.finding(one.id) for one in measures}


@pytest.mark.parametrize("take_back", ["undo", "command"])
def test_what_was_seen_and_when_comes_back_with_an_undo(tracker, answers, today, take_back):
    log(tracker, answers, [1.7, 1.6, 1.8, 1.7, 1.6, 1.8] * 4 + [4.0] * 4)
    commands.look_at(tracker, answers, today)
    before = signals(tracker)
    change = commands.plan_change(tracker, answers, before[0].since, "New ledger")
    assert signals(tracker) == []
    if take_back == "undo":
        tracker.undo()
    else:
        commands.take_back_change(tracker, change)
    tracker.judge.finding(answers)
    commands.look_at(tracker, answers, today + timedelta(days=9))
    after = signals(tracker)
    seen = [(one.revealed, one.looked_on, one.found_at) for one in before]
    assert [(one.revealed, one.looked_on, one.found_at) for one in after] == seen
    assert seen[0][1] == today


def test_all_that_is_missing_waits_for_the_disk_once(tracker, finance, today) -> None:
    for name in ("Answers", "Quotes", "Calls"):
        said = MeasureInput(name=name, area=Area.EFFECTIVENESS, promise=4)
        log(tracker, commands.add_measure(tracker, finance, said, today), [4, 5, 3, 4])
    tracker.judge.forget()
    said: list[str] = []
    tracker.file.conn.set_trace_callback(said.append)
    assert len(tracker.judge.findings()) == 3
    assert [word for word in said if word.startswith(("COMMIT", "BEGIN"))][1:] == ["COMMIT"]
    assert tracker.judge.waiting() == []


def test_what_was_judged_in_one_go_and_taken_back_is_judged_again(tracker, answers, today) -> None:
    log(tracker, answers, [1, 2, 3])
    tracker.judge.forget()
    found = []

    def judge_and_break() -> None:
        with tracker.judge.in_one_go():
            found.append(tracker.judge.finding(answers))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        judge_and_break()
    assert tracker.judge.waiting() == [answers]
    assert tracker.judge.finding(answers) == found[0]
