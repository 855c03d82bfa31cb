"""What was said with a customer: their words are quoted, mine never as theirs."""

from __future__ import annotations

from datetime import timedelta

from tracker.app import commands
from tracker.app.commands import NoteInput
from tracker.app.feedback.told import told_by


def test_a_note_of_mine_is_not_quoted_as_their_words(tracker, finance, today):
    mine = "I showed them what it would save"
    commands.add_note(tracker, NoteInput(text=mine, happened_on=today, customer_id=finance))
    commands.add_rating(tracker, finance, today - timedelta(days=1), 3, "It used to be faster")
    newest, theirs = (one.line for one in told_by(tracker, finance, 9))
    assert newest == mine
    assert "“It used to be faster”" in theirs
