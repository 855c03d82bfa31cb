"""The one who serves: when the pulse lies below usual, the three answers, and what a fix did."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tracker.app import commands
from tracker.app.commands import PulseFixInput
from tracker.app.customers.assessments import capacity_words
from tracker.app.overview.overview import overview
from tracker.app.review.review import review
from tracker.app.signals.corrections import Stage
from tracker.app.signals.pulse import proposed_asks, pulse_fix_cards
from tracker.app.tracker import Tracker
from tracker.app.transfer import csv_export
from tracker.app.transfer.whole import whole_bytes
from tracker.detection import Outcome
from tracker.domain.errors import InvalidInput
from tracker.domain.period import Period
from tracker.domain.pulse import PulseWordKind
from tracker.report.documents.html import html_bytes
from tracker.report.documents.markdown import markdown_bytes
from tracker.report.review.document import review_document
from tracker.report.text.pulse import pulse_explanation, pulse_sentence

WEEK = Period.of(date(2026, 11, 20))
LOW = [4] * 12 + [3, 2, 3, 2]
FIX = PulseFixInput(what="A free morning.", started_on=WEEK.start)


def feel(tracker: Tracker, answers: list[int | None], field: str = "energy", ago: int = 0) -> None:
    with tracker.edit("history"):
        for at, value in enumerate(reversed(answers)):
            if value is not None:
                commands.record_pulse(tracker, (WEEK + -(at + ago)).start, **{field: value})


def steady(tracker: Tracker, measure: int, then: tuple[float, ...] = ()) -> None:
    with tracker.edit("history"):
        values = [1.7, 1.6, 1.8, 1.7, 1.6, 1.8] * 4 + list(then)
        for at, value in enumerate(reversed(values)):
            commands.record(tracker, measure, (WEEK + -at).start, value)


def said(tracker: Tracker, today: date) -> list[str]:
    return [pulse_sentence(one) for one in overview(tracker, today).pulse]


def test_service_steady_and_energy_falling_is_said_on_overview(tracker, answers, today):
    steady(tracker, answers)
    feel(tracker, LOW)
    assert said(tracker, today) == [
        "Service is steady, but your energy has been below your usual in your last 4 answers."
    ]
    assert "energy" not in overview(tracker, today).calm


def test_where_service_is_not_steady_the_pulse_is_said_by_itself(tracker, answers, today):
    steady(tracker, answers, (2.6, 2.7, 2.5, 2.6))
    feel(tracker, LOW)
    feel(tracker, LOW, "listened")
    assert overview(tracker, today).news
    assert said(tracker, today) == [
        "Your energy has been below your usual in your last 4 answers.",
        "You have felt less listened to than usual in your last 4 answers.",
    ]


@pytest.mark.parametrize(
    "energy",
    [
        [4] * 12 + [3, 2, 3],  # three weeks are not four
        [4] * 12 + [3, 2, 3, 4],  # it is over
        [4] * 7 + [3, 2, 3, 2],  # nobody knows yet what is usual
        [4] * 12 + [3, 2, 3, 2] + [None] * 3,  # no answer for three weeks
    ],
)
def test_it_is_not_said_sooner(tracker, answers, today, energy):
    steady(tracker, answers)
    feel(tracker, energy)
    assert said(tracker, today) == []


def test_how_it_is_calculated_lists_every_answer_that_was_counted(tracker, today):
    feel(tracker, LOW)
    (signal,) = overview(tracker, today).pulse
    shown = pulse_explanation(signal)
    assert len(shown.rows) == 16
    assert shown.rows[0] == ("Week 47 · 16–22 Nov", "2", "below your usual")
    assert shown.rows[-1][1:] == ("4", "usual: 4")


@pytest.mark.parametrize(
    "answer",
    [
        lambda t: commands.start_pulse_fix(t, "energy", FIX),
        lambda t: commands.answer_pulse(
            t, "energy", (WEEK + -3).start, WEEK.start, PulseWordKind.ONE_OFF
        ),
        lambda t: commands.answer_pulse(
            t, "energy", (WEEK + -3).start, WEEK.start, PulseWordKind.PLANNED, "a smaller job"
        ),
    ],
)
def test_each_of_the_three_answers_it_and_undo_asks_again(tracker, today, answer):
    feel(tracker, LOW)
    answer(tracker)
    assert said(tracker, today) == []
    tracker.undo()
    assert len(said(tracker, today)) == 1


def test_a_one_off_is_asked_again_when_it_begins_anew(tracker):
    feel(tracker, LOW, ago=14)
    then = (WEEK + -14).start
    commands.answer_pulse(tracker, "energy", (WEEK + -17).start, then, PulseWordKind.ONE_OFF)
    feel(tracker, [4] * 10 + [2, 3, 2, 2])
    assert said(tracker, WEEK.end) == [
        "Your energy has been below your usual in your last 4 answers."
    ]


def test_what_was_planned_is_the_usual_from_then_on(tracker):
    feel(tracker, [4] * 12 + [3] * 4, ago=12)
    since, then = (WEEK + -15).start, (WEEK + -12).start
    commands.answer_pulse(tracker, "energy", since, then, PulseWordKind.PLANNED, "half a week")
    feel(tracker, [3] * 12)
    assert said(tracker, WEEK.end) == []
    feel(tracker, [2, 2, 1, 2])
    assert said(tracker, WEEK.end) == [
        "Your energy has been below your usual in your last 4 answers."
    ]


def test_a_fix_has_its_before_and_after_from_the_pulse(tracker):
    feel(tracker, [4] * 12 + [2, 3, 2, 2] + [None] + [4, 5, 4, 4, 5, 4, 5, 4])
    started = (WEEK + -8).start
    key = commands.start_pulse_fix(
        tracker, "energy", PulseFixInput(what="A free morning", started_on=started)
    )
    (card,) = pulse_fix_cards(tracker, WEEK.end)
    assert card.effect.outcome is Outcome.CHANGED_BETTER
    assert (card.effect.before_count, card.effect.after_count) == (4, 8)
    assert card.stage is Stage.WORKED
    assert card.about == "Me · Energy"
    assert card.sentence == "It worked: 4.4 of 5 since, 2.3 before (8 and 4 weeks)."
    commands.drop_pulse_fix(tracker, key, (WEEK + -6).start)
    (card,) = pulse_fix_cards(tracker, WEEK.end)
    assert card.sentence == "Too early to tell: 5 more weeks needed."


def test_only_a_fix_under_way_is_proposed_and_nothing_of_the_pulse_with_it(tracker):
    done = commands.start_pulse_fix(tracker, "valued", FIX)
    assert proposed_asks(tracker, WEEK.end) == (
        "I ask for your support with this, so that I go on serving well: A free morning.",
    )
    commands.finish_pulse_fix(tracker, done, WEEK.start)
    assert proposed_asks(tracker, WEEK.end) == ()


def test_what_cannot_be_is_refused_in_a_sentence(tracker):
    with pytest.raises(InvalidInput, match="That is not asked"):
        commands.start_pulse_fix(tracker, "mood", FIX)
    with pytest.raises(InvalidInput, match="before the start"):
        commands.start_pulse_fix(
            tracker,
            "energy",
            PulseFixInput(what="x", started_on=WEEK.start, due_on=WEEK.start - timedelta(days=1)),
        )
    with pytest.raises(InvalidInput):
        commands.start_pulse_fix(tracker, "energy", PulseFixInput(what=" ", started_on=WEEK.start))
    assert tracker.pulse_fixes.all() == []


def test_low_capacity_asks_what_gives_way_until_it_is_rated_anew(tracker):
    assert capacity_words(tracker, WEEK.end) == ""
    commands.answer(tracker, "operations", None, date(2026, 10, 12), {"capacity": 2})
    assert capacity_words(tracker, WEEK.end) == (
        "You rated your capacity 2 of 5 in October: what gives way for this promise?"
    )
    assert "October 2026" in capacity_words(tracker, date(2027, 1, 5))
    commands.answer(tracker, "operations", None, WEEK.start, {"capacity": 3})
    assert capacity_words(tracker, WEEK.end) == ""


def test_no_word_of_it_is_in_an_export_but_with_private(tracker, answers, today, tmp_path):
    """Each mark is looked for in every table, document and pack there is."""
    feel(tracker, LOW)
    said = PulseFixInput(what="zqwhat", started_on=WEEK.start, obstacle="zqobstacle")
    commands.start_pulse_fix(tracker, "energy", said)
    since = (WEEK + -3).start
    commands.answer_pulse(tracker, "energy", since, today, PulseWordKind.ONE_OFF, "zqword")
    commands.answer(tracker, "operations", None, today, {"capacity": 2}, "zqcapacity")
    marks = {"zqwhat", "zqobstacle", "zqword", "zqcapacity"}
    everything = whole_bytes(tracker, private=True).decode()
    assert all(mark in everything for mark in marks)
    pack = review_document(review(tracker, WEEK.start - timedelta(weeks=20), WEEK.end, today), {})
    left = [
        whole_bytes(tracker, private=False).decode(),
        csv_export(tracker).text,
        html_bytes(pack).decode(),
        markdown_bytes(pack).decode(),
    ]
    assert not [mark for mark in marks for text in left if mark in text]
    assert "pulse_fix" in left[0]
    assert '"pulse_fix": []' in left[0]
