"""A scorecard holds what may be shown, as it stood when its period ended, item by item."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.app.answers import ANSWERS

from tracker.app import commands
from tracker.app.commands import FixInput
from tracker.app.overview.overview import overview
from tracker.app.review.review import review
from tracker.app.sharing.scorecard import scorecard, scorecard_period
from tracker.app.signals.corrections import fix_board
from tracker.app.tracker import Tracker
from tracker.detection.scale import Scale
from tracker.domain.correction import FixState
from tracker.domain.customer import CustomerKind, Tier
from tracker.domain.errors import InvalidInput
from tracker.domain.keeping import KeepingState
from tracker.domain.measure import Better
from tracker.domain.period import Cadence, Period
from tracker.paper.writer import document_bytes
from tracker.report.charts.spark import Mark
from tracker.report.scorecard.content import (
    Item,
    ItemKind,
    Scorecard,
    ScorecardMeasure,
)
from tracker.report.scorecard.document import scorecard_document

FIRST, LAST = date(2026, 8, 17), date(2026, 11, 15)  # 13 weeks up to the Sunday before
WEEKS = [FIRST + timedelta(weeks=at) for at in range(13)]
NEXT = date(2026, 11, 16)


@pytest.fixture
def answers(tracker: Tracker, finance: int) -> int:
    """Return a shared weekly duration, promised a year ago."""
    return commands.add_measure(tracker, finance, ANSWERS, date(2025, 11, 17))


def log(tracker: Tracker, measure_id: int, *values: float | None, start: date = FIRST) -> None:
    measure = tracker.measures.get(measure_id)
    period = Period.of(start, measure.cadence, measure.phase)
    for at, value in enumerate(values):
        if value is not None:
            commands.record(tracker, measure_id, (period + at).start, value)


def card(tracker: Tracker, customer_id: int, today: date, **other: object) -> Scorecard:
    said = {"first": FIRST, "last": LAST} | other
    return scorecard(tracker, customer_id, said.pop("first"), said.pop("last"), today, **said)


def only(content: Scorecard) -> ScorecardMeasure:
    (part,) = content.measures
    return part


def items(content: Scorecard) -> dict[str, Item]:
    return {item.key: item for item in content.items}


def kinds(content: Scorecard) -> set[ItemKind]:
    return {item.kind for item in content.items}


def test_the_usual_period_is_13_weeks_up_to_the_last_finished_one(tracker, today) -> None:
    assert scorecard_period(today) == (FIRST, LAST)
    assert scorecard_period(date(2026, 11, 22)) == (FIRST, LAST)
    assert scorecard_period(date(2026, 11, 23)) == (date(2026, 8, 24), date(2026, 11, 22))
    assert scorecard_period(today, tracker) == (FIRST, LAST)
    commands.answer_week(tracker, NEXT, "They waited")
    assert scorecard_period(today, tracker) == (FIRST, LAST)
    commands.finish_week(tracker, NEXT, "They waited")
    assert scorecard_period(today, tracker) == (date(2026, 8, 24), date(2026, 11, 22))
    assert scorecard_period(today) == (FIRST, LAST)


def test_only_shared_measures_in_use_that_are_no_drafts_are_on_it(
    tracker, finance, answers, today
) -> None:
    other = commands.add_customer(tracker, "Legal", Tier.SERVE, CustomerKind.EXTERNAL)
    for name, customer, more in (
        ("Private", finance, {"shared": False}),
        ("Draft", finance, {"draft": True}),
        ("Archived", finance, {}),
        ("Theirs", other, {}),
    ):
        key = commands.add_measure(tracker, customer, replace(ANSWERS, name=name, **more), FIRST)
    commands.archive_measure(tracker, tracker.measures.where("name = 'Archived'")[0].id, today)
    log(tracker, key, *[1.0] * 13)
    content = card(tracker, finance, today)
    assert only(content).name == "Answers"
    assert not any(
        name in item.text
        for item in content.items
        for name in ("Private", "Draft", "Archived", "Theirs", "Legal")
    )


def test_a_measure_says_what_was_promised_what_came_of_it_and_shows_it(
    tracker, finance, answers, today
) -> None:
    log(tracker, answers, 1.5, 1.6, 2.1, None, *[1.6] * 9)
    commands.skip(tracker, answers, WEEKS[3], "away at a funeral")
    part = only(card(tracker, finance, today))
    assert part.promise == "Promise: within 2 days. From the question to an answer"
    assert (part.figure, part.keeping.state) == ("1.6 days", KeepingState.KEPT)
    assert part.told == (
        "On average over 13 weeks.",
        "Kept in 11 of 12 weeks; one without a figure.",
    )
    assert part.changed == ()
    assert part.caption == "13 weeks · dashed: promise"
    assert part.picture is not None
    assert (part.picture.first, part.picture.last) == (FIRST, LAST)
    assert [point.value for point in part.picture.points][:3] == [1.5, 1.6, 2.1]
    assert [gap.reason for gap in part.picture.gaps] == ["skipped"]
    assert part.picture.subtitle == "days, lower is better"


@pytest.mark.parametrize(
    ("logged", "kept"),
    [
        ([], KeepingState.TOO_FEW),
        ([1.0] * 2, KeepingState.TOO_FEW),
        ([1.0] * 3, KeepingState.KEPT),
        ([1.0, 2.0, 3.0, 2.0], KeepingState.KEPT),
        ([1.0, 2.0, 3.0, 2.1], KeepingState.PARTLY_KEPT),
        ([1.0, 3.0, 2.2], KeepingState.NOT_KEPT),
        ([1.0] * 4 + [2.1, 2.3, 2.2], KeepingState.NOT_KEPT_SINCE),
    ],
)
def test_kept_is_what_the_periods_keep_where_there_are_values_enough(
    tracker, finance, answers, today, logged, kept
) -> None:
    log(tracker, answers, *logged)
    part = only(card(tracker, finance, today))
    assert part.keeping.state is kept
    assert (part.figure == "–") == (not logged)


def test_an_average_just_past_the_promise_is_shown_so_that_one_sees_it(
    tracker, finance, answers, today
) -> None:
    log(tracker, answers, 2.0, 2.0, 2.0, 2.2)
    part = only(card(tracker, finance, today))
    assert (part.keeping.state, part.figure) == (KeepingState.KEPT, "2.1 days")


def test_one_value_is_too_few_also_for_a_young_measure(tracker, finance, today) -> None:
    young = commands.add_measure(tracker, finance, ANSWERS, WEEKS[11])
    log(tracker, young, 1.0, start=WEEKS[12])
    part = only(card(tracker, finance, today))
    assert part.keeping.state is KeepingState.TOO_FEW  # one of two weeks
    assert part.told == (
        "One value in 2 weeks.",
        "Kept in the one week so far; one without a figure.",
    )


def test_a_measure_of_this_week_has_nothing_to_say_yet(tracker, finance, today) -> None:
    new = commands.add_measure(tracker, finance, ANSWERS, NEXT)
    log(tracker, new, 1.0, start=NEXT)
    part = only(card(tracker, finance, today))
    assert (part.keeping.state, part.figure) == (KeepingState.TOO_FEW, "–")
    assert part.told == ("The first week of it has not ended yet.",)


def test_without_a_promise_there_is_nothing_to_keep(tracker, finance, today) -> None:
    key = commands.add_measure(tracker, finance, ANSWERS, FIRST)
    with tracker.edit("as files of others may have it"):
        tracker.measures.versions.change(tracker.measures.get(key).now.id, promise=None)
    log(tracker, key, 1.0, 2.0)
    content = card(tracker, finance, today)
    part = only(content)
    assert (part.keeping.state, part.figure) == (KeepingState.NO_PROMISE, "1.5 days")
    assert part.told == ("On average over 13 weeks.", "2 of 13 weeks logged.")
    assert part.promise == "From the question to an answer"
    assert part.caption == "13 weeks"
    assert content.summary == "Nothing was promised yet."


def test_yes_and_no_show_the_share_of_yes(tracker, finance, today) -> None:
    said = replace(ANSWERS, scale=Scale.YESNO, better=Better.HIGHER, promise=1, unit="")
    key = commands.add_measure(tracker, finance, said, FIRST)
    log(tracker, key, 1, 1, 1, 0)
    part = only(card(tracker, finance, today))
    assert (part.figure, part.keeping.state) == ("75 %", KeepingState.KEPT)
    assert part.told[1] == "Kept in 3 of 4 weeks; nine without a figure."


def test_each_value_is_judged_by_the_promise_of_its_own_period(
    tracker, finance, answers, today
) -> None:
    log(tracker, answers, *[1.8] * 13)
    commands.edit_measure(tracker, answers, replace(ANSWERS, promise=1.5), WEEKS[10])
    part = only(card(tracker, finance, today))
    assert part.keeping.state is KeepingState.NOT_KEPT_SINCE  # for ten weeks the promise was 2
    assert part.promise.startswith("Promise: within 1.5 days")
    assert part.told == (
        "On average over 13 weeks.",
        "Kept in 10 of 13 weeks by the promise of the time, in none of the 3 since.",
        "Until 25 October the promise was within 2 days.",
    )
    assert part.picture is not None
    assert [one.label for one in part.picture.promises] == ["≤ 2 days", "≤ 1.5 days"]
    commands.edit_measure(tracker, answers, replace(ANSWERS, promise=1.4), WEEKS[10])
    late = only(card(tracker, finance, today, first=WEEKS[9]))
    assert late.keeping.state is KeepingState.NOT_KEPT_SINCE
    assert (late.keeping.met, late.keeping.of) == (1, 4)  # one week of four by the old promise


def test_what_is_far_out_is_in_no_average_and_that_is_said(
    tracker, finance, answers, today
) -> None:
    log(tracker, answers, 1.5, 1.6, 1.4, 1.5, 1.6, 1.4, 1.5, 1.6, 900.0, 1.4, 1.5, 1.6, 1.5)
    part = only(card(tracker, finance, today))
    assert part.figure == "1.5 days"
    assert part.told == (
        "On average over 13 weeks.",
        "One value far out is left out.",
        "Kept in 12 of 13 weeks.",
    )


def test_only_values_of_one_unit_have_an_average(tracker, finance, answers, today) -> None:
    log(tracker, answers, *[1.0] * 6)
    commands.edit_measure(tracker, answers, replace(ANSWERS, unit="hours", promise=10), WEEKS[6])
    log(tracker, answers, *[8.0] * 7, start=WEEKS[6])
    part = only(card(tracker, finance, today))
    assert (part.figure, part.keeping.state) == ("8 hours", KeepingState.KEPT)
    assert part.told[1] == "Kept in all 13 weeks by the promise of the time."


def test_nothing_of_later_changes_what_was_shown(tracker, finance, answers, today) -> None:
    log(tracker, answers, *[1.6, 1.5, 1.7, 1.6] * 9, start=FIRST - timedelta(weeks=23))
    before = card(tracker, finance, today)
    log(tracker, answers, 9.0, 9.5, 9.2, 9.0, start=NEXT)
    commands.annotate(tracker, answers, NEXT, note="Later")
    commands.edit_measure(
        tracker, answers, replace(ANSWERS, promise=1, unit="hours", definition="Other"), NEXT
    )
    commands.plan_change(tracker, answers, NEXT, "Another system")
    commands.add_event(tracker, NEXT, "Later", customer_id=finance)
    commands.add_rating(tracker, finance, NEXT, 1, "Later", measure_id=answers)
    assert card(tracker, finance, today) == before
    document = scorecard_document(before)
    assert scorecard_document(card(tracker, finance, today)) == document
    assert document.day == LAST


def test_several_promises_are_not_judged_by_later_values(tracker, finance, answers, today) -> None:
    """The verdict reads the values of its stretch again where the promise was changed in it."""
    log(tracker, answers, *[1.6] * 13)
    commands.edit_measure(tracker, answers, replace(ANSWERS, promise=1.9), WEEKS[2])
    before = card(tracker, finance, today)
    log(tracker, answers, *[3.0] * 8, start=NEXT)
    assert card(tracker, finance, today + timedelta(weeks=9)) == before


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(
        st.sampled_from([None, 0.5, 1.4, 1.5, 1.6, 1.7, 2.5, 2.6, 4.0]), min_size=20, max_size=40
    ),
    st.integers(0, 18),
    st.sampled_from([None, 1.2, 1.8, 3.0]),
    st.sampled_from([Cadence.WEEKLY, Cadence.FORTNIGHTLY, Cadence.MONTHLY]),
)
def test_a_page_made_later_is_the_page_made_then(values, behind, promise, cadence) -> None:
    """Whatever is logged, promised and planned after its end, and also after it was judged."""
    pages = []
    for later in (False, True):
        with Tracker() as tracker:
            finance = commands.add_customer(tracker, "Finance", Tier.WOW, CustomerKind.TEAM)
            said = replace(ANSWERS, cadence=cadence)
            key = commands.add_measure(tracker, finance, said, date(2025, 1, 6))
            measure = tracker.measures.get(key)
            newest = Period.of(LAST + timedelta(days=1), cadence, measure.phase) + -1
            first = newest + (1 - len(values) + behind)
            ends = [Period(one.start, cadence).end for one in (newest, newest + 1)]
            if promise:
                commands.edit_measure(tracker, key, replace(said, promise=promise), ends[0])
            if later:
                tracker.judge.finding(key)
                commands.edit_measure(tracker, key, replace(said, promise=0.1), ends[1])
                commands.plan_change(tracker, key, ends[1], "Another way")
            for at, value in enumerate(values):
                if value is not None and (later or first + at <= newest):
                    commands.record(tracker, key, (first + at).start, value)
                    if later:
                        tracker.judge.finding(key)
            content = scorecard(tracker, finance, FIRST, LAST, date(2027, 1, 15))
            pages.append(scorecard_document(replace(content, token="")))
    assert pages[0] == pages[1]


def test_a_period_counts_where_it_ends(tracker, finance, answers, today) -> None:
    log(tracker, answers, *range(1, 14))
    part = only(card(tracker, finance, today, first=date(2026, 9, 2), last=date(2026, 9, 23)))
    assert part.picture is not None
    shown = [point.day for point in part.picture.points]
    assert shown == [date(2026, 8, 31), date(2026, 9, 7), date(2026, 9, 14)]
    following = only(card(tracker, finance, today, first=date(2026, 9, 24)))
    assert following.picture is not None
    assert following.picture.points[0].day == date(2026, 9, 21)


def test_months_and_quarters_count_where_they_end(tracker, finance, today) -> None:
    month = replace(ANSWERS, name="Monthly", cadence=Cadence.MONTHLY)
    quarter = replace(ANSWERS, name="Quarterly", cadence=Cadence.QUARTERLY)
    for said in (month, quarter):
        key = commands.add_measure(tracker, finance, said, date(2026, 1, 1))
        log(tracker, key, *[1.0] * 4, start=date(2026, 1, 1))
        log(tracker, key, *[3.0] * 4, start=date(2026, 8, 1))
    monthly, quarterly = card(tracker, finance, today).measures
    assert (monthly.figure, monthly.keeping.state, monthly.caption) == (
        "3 days", KeepingState.NOT_KEPT, "3 months · dashed: promise",
    )  # fmt: skip
    assert quarterly.caption == "1 quarter · dashed: promise"
    assert quarterly.told == (
        "The only value in this time.",
        "Not kept in the one quarter so far.",
    )
    short = card(tracker, finance, today, first=date(2026, 11, 2))
    assert [one.told for one in short.measures] == [
        ("No month ended in this time.",), ("No quarter ended in this time.",),
    ]  # fmt: skip
    assert [one.picture for one in short.measures] == [None, None]
    assert ItemKind.CHART not in kinds(short)


SLOWER = [*[1.6, 1.5, 1.7, 1.6] * 6, 1.6, *[2.6, 2.7, 2.8, 2.7, 2.6]]


def test_a_change_that_stands_is_told_and_named_in_the_summary(
    tracker, finance, answers, today
) -> None:
    log(tracker, answers, *SLOWER, start=FIRST - timedelta(weeks=17))
    content = card(tracker, finance, today)
    part = only(content)
    assert part.changed == ("Slower since 12 October: 2.7 days, 1.6 before.",)
    assert content.summary == "The promise has not been kept since 12 October."
    assert part.figure == "2.7 days"
    assert part.told == (
        "On average since 12 October.",
        "Over 13 weeks: 2.02 days on average.",
        "Kept in 8 of 13 weeks, in none of the 5 since.",
    )
    assert part.picture is not None
    assert [(flag.label, flag.kind) for flag in part.picture.flags] == [
        ("noticed 19 Oct", "revealed")
    ]
    assert Mark.WORSE in {point.mark for point in part.picture.points}
    earlier = only(card(tracker, finance, today, last=date(2026, 10, 11)))
    assert earlier.changed == ()
    assert earlier.picture is not None
    assert {point.mark for point in earlier.picture.points} == {Mark.USUAL}
    assert earlier.picture.flags == ()


def test_a_change_that_is_over_is_told_with_both_its_ends(tracker, finance, answers, today) -> None:
    log(tracker, answers, *SLOWER[:-5], start=FIRST - timedelta(weeks=25))
    log(tracker, answers, *[3.0, 3.1, 2.9, 3.0, 3.1], *[1.6, 1.5, 1.7] * 2, start=WEEKS[0])
    log(tracker, answers, 1.6, 1.5, start=WEEKS[11])
    part = only(card(tracker, finance, today))
    assert part.changed[0] == "Slower from 17 August to 27 September: 3 days, 1.6 before."


def test_a_customer_not_to_be_annoyed_hears_of_no_change(tracker, finance, answers, today) -> None:
    commands.move_customer(tracker, finance, Tier.MAINTAIN, today)
    log(tracker, answers, *SLOWER, start=FIRST - timedelta(weeks=17))
    part = only(card(tracker, finance, today))
    assert (part.changed, part.move) == ((), None)


def start_fix(tracker: Tracker, measure_id: int, **other: object) -> int:
    said = {
        "what": "A named cover", "started_on": date(2026, 10, 19), "obstacle": "Nobody knew",
        "owner": "Marketing", "note": "ask Tom",
    } | other  # fmt: skip
    return commands.start_fix(tracker, measure_id, FixInput(**said))


def test_fixes_are_told_with_what_came_of_them(tracker, finance, answers, today) -> None:
    log(tracker, answers, *SLOWER, start=FIRST - timedelta(weeks=17))
    start_fix(tracker, answers, due_on=date(2026, 12, 4), review_on=date(2026, 12, 11))
    content = card(tracker, finance, today)
    (fix,) = content.fixes
    assert fix.told == ("A named cover, since 19 October. Too early to tell: 2 more weeks needed.")
    assert content.summary.endswith("A fix is running and you will see the result on 11 December.")
    assert content.coming == (
        "4 December: “A named cover” is to be done.",
        "11 December: we look at what “A named cover” changed.",
        "The next scorecard comes after 14 February 2027.",
    )
    picture = only(content).picture
    assert picture is not None
    assert [(one.first, one.last, one.label) for one in picture.spans] == [
        (date(2026, 10, 19), LAST, "A named cover")
    ]
    told = str(scorecard_document(content))
    assert not any(secret in told for secret in ("Nobody knew", "Marketing", "Tom"))


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"done_on": date(2026, 8, 16)}, None),  # before the period
        ({"done_on": date(2026, 8, 17)}, "done on 17 August"),
        ({"done_on": date(2026, 8, 10), "review_on": date(2026, 9, 1)}, "done on 10 August"),
        ({"done_on": date(2026, 11, 18)}, "done on 18 November"),  # by today
        ({"done_on": date(2026, 12, 1)}, "since 3 August"),  # still running
        ({"dropped_on": date(2026, 9, 1)}, None),
        ({"dropped_on": date(2026, 12, 1)}, "since 3 August"),
        ({"started_on": date(2026, 11, 18)}, "from 18 November"),
        ({"started_on": date(2026, 11, 21)}, None),  # tomorrow
    ],
)
def test_what_is_told_of_a_fix_depends_on_its_days(
    tracker, finance, answers, today, changes, told
) -> None:
    key = start_fix(tracker, answers, started_on=date(2026, 8, 3))
    with tracker.edit("fix"):
        tracker.fixes.change(key, **changes)
    fixes = card(tracker, finance, today).fixes
    assert [told in one.told for one in fixes] == ([] if told is None else [True])


def test_an_old_scorecard_does_not_tell_of_newer_fixes(tracker, finance, answers, today) -> None:
    start_fix(tracker, answers)
    assert not card(tracker, finance, today, last=date(2026, 10, 4)).fixes
    assert card(tracker, finance, date(2026, 10, 30), last=date(2026, 10, 4)).fixes


def test_notes_are_off_until_they_have_a_star(tracker, finance, answers, today) -> None:
    log(tracker, answers, *[1.5] * 13)
    for week, note in ((WEEKS[2], "“Fastest close”"), (WEEKS[5], "Two waited")):
        commands.annotate(tracker, answers, week, note=note, private_note="I was tired")
    starred = tracker.evaluations.find(answers, WEEKS[2])
    other = tracker.evaluations.find(answers, WEEKS[5])
    assert starred is not None
    assert other is not None
    commands.star(tracker, evaluation_id=starred.id, on=True)
    content = card(tracker, finance, today)
    assert only(content).notes == ("In the week of 31 August: “Fastest close”",)
    written = document_bytes(scorecard_document(content), ".html").decode()
    assert written.count("Fastest close") == 1, "a note is quoted once on a page"
    found = items(content)
    assert (found[f"note:{starred.uid}"].on, found[f"note:{other.uid}"].on) == (True, False)
    assert found[f"note:{other.uid}"].text == "Week 39, Answers: Two waited"
    switched = card(
        tracker, finance, today,
        switches={f"note:{starred.uid}": False, f"note:{other.uid}": True},
    )  # fmt: skip
    assert only(switched).notes == ("In the week of 21 September: Two waited",)
    assert "tired" not in str(switched)


def test_what_is_drawn_is_what_happened_to_them_or_to_everybody(
    tracker, finance, answers, today
) -> None:
    log(tracker, answers, *[1.5] * 13)
    other = commands.add_customer(tracker, "Legal", Tier.SERVE, CustomerKind.EXTERNAL)
    commands.add_event(tracker, WEEKS[4], "New ledger", "secret", customer_id=finance)
    commands.add_event(tracker, WEEKS[3], "New prices")
    commands.add_event(tracker, WEEKS[2], "Theirs", customer_id=other)
    commands.add_event(tracker, WEEKS[0] - timedelta(days=1), "Before")
    commands.plan_change(tracker, answers, WEEKS[6], "Another source")
    content = card(tracker, finance, today)
    assert [(one.label, one.kind) for one in only(content).picture.flags] == [
        ("New prices", "event"), ("New ledger", "event"), ("Another source", "planned"),
    ]  # fmt: skip
    assert {item.text for item in content.items if item.kind is ItemKind.EVENT} == {
        "7 September: New prices", "14 September: New ledger",
    }  # fmt: skip
    assert "secret" not in str(content)
    event = next(item for item in content.items if "New prices" in item.text)
    planned = next(item for item in content.items if item.kind is ItemKind.PLANNED)
    less = card(tracker, finance, today, switches={event.key: False, planned.key: False})
    assert [one.label for one in only(less).picture.flags] == ["New ledger"]


def test_an_event_of_everybody_is_one_item_on_several_charts(
    tracker, finance, answers, today
) -> None:
    second = commands.add_measure(tracker, finance, replace(ANSWERS, name="Second"), FIRST)
    commands.add_event(tracker, WEEKS[3], "New prices")
    charts = [f"chart:{tracker.measures.get(key).uid}" for key in (answers, second)]
    for off, on in ((charts[:1], True), (charts[1:], True), (charts, False)):
        content = card(tracker, finance, today, switches=dict.fromkeys(off, False))
        (event,) = (item for item in content.items if item.kind is ItemKind.EVENT)
        assert event.on is on


def test_a_measure_that_is_off_takes_everything_of_it_along(
    tracker, finance, answers, today
) -> None:
    log(tracker, answers, *SLOWER, start=FIRST - timedelta(weeks=17))
    commands.annotate(tracker, answers, WEEKS[2], note="Fast")
    commands.star(tracker, evaluation_id=tracker.evaluations.find(answers, WEEKS[2]).id, on=True)
    start_fix(tracker, answers, review_on=date(2026, 12, 11))
    commands.add_event(tracker, WEEKS[4], "New ledger", customer_id=finance)
    commands.add_rating(tracker, finance, WEEKS[9], 2, "Slow", measure_id=answers)
    key = f"measure:{tracker.measures.get(answers).uid}"
    content = card(tracker, finance, today, switches={key: False})
    off = {item.kind for item in content.items if not item.on}
    assert off == {
        ItemKind.MEASURE,
        ItemKind.CHART,
        ItemKind.FIX,
        ItemKind.NOTE,
        ItemKind.EVENT,
        ItemKind.WORDS,
    }
    assert (content.measures, content.fixes, content.words, content.token) == ((), (), (), "")
    assert content.summary == "Nothing is shared on this page yet."
    for word in ("Answers", "Slow", "named cover", "New ledger", "Fast"):
        assert word not in str(scorecard_document(content))


def test_switches_are_those_that_were_kept(tracker, finance, answers, today) -> None:
    uid = tracker.measures.get(answers).uid
    commands.switch_item(tracker, finance, f"chart:{uid}", on=False)
    commands.switch_item(tracker, finance, "summary", on=False)
    commands.switch_item(tracker, finance, "next", on=False)
    content = card(tracker, finance, today)
    assert only(content).picture is None
    assert (content.summary, content.coming) == ("", ())
    assert items(content)["title"].fixed
    assert items(card(tracker, finance, today, switches={}))["summary"].on
    assert card(tracker, finance, today, switches={"title": False}).items[0].on


def test_items_of_a_kind_stand_together_and_say_what_they_belong_to(
    tracker, finance, answers, today
) -> None:
    commands.add_measure(tracker, finance, replace(ANSWERS, name="Second"), FIRST)
    start_fix(tracker, answers)
    content = card(tracker, finance, today)
    order = list(ItemKind)
    places = [order.index(item.kind) for item in content.items]
    assert places == sorted(places)
    assert len({item.key for item in content.items}) == len(content.items)
    fix = next(item for item in content.items if item.kind is ItemKind.FIX)
    assert fix.under == f"measure:{tracker.measures.get(answers).uid}"


def test_their_words_stand_on_it_and_those_about_what_they_do_not_see_stay_away(
    tracker, finance, answers, today
) -> None:
    private = commands.add_measure(
        tracker, finance, replace(ANSWERS, name="Private", shared=False), FIRST
    )
    other = commands.add_customer(tracker, "Legal", Tier.SERVE, CustomerKind.EXTERNAL)
    commands.add_rating(tracker, finance, WEEKS[2], 4, "Good", measure_id=answers)
    commands.add_rating(tracker, finance, WEEKS[3], 1.5, "About so", measure_id=answers, five=False)
    commands.add_rating(tracker, finance, WEEKS[4], None, "Thank you")
    commands.add_rating(tracker, finance, WEEKS[5], 2, "", measure_id=answers)
    commands.add_rating(tracker, finance, WEEKS[6], 1, "Not for here", measure_id=private)
    commands.add_rating(tracker, other, WEEKS[6], 1, "Legal's")
    commands.add_rating(tracker, finance, FIRST - timedelta(days=1), 1, "Before")
    content = card(tracker, finance, today)
    assert [(one.text, one.about, one.said_on) for one in content.words] == [
        ("Good", "4 of 5 for Answers", WEEKS[2]),
        ("About so", "1.5 days for Answers", WEEKS[3]),
        ("Thank you", "", WEEKS[4]),
    ]
    assert "Not for here" not in str(content)


def test_who_i_am_is_told_as_far_as_it_is_known_and_switched_on(
    tracker, finance, answers, today
) -> None:
    assert ItemKind.PERSON not in kinds(card(tracker, finance, today))
    commands.introduce(tracker, "Ana Ruiz", "Reporting", "ana@example.org")
    commands.set_scorecard_text(tracker, finance, "We had a good talk.\n\nThank you.")
    content = card(tracker, finance, today)
    document = scorecard_document(content)
    assert (document.name, document.role) == ("Ana Ruiz", "Reporting")
    assert "We had a good talk." in str(document)
    assert content.sender.mail == "ana@example.org"
    off = dict.fromkeys(("person", "mail", "own_words"), False)
    quiet = str(scorecard_document(card(tracker, finance, today, switches=off)))
    assert not any(word in quiet for word in ("Ana", "Reporting", "ana@", "good talk"))


def test_the_token_names_customer_period_and_measures_and_nothing_else(
    tracker, finance, answers, today
) -> None:
    token = card(tracker, finance, today).token
    log(tracker, answers, 1.0)
    commands.introduce(tracker, "Ana", "", "ana@example.org")
    commands.add_rating(tracker, finance, WEEKS[2], 4, "Good")
    assert card(tracker, finance, today + timedelta(days=3)).token == token
    assert card(tracker, finance, today, last=LAST - timedelta(days=1)).token != token
    commands.add_measure(tracker, finance, replace(ANSWERS, name="Second"), FIRST)
    assert card(tracker, finance, today).token != token
    assert card(tracker, finance, today, switches={"reply": False}).token == ""


def test_nothing_shared_is_said_and_asks_for_no_reply(tracker, finance, today) -> None:
    content = card(tracker, finance, today)
    assert (content.measures, content.token) == ((), "")
    assert content.summary == "Nothing is shared on this page yet."


def test_a_period_that_ends_before_it_begins_is_refused(tracker, finance, today) -> None:
    with pytest.raises(InvalidInput, match="before the first"):
        card(tracker, finance, today, first=LAST, last=FIRST)


def test_a_period_that_is_not_over_ends_with_the_running_week(
    tracker, finance, answers, today
) -> None:
    log(tracker, answers, *[1.5] * 14)
    content = card(tracker, finance, today, last=date(2026, 12, 31))
    assert content.last == date(2026, 11, 22)
    assert only(content).told == ("On average over 14 weeks.", "Kept in all 14 weeks.")
    with pytest.raises(InvalidInput, match="still to come"):
        card(tracker, finance, today, first=date(2026, 11, 23), last=date(2026, 12, 31))


def test_a_fix_that_is_off_is_on_no_chart(tracker, finance, answers, today) -> None:
    log(tracker, answers, *[1.5] * 13)
    key = start_fix(tracker, answers, review_on=date(2026, 12, 11))
    off = {f"fix:{tracker.fixes.get(key).uid}": False}
    content = card(tracker, finance, today, switches=off)
    assert (content.fixes, only(content).picture.spans) == ((), ())
    assert "named cover" not in str(scorecard_document(content))


def test_a_scorecard_changes_nothing_that_could_be_undone(tracker, finance, answers, today) -> None:
    log(tracker, answers, 1.0)
    label = tracker.history.undo_label
    card(tracker, finance, today)
    assert tracker.history.undo_label == label


def test_a_shared_measure_that_is_switched_off_leaves_its_trace(
    tracker, finance, answers, today
) -> None:
    for name in ("Forecast", "Hours"):
        commands.add_measure(tracker, finance, replace(ANSWERS, name=name), date(2025, 11, 17))
    log(tracker, answers, *[1.5] * 13)
    assert card(tracker, finance, today).trace == ""
    for count, key in enumerate([one.uid for one in tracker.measures.all()], 1):
        commands.switch_item(tracker, finance, f"measure:{key}", on=False)
        content = card(tracker, finance, today)
        said = ["2 of 3 shared promises are", "1 of 3 shared promises is", "None of 3"][count - 1]
        assert content.trace.startswith(said)
        listed = items(content)["trace"]
        assert (listed.text, listed.fixed, listed.on) == (content.trace, True, True)
        page = scorecard_document(content)
        assert [one.text for one in page.every() if getattr(one, "key", "") == "trace"]
    private = replace(ANSWERS, name="Private", shared=False)
    commands.add_measure(tracker, finance, private, date(2025, 11, 17))
    assert card(tracker, finance, today).trace == content.trace  # what is private leaves none


def test_the_next_page_comes_in_the_rhythm_in_which_pages_are_published(
    tracker, finance, answers, today, tmp_path
) -> None:
    log(tracker, answers, *[1.5] * 13)
    assert card(tracker, finance, today).coming == (
        "The next scorecard comes after 14 February 2027.",
    )
    commands.publish_for(tracker, finance, on=True)
    assert "14 February" in card(tracker, finance, today).coming[-1]  # into no folder yet
    commands.publish_into(tracker, tmp_path)
    assert card(tracker, finance, today).coming == ("The next scorecard comes after 22 November.",)


@pytest.mark.parametrize(
    ("state", "after", "days"),
    [
        (FixState.RUNNING, 4, {}),
        (FixState.OVERDUE, 4, {"due_on": date(2026, 11, 1)}),
        (FixState.WAITING, 4, {"done_on": date(2026, 11, 1)}),
        (FixState.WORKED, 8, {"done_on": date(2026, 10, 11)}),
        (FixState.DID_NOT, 0, {"review_on": date(2026, 11, 9)}),
    ],
)
def test_what_is_said_of_a_fix_is_one_value_on_every_page(
    tracker, finance, answers, state, after, days
) -> None:
    """On the board, on Overview, on the scorecard and in the review, on the same day."""
    back, today = Period.of(LAST), LAST
    for ago in range(40):
        faster = ago < after
        commands.record(
            tracker, answers, (back + -ago).start, (1.0 if faster else 2.4) + ago % 2 / 5
        )
    begun = (
        (back + -max(after, 8) + 1).start if state is not FixState.WAITING else date(2026, 10, 19)
    )
    if state in {FixState.RUNNING, FixState.OVERDUE}:
        begun = date(2026, 10, 19)
    done = days.pop("done_on", None)
    fix = commands.start_fix(tracker, answers, FixInput(what="Cover", started_on=begun, **days))
    if done:
        commands.finish_fix(tracker, fix, done)
    ((stage, (shown,)),) = [pair for pair in fix_board(tracker, today).items() if pair[1]]
    assert shown.standing.state(today) is state
    told = {FixState.RUNNING: "open", FixState.OVERDUE: "open", FixState.WAITING: "waiting"}
    assert stage.value == told.get(state, "worked" if state is FixState.WORKED else "failed")
    (on_page,) = card(tracker, finance, today).fixes
    assert on_page.state is state
    assert ("overdue since 1 November" in on_page.told) is (state is FixState.OVERDUE)
    (part,) = review(tracker, FIRST, LAST, today).customers[0].measures
    assert [one.state for one in part.fixes] == [state]
    coming = [one.what for one in overview(tracker, today, 26).coming]
    assert coming == (["Cover"] if state in told else [])


def test_a_change_that_was_noticed_before_its_fix_began_is_not_told_as_its_work(
    tracker, finance, answers
) -> None:
    back = Period.of(LAST)
    for ago in range(40):
        commands.record(
            tracker, answers, (back + -ago).start, (1.0 if ago < 12 else 2.4) + ago % 2 / 5
        )
    finding = tracker.judge.finding(answers)
    assert finding.revealed is not None
    begun = Period.of(finding.revealed) + 2
    commands.start_fix(tracker, answers, FixInput(what="Cover", started_on=begun.start))
    (shown,) = [one for found in fix_board(tracker, LAST).values() for one in found]
    assert shown.standing.state(LAST) is not FixState.WORKED
    (on_page,) = card(tracker, finance, LAST).fixes
    assert "It worked" not in on_page.told
    news = overview(tracker, LAST, 26).news
    assert not [one for one in news if one.label.text == "Fix worked"]
