"""A week's closing question: answered before or after, finished, opened again."""

from __future__ import annotations

import pytest

from tracker.app import commands
from tracker.domain.errors import InvalidInput


def found(tracker):
    return [(one.week, one.finished, one.answer) for one in tracker.check_ins.all()]


def test_an_answer_alone_does_not_finish_a_week(tracker, week, today):
    commands.answer_week(tracker, today, "  Legal  ")
    assert found(tracker) == [(week.start, False, "Legal")]
    assert tracker.history.undo_label == "answer for 2026-W47"


def test_finishing_keeps_the_answer_and_says_when(tracker, week, today):
    commands.answer_week(tracker, today, "Legal")
    before = tracker.check_ins.all()[0].uid
    commands.finish_week(tracker, today, "Legal")
    (check_in,) = tracker.check_ins.all()
    assert check_in.finished
    assert check_in.finished_at.endswith("Z")
    assert check_in.uid == before


def test_a_week_is_finished_with_an_empty_answer(tracker, week, today):
    commands.finish_week(tracker, today)
    assert found(tracker) == [(week.start, True, "")]


def test_an_answer_after_finishing_leaves_the_moment(tracker, today):
    commands.finish_week(tracker, today)
    moment = tracker.check_ins.all()[0].finished_at
    commands.answer_week(tracker, today, "Legal")
    commands.finish_week(tracker, today, "Legal and Sales")
    (check_in,) = tracker.check_ins.all()
    assert (check_in.finished_at, check_in.answer) == (moment, "Legal and Sales")


def test_the_same_answer_is_no_step(tracker, today):
    commands.answer_week(tracker, today, "")
    assert tracker.history.undo_label is None
    commands.answer_week(tracker, today, "Legal")
    commands.answer_week(tracker, today, "Legal ")
    tracker.undo()
    assert found(tracker) == []


def test_an_answer_taken_back_leaves_nothing(tracker, today):
    commands.answer_week(tracker, today, "Legal")
    commands.answer_week(tracker, today, "")
    assert found(tracker) == []


@pytest.mark.parametrize(("answer", "left"), [("Legal", 1), ("", 0)])
def test_reopening_keeps_an_answer_only(tracker, today, answer, left):
    commands.finish_week(tracker, today, answer)
    commands.reopen_week(tracker, today)
    assert [(finished, text) for _, finished, text in found(tracker)] == [(False, answer)] * left
    commands.reopen_week(tracker, today)
    tracker.undo()
    assert [(finished, text) for _, finished, text in found(tracker)] == [(True, answer)]


def test_an_answer_can_be_too_long(tracker, today):
    with pytest.raises(InvalidInput) as refused:
        commands.answer_week(tracker, today, "x" * 10_001)
    assert refused.value.field == "answer"
