"""Advice on wording: given once, quiet where the person keeps what they wrote."""

from __future__ import annotations

import itertools

import pytest

from tracker.app import commands
from tracker.app.measures.ready_made import advice_on, kept_as, promise_words
from tracker.detection.scale import Scale
from tracker.domain.errors import InvalidInput
from tracker.domain.measure import Better, allows, unbreakable
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
        (Scale.PERCENT, Better.LOWER, 100, None, "any value"),
        (Scale.PERCENT, Better.LOWER, 0, None, "0 %"),
        (Scale.COUNT, Better.LOWER, 0, None, "0"),
        (Scale.COUNT, Better.HIGHER, 0, None, "any value"),
        (Scale.DURATION, Better.LOWER, 0, None, "0"),
        (Scale.NUMBER, Better.LOWER, 0, None, ""),
        (Scale.NUMBER, Better.HIGHER, 0, None, ""),
        (Scale.RATING, Better.HIGHER, 1, None, "any value"),
        (Scale.RATING, Better.HIGHER, 1, 5, "any value"),
        (Scale.RATING, Better.HIGHER, 2, None, ""),
        (Scale.RATING, Better.LOWER, 5, None, "any value"),
        (Scale.DURATION, Better.HIGHER, 0, None, "any value"),
        (Scale.YESNO, Better.HIGHER, 0, None, "any value"),
        (Scale.YESNO, Better.HIGHER, 1, None, ""),
        (Scale.YESNO, Better.LOWER, 0, None, ""),
        (Scale.PERCENT, Better.HIGHER, 100, 100, ""),
        (Scale.PERCENT, Better.HIGHER, None, None, ""),
    ],
)
def test_a_promise_is_looked_at_where_nothing_better_is_left(
    scale, better, promise, excellent, words
):
    assert promise_words(scale, better, promise, excellent) == words


@pytest.mark.parametrize(
    ("scale", "band", "words"),
    [
        (Scale.RATING, (1, 5), "any value"),
        (Scale.RATING, (2, 5), ""),
        (Scale.PERCENT, (0, 100), "any value"),
        (Scale.COUNT, (0, 100), ""),
        (Scale.NUMBER, (-1e12, 1e12), ""),
        (Scale.RATING, (None, 5), ""),
    ],
)
def test_a_band_that_nothing_leaves_is_looked_at(scale, band, words):
    assert promise_words(scale, Better.BAND, None, band=band) == words


def test_a_promise_is_unbreakable_only_if_no_value_breaks_it():
    for scale, better in itertools.product(Scale, (Better.HIGHER, Better.LOWER)):
        for promise in (0, 1, 2, 5, 50, 100):
            if not allows(scale, promise):
                continue
            values = [one for one in (-1000, 0, 1, 3, 5, 100, 1000) if allows(scale, one)]
            broken = any(
                one < promise if better is Better.HIGHER else one > promise for one in values
            )
            assert unbreakable(scale, better, promise) is not broken, (scale, better, promise)
