"""Sentences for people."""

from __future__ import annotations

from tracker.domain.errors import EXCERPT, InvalidInput, TrackerError, quoted


def test_title_and_hint_make_two_sentences_with_one_full_stop_each():
    assert (
        TrackerError("The disk is full.", "Make room.").sentence == "The disk is full. Make room."
    )
    assert InvalidInput("name", "No name", "Type one.").sentence == "No name. Type one."
    assert TrackerError("Alone").sentence == "Alone."


def test_what_was_typed_is_quoted_short_and_on_one_line():
    assert quoted("2,6 h") == "“2,6 h”"
    assert quoted("a\n\tb  c") == "“a b c”"
    assert quoted("x" * 10_000) == f"“{'x' * (EXCERPT - 1)}…”"
    assert quoted(" " * 10_000 + "x") == "“x”"


def test_marks_that_turn_the_sentence_around_are_shown_not_followed():
    assert quoted("\u202e5\u200f\0") == "“\ufffd5\ufffd\ufffd”"
    assert quoted("名前 مقياس") == "“名前 مقياس”"
