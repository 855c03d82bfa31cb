"""What a customer has not been shown yet, and the badges that read the same ledger."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tracker.app import commands
from tracker.app.commands import MeasureInput, OutgoingItem
from tracker.app.measures.lists import badges
from tracker.app.review.evidence import surprises
from tracker.app.tracker import Tracker
from tracker.domain.correction import Word
from tracker.domain.customer import CustomerKind, Tier
from tracker.domain.measure import Area, Measure
from tracker.domain.period import Period
from tracker.domain.sharing import ShareKind, SharingWay
from tracker.report.text.calculation import clear, continuous, public

KEPT, WORSE, BETTER = (4, 5, 4, 4, 5, 4, 5, 4) * 2, (2, 1, 2, 2, 1, 2), (5,) * 12


@pytest.fixture
def team(tracker: Tracker) -> int:
    return commands.add_customer(tracker, "Platform team", Tier.SERVE, CustomerKind.TEAM)


def promise(tracker: Tracker, customer_id: int, week: Period, values: tuple[float, ...]) -> Measure:
    """Add a weekly rating with these values, the last of them in the week before `week`."""
    said = MeasureInput(name="Docs answered", area=Area.INFRASTRUCTURE, promise=3, shared=True)
    first = week + -len(values)
    measure_id = commands.add_measure(tracker, customer_id, said, first.start)
    for at, value in enumerate(values):
        commands.record(tracker, measure_id, (first + at).start, value)
    return tracker.measures.get(measure_id)


def share(
    tracker: Tracker,
    measure: Measure,
    on: date,
    *,
    last: date | None = None,
    kind: ShareKind = ShareKind.SCORECARD,
    way: SharingWay = SharingWay.FILE,
    for_them: bool = True,
) -> None:
    left = OutgoingItem(
        kind,
        "For Platform team",
        measure.customer_id,
        [measure],
        first=None if last is None else last - timedelta(weeks=13),
        last=last,
        for_them=for_them,
    )
    commands.note_share(tracker, left, b"a page", on, form="html", way=way)


def test_a_change_that_nobody_was_shown_is_a_surprise(tracker, team, week, today) -> None:
    measure = promise(tracker, team, week, KEPT + WORSE)
    (one,) = surprises(tracker, today)
    assert (one.measure_id, one.customer, one.worse, one.shared) == (
        measure.id,
        "Platform team",
        True,
        True,
    )
    assert one.sentence.startswith("Lower for")
    assert one.last_shown is None
    assert one.revealed == Period(tracker.judge.finding(measure.id).revealed).end


def test_what_was_shown_after_it_was_revealed_is_none(tracker, team, week, today) -> None:
    measure = promise(tracker, team, week, KEPT + WORSE)
    revealed = surprises(tracker, today)[0].revealed
    share(tracker, measure, today, last=revealed - timedelta(days=1))
    assert surprises(tracker, today)[0].last_shown == revealed - timedelta(days=1)
    share(tracker, measure, today, last=revealed)
    assert surprises(tracker, today) == []


def test_a_page_made_before_its_period_ended_shows_no_more_than_that(
    tracker, team, week, today
) -> None:
    measure = promise(tracker, team, week, KEPT + WORSE)
    revealed = surprises(tracker, today)[0].revealed
    share(tracker, measure, revealed - timedelta(days=3), last=revealed + timedelta(days=30))
    assert surprises(tracker, today)[0].last_shown == revealed - timedelta(days=3)


def test_what_was_kept_for_oneself_was_shown_to_nobody(tracker, team, week, today) -> None:
    measure = promise(tracker, team, week, KEPT + WORSE)
    share(tracker, measure, today, for_them=False)
    assert len(surprises(tracker, today)) == 1
    assert not badges(tracker, team, today)[measure.id][1].held
    share(tracker, measure, today)
    assert surprises(tracker, today) == []


def test_what_they_were_told_is_no_surprise(tracker, team, week, today) -> None:
    measure = promise(tracker, team, week, KEPT + WORSE)
    (one,) = surprises(tracker, today)
    commands.tell_customer(tracker, measure.id, one.revealed - timedelta(days=1))
    assert len(surprises(tracker, today)) == 1
    commands.tell_customer(tracker, measure.id, today)
    assert surprises(tracker, today) == []
    assert tracker.undo() == f"telling Platform team of {measure.name}"
    assert len(surprises(tracker, today)) == 1


def test_what_they_told_of_themselves_is_no_surprise(tracker, team, week, today) -> None:
    measure = promise(tracker, team, week, KEPT + WORSE)
    revealed = tracker.judge.finding(measure.id).revealed
    commands.record_reported(tracker, measure.id, revealed, today)
    assert surprises(tracker, today) == []


@pytest.mark.parametrize(
    ("kind", "way"),
    [
        (ShareKind.AGREEMENT, SharingWay.FILE),
        (ShareKind.REVIEW, SharingWay.FILE),
        (ShareKind.SCORECARD, SharingWay.WITHDRAW),
    ],
)
def test_what_shows_no_figures_to_the_customer_shows_nothing(
    tracker, team, week, today, kind, way
) -> None:
    measure = promise(tracker, team, week, KEPT + WORSE)
    share(tracker, measure, today, kind=kind, way=way)
    assert len(surprises(tracker, today)) == 1


def test_good_news_comes_after_bad_news(tracker, team, week, today) -> None:
    promise(tracker, team, week, WORSE * 3 + BETTER)
    other = commands.add_customer(tracker, "Legal", Tier.SERVE, CustomerKind.COLLEAGUE)
    promise(tracker, other, week, KEPT + WORSE)
    assert [(one.customer, one.worse) for one in surprises(tracker, today)] == [
        ("Legal", True),
        ("Platform team", False),
    ]


def test_a_private_measure_says_that_it_is_private(tracker, team, week, today) -> None:
    measure = promise(tracker, team, week, KEPT + WORSE)
    commands.share_measure(tracker, measure.id, shared=False)
    assert [one.shared for one in surprises(tracker, today)] == [False]


def test_a_promise_never_kept_is_a_surprise_until_it_is_shown(tracker, team, week, today) -> None:
    measure = promise(tracker, team, week, (2,) * 14)
    (one,) = surprises(tracker, today)
    assert one.sentence == "Steady at 2. The promise (≥ 3) was not kept in any of the 13 weeks."
    # Eight values are needed to tell, so the eighth week said so.
    assert one.revealed == (week + -7).end
    share(tracker, measure, today, last=(week + -7).end)
    assert surprises(tracker, today) == []


def test_a_word_about_a_one_off_ends_it(tracker, team, week, today) -> None:
    measure = promise(tracker, team, week, KEPT + WORSE)
    revealed = tracker.judge.finding(measure.id).revealed
    commands.explain(tracker, measure.id, revealed, "Audit", Word.ONE_OFF)
    assert surprises(tracker, today) == []


def test_who_is_only_not_to_be_annoyed_is_heard_of_below_the_floor(
    tracker, team, week, today
) -> None:
    promise(tracker, team, week, KEPT + WORSE)
    commands.move_customer(tracker, team, Tier.MAINTAIN)
    (one,) = surprises(tracker, today)
    assert one.sentence == "Not as promised (≥ 3): 2 in week 46."
    assert one.revealed == (week + -1).end


def test_nothing_is_a_surprise_in_an_empty_diary(tracker, today) -> None:
    assert surprises(tracker, today) == []


def test_a_measure_is_public_for_a_quarter_after_it_was_shared(tracker, team, week, today) -> None:
    measure = promise(tracker, team, week, KEPT)

    def shown() -> tuple[bool, str]:
        badge = badges(tracker, team, today)[measure.id][1]
        return badge.held, badge.said

    assert shown() == (False, "Not public yet: it was on no page for them.")
    share(tracker, measure, today - timedelta(days=92))
    assert shown() == (False, "No longer public: last shared on 20 August.")
    share(tracker, measure, today - timedelta(days=91))
    assert shown() == (True, "Public: last shared on 21 August.")
    commands.share_measure(tracker, measure.id, shared=False)
    assert shown() == (
        False,
        "Private: only you see it, though it was shared on 21 August.",
    )


def test_drafts_and_archived_measures_have_no_badges(tracker, team, week, today) -> None:
    measure = promise(tracker, team, week, KEPT)
    commands.add_measure(tracker, team, MeasureInput(name="Not yet", draft=True), today)
    assert set(badges(tracker, team, today)) == {measure.id}
    commands.archive_measure(tracker, measure.id, today)
    assert badges(tracker, team, today) == {}


def test_a_measure_is_clear_with_a_definition_and_a_unit(tracker, answers) -> None:
    measure = tracker.measures.get(answers)
    assert clear(measure).said == "Not clear yet: it lacks a definition."
    now = replace(measure.now, definition="From question to answer")
    assert clear(replace(measure, versions=(now,))).held
    bare = replace(measure.now, unit="")
    said = clear(replace(measure, versions=(bare,))).said
    assert said == "Not clear yet: it lacks a definition and a unit."


def test_a_measure_is_continuous_up_to_two_periods_without_a_value(
    tracker, answers, week, today
) -> None:
    measure = tracker.measures.get(answers)
    assert continuous(measure, None, week).said == "Not continuous yet: nothing is logged."
    assert continuous(measure, (week + -2).start, week).said == "Continuous: last value in week 45."
    late = continuous(measure, (week + -3).start, week)
    assert (late.held, late.said) == (
        False,
        "Not continuous: no value for 3 weeks, since week 44.",
    )


def test_public_names_the_year_of_another_year(tracker, answers) -> None:
    measure = replace(tracker.measures.get(answers), shared=True)
    said = public(measure, date(2025, 12, 30), date(2026, 1, 5)).said
    assert said == "Public: last shared on 30 December 2025."
