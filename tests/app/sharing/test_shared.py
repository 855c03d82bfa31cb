"""The ledger as it is read: newest first, with what they said."""

from __future__ import annotations

import pytest
from tests.app.sharing.test_shares import page, shared

from tracker.app import commands
from tracker.app.sharing.ledger import ledger_rows, shared_content
from tracker.domain.errors import NotFound
from tracker.domain.sharing import ShareKind, SharingWay
from tracker.report.text.news import reply_sentence


@pytest.fixture
def support(tracker):
    return commands.add_customer(tracker, "Support desk", None)


def test_an_empty_ledger_is_an_empty_list(tracker, finance):
    assert ledger_rows(tracker) == ledger_rows(tracker, finance) == []


def test_each_customer_sees_their_own_and_the_newest_comes_first(tracker, finance, support, today):
    first = shared(tracker, b"one", finance, today=today)
    second = shared(tracker, b"two", support, way=SharingWay.PUBLISH, today=today)
    third = shared(tracker, b"three", finance, kind=ShareKind.CHART, form="png", today=today)
    review = shared(tracker, b"four", None, kind=ShareKind.REVIEW, form="pdf", today=today)
    assert [row.share.id for row in ledger_rows(tracker)] == [review, third, second, first]
    assert [row.share.id for row in ledger_rows(tracker, finance)] == [third, first]
    assert [row.what for row in ledger_rows(tracker)] == [
        "Review pack (PDF), saved as a file",
        "Chart (PNG), saved as a file",
        "Scorecard (HTML), published",
        "Scorecard (HTML), saved as a file",
    ]
    assert shared_content(tracker, second) == b"two"


def test_what_came_back_stands_beside_what_was_shown(tracker, finance, answers, forecast, today):
    measures = [tracker.measures.get(key) for key in (answers, forecast)]
    key = shared(tracker, page("x"), finance, measures=measures, rated=2, today=today)
    uid = tracker.ledger.get(key).uid
    for measure_id, value in ((answers, 4), (forecast, 3)):
        commands.add_rating(
            tracker, finance, today, value, measure_id=measure_id, share_uid=uid
        )  # fmt: skip
    commands.add_rating(tracker, finance, today, None, "Thank\nyou.", share_uid=uid)
    commands.add_rating(tracker, finance, today, 1, "about something else")
    (row,) = ledger_rows(tracker, finance)
    assert row.measures == 2
    assert row.response == (
        "Rated Month-end close answers 4 of 5 and Forecast was usable as sent 3 of 5. “Thank you.”"
    )


def test_a_customer_is_named_as_now_or_as_they_were_called_last(tracker, finance, support, today):
    shared(tracker, b"one", finance, today=today)
    commands.edit_customer(tracker, finance, name="Finance")
    (row,) = ledger_rows(tracker)
    assert (row.customer, row.customer_id, row.share.customer) == (
        "Finance", finance, "Finance leads",
    )  # fmt: skip
    shared(tracker, b"two", support, today=today)
    while tracker.undo():
        pass
    assert [(row.customer, row.customer_id) for row in ledger_rows(tracker)] == [
        ("Support desk", None),
        ("Finance leads", None),
    ]


def test_the_rows_of_somebody_who_is_not_there_are_refused(tracker):
    with pytest.raises(NotFound):
        ledger_rows(tracker, 4)


def test_each_rating_is_told_with_its_measure(tracker, finance, answers, forecast, today):
    commands.add_rating(tracker, finance, today, 5, measure_id=answers)
    commands.add_rating(tracker, finance, today, 3, "Late again", measure_id=forecast)
    commands.add_rating(tracker, finance, today, 4)
    commands.add_rating(tracker, finance, today, 2.5, measure_id=answers, five=False)
    ratings = tracker.ratings.all()
    measures = {one.id: one for one in tracker.measures.all()}
    first, second = measures[answers].name, measures[forecast].name
    assert reply_sentence(ratings[:1], measures) == f"Rated {first} 5 of 5."
    assert reply_sentence(ratings, measures) == (
        f"Rated {first} 5 of 5, {second} 3 of 5, everything 4 of 5 and {first} 2.5 days."
        " “Late again”"
    )
    assert reply_sentence([], measures) == ""
