"""Looking around: what is kept, then and now, what is due, and garbage in the questionnaires."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.app import commands
from tracker.app.customers.assessments import assessment_sheet, newest, overdue_assessments
from tracker.app.customers.questionnaires import (
    OPERATIONS,
    PRACTICE,
    RELATIONSHIP,
    SUPPLIER,
    WORKSHEET,
    AnswerScale,
    questionnaire,
    read_questionnaires,
    shipped,
)
from tracker.app.customers.worksheet import in_all, suggestion, then_and_now, when_looked
from tracker.domain.errors import FileDamaged, InvalidInput, NotFound, TrackerError
from tracker.domain.period import Period

AUGUST = date(2026, 8, 20)
WHOLE = """
[[questionnaire]]
key = "k"
name = "N"
about = "me"
intro = "i"
note = "n"
[[questionnaire.question]]
key = "q"
text = "t"
scale = "1-5"
low = "l"
high = "h"
"""


def stands(tracker, kind, customer, today, since=None):
    return {
        one.question.key: (one.then, one.now)
        for one in assessment_sheet(tracker, kind, customer, today, since).standings
    }


def test_the_questionnaires_are_there():
    kinds = [one.key for one in shipped()]
    assert kinds == [RELATIONSHIP, SUPPLIER, OPERATIONS, PRACTICE, WORKSHEET]
    texts = [one.text for one in questionnaire(RELATIONSHIP).questions]
    assert texts == ["Common goals", "Trust", "Open communication", "Commitment"]
    assert texts == [one.text for one in questionnaire(SUPPLIER).questions]
    assert len(questionnaire(OPERATIONS).rated) == 6
    assert len(questionnaire(WORKSHEET).rated) == 10
    assert any("unlearn" in one.text for one in questionnaire(PRACTICE).questions)
    for asked in shipped():
        for one in asked.questions:
            if one.scale in {AnswerScale.FIVE, AnswerScale.HISTORY}:
                assert one.low
                assert one.high


@pytest.mark.parametrize(
    ("garbage", "said"),
    [
        ("[[", "it is not TOML"),
        ("", "no questionnaire is in it"),
        ("questionnaire = 3", "no questionnaire is in it"),
        (WHOLE + WHOLE, "two questionnaires are called “k”"),
        (WHOLE.replace('"1-5"', '"1-6"'), "k.q has the scale “1-6”"),
        (WHOLE.replace('low = "l"', ""), "k.q has no low"),
        (WHOLE.replace('"me"', '"you"'), "k is about “you”"),
        (WHOLE.replace('key = "q"', 'key = "q q"'), "the key “q q” is no plain word"),
        (WHOLE.replace('name = "N"', "name = 7"), "k has no name"),
        (WHOLE + "weight = 0.5", "the weight of k.q is no whole number"),
        (WHOLE + "weight = true", "the weight of k.q is no whole number"),
        (WHOLE.split("[[questionnaire.question]]", maxsplit=1)[0], "k has no question"),
    ],
)
def test_garbage_is_refused_in_a_sentence(garbage, said):
    with pytest.raises(TrackerError) as caught:
        read_questionnaires(garbage)
    assert said in caught.value.sentence
    assert caught.value.sentence.startswith("The questionnaires cannot be read: ")


@given(st.text(max_size=200))
def test_no_text_brings_the_reader_down(text):
    for tried in (text, f"{WHOLE}\n{text}"):
        with suppress(TrackerError):  # anything else would be a bug
            assert read_questionnaires(tried)


def test_taking_it_again_the_same_day_changes_that_row(tracker, finance, today):
    commands.answer(tracker, RELATIONSHIP, finance, today, {"goals": 3})
    commands.answer(tracker, RELATIONSHIP, finance, today, {"goals": 4, "trust": 2}, "so so")
    (row,) = tracker.assessments.all()
    assert (row.answers, row.note) == ('{"goals": 4, "trust": 2}', "so so")
    commands.answer(tracker, RELATIONSHIP, finance, today, {"goals": None})
    assert newest(tracker, RELATIONSHIP, finance) == {"trust": 2}
    assert commands.answer(tracker, RELATIONSHIP, finance, today, {"trust": None}, "") is None
    assert tracker.assessments.all() == []
    tracker.undo()
    assert newest(tracker, RELATIONSHIP, finance) == {"trust": 2}


def test_then_and_now(tracker, finance, today):
    commands.answer(tracker, RELATIONSHIP, finance, date(2026, 2, 1), {"goals": 5, "trust": 1})
    commands.answer(tracker, RELATIONSHIP, finance, AUGUST, {"goals": 2, "open": 4})
    commands.answer(tracker, RELATIONSHIP, finance, today, {"goals": 3})
    assert stands(tracker, RELATIONSHIP, finance, today) == {
        "goals": (2, 3), "trust": (1, 1), "open": (4, 4), "commitment": (None, None),
    }  # fmt: skip
    assert stands(tracker, RELATIONSHIP, finance, today, date(2026, 2, 1))["goals"] == (5, 3)
    found = assessment_sheet(tracker, RELATIONSHIP, finance, today)
    assert [one.day for one in found.taken] == [today, AUGUST, date(2026, 2, 1)]
    said = [then_and_now(one, found.since) for one in found.standings]
    assert said[0] == "2 → 3, up 1 since 20 Aug 2026"
    assert said[1] == "1, as on 20 Aug 2026"
    assert said[3] == "not answered"
    assert in_all(found) == "Since 20 August 2026: 1 up, 2 as before."


def test_an_answer_taken_back_today_stays_in_the_history(tracker, finance, today):
    commands.answer(tracker, RELATIONSHIP, finance, AUGUST, {"goals": 2})
    commands.answer(tracker, RELATIONSHIP, finance, today, {"goals": None})
    assert stands(tracker, RELATIONSHIP, finance, today)["goals"] == (2, None)


def test_customers_do_not_mix(tracker, finance, today):
    other = commands.add_customer(tracker, "Legal", None)
    commands.answer(tracker, RELATIONSHIP, finance, today, {"goals": 2})
    assert newest(tracker, RELATIONSHIP, other) == {}
    assert newest(tracker, WORKSHEET, finance) == {}


@pytest.mark.parametrize(
    ("kind", "key", "given", "said"),
    [
        (RELATIONSHIP, "goals", 6, "1 to 5"),
        (RELATIONSHIP, "goals", "5", "1 to 5"),
        (WORKSHEET, "history", 3, "-2 to 2"),
        (WORKSHEET, "sole", 2, "yes or no"),
    ],
)
def test_what_is_no_figure_of_the_scale_is_refused(tracker, finance, today, kind, key, given, said):
    with pytest.raises(InvalidInput, match=said) as caught:
        commands.answer(tracker, kind, finance, today, {key: given})
    assert caught.value.field == key


def test_wrong_hands_are_refused(tracker, finance, today):
    with pytest.raises(InvalidInput):
        commands.answer(tracker, RELATIONSHIP, None, today, {"goals": 1})
    with pytest.raises(InvalidInput):
        commands.answer(tracker, OPERATIONS, finance, today, {"roles": 1})
    with pytest.raises(NotFound):
        commands.answer(tracker, "horoscope", None, today, {})
    with pytest.raises(NotFound):
        commands.answer(tracker, OPERATIONS, None, today, {"moon": 1})
    with pytest.raises(InvalidInput, match="10001 characters"):
        commands.answer(tracker, PRACTICE, None, today, {}, "x" * 10_001)
    assert tracker.assessments.all() == []


def test_suggested_once_a_quarter_and_never_to_a_newcomer(tracker, answers, today):
    assert overdue_assessments(tracker, today) == ()
    commands.record(tracker, answers, Period.of(today).start, 2)
    assert overdue_assessments(tracker, today) == ()
    later = today + timedelta(weeks=14)
    due = overdue_assessments(tracker, later)
    said = suggestion(due)
    assert said == "Look around again this quarter: operations and own practice."
    commands.answer(tracker, OPERATIONS, None, later, {"roles": 3})
    commands.look_later(tracker, PRACTICE, later)
    assert suggestion(overdue_assessments(tracker, later)) == ""
    assert suggestion(overdue_assessments(tracker, later + timedelta(weeks=13)))


def test_resting_a_quarter_leaves_no_empty_line_in_the_history(tracker, today):
    commands.answer(tracker, PRACTICE, None, AUGUST, {"unlearn": "Saying yes"})
    much_later = AUGUST + timedelta(weeks=20)
    assert assessment_sheet(tracker, PRACTICE, None, much_later).due
    commands.look_later(tracker, PRACTICE, much_later)
    found = assessment_sheet(tracker, PRACTICE, None, much_later)
    assert not found.due
    assert [one.day for one in found.taken] == [AUGUST]
    assert when_looked(found, much_later) == "Last answered on 20 August 2026."
    tracker.undo()
    assert assessment_sheet(tracker, PRACTICE, None, much_later).due


def test_what_was_taken_can_be_removed_and_brought_back(tracker, finance, today):
    key = commands.answer(tracker, RELATIONSHIP, finance, today, {"goals": 2})
    commands.remove_assessment(tracker, key)
    assert not assessment_sheet(tracker, RELATIONSHIP, finance, today).taken
    assert tracker.undo().startswith("delete Relationship: Finance leads")
    assert stands(tracker, RELATIONSHIP, finance, today)["goals"] == (None, 2)


def test_archived_keeps_its_history(tracker, finance, today):
    commands.answer(tracker, RELATIONSHIP, finance, AUGUST, {"goals": 2})
    commands.archive_customer(tracker, finance, today)
    commands.restore_customer(tracker, finance, today)
    assert newest(tracker, RELATIONSHIP, finance) == {"goals": 2}


@pytest.mark.parametrize("harmed", ['{"goals": 3', "[]", "\x00\x00", ""])
def test_answers_that_were_harmed_on_the_disk_are_told_as_damage(tracker, finance, today, harmed):
    commands.answer(tracker, RELATIONSHIP, finance, today, {"goals": 3})
    tracker.file.conn.execute("UPDATE assessment SET answers = ?", (harmed,))
    with pytest.raises(FileDamaged, match="is damaged"):
        stands(tracker, RELATIONSHIP, finance, today)
    with pytest.raises(FileDamaged, match="is damaged"):
        commands.answer(tracker, RELATIONSHIP, finance, today, {"trust": 2})
