"""Held to account: what is agreed for a broken promise, what is proposed, told, shown, counted."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tracker.app import commands
from tracker.app.commands import FixInput
from tracker.app.feedback.first_seen import first_seen, seen_signals
from tracker.app.overview.overview import overview
from tracker.app.review.evidence import surprises
from tracker.app.sharing.ledger import agreement, ledger_rows
from tracker.app.sharing.scorecard import scorecard
from tracker.domain.errors import InvalidInput
from tracker.domain.period import Period
from tracker.report.documents.markdown import markdown_bytes
from tracker.report.scorecard.document import agreement_document, scorecard_document

TODAY = date(2026, 11, 20)
WEEK = Period.of(TODAY)
GOOD, LATE = [1.7, 1.6, 1.8, 1.7, 1.6, 1.8] * 4, [2.5, 2.6, 2.4, 2.6]


@pytest.fixture
def broken(tracker, answers) -> int:
    with tracker.edit("history"):
        for at, value in enumerate(reversed(GOOD + LATE)):
            commands.record(tracker, answers, (WEEK + -at).start, value)
        commands.share_measure(tracker, answers, shared=True)
    return answers


def test_the_message_is_filled_from_the_data(tracker, finance, broken):
    (one,) = overview(tracker, TODAY).untold
    assert one.message == (
        "Month-end close answers: I promised ≤ 2 days. Since 26 October it has been 2.5 days on "
        "average. I am finding out why, and will tell you what I do about it. "
        "Let us look at it again on 18 December."
    )
    commands.set_recourse(tracker, finance, come_back="within two days.")
    (one,) = overview(tracker, TODAY).untold
    assert one.message.endswith(
        "I am finding out why. Let us look at it again on 18 December. "
        "I will come back to you within two days."
    )
    fix = FixInput(what="A named cover.", started_on=TODAY, review_on=TODAY + timedelta(days=10))
    commands.start_fix(tracker, broken, fix)
    (one,) = overview(tracker, TODAY).untold
    assert one.message.endswith(
        "What I do about it: A named cover. Let us look at it again on 30 November. "
        "I will come back to you within two days."
    )


def test_what_is_not_shared_or_kept_proposes_nothing(tracker, broken):
    commands.share_measure(tracker, broken, shared=False)
    assert overview(tracker, TODAY).untold == ()


def test_told_it_is_in_the_ledger_on_the_scorecard_and_no_surprise(tracker, finance, broken):
    assert surprises(tracker, TODAY)
    commands.tell_promise(tracker, broken, TODAY, "It is late, and I am on it.")
    assert overview(tracker, TODAY).untold == ()
    assert surprises(tracker, TODAY) == []
    (row,) = ledger_rows(tracker, finance)
    assert (row.what, row.response) == (
        "Told of Month-end close answers",
        "You wrote: “It is late, and I am on it.”",
    )
    first = WEEK.start - timedelta(weeks=13)
    page = scorecard_document(scorecard(tracker, finance, first, TODAY, TODAY, {}))
    assert "Told you on 20 November: It is late, and I am on it." in markdown_bytes(page).decode()
    key = next(
        item.key
        for item in scorecard(tracker, finance, first, TODAY, TODAY, {}).items
        if item.text.startswith("Told you on")
    )
    off = scorecard_document(scorecard(tracker, finance, first, TODAY, TODAY, {key: False}))
    assert "It is late" not in markdown_bytes(off).decode()
    tracker.undo()
    assert len(overview(tracker, TODAY).untold) == 1


def test_the_lead_counts_from_what_was_told(tracker, broken):
    commands.look_at(tracker, broken, TODAY)
    finding = tracker.judge.finding(broken)
    told = TODAY + timedelta(days=6)
    tracker.today = lambda: told
    commands.tell_promise(tracker, broken, TODAY + timedelta(days=4), "It is late.")
    commands.record_reported(tracker, broken, finding.revealed, told)
    (seen,) = seen_signals(tracker, finding.revealed, told)
    assert (seen.looked_on, seen.ahead_on, seen.lead) == (TODAY, TODAY + timedelta(days=4), 2)
    assert first_seen([seen]).mine == 1


def test_the_agreement_says_what_they_may_do_in_the_persons_words(tracker, finance, broken):
    bare = markdown_bytes(agreement_document(agreement(tracker, finance, TODAY))).decode()
    assert "If I do not keep a promise" not in bare
    commands.set_recourse(tracker, finance, if_broken="Call me.", come_back="by Friday.")
    page = markdown_bytes(agreement_document(agreement(tracker, finance, TODAY))).decode()
    assert "If I do not keep a promise" in page
    assert "Call me." in page
    assert "I will come back to you by Friday." in page


def test_who_was_told_without_kept_words_was_told(tracker, broken):
    assert overview(tracker, TODAY).untold
    commands.tell_customer(tracker, broken, TODAY)
    assert overview(tracker, TODAY).untold == ()


def test_an_empty_message_is_refused(tracker, broken):
    with pytest.raises(InvalidInput, match="empty"):
        commands.tell_promise(tracker, broken, TODAY, "  ")
