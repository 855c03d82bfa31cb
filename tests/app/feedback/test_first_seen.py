"""Who saw a change first (R5): what is kept, how it is counted, and how it is said."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.app import commands
from tracker.app.feedback.first_seen import (
    FirstSeen,
    SightedSignal,
    by_quarter,
    first_seen,
    first_seen_words,
    seen_signals,
)
from tracker.app.review.measures import ReviewFrame
from tracker.app.review.review import upkeep
from tracker.app.signals.standing import standing_of, standing_sentences
from tracker.domain.errors import InvalidInput
from tracker.domain.period import Period
from tracker.report.documents.document import Table
from tracker.report.review.appendix import upkeep_blocks
from tracker.report.text.news import seen_line

DAY = date(2026, 11, 3)
dates = st.dates(date(2025, 1, 1), date(2026, 11, 20))
seen = st.builds(
    SightedSignal, st.just(1), dates, st.one_of(st.none(), dates), st.one_of(st.none(), dates)
)


def signal(tracker, measure_id, revealed, looked_on=None, told_on=None):
    """Keep a signal as the judgement would."""
    with tracker.file.atomic():
        tracker.signals.add(
            measure_id=measure_id, revealed=revealed, since=revealed, up=True, found_at="",
            looked_on=looked_on,
        )  # fmt: skip
    if told_on:
        commands.record_reported(tracker, measure_id, revealed, told_on)


@pytest.mark.parametrize(
    ("looked", "told", "said"),
    [
        (DAY, None, "Seen by you on 3 November."),
        (DAY, date(2026, 11, 9),
         "Seen by you on 3 November; they told you on 9 November, six days later."),
        (DAY, date(2026, 11, 4),
         "Seen by you on 3 November; they told you on 4 November, one day later."),
        (DAY, DAY, "Seen by you on 3 November, the day they told you."),
        (DAY, date(2026, 10, 20),
         "They told you on 20 October; seen by you on 3 November, 14 days later."),
        (None, DAY, "They told you on 3 November."),
        (None, None, ""),
    ],
)  # fmt: skip
def test_one_line_says_who_saw_it_first(looked, told, said, today):
    assert seen_line(looked, today, told) == said


def test_what_they_told_is_kept_changed_and_taken_back(tracker, answers, week, today):
    commands.record_reported(tracker, answers, week.start, today)
    commands.record_reported(tracker, answers, week.start, today - timedelta(days=2))
    (one,) = tracker.reported_changes.all()
    assert one.told_on == today - timedelta(days=2)
    commands.record_reported(tracker, answers, week.start, None)
    assert tracker.reported_changes.all() == []
    assert tracker.undo() == "who saw Month-end close answers first"
    assert len(tracker.reported_changes.all()) == 1
    with pytest.raises(InvalidInput) as error:
        commands.record_reported(tracker, answers, week.start, date(1, 1, 1))
    assert error.value.field == "told_on"


def test_the_panel_of_a_signal_says_both_days(tracker, answers, week, today):
    for ago in range(20, 0, -1):
        commands.record(tracker, answers, (week + -ago).start, 2.0 if ago > 8 else 6.0)
    finding = tracker.judge.finding(answers)
    assert finding.revealed is not None
    commands.look_at(tracker, answers, today - timedelta(days=4))
    commands.record_reported(tracker, answers, finding.revealed, today)
    standing = standing_of(tracker, answers, today)
    assert standing.told_on == today
    last = standing_sentences(standing, today)[-1]
    assert last == "Seen by you on 16 November; they told you on 20 November, four days later."


@given(st.lists(seen, max_size=20))
def test_shares_and_leads_add_up_over_quarters(signals):
    whole, quarters = first_seen(signals), by_quarter(signals).values()
    assert whole.of == len(signals) == sum(one.of for one in quarters)
    assert whole.mine == sum(one.mine for one in quarters)
    assert whole.leads == sum(one.leads for one in quarters)
    assert 0 <= whole.mine <= whole.of
    total = sum((one.lead or 0) * one.leads for one in quarters)
    assert (whole.lead or 0) * whole.leads == pytest.approx(total)


def test_the_same_day_is_theirs_and_silence_is_mine():
    signals = [
        SightedSignal(1, DAY, DAY, DAY),
        SightedSignal(1, DAY, DAY, None),
        SightedSignal(1, DAY, None, DAY),
    ]
    assert [one.mine for one in signals] == [False, True, False]
    assert first_seen(signals) == FirstSeen(1, 3, 0.0, 1)


def test_a_sentence_from_three_signals_on_with_the_mean_lead(tracker, answers, week, today):
    first, second, third = ((week + -ago).start for ago in (30, 20, 10))
    signal(tracker, answers, first, first + timedelta(days=8), first + timedelta(days=14))
    signal(tracker, answers, second, second + timedelta(days=8))
    assert first_seen_words(tracker, today) == ("", "")
    signal(tracker, answers, third, third + timedelta(days=8), third + timedelta(days=6))
    sentence, quarters = first_seen_words(tracker, today)
    assert sentence == (
        "In the last year you saw 2 of 3 changes before your customers told you. "
        "Where both days are known (2), you were 2 days ahead on average."
    )
    assert quarters.startswith("Q2 2026: 2 of 2, you were 6 days ahead · ")
    assert quarters.endswith("Q3 2026: 0 of 1, they were 2 days ahead")


def test_nothing_is_said_where_nobody_ever_told_or_it_is_long_ago(tracker, answers, week, today):
    for ago in (70, 30, 20, 10):
        day = (week + -ago).start
        signal(tracker, answers, day, day + timedelta(days=1))
    assert first_seen_words(tracker, today) == ("", "")
    signal(tracker, answers, (week + -1).start)
    assert len(seen_signals(tracker, date(2025, 1, 1), today)) == 4


def test_a_signal_that_vanished_is_not_counted(tracker, answers, week, today):
    commands.record_reported(tracker, answers, (week + -3).start, today)
    assert seen_signals(tracker, Period.of(today).start - timedelta(60), today) == []


def test_a_review_counts_the_changes_of_its_period_as_they_were_known_then(
    tracker, answers, week, today
):
    commands.record(tracker, answers, (week + -20).start, 2)
    for ago in (16, 12, 8):
        day = (week + -ago).start
        signal(tracker, answers, day, day + timedelta(days=3))
    day = (week + -16).start
    commands.record_reported(tracker, answers, day, day + timedelta(days=10))
    commands.record_reported(tracker, answers, (week + -8).start, today)
    first, last = (week + -30).start, (week + -2).end
    kept = upkeep(ReviewFrame(tracker, first, last, today), ())
    assert (kept.mine, kept.changes, kept.lead) == (3, 3, 7.0)
    (table,) = [one for one in upkeep_blocks(kept) if isinstance(one, Table)]
    rows = {row[0].text: row[1].text for row in table.rows}
    told = "Changes I saw before the customer told me"
    assert rows[told] == "3 of 3, 7 days ahead on average"
    nobody = upkeep(ReviewFrame(tracker, (week + -14).start, (week + -10).end, today), ())
    assert nobody.changes == 0, "nobody told of one, so there is nothing to compare"
