"""A reply code taken in: once, whole, for the right scorecard, and taken back in one step."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.app.sharing.test_shares import shared

from tracker.app import commands
from tracker.app.sharing.ledger import ledger_rows
from tracker.app.tracker import Tracker
from tracker.domain.errors import FileTrouble, InvalidInput
from tracker.domain.sharing import RatingSource, SharingWay
from tracker.report.scorecard.reply import CustomerReply, encode, tidy, token_of

TODAY = date(2026, 11, 20)
TOKEN = token_of("a", "scorecard")
SHARED_ON = date(2026, 11, 16)


def code(*ratings: int | None, comment: str = "", day: date = TODAY, token: str = TOKEN) -> str:
    return encode(CustomerReply(token, day, ratings, comment))


@pytest.fixture
def scorecard(tracker, finance, answers, forecast) -> int:
    measures = [tracker.measures.get(key) for key in (answers, forecast)]
    said = {"measures": measures, "rated": 2, "token": TOKEN, "today": SHARED_ON}
    return shared(tracker, b"the page", finance, **said)


def refusal(tracker: Tracker, text: str) -> str:
    before = tracker.ratings.all()
    with pytest.raises(InvalidInput) as told:
        commands.take_reply(tracker, text, TODAY)
    assert told.value.field == "code"
    assert tracker.ratings.all() == before
    return told.value.sentence


def test_a_reply_becomes_ratings_and_words(tracker, scorecard, answers, forecast):
    taken = commands.take_reply(tracker, code(4, 5, comment="Thank you, “Ada”"), TODAY)
    assert taken.ratings == (("Month-end close answers", 4), ("Forecast was usable as sent", 5))
    assert taken.sentence == "Reply of Finance leads saved: 2 ratings and their words"
    assert (taken.day, taken.shared_on) == (TODAY, SHARED_ON)
    rows = tracker.ratings.all()
    assert [(one.measure_id, one.value, one.words) for one in rows] == [
        (answers, 4, ""), (forecast, 5, ""), (None, None, "Thank you, “Ada”"),
    ]  # fmt: skip
    assert {(one.five, one.source, one.rated_on) for one in rows} == {
        (True, RatingSource.REPLY, TODAY)
    }
    assert {one.share_uid for one in rows} == {tracker.ledger.get(scorecard).uid}
    (row,) = ledger_rows(tracker)
    assert row.response == (
        "Rated Month-end close answers 4 of 5 and Forecast was usable as sent 5 of 5."
        " “Thank you, “Ada””"
    )


def test_it_is_one_step_back_and_can_then_come_again(tracker, scorecard):
    commands.take_reply(tracker, code(4, 5, comment="Good"), TODAY)
    assert tracker.undo() == "reply of Finance leads"
    assert tracker.ratings.all() == []
    commands.take_reply(tracker, code(4, 5, comment="Good"), TODAY)
    assert len(tracker.ratings.all()) == 3


def test_a_promise_that_was_left_out_is_not_rated(tracker, scorecard, forecast):
    taken = commands.take_reply(tracker, code(None, 3), TODAY)
    assert taken.ratings == (("Forecast was usable as sent", 3),)
    assert taken.sentence == "Reply of Finance leads saved: 1 rating"
    assert [one.measure_id for one in tracker.ratings.all()] == [forecast]


def test_words_alone_are_a_reply(tracker, scorecard):
    assert "their words" in commands.take_reply(
        tracker, code(None, None, comment="Go on"), TODAY
    ).sentence  # fmt: skip


def test_the_same_reply_counts_once_however_it_is_pasted(tracker, scorecard):
    first = code(4, 5, comment="Good work", day=date(2026, 11, 17))
    commands.take_reply(tracker, f"Hello,\n\n> {first}\n\nKind regards", TODAY)
    said = refusal(tracker, first.upper().replace("GOOD WORK", "Good work"))
    assert said == "This reply of 17 November was saved before. Nothing was added twice."


def test_another_reply_to_the_same_scorecard_is_another_reply(tracker, scorecard):
    commands.take_reply(tracker, code(4, 5), TODAY)
    commands.take_reply(tracker, code(4, 4), TODAY)
    assert len(tracker.ratings.all()) == 4


def test_a_code_for_another_scorecard_is_refused(tracker, scorecard):
    said = refusal(tracker, code(4, 5, token=token_of("another")))
    assert said.startswith("No scorecard that was shared from this file has that code.")


def test_a_code_with_too_many_or_too_few_ratings_is_refused(tracker, scorecard):
    assert "rates 3, and the scorecard had 2 promises" in refusal(tracker, code(4, 5, 1))
    assert "rates 1, and the scorecard had 2 promises" in refusal(tracker, code(4))


@pytest.mark.parametrize("days", [2, 30])
def test_a_day_to_come_is_refused(tracker, scorecard, days):
    said = refusal(tracker, code(4, 5, day=TODAY + timedelta(days=days)))
    assert "still to come" in said


def test_a_day_before_it_was_shared_is_refused(tracker, scorecard):
    said = refusal(tracker, code(4, 5, day=SHARED_ON - timedelta(days=2)))
    assert "of 14 November 2026, and the scorecard was shared on 16 November 2026" in said


@pytest.mark.parametrize("day", [SHARED_ON - timedelta(days=1), TODAY + timedelta(days=1)])
def test_a_clock_that_is_a_day_off_is_not(tracker, scorecard, day):
    assert commands.take_reply(tracker, code(4, 5, day=day), TODAY).day == day


def test_a_measure_that_is_gone_or_another_s_is_left_out_with_a_word(tracker, scorecard, answers):
    uid = tracker.measures.get(answers).uid
    tracker.file.conn.execute("UPDATE measure SET uid = 'gone' WHERE id = ?", [answers])
    tracker.measures.forget()
    taken = commands.take_reply(tracker, code(4, 5, comment="x"), TODAY)
    assert taken.ratings == (("Forecast was usable as sent", 5),)
    assert taken.sentence.endswith("1 rating was left out: its measure is no longer there.")
    assert "no longer there" in refusal(tracker, code(4, None))
    other = commands.add_customer(tracker, "Another", None)
    tracker.file.conn.execute(
        "UPDATE measure SET uid = ?, customer_id = ? WHERE id = ?", [uid, other, answers]
    )
    tracker.measures.forget()
    assert commands.take_reply(tracker, code(4, 5), TODAY).left_out == 1


def test_a_customer_who_is_gone_is_told(tracker, scorecard, finance):
    while tracker.undo():
        pass
    assert refusal(tracker, code(4, 5)) == "Finance leads is no longer there. Nothing was saved."


def test_the_newest_page_of_a_token_is_the_one_that_was_answered(tracker, scorecard, finance):
    measures = [tracker.measures.get(key) for key in (1, 2)]
    said = {"measures": measures, "rated": 2, "token": TOKEN, "today": TODAY}
    newer = shared(tracker, b"again", finance, way=SharingWay.PUBLISH, **said)
    commands.take_reply(tracker, code(4, 5, day=SHARED_ON), TODAY)
    assert tracker.ratings.all()[0].share_uid == tracker.ledger.get(newer).uid


def test_what_is_no_code_is_refused_in_a_sentence(tracker, scorecard):
    for text in ("", "hello", "IT1.abc", "IT2.abcdefgh.261120.45.00000000", code(4, 5)[:-1]):
        assert refusal(tracker, text)


def test_a_read_only_file_takes_nothing_in(tmp_path):
    with Tracker(tmp_path / "a.db") as tracker:
        customer = commands.add_customer(tracker, "Kim", None)
        shared(tracker, b"x", customer, token=TOKEN, today=SHARED_ON)
    with (
        Tracker(tmp_path / "a.db", read_only=True) as tracker,
        pytest.raises(FileTrouble, match="read only"),
    ):
        commands.take_reply(tracker, code(comment="Good"), TODAY)


def test_ten_thousand_codes_changed_on_their_way_are_refused_or_the_same(tracker, scorecard):
    right = code(4, 5, comment="Danke, für alles! 日記")
    commands.take_reply(tracker, right, TODAY)
    kept = tracker.ratings.all()
    chance = random.Random(20261120)
    for _ in range(10_000):
        with pytest.raises(InvalidInput):
            commands.take_reply(tracker, harmed(right, chance), TODAY)
    assert tracker.ratings.all() == kept


def harmed(text: str, chance: random.Random) -> str:
    for _ in range(chance.randint(1, 3)):
        at = chance.randrange(len(text))
        signs = chance.choice(["", chance.choice("0123456789.ITabz é日\n"), text[at] * 2])
        text = chance.choice([text[:at] + signs + text[at + 1 :], text[:at], text[at:]]) or "x"
    return text


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from([None, 1, 2, 3, 4, 5]), min_size=2, max_size=2),
    st.text(max_size=250),
    st.text(max_size=40).filter(lambda text: "it" not in text.casefold()),
)
def test_what_a_customer_says_comes_in_as_it_was_said(ratings, words, around):
    assume(any(ratings) or tidy(words))
    answer = CustomerReply(TOKEN, TODAY, tuple(ratings), words)
    with Tracker() as tracker:
        customer = commands.add_customer(tracker, "Kim", None)
        measures = [
            tracker.measures.get(
                commands.add_measure(
                    tracker, customer, commands.MeasureInput(name=name, draft=True), TODAY
                )
            )
            for name in ("one", "two")
        ]
        said = {"measures": measures, "rated": 2, "token": TOKEN, "today": SHARED_ON}
        shared(tracker, b"x", customer, **said)
        taken = commands.take_reply(tracker, f"{around}\n\n{encode(answer)}", TODAY)
        values = [rating for rating in ratings if rating]
        assert [value for _, value in taken.ratings] == values
        assert [one.value for one in tracker.ratings.where("five AND value")] == values
        kept = "".join(one.words for one in tracker.ratings.all())
        assert kept == taken.comment
