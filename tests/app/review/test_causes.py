"""Why weeks went badly: what counts, what is said, and one fix for one cause."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from tracker.app import commands
from tracker.app.commands import FixInput, MeasureInput
from tracker.app.review.causes import bad_weeks, cause_counts
from tracker.app.review.review import review
from tracker.detection.scale import Scale
from tracker.domain.customer import Tier
from tracker.domain.errors import InvalidInput
from tracker.domain.evaluation import Cause
from tracker.domain.measure import Area, Better
from tracker.domain.period import Cadence, Period
from tracker.report.documents.markdown import markdown_bytes
from tracker.report.review.document import review_document
from tracker.report.text.causes import cause_sentence

TODAY = date(2026, 11, 20)
WEEK = Period.of(TODAY)
FIRST = (WEEK + -12).start


def late(tracker, measure: int, causes: list[Cause | None]) -> None:
    with tracker.edit("history"):
        for at, cause in enumerate(causes):
            start = (WEEK + (-at - 1)).start  # finished weeks: the running one is in no review
            commands.record(tracker, measure, start, 3)
            if cause:
                commands.annotate(tracker, measure, start, cause=cause)


def test_the_commonest_cause_is_said_in_all_and_for_each_customer(tracker, answers):
    goals, waste = Cause.MISALIGNED_GOALS, Cause.WASTED_TIME
    late(tracker, answers, [goals, goals, goals, waste, None])
    commands.record(tracker, answers, (WEEK + -6).start, 1)  # kept: not bad
    sales = commands.add_customer(tracker, "Sales", None)
    said = MeasureInput(
        name="Quotes", area=Area.ROI, scale=Scale.NUMBER, better=Better.LOWER, promise=2
    )
    quotes = commands.add_measure(tracker, sales, said, FIRST)
    late(tracker, quotes, [goals, goals, None, None])
    weeks = bad_weeks(tracker, FIRST, TODAY)
    counts = cause_counts(weeks)
    assert [cause_sentence(one) for one in counts] == [
        "Five of nine bad values came from misaligned goals.",
        "Three of five bad values with Finance leads came from misaligned goals.",
    ]
    assert set(counts[0].measures) == {answers, quotes}
    page = markdown_bytes(review_document(review(tracker, FIRST, TODAY, TODAY), {})).decode()
    assert "Why weeks went badly" in page
    assert "Five of nine bad values came from misaligned goals." in page


def test_fewer_than_three_named_causes_say_nothing(tracker, answers):
    late(tracker, answers, [Cause.MISTAKE, Cause.MISTAKE, None, None])
    assert cause_counts(bad_weeks(tracker, FIRST, TODAY)) == ()
    content = review(tracker, FIRST, TODAY, TODAY)
    assert "Why weeks went badly" not in markdown_bytes(review_document(content, {})).decode()


def test_one_fix_for_one_cause_is_one_step_over_several_measures(tracker, finance, answers):
    other = commands.add_measure(tracker, finance, MeasureInput(name="B", draft=True), FIRST)
    said = FixInput(what="Agree the goals", started_on=TODAY)
    commands.start_fixes(tracker, [answers, other], said)
    assert [one.measure_id for one in tracker.fixes.all()] == [answers, other]
    tracker.undo()
    assert tracker.fixes.all() == []
    with pytest.raises(InvalidInput, match="No measure is chosen"):
        commands.start_fixes(tracker, [], said)


def test_a_bad_week_counts_where_the_tables_of_the_pack_count_it(tracker, finance, answers):
    for at in range(1, 6):
        commands.record(tracker, answers, (WEEK + -at).start, 3)
    commands.record(tracker, answers, WEEK.start, 3)  # it runs still
    month = MeasureInput(
        name="Months", area=Area.ROI, scale=Scale.NUMBER, better=Better.LOWER, promise=2,
        cadence=Cadence.MONTHLY,
    )  # fmt: skip
    monthly = commands.add_measure(tracker, finance, month, date(2026, 1, 1))
    commands.record(tracker, monthly, date(2026, 10, 1), 3)  # it began before the span
    gone = commands.add_measure(tracker, finance, replace(month, name="Gone"), date(2026, 1, 1))
    commands.record(tracker, gone, date(2026, 10, 1), 3)
    commands.archive_measure(tracker, gone, date(2026, 11, 2))
    legal = commands.add_customer(tracker, "Legal", Tier.MAINTAIN)
    floored = commands.add_measure(tracker, legal, replace(month, floor=4), date(2026, 1, 1))
    commands.record(tracker, floored, date(2026, 10, 1), 3)  # above the promise, below the floor
    first = (WEEK + -4).start
    content = review(tracker, first, TODAY, TODAY)
    broken = {
        one.measure.id: one.keeping.of - one.keeping.met
        for one in content.measures
        if one.keeping.of > one.keeping.met
    }
    counted = Counter(one.measure.id for one in bad_weeks(tracker, first, TODAY))
    assert counted == broken == {answers: 4, monthly: 1, gone: 1}
