"""Advice on wording: given once, quiet where the person keeps what they wrote."""

from __future__ import annotations

import pytest

from tracker.app import commands
from tracker.app.measures.ready_made import advice_on, kept_as, promise_words
from tracker.detection.scale import Scale
from tracker.domain.errors import InvalidInput
from tracker.domain.measure import Better
from tracker.domain.wording import Subject


def test_what_is_kept_stays_quiet_however_it_is_spelled(tracker):
    assert advice_on(tracker, Subject.CUSTOMER, "Everyone").key == "everyone"
    commands.keep_wording(tracker, "everyone", kept_as("Everyone"))
    assert advice_on(tracker, Subject.CUSTOMER, "  everyone ") is None
    assert advice_on(tracker, Subject.CUSTOMER, "Everybody").key == "everyone"


def test_keeping_is_undone(tracker):
    commands.keep_wording(tracker, "everyone", "Everyone")
    commands.keep_wording(tracker, "everyone", "EVERYONE")
    assert len(tracker.kept_wordings.all()) == 1
    assert tracker.undo() == "keep a wording"
    assert advice_on(tracker, Subject.CUSTOMER, "Everyone")


def test_a_second_rule_speaks_when_the_first_is_quiet(tracker):
    text = "Everything for everyone"
    first = advice_on(tracker, Subject.SERVICE, text)
    commands.keep_wording(tracker, first.key, text)
    assert {first.key, advice_on(tracker, Subject.SERVICE, text).key} == {"everyone", "everything"}


def test_a_promise_is_kept_for_one_measure_only(tracker):
    commands.keep_wording(tracker, "hundred", kept_as("100 %", "Backups"))
    assert advice_on(tracker, Subject.PROMISE, "100 %", "backups") is None
    assert advice_on(tracker, Subject.PROMISE, "100 %", "Answers").key == "hundred"


@pytest.mark.parametrize(("rule", "text"), [("nonsense", "a"), ("all", "  "), ("all", "")])
def test_nothing_else_is_kept(tracker, rule, text):
    with pytest.raises(InvalidInput):
        commands.keep_wording(tracker, rule, text)


@pytest.mark.parametrize(
    ("scale", "better", "promise", "excellent", "words"),
    [
        (Scale.PERCENT, Better.HIGHER, 100, None, "100 %"),
        (Scale.PERCENT, Better.HIGHER, 99.5, None, ""),
        (Scale.PERCENT, Better.LOWER, 100, None, ""),
        (Scale.PERCENT, Better.LOWER, 0, None, "0 %"),
        (Scale.COUNT, Better.LOWER, 0, None, "0"),
        (Scale.COUNT, Better.HIGHER, 0, None, ""),
        (Scale.DURATION, Better.LOWER, 0, None, "0"),
        (Scale.NUMBER, Better.LOWER, 0, None, ""),
        (Scale.YESNO, Better.LOWER, 0, None, ""),
        (Scale.PERCENT, Better.HIGHER, 100, 100, ""),
        (Scale.PERCENT, Better.HIGHER, None, None, ""),
    ],
)
def test_a_promise_is_looked_at_where_nothing_better_is_left(
    scale, better, promise, excellent, words
):
    assert promise_words(scale, better, promise, excellent) == words
