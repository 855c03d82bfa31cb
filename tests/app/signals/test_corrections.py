"""Fixes, planned changes and words: what can be said, what is refused, what becomes of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tracker.app import commands
from tracker.app.commands import FixInput
from tracker.app.signals.corrections import Stage, due_fixes, fix_board
from tracker.app.signals.standing import standing_of, standings
from tracker.detection import Outcome, Sensitivity, Verdict
from tracker.domain.correction import Word
from tracker.domain.customer import Tier
from tracker.domain.errors import InvalidInput, NotFound

MONDAY = date(2026, 1, 5)
STEADY = [1.7, 1.6, 1.8, 1.7, 1.6, 1.8]


def log(tracker, measure, values, first=MONDAY):
    for at, value in enumerate(values):
        commands.record(tracker, measure, first + timedelta(weeks=at), value)


def after(weeks: int) -> date:
    return MONDAY + timedelta(weeks=weeks)


@pytest.fixture
def slower(tracker, answers):
    log(tracker, answers, STEADY * 4 + [2.5, 2.6, 2.4, 2.6])
    return answers


def test_a_signal_without_a_fix_or_a_word_needs_words(tracker, slower):
    today = after(28)
    standing = standing_of(tracker, slower, today)
    assert standing.verdict is Verdict.WORSE
    assert standing.needs_explanation
    commands.explain(tracker, slower, standing.finding.revealed, "The ledger export is late")
    assert not standing_of(tracker, slower, today).needs_explanation
    tracker.undo()
    assert standing_of(tracker, slower, today).needs_explanation
    since = standing.finding.since
    commands.start_fix(tracker, slower, FixInput(what="Named cover", started_on=today, since=since))
    assert not standing_of(tracker, slower, today).needs_explanation


def test_a_one_off_is_marked_with_or_without_a_word_and_an_empty_word_is_taken_back(
    tracker, slower
):
    revealed = tracker.judge.finding(slower).revealed
    commands.explain(tracker, slower, revealed, "", Word.ONE_OFF)
    assert standing_of(tracker, slower, after(28)).one_off
    commands.explain(tracker, slower, revealed, "", Word.EXPLAINED)
    assert tracker.explanations.all() == []


def test_a_fix_that_worked_is_called_so_and_one_without_effect_comes_up_on_its_review_day(
    tracker, answers
):
    log(tracker, answers, STEADY * 2 + [2.6, 2.5, 2.7, 2.6, 2.5, 2.6] * 2)
    worked = commands.start_fix(
        tracker, answers, FixInput(what="Cover", started_on=after(24), review_on=after(36))
    )
    stages = {stage: cards for stage, cards in fix_board(tracker, after(24)).items() if cards}
    assert list(stages) == [Stage.OPEN]
    assert stages[Stage.OPEN][0].standing.effect.needed == 6
    assert "6 more weeks" in stages[Stage.OPEN][0].sentence
    log(tracker, answers, [1.7, 1.6, 1.8, 1.7, 1.6, 1.8] * 2, first=after(24))
    [card] = fix_board(tracker, after(36))[Stage.WORKED]
    assert card.standing.effect.outcome is Outcome.CHANGED_BETTER
    assert "1.7" in card.sentence
    assert "2.6" in card.sentence
    assert due_fixes(tracker, after(36)) == []
    commands.finish_fix(tracker, worked, after(30))
    idle = commands.start_fix(
        tracker, answers, FixInput(what="Nothing much", started_on=after(28), review_on=after(35))
    )
    [failed] = fix_board(tracker, after(36))[Stage.FAILED]
    assert failed.standing.fix.id == idle
    assert [card.standing.fix.id for card in due_fixes(tracker, after(35))] == [idle]
    commands.drop_fix(tracker, idle, after(36))
    assert due_fixes(tracker, after(36)) == []


def test_what_a_fix_cannot_be_is_refused_beside_its_field(tracker, answers, today):
    def start(**said):
        fix = {"what": "Cover", "started_on": today, **said}
        return commands.start_fix(tracker, answers, FixInput(**fix))

    for field, said in {
        "what": {"what": "  "},
        "due_on": {"due_on": today - timedelta(days=1)},
        "review_on": {"review_on": today - timedelta(days=1)},
        "owner": {"owner": "x" * 201},
        "note": {"note": "x" * 10_001},
    }.items():
        with pytest.raises(InvalidInput) as refused:
            start(**said)
        assert refused.value.field == field
    fix = start()
    with pytest.raises(InvalidInput):
        commands.finish_fix(tracker, fix, today - timedelta(days=1))
    with pytest.raises(NotFound):
        commands.start_fix(tracker, 99, FixInput(what="x", started_on=today))
    assert len(tracker.fixes.all()) == 1


def test_a_fix_goes_through_its_life_and_back_by_undo(tracker, answers, today):
    fix = commands.start_fix(tracker, answers, FixInput(what="Cover", started_on=today))
    said = replace(FixInput.of(tracker.fixes.get(fix)), obstacle="No cover named")
    commands.edit_fix(tracker, fix, said)
    commands.finish_fix(tracker, fix, today)
    commands.reopen_fix(tracker, fix)
    commands.review_fix(tracker, fix, today)
    commands.drop_fix(tracker, fix, today)
    assert tracker.history.undo_label == "drop fix Cover"
    commands.remove_fix(tracker, fix)
    assert tracker.fixes.all() == []
    while tracker.fixes.all() == [] or tracker.fixes.get(fix).obstacle:
        assert tracker.undo()
    assert tracker.fixes.get(fix).open


def test_a_planned_change_stands_in_its_period_and_a_second_one_there_changes_its_reason(
    tracker, slower
):
    change = commands.plan_change(tracker, slower, after(24) + timedelta(days=3), "New deal")
    assert tracker.planned_changes.get(change).starts_on == after(24)
    assert commands.plan_change(tracker, slower, after(24), "Agreed with them") == change
    assert tracker.planned_changes.get(change).reason == "Agreed with them"
    with pytest.raises(InvalidInput):
        commands.plan_change(tracker, slower, after(24), " ")


def test_a_customer_not_to_be_annoyed_is_heard_of_below_the_floor_alone(tracker, slower, finance):
    commands.move_customer(tracker, finance, Tier.MAINTAIN)
    measure = tracker.measures.get(slower)
    said = replace(commands.MeasureInput.of(measure), floor=4.0)
    commands.edit_measure(tracker, slower, said, measure.versions[0].valid_from)
    assert standing_of(tracker, slower, after(28)).verdict is Verdict.STEADY
    commands.record(tracker, slower, after(28), 4.5)
    assert standing_of(tracker, slower, after(28)).verdict is Verdict.BELOW_PROMISE


def test_without_a_value_for_three_periods_a_measure_is_stale_beside_its_verdict(tracker, slower):
    last = after(27)
    assert standing_of(tracker, slower, last + timedelta(weeks=2)).verdict is Verdict.WORSE
    stale = standing_of(tracker, slower, last + timedelta(weeks=4))
    assert (stale.verdict, stale.if_fresh) == (Verdict.STALE, Verdict.WORSE)


def test_a_calmer_measure_asks_for_more_before_it_speaks(tracker, answers):
    log(tracker, answers, STEADY * 2 + [2.0, 2.1, 2.0])
    keen = {}
    for sensitivity in Sensitivity:
        commands.set_sensitivity(tracker, answers, sensitivity)
        keen[sensitivity] = tracker.judge.finding(answers).threshold
    assert keen[Sensitivity.CALM] > keen[Sensitivity.NORMAL] > keen[Sensitivity.KEEN]


def test_drafts_and_archived_measures_have_no_standing(tracker, slower, forecast, today):
    commands.archive_measure(tracker, forecast, today)
    assert [one.measure.id for one in standings(tracker, today)] == [slower]


def archived(tracker, answers, finance, today, whole):
    if whole:
        commands.archive_customer(tracker, finance, today)
    else:
        commands.archive_measure(tracker, answers, today)


@pytest.mark.parametrize("whole", [True, False])
def test_with_a_measure_or_its_customer_put_away_its_fixes_end(
    tracker, finance, answers, today, whole
):
    began = today - timedelta(weeks=3)
    due = {"started_on": began, "due_on": today, "review_on": today}
    running = commands.start_fix(tracker, answers, FixInput(what="Named cover", **due))
    done = commands.start_fix(tracker, answers, FixInput(what="A list", **due))
    commands.finish_fix(tracker, done, began)
    assert len(due_fixes(tracker, today)) == 2
    archived(tracker, answers, finance, today, whole)
    assert due_fixes(tracker, today) == []
    kept = tracker.fixes.get(running)
    assert (kept.dropped_on, kept.review_on) == (today, today)
    (card,) = fix_board(tracker, today)[Stage.FAILED]
    assert card.due == "ended on 20 November, when the measure was archived"
    tracker.undo()
    assert tracker.fixes.get(running).open
    assert len(due_fixes(tracker, today)) == 2
