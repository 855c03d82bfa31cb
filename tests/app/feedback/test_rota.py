"""Whom to ask this month (S7): nobody twice in a quarter unless they asked for it."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.app import commands
from tracker.app.commands import OutgoingItem
from tracker.app.feedback.rota import A_QUARTER, OFTEN, may_ask_from, month_end, rota
from tracker.app.tracker import Tracker
from tracker.domain.customer import Tier
from tracker.domain.sharing import RatingSource, ShareKind, SharingWay

DAYS = st.dates(date(2024, 1, 1), date(2028, 12, 31))


@pytest.fixture
def served(tracker):
    """Three customers: serve, WOW, and one who is not to be annoyed."""
    return [
        commands.add_customer(tracker, name, tier)
        for name, tier in (("Ops", Tier.SERVE), ("Board", Tier.WOW), ("Desk", Tier.MAINTAIN))
    ]


def names(tracker, today, *, due=True):
    return [one.customer.name for one in rota(tracker, today) if one.due is due]


def give(tracker, customer_id, way, token, day, *, for_them=True):
    kind, rated = ShareKind.SCORECARD, 1 if token else 0
    left = OutgoingItem(kind, "x", customer_id, rated=rated, token=token, for_them=for_them)
    commands.note_share(tracker, left, b"x", day, form="html", way=way)


def test_never_asked_comes_first_and_wow_on_ties_then_longest_ago(tracker, served, today):
    assert names(tracker, today) == ["Board", "Ops", "Desk"]
    commands.note_asking(tracker, served[1], today - timedelta(weeks=20))
    commands.note_asking(tracker, served[0], today - timedelta(weeks=30))
    assert names(tracker, today) == ["Desk", "Ops", "Board"]


def test_who_was_asked_is_left_alone_for_a_quarter(tracker, served, today):
    commands.note_asking(tracker, served[0], today)
    (later,) = [one for one in rota(tracker, today) if not one.due]
    assert later.customer.name == "Ops"
    assert later.from_on == today + A_QUARTER
    assert names(tracker, later.from_on, due=False) == []


def test_who_likes_it_is_asked_every_four_weeks(tracker, served, today):
    commands.note_asking(tracker, served[0], today - timedelta(weeks=5))
    assert "Ops" not in names(tracker, today)
    commands.ask_often(tracker, served[0], often=True)
    assert "Ops" in names(tracker, today)
    assert tracker.undo() == "how often to ask Ops"


@pytest.mark.parametrize(
    ("way", "token", "counts"),
    [(SharingWay.FILE, "abcdefgh", True), (SharingWay.COPY, "abcdefgi", True),
     (SharingWay.FILE, "", False),
     (SharingWay.PUBLISH, "abcdefgj", True), (SharingWay.PUBLISH, "", False)],
)  # fmt: skip
def test_a_page_that_asks_for_a_reply_counts_as_asked(tracker, served, today, way, token, counts):
    give(tracker, served[0], way, token, today - timedelta(weeks=2))
    assert ("Ops" not in names(tracker, today)) is counts


def test_what_was_kept_for_oneself_asks_nobody(tracker, served, today):
    give(tracker, served[0], SharingWay.FILE, "abcdefgh", today, for_them=False)
    assert "Ops" in names(tracker, today)


def test_a_reply_counts_as_asked_and_what_they_said_unasked_does_not(tracker, served, today):
    day = today - timedelta(weeks=3)
    commands.add_rating(tracker, served[0], day, 4)
    assert "Ops" in names(tracker, today)
    with tracker.edit("reply"):
        tracker.ratings.add(
            customer_id=served[0], measure_id=None, rated_on=day, value=4.0, five=True, words="",
            source=RatingSource.REPLY, share_uid="",
        )  # fmt: skip
    (turn,) = [one for one in rota(tracker, today) if not one.due]
    assert (turn.asked_on, turn.answered_on) == (day, day)


def test_asked_today_is_taken_back_and_archived_ones_are_not_asked(tracker, served, today):
    commands.note_asking(tracker, served[0], today, "in the corridor")
    assert commands.note_asking(tracker, served[0], today, "in the corridor") == 1
    (turn,) = [one for one in rota(tracker, today) if not one.due]
    assert turn.noted is not None
    commands.remove_asking(tracker, turn.noted)
    assert "Ops" in names(tracker, today)
    commands.archive_customer(tracker, served[0], today)
    assert "Ops" not in names(tracker, today)


@given(DAYS)
def test_the_end_of_a_month_is_its_last_day(day):
    end = month_end(day)
    assert (end.year, end.month) == (day.year, day.month)
    assert (end + timedelta(days=1)).day == 1


@settings(deadline=None, max_examples=25)
@given(st.lists(st.integers(0, 40), min_size=5, max_size=40), st.booleans())
def test_nobody_is_asked_twice_in_a_quarter(steps, often):
    """Whoever asks on the first day that the rota allows never asks too soon."""
    with Tracker() as tracker:
        for name in ("One", "Two"):
            commands.ask_often(tracker, commands.add_customer(tracker, name, None), often=often)
        day = date(2026, 1, 1)
        for step in steps:
            day += timedelta(days=step)
            for turn in rota(tracker, day):
                if turn.from_on is None or turn.from_on <= day:
                    commands.note_asking(tracker, turn.customer.id, day)
        for customer in tracker.customers.all():
            asked = sorted(
                one.asked_on for one in tracker.askings.where("customer_id = ?", customer.id)
            )
            least = OFTEN if often else A_QUARTER
            assert all(b - a >= least for a, b in pairwise(asked))
            assert may_ask_from(asked[-1], often=often) == asked[-1] + least
