"""Conflicts and decisions: their rules of dates and words, what is due, watched, and told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tracker.app import commands
from tracker.app.commands import DecisionInput
from tracker.app.decisions.queries import (
    conflict_views,
    decision_page,
    decision_view,
    decisions_told_to,
    due_decisions,
    is_due,
    watch_end,
    watched,
)
from tracker.app.overview.overview import overview
from tracker.app.review.review import review
from tracker.app.sharing.scorecard import scorecard
from tracker.app.tracker import Tracker
from tracker.domain.customer import Tier
from tracker.domain.decision import (
    OLD_DAYS,
    WATCHED_WEEKS,
    ConflictEnd,
    ConflictKind,
    DecisionVerdict,
)
from tracker.domain.errors import InvalidInput, TrackerError
from tracker.report.scorecard.decision import decision_document
from tracker.report.text.choices import age_words, old_conflicts

DAY = date(2026, 9, 21)
REVIEW = date(2026, 11, 16)
days = st.dates(date(2026, 1, 1), date(2027, 12, 31))


@pytest.fixture
def sales(tracker):
    return commands.add_customer(tracker, "Field sales", Tier.SERVE)


@pytest.fixture
def conflict(tracker, finance, sales):
    return commands.open_conflict(tracker, "Close", ConflictKind.NEED, [finance, sales], DAY)


def said(**other):
    return DecisionInput(**{"title": "Data", "decided_on": DAY, "choice": "Clean"} | other)


@pytest.fixture
def decision(tracker, finance):
    return commands.decide(tracker, said(less_happy_id=finance, review_on=REVIEW))


def refused(field, run, *args, **other):
    with pytest.raises(InvalidInput) as told:
        run(*args, **other)
    assert told.value.field == field
    assert told.value.sentence.count("\n") == 0


def test_what_is_refused_is_said_beside_its_field(tracker, finance, sales, conflict):
    kind = ConflictKind.WANT
    refused("title", commands.open_conflict, tracker, " ", kind, [finance, sales], DAY)
    refused("customers", commands.open_conflict, tracker, "x", kind, [finance, finance], DAY)
    refused(
        "opened_on", commands.open_conflict, tracker, "x", kind, [finance, sales], date(1, 1, 1)
    )
    refused("answer", commands.answer_step, tracker, conflict, "common", "x" * 10_001)
    refused("step", commands.answer_step, tracker, conflict, "title", "x")
    refused("closed_on", commands.close_conflict, tracker, conflict, DAY - timedelta(days=1))
    refused("choice", commands.decide, tracker, said(choice=" "))
    refused("review_on", commands.decide, tracker, said(review_on=DAY - timedelta(days=1)))
    refused("title", commands.decide, tracker, said(title=""))
    early = said(decided_on=DAY - timedelta(days=1))
    refused("decided_on", commands.decide, tracker, early, conflict_id=conflict)


def test_a_customer_who_leaves_a_conflict_takes_only_their_own_answers_along(
    tracker, finance, sales, conflict
):
    other = commands.add_customer(tracker, "Legal", Tier.MAINTAIN)
    commands.answer_side(tracker, conflict, finance, asked_for="Speed")
    commands.edit_conflict(tracker, conflict, "Close", ConflictKind.NEED, [finance, other], DAY)
    (view,) = conflict_views(tracker, DAY)
    assert [(one.customer.name, one.said.asked_for) for one in view.sides] == [
        ("Finance leads", "Speed"),
        ("Legal", ""),
    ]
    with pytest.raises(InvalidInput):
        commands.answer_side(tracker, conflict, sales, asked_for="x")
    tracker.undo()
    assert {one.customer.name for one in conflict_views(tracker, DAY)[0].sides} == {
        "Finance leads",
        "Field sales",
    }


@pytest.mark.parametrize(("age", "first"), [(OLD_DAYS, False), (OLD_DAYS + 1, True)])
def test_only_after_two_weeks_a_conflict_stands_first(tracker, answers, conflict, age, first):
    today = DAY + timedelta(days=age)
    assert bool(overview(tracker, today).overdue_conflict) is first
    commands.close_conflict(tracker, conflict, today)
    assert overview(tracker, today).overdue_conflict is None


def test_age_is_told_in_plain_words():
    assert [age_words(age) for age in (0, 1, 2)] == [
        "opened today",
        "open for a day",
        "open for 2 days",
    ]
    assert old_conflicts([]) == ""
    assert old_conflicts([("A", 20), ("B", 16)]).endswith("One more is older than 14 days.")
    assert old_conflicts([("A", 20), ("B", 16), ("C", 15)]).endswith(
        "Two more are older than 14 days."
    )


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    decided=days, review_on=st.none() | days, today=days, verdict=st.sampled_from(DecisionVerdict)
)
def test_a_decision_is_due_from_its_review_day_until_it_is_judged_for_good(
    decided, review_on, today, verdict
):
    with Tracker() as tracker:
        try:
            key = commands.decide(tracker, said(decided_on=decided, review_on=review_on))
        except InvalidInput:
            assert review_on is not None
            assert review_on < decided
            return
        expected = review_on is not None and review_on <= today
        assert [one.id for one in due_decisions(tracker, today)] == [key] * expected
        assert is_due(tracker.decisions.get(key), today) is expected
        if today < decided:
            return
        three = {"admitted_to": "a", "learned": "b", "next_choice": "c"}
        following = commands.judge_decision(tracker, key, verdict, today, **three)
        assert not is_due(tracker.decisions.get(key), today)
        assert (following is not None) is (verdict is DecisionVerdict.BAD)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(ahead=st.integers(-3, WATCHED_WEEKS * 7 + 3))
def test_measures_are_watched_for_eight_weeks_and_not_a_day_longer(
    tracker, answers, decision, ahead
):
    today = DAY + timedelta(days=ahead)
    assert bool(watched(tracker, today)) is (0 <= ahead < WATCHED_WEEKS * 7)
    assert watch_end(tracker.decisions.get(decision)) == DAY + timedelta(days=WATCHED_WEEKS * 7 - 1)


def test_a_bad_verdict_needs_its_three_things_and_opens_one_decision(tracker, decision, today):
    for field in ("admitted_to", "learned", "next_choice"):
        told = {"admitted_to": "a", "learned": "b", "next_choice": "c"} | {field: " "}
        refused(
            field, commands.judge_decision, tracker, decision, DecisionVerdict.BAD, today, **told
        )
    told = {"admitted_to": "a", "learned": "b", "next_choice": "c"}
    judge = commands.judge_decision
    following = judge(tracker, decision, DecisionVerdict.BAD, today, **told)
    commands.unjudge_decision(tracker, decision)
    assert judge(tracker, decision, DecisionVerdict.BAD, today, **told) == following
    view = decision_view(tracker, following, today)
    assert view.before.id == decision
    assert view.decision.review_on == today + timedelta(weeks=8)
    refused("verdict", judge, tracker, decision, DecisionVerdict.HELD, DAY - timedelta(days=1))
    refused(
        "decided_on", commands.edit_decision, tracker, decision, said(decided_on=date(2027, 1, 1))
    )


def test_only_who_was_told_may_see_it_and_not_before(tracker, finance, sales, decision, today):
    refused(
        "told_on", commands.tell_decision, tracker, decision, sales, DAY - timedelta(days=1), today
    )
    late = today + timedelta(days=1)
    refused("told_on", commands.tell_decision, tracker, decision, sales, late, today)
    future = said(decided_on=late)
    refused("told", commands.decide, tracker, future, told=[sales], today=today)
    commands.tell_decision(tracker, decision, sales, date(2026, 10, 5), today)
    assert decisions_told_to(tracker, finance, DAY, today) == []
    assert [one.id for one, _ in decisions_told_to(tracker, sales, DAY, today)] == [decision]
    assert decisions_told_to(tracker, sales, DAY, date(2026, 10, 4)) == []
    with pytest.raises(TrackerError, match="was not told"):
        decision_page(tracker, decision, today, finance)
    theirs = decision_page(tracker, decision, today, sales)
    assert (theirs.less_happy, theirs.told, theirs.yours) == ("", (), False)
    commands.untell_decision(tracker, decision, sales)
    with pytest.raises(TrackerError):
        decision_page(tracker, decision, today, sales)


@pytest.mark.parametrize("field", ["title", "options", "logic", "choice"])
def test_other_words_have_to_be_told_again_in_one_step(tracker, sales, decision, today, field):
    commands.tell_decision(tracker, decision, sales, DAY, today)
    now = DecisionInput.of(tracker.decisions.get(decision))
    kept = replace(now, note="Mine", review_on=None, choice=f" {now.choice} ")
    assert commands.edit_decision(tracker, decision, kept) is False
    assert tracker.decisions_told.all()
    assert commands.edit_decision(tracker, decision, replace(now, **{field: "Other"})) is True
    assert tracker.decisions_told.all() == []
    tracker.undo()
    assert [one.customer_id for one in tracker.decisions_told.all()] == [sales]
    assert getattr(tracker.decisions.get(decision), field) == getattr(now, field)


def test_a_decision_does_not_move_behind_its_telling(tracker, sales, decision, today):
    told = DAY + timedelta(days=3)
    commands.tell_decision(tracker, decision, sales, told, today)
    now = DecisionInput.of(tracker.decisions.get(decision))
    late = replace(now, decided_on=told + timedelta(days=1))
    refused("decided_on", commands.edit_decision, tracker, decision, late)
    commands.edit_decision(tracker, decision, replace(now, decided_on=told))
    assert tracker.decisions.get(decision).decided_on == told
    assert tracker.decisions_told.all()


def test_a_telling_of_a_day_to_come_shows_nothing_to_anybody(tracker, sales, decision, today):
    late = today + timedelta(days=1)
    tracker.decisions_told.add(decision_id=decision, customer_id=sales, told_on=late)
    with pytest.raises(TrackerError, match="was not told"):
        decision_page(tracker, decision, today, sales)
    assert decision_page(tracker, decision, today).told == ()
    assert decision_page(tracker, decision, late).told
    first, last = today - timedelta(days=60), today + timedelta(days=2)
    assert scorecard(tracker, sales, first, last, today).decisions == ()
    assert scorecard(tracker, sales, first, last, late).decisions


def test_a_review_tells_of_decisions_that_somebody_knows_as_they_stood_at_its_end(
    tracker, answers, sales, decision, today
):
    first, last = date(2026, 9, 1), date(2026, 10, 31)
    assert review(tracker, first, last, today).decisions == ()
    commands.tell_decision(tracker, decision, sales, DAY, today)
    three = {"admitted_to": "a", "learned": "b", "next_choice": "c"}
    commands.judge_decision(tracker, decision, DecisionVerdict.BAD, today, **three)
    (then,) = review(tracker, first, last, today).decisions
    assert (then.verdict, then.learned, then.less_happy) == (None, "", "Finance leads")
    (now,) = review(tracker, date(2026, 11, 1), date(2026, 11, 30), today).decisions
    assert (now.verdict, now.learned, now.told) == (DecisionVerdict.BAD, "b", ("Field sales",))


def test_an_archived_customer_keeps_history_and_is_not_watched(tracker, answers, finance, decision):
    commands.archive_customer(tracker, finance, date(2026, 10, 1))
    assert watched(tracker, date(2026, 10, 2)) == {}
    assert decision_view(tracker, decision, DAY).less_happy.name == "Finance leads"


def test_a_deleted_decision_opens_its_conflict_again(tracker, conflict):
    key = commands.decide(tracker, said(), conflict_id=conflict)
    commands.remove_decision(tracker, key)
    again = tracker.conflicts.get(conflict)
    assert (again.closed_on, again.outcome) == (None, None)
    tracker.undo()
    assert tracker.conflicts.get(conflict).outcome is ConflictEnd.DECISION
    commands.reopen_conflict(tracker, conflict)
    later = DAY + timedelta(days=5)
    second = commands.decide(tracker, said(decided_on=later), conflict_id=conflict)
    commands.remove_decision(tracker, second)
    assert tracker.conflicts.get(conflict).closed_on == DAY


def test_a_conflict_that_was_no_conflict_stays_closed_whatever_is_deleted(tracker, conflict):
    key = commands.decide(tracker, said(), conflict_id=conflict)
    commands.close_conflict(tracker, conflict, DAY)
    commands.remove_decision(tracker, key)
    assert tracker.conflicts.get(conflict).outcome is ConflictEnd.NONE


def test_a_conflict_closes_when_its_decision_is_moved_and_not_before_it_opened(tracker, conflict):
    key = commands.decide(tracker, said(), conflict_id=conflict)
    early = said(decided_on=DAY - timedelta(days=1))
    refused("decided_on", commands.edit_decision, tracker, key, early)
    later = DAY + timedelta(days=4)
    commands.edit_decision(tracker, key, said(decided_on=later))
    assert tracker.conflicts.get(conflict).closed_on == later
    tracker.undo()
    assert tracker.conflicts.get(conflict).closed_on == DAY


def test_what_hangs_on_a_deleted_conflict_or_decision_stays(tracker, conflict):
    key = commands.decide(tracker, said(), conflict_id=conflict)
    commands.remove_conflict(tracker, conflict)
    assert tracker.decisions.get(key).conflict_id is None
    tracker.undo()
    assert tracker.decisions.get(key).conflict_id == conflict
    commands.reopen_conflict(tracker, conflict)
    commands.review_decision(tracker, key, None)
    commands.remove_decision(tracker, key)
    assert tracker.conflicts.get(conflict).closed_on is None


def texts(document) -> str:
    return "\n".join(str(getattr(block, "text", "")) for block in document.every())


def test_a_customer_reads_what_became_of_a_decision_and_what_replaced_it(
    tracker, finance, sales, decision, today
):
    commands.tell_decision(tracker, decision, sales, DAY, today)
    page = texts(decision_document(decision_page(tracker, decision, today, sales)))
    assert "When I look at it again" in page
    told = {"admitted_to": "Kim", "learned": "Ask first", "next_choice": "Audit"}
    following = commands.judge_decision(tracker, decision, DecisionVerdict.BAD, today, **told)
    commands.edit_decision(tracker, following, said(title="Audit first", decided_on=today))
    page = texts(decision_document(decision_page(tracker, decision, today, sales)))
    assert "How it turned out" in page
    assert "It did not fare well" in page
    assert "When I look at it again" not in page
    for secret in ("Kim", "Ask first", "Audit first"):
        assert secret not in page  # admitted, learned: mine; the next one: not told to them yet
    commands.tell_decision(tracker, following, sales, today, today)
    page = texts(decision_document(decision_page(tracker, decision, today, sales)))
    assert "In its place: Audit first: Clean" in page
    mine = texts(decision_document(decision_page(tracker, decision, today)))
    assert "Ask first" in mine
    assert "In its place: Audit first: Clean" in mine


def test_a_verdict_to_come_is_not_told_before_its_day(tracker, finance, sales, decision, today):
    commands.tell_decision(tracker, decision, sales, DAY, today)
    commands.judge_decision(tracker, decision, DecisionVerdict.HELD, today)
    before = today - timedelta(days=1)
    page = texts(decision_document(decision_page(tracker, decision, before, sales)))
    assert "It held" not in page


def test_a_scorecard_tells_what_became_of_a_decision_in_its_time(
    tracker, finance, sales, decision, today
):
    day, last = date(2026, 11, 13), date(2026, 11, 15)
    commands.tell_decision(tracker, decision, sales, DAY, today)
    commands.judge_decision(tracker, decision, DecisionVerdict.HELD, day)

    def lines(first: date, until: date) -> tuple[str, ...]:
        content = scorecard(tracker, sales, first, until, today)
        return tuple(line for one in content.decisions for line in one.told)

    assert lines(date(2026, 8, 17), last)[-1] == "It held (13 November)."
    # Told of long ago, but it became known in this time what became of it.
    assert lines(date(2026, 11, 2), last)[-1] == "It held (13 November)."
    assert not [one for one in lines(date(2026, 8, 17), date(2026, 11, 8)) if "held" in one]
    assert lines(date(2026, 10, 5), date(2026, 11, 8)) == ()


def test_what_replaced_a_decision_is_on_the_scorecard_of_who_was_told(
    tracker, sales, decision, today
):
    commands.tell_decision(tracker, decision, sales, DAY, today)
    told = {"admitted_to": "Kim", "learned": "Ask first", "next_choice": "Audit"}
    day = date(2026, 11, 9)
    following = commands.judge_decision(tracker, decision, DecisionVerdict.BAD, day, **told)
    commands.edit_decision(tracker, following, said(title="Audit first", decided_on=day))
    first, last = date(2026, 8, 17), date(2026, 11, 15)
    one, *_ = scorecard(tracker, sales, first, last, today).decisions
    assert one.told[-1] == "It did not fare well (9 November)."
    commands.tell_decision(tracker, following, sales, day, today)
    one, *_ = scorecard(tracker, sales, first, last, today).decisions
    assert one.told[-1] == "In its place is what I chose on 9 November, below."
    off = {f"decision:{tracker.decisions.get(following).uid}": False}
    one, *_ = scorecard(tracker, sales, first, last, today, off).decisions
    assert one.told[-1] == "In its place: Audit first: Clean"
