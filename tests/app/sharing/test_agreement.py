"""The agreement page: services, shared promises, and to which of them they agreed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.app.answers import ANSWERS

from tracker.app import commands
from tracker.app.sharing.ledger import agreement
from tracker.domain.measure import Area
from tracker.domain.period import Cadence
from tracker.report.documents.document import Columns, Signatures, Table
from tracker.report.scorecard.document import (
    AgreementContent,
    AgreementState,
    PromisePart,
    agreed_summary,
    agreed_words,
    agreement_document,
    shown_words,
)

AGREED = date(2026, 7, 3)


@pytest.fixture
def answers(tracker, finance) -> int:
    return commands.add_measure(tracker, finance, ANSWERS, date(2026, 6, 1))


def test_services_promises_and_agreement_are_on_it(tracker, finance, answers, today) -> None:
    commands.introduce(tracker, "Ana Ruiz", "Reporting")
    commands.add_service(
        tracker, finance, "Month-end answers", definition="To every question",
        done_when="They book it", needed_when="Day 1 to 5", why="They close without weekends",
    )  # fmt: skip
    retired = commands.add_service(tracker, finance, "Old reports")
    commands.retire_service(tracker, retired, today)
    commands.add_measure(tracker, finance, replace(ANSWERS, name="Private", shared=False), today)
    commands.add_measure(
        tracker, finance, replace(ANSWERS, name="Monthly", cadence=Cadence.MONTHLY), today
    )
    commands.agree(tracker, [answers], AGREED, "Zoë Çelik")
    content = agreement(tracker, finance, today)
    measures = {one.id: one for one in tracker.measures.all()}
    assert content.uids == (measures[answers].uid, measures[answers + 2].uid)
    document = agreement_document(content)
    assert (document.title, document.kicker) == (
        "What I promise Finance leads", "Agreement · 20 November 2026",
    )  # fmt: skip
    (table,) = (block for block in document.blocks if isinstance(block, Table))
    assert [[cell.text for cell in row] for row in table.rows] == [
        [
            "Answers",
            "Within 2 days. From the question to an answer",
            "What can I do better than before because of you?",
            "Every week",
            "Too few weeks",
            "3 July 2026, by Zoë Çelik",
        ],
        [
            "Monthly",
            "Within 2 days. From the question to an answer",
            "What can I do better than before because of you?",
            "Every month",
            "Too few months",
            "Provisional",
        ],
    ]
    (columns,) = (block for block in document.blocks if isinstance(block, Columns))
    (service,) = columns.sections
    assert [block.text for block in service.blocks] == [
        "To every question", "Done when: They book it", "Needed: Day 1 to 5",
    ]  # fmt: skip
    assert isinstance(document.blocks[-1], Signatures)
    assert document.blocks[-1].lines == (
        ("Ana Ruiz", "Promised by: name, day"),
        ("", "Agreed for Finance leads: name, day"),
    )
    for secret in ("Old reports", "Private", "weekends"):
        assert secret not in str(document)


def test_what_was_changed_since_is_provisional_again(tracker, finance, answers, today) -> None:
    commands.agree(tracker, [answers], AGREED, "Zoë")
    commands.edit_measure(tracker, answers, replace(ANSWERS, promise=1), AGREED + timedelta(days=3))
    (one,) = agreement(tracker, finance, today).promises
    assert (one.state, agreed_words(one)) == (
        AgreementState.CHANGED, "Provisional: agreed on 3 July 2026, and changed since",
    )  # fmt: skip
    commands.agree(tracker, [answers], date(2026, 7, 10), "Zoë")
    (one,) = agreement(tracker, finance, today).promises
    assert (one.state, agreed_words(one)) == (AgreementState.AGREED, "10 July 2026, by Zoë")
    commands.disagree(tracker, answers)
    (one,) = agreement(tracker, finance, today).promises
    assert (one.state, agreed_words(one)) == (AgreementState.OPEN, "Provisional")


def test_a_promise_to_come_does_not_count_yet(tracker, finance, answers, today) -> None:
    commands.agree(tracker, [answers], AGREED, "Zoë")
    later = today + timedelta(days=10)
    commands.edit_measure(tracker, answers, replace(ANSWERS, promise=1), later)
    (one,) = agreement(tracker, finance, today).promises
    assert (one.state, one.promise.startswith("Within 2 days")) == (AgreementState.AGREED, True)
    (one,) = agreement(tracker, finance, later).promises
    assert (one.state, one.promise.startswith("Within 1 day.")) == (AgreementState.CHANGED, True)


def test_an_agreement_before_the_first_week_is_one_on_the_first_promise(
    tracker, finance, answers, today
) -> None:
    commands.agree(tracker, [answers], date(2026, 5, 29), "Zoë")
    assert agreement(tracker, finance, today).promises[0].state is AgreementState.AGREED


def test_nothing_shared_has_no_table_and_nothing_to_sign(tracker, finance, today) -> None:
    document = agreement_document(agreement(tracker, finance, today))
    assert not any(isinstance(block, Table | Signatures) for block in document.blocks)


@pytest.mark.parametrize(
    ("states", "said"),
    [
        ([], "Nothing is shared on this page yet."),
        ([AgreementState.AGREED], "One promise, agreed on."),
        ([AgreementState.OPEN], "One promise, provisional until we agree."),
        ([AgreementState.AGREED] * 3, "Three promises, all agreed on."),
        (
            [AgreementState.OPEN, AgreementState.CHANGED],
            "Two promises, provisional until we agree.",
        ),
        (
            [AgreementState.AGREED, AgreementState.OPEN, AgreementState.CHANGED],
            "Three promises, one agreed on; the rest is provisional until we agree.",
        ),
    ],
)
def test_the_first_sentence_says_how_much_is_agreed_on(states, said) -> None:
    promises = tuple(PromisePart("u", "n", "p", None, Cadence.WEEKLY, one) for one in states)
    content = AgreementContent("Kim", AGREED, (), promises, published=False)
    assert agreed_summary(content) == said


def test_a_promise_written_over_on_its_day_is_not_what_they_agreed_to(tracker, finance) -> None:
    key = commands.add_measure(tracker, finance, ANSWERS, AGREED)
    commands.agree(tracker, [key], AGREED, "Kim")
    assert agreement(tracker, finance, AGREED).promises[0].state is AgreementState.AGREED
    commands.edit_measure(tracker, key, replace(ANSWERS, promise=3), AGREED, "")
    assert agreement(tracker, finance, AGREED).promises[0].state is AgreementState.CHANGED
    commands.edit_measure(tracker, key, ANSWERS, AGREED, "")
    assert agreement(tracker, finance, AGREED).promises[0].state is AgreementState.AGREED


def test_it_says_how_the_figures_are_seen(tracker, finance, answers, today, tmp_path) -> None:
    assert shown_words(published=False).endswith("you see them on a scorecard.")
    commands.publish_for(tracker, finance, on=True)
    assert not agreement(tracker, finance, today).published  # there is no folder yet
    commands.publish_into(tracker, tmp_path)
    content = agreement(tracker, finance, today)
    assert "on a page that is renewed with each finished week" in str(agreement_document(content))


def test_many_promises_are_told_more_briefly_so_that_one_page_holds_them() -> None:
    long = "Within 2 days. " + "From the question to an answer that can be booked " * 2
    one = PromisePart("u", "Answers", long, Area.ROI, Cadence.WEEKLY, AgreementState.OPEN)
    for number, area in ((6, "Do I end up with"), (7, "ROI")):
        content = AgreementContent("Kim", AGREED, (), (one,) * number, published=False)
        (table,) = (b for b in agreement_document(content).blocks if isinstance(b, Table))
        assert table.rows[0][2].text.startswith(area)
        assert len(table.rows) == number
        assert (len(table.rows[0][1].text) <= 56) == (number == 7)
